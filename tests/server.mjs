/*
 * server -- databases on PostgreSQL for tests that serve: when PGURL names a
 * server (tests/pg/with-postgres), they are made there and not as files.
 *
 * A few functions of SQLite's are made in each, so that what a test asks runs
 * on both engines.
 */
import { spawnSync } from 'node:child_process';

const functions = `
  CREATE FUNCTION hex(bytea) RETURNS text LANGUAGE sql
    AS $$ SELECT upper(encode($1, 'hex')) $$;
  CREATE FUNCTION instr(text, text) RETURNS int LANGUAGE sql
    AS $$ SELECT strpos($1, $2) $$;
  CREATE FUNCTION json_path(text) RETURNS text[] LANGUAGE sql
    AS $$ SELECT string_to_array(ltrim(translate(substr($1, 2), '[]', '.'),
      '.'), '.') $$;
  CREATE FUNCTION json_extract(text, text) RETURNS text LANGUAGE sql
    AS $$ SELECT $1::json #>> json_path($2) $$;
  CREATE FUNCTION json_set(text, text, text) RETURNS text LANGUAGE sql
    AS $$ SELECT jsonb_set($1::jsonb, json_path($2), to_jsonb($3))::text $$;
  CREATE FUNCTION comma(text, text) RETURNS text LANGUAGE sql
    AS $$ SELECT concat_ws(',', $1, $2) $$;
  CREATE AGGREGATE group_concat(text) (sfunc = comma, stype = text)`;

export const onServer = Boolean(process.env.PGURL);

/* The URL of another database of the same server. */
export function urlOf(name) {
  return process.env.PGURL.replace(/\/diogel\?/, `/${name}?`);
}

/* What psql says, a row a line, columns with | between. */
export function tell(url, sql) {
  const done = spawnSync('psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', url,
    '-c', sql], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`${sql}: ${done.stderr}`);
  return done.stdout.replace(/\n$/, '');
}

export function rowsOf(url, sql) {
  return JSON.parse(tell(url,
    `SELECT COALESCE(json_agg(x), '[]') FROM (${sql}) x`));
}

/* Every row of it, as text. */
export function dump(url) {
  const done = spawnSync('pg_dump', ['--data-only', url],
    { maxBuffer: 1 << 30 });
  if (done.status !== 0) throw new Error(`pg_dump: ${done.stderr}`);
  return done.stdout;
}

/* A new database, empty or as another is; its URL. */
export function database(name, template = null) {
  tell(process.env.PGURL, `CREATE DATABASE ${name}`
    + (template ? ` TEMPLATE ${template}` : ''));
  if (!template) tell(urlOf(name), functions);
  return urlOf(name);
}

export function drop(name) {
  tell(process.env.PGURL, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}
