/*
 * peer -- what a register check would be with the usual tools: fastify, its
 * cookies and forms, its template library, and one durable insert a request.
 *
 *   peer URL SIZE ENTRIES
 *
 * URL is sqlite:PATH (better-sqlite3) or postgresql://... (pg).  SIZE: bytes
 * of the answer's page, so that both sides send the same; ENTRIES: of the
 * child's page.  It reads a session, finds the child by NHS number, writes a
 * chained leaf, and answers; it has no policy, no receipt, no tree.
 */
import { createHash } from 'node:crypto';
import fastify from 'fastify';
import cookies from '@fastify/cookie';
import forms from '@fastify/formbody';
import view from '@fastify/view';
import { Eta } from 'eta';

const [url, size, entries] = [process.argv[2], Number(process.argv[3]),
  Number(process.argv[4])];
const sha = (text) => createHash('sha256').update(text).digest();

const tables = (bytes, big) => `
CREATE TABLE child (nhs TEXT PRIMARY KEY, given TEXT, family TEXT, born TEXT,
  listed ${big});
CREATE TABLE session (hash ${bytes} PRIMARY KEY, account ${big});
CREATE TABLE leaf (id ${big} PRIMARY KEY, at ${big}, account ${big},
  action TEXT, detail TEXT, hash ${bytes});
CREATE TABLE entry (nhs TEXT, at ${big}, title TEXT, words TEXT);
CREATE INDEX entry_nhs ON entry (nhs, at);`;

/* One process owns the file: prepared once, one commit a request. */
async function onSqlite(path) {
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('mmap_size = 268435456');
  const has = db.prepare(
    "SELECT 1 FROM sqlite_schema WHERE name = 'child'").get();
  if (!has) db.exec(tables('BLOB', 'INTEGER'));
  const q = (sql) => db.prepare(sql);
  const session = q('SELECT account FROM session WHERE hash = ?');
  const child = q('SELECT * FROM child WHERE nhs = ?');
  const leaf = q('INSERT INTO leaf VALUES (?, ?, ?, ?, ?, ?)');
  const entry = q('SELECT at, title, words FROM entry WHERE nhs = ?'
    + ' ORDER BY at DESC');
  return {
    exec: (sql) => db.exec(sql),
    many: (table, rows) => db.transaction(() => {
      const add = q(`INSERT INTO ${table} VALUES (${
        rows[0].map(() => '?').join(', ')})`);
      for (const row of rows) add.run(...row);
    })(),
    session: (hash) => session.get(hash),
    child: (nhs) => child.get(nhs),
    leaf: (row) => leaf.run(...row),
    entries: (nhs) => entry.all(nhs),
  };
}

async function onPostgres() {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  await pool.query(`CREATE SCHEMA peer; SET search_path = peer;${
    tables('BYTEA', 'BIGINT')}`);
  const named = (name, text, one) => async (...values) => {
    const { rows } = await pool.query({ name, text, values });
    return one ? rows[0] : rows;
  };
  const leaf = named('leaf', 'INSERT INTO leaf VALUES ($1,$2,$3,$4,$5,$6)');
  return {
    exec: (sql) => pool.query(sql),
    many: async (table, rows) => {
      for (let at = 0; at < rows.length; at += 1000) {
        const part = rows.slice(at, at + 1000);
        const n = part[0].length;
        const marks = part.map((_, i) => `(${
          part[0].map((__, k) => `$${i * n + k + 1}`).join(',')})`);
        await pool.query(`INSERT INTO ${table} VALUES ${marks.join(',')}`,
          part.flat());
      }
    },
    session: named('session',
      'SELECT account FROM session WHERE hash = $1', true),
    child: named('child', 'SELECT * FROM child WHERE nhs = $1', true),
    leaf: (row) => leaf(...row),
    entries: named('entries', 'SELECT at, title, words FROM entry'
      + ' WHERE nhs = $1 ORDER BY at DESC'),
  };
}

const db = await (url.startsWith('sqlite:')
  ? onSqlite(url.slice(7)) : onPostgres());
const app = fastify({ logger: false });
await app.register(cookies);
await app.register(forms);
await app.register(view, {
  engine: { eta: new Eta() }, root: import.meta.dirname, production: true,
});

const pid = BigInt(process.pid);
let number = 0n;
let last = Buffer.alloc(32);

async function admitted(request, reply) {
  const secret = request.cookies.session ?? '';
  const session = await db.session(sha(secret));
  if (!session) reply.code(303).redirect('/sign-in');
  return session;
}

async function noted(session, action, detail) {
  const at = Date.now();
  last = sha(Buffer.concat([last, Buffer.from(`${at}${action}${detail}`)]));
  number += 1n;
  await db.leaf([pid * 1000000000n + number, at, session.account, action,
    detail, last]);
}

/* Rows that make the page as large as Diogel's. */
const filler = Array.from({ length: 12 }, (_, i) => [`Line ${i + 1}`,
  'x'.repeat(Math.max(0, Math.floor(size / 12) - 34))]);

app.post('/en/check', async (request, reply) => {
  const session = await admitted(request, reply);
  if (!session) return reply;
  const { nhs } = request.body;
  const child = await db.child(nhs);
  const on = Boolean(child?.listed);
  await noted(session, 'check', JSON.stringify({ nhs, on }));
  return reply.view('answer.eta', {
    title: on ? 'On the register' : 'Not on the register', rows: filler,
  });
});

app.get('/en/child/:nhs', async (request, reply) => {
  const session = await admitted(request, reply);
  if (!session) return reply;
  const { nhs } = request.params;
  const child = await db.child(nhs);
  const found = await db.entries(nhs);
  await noted(session, 'child', JSON.stringify({ nhs }));
  return reply.view('child.eta', {
    name: `${child.given} ${child.family}`, entries: found,
  });
});

/* What is to be found: {secret, children: [[nhs, given, family, born, on]]}
 * once, before anything is measured. */
app.post('/fill', { bodyLimit: 1 << 28 }, async (request) => {
  const { secret, children } = request.body;
  await db.many('session', [[sha(secret), 1]]);
  await db.many('child', children);
  if (entries) await db.many('entry', Array.from({ length: entries }, (_, i) => [
    children[0][0], i, `Entry ${i}`, 'x'.repeat(
      Math.max(0, Math.floor(size / Math.max(1, entries)) - 90))]));
  return { ok: true };
});

await app.listen({ port: 0, host: '127.0.0.1', backlog: 1024 });
console.log(`http://127.0.0.1:${app.server.address().port}/`);
