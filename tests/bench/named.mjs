/*
 * named -- a register check by name and birth date, with slips, over HTTP:
 * session, policy, answer, receipt and a leaf that is durable before the
 * answer goes; beside PostgreSQL by several keys and one durable row, asked
 * over its socket without any server in front.  The same persons and the
 * same questions on both sides, in turn, several times.
 *
 * LINKAGE as for the item lookup.  The persons of the generator are put into
 * a small demonstration (people_in.c): to make as many with all that is
 * written about them would take hours, and a check reads none of it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../served.mjs';
import { pageSize, say } from './check.mjs';
import { ROOMY, keyed, register } from './lookup.mjs';
import { goal, line } from './report.mjs';
import {
  Diogel, built, load, region, requestsFile, scratch,
} from './sides.mjs';

const REGION = 1000;
const CONNECTIONS = 64;
const RESTS = 20; /* hundredths of a second, of three */

/* There is such a day. */
function isDay(text) {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/* Name and birth date; who asks for less is asked to say more (S5). */
function questions(dir) {
  return readFileSync(join(dir, 'queries.csv'), 'utf8').trim().split('\n')
    .slice(1).map((row) => row.split('|'))
    .map(([, , , given, , family, , born]) => ({ given, family, born }))
    .filter((q) => q.given && q.family && isDay(q.born));
}

/* Whoever serves reads all records into memory first, and until then is not
 * what it is for the rest of the year: its processor is awaited to rest. */
async function inMemory({ pid }) {
  const spent = () => Number(readFileSync(`/proc/${pid}/stat`, 'utf8')
    .split(') ')[1].split(' ')[11]);
  for (let before = -Infinity; spent() - before > RESTS;) {
    before = spent();
    await new Promise((resolve) => { setTimeout(resolve, 3000); });
  }
}

/* Kept in build/bench, as every region is. */
function filled(dir, people) {
  return {
    called: `-and-${people}`,
    fill(db, keys) {
      const done = spawnSync(join(built, 'people_in'),
        [db, keys, join(dir, 'register.csv')], { encoding: 'utf8' });
      if (done.status !== 0) throw new Error(done.stderr);
    },
  };
}

async function ours(dir, people, asked) {
  const diogel = await Diogel.on(REGION, filled(dir, people));
  diogel.file = requestsFile(await diogel.checksBy(
    asked.map(({ born, ...names }) => [{ nhs: '', ...names }, born])));
  await pageSize(diogel, diogel.file); /* begun, and read once */
  await inMemory(diogel);
  return diogel;
}

/* A node begins: filled from the store, and from the file it left. */
function starts(dir, people, rounds) {
  const db = join(region(REGION, filled(dir, people)), 'diogel.db');
  const done = spawnSync(join(built, 'start_bench'), [`sqlite:${db}`,
    `${db}.keys`, join(scratch, 'index'), String(rounds)],
  { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  line('start', done.stdout.trim());
  const found = JSON.parse(done.stdout);
  goal('start from its file, beside filling from the store',
    found.filled_ms / found.mapped_ms, 10);
}

/* The statement of the other side, which is asked nothing of place or sex. */
function find(linkage) {
  const text = readFileSync(join(linkage, 'pg_lookup.mjs'), 'utf8');
  const [, sc] = /const sc = `([^`]*)`/.exec(text);
  const [, sql] = /multikey:.*?sql: `([^`]*)`/.exec(text);
  return sql.replace('${sc}', sc);
}

const NOTE = 'INSERT INTO audit (account, action, detail)'
  + " VALUES (1, 'check', $1)";

const KEYED = `${ROOMY} enable_seqscan=off`;

/* A cluster that waits for the disk, until it is closed. */
async function theirs(linkage, dir, asked) {
  const child = spawn(join(root, 'tests/pg/with-postgres'), ['sh', '-euc',
    `${keyed}
    psql -h "$sockets" -U postgres -d postgres -qc 'create table audit (
      id bigserial primary key, at timestamptz default now(), account bigint,
      action text, detail text)'
    echo "ready $sockets"
    cat >/dev/null`], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env, LINKAGE: linkage, LK: dir, FSYNC: 'on',
      PGSETTINGS: KEYED,
    },
  });
  const ended = new Promise((resolve) => { child.once('exit', resolve); });
  const sockets = await new Promise((resolve, reject) => {
    ended.then((code) => reject(new Error(`PostgreSQL ended: ${code}`)));
    child.stdout.on('data', (d) => {
      const ready = /ready (\S+)/.exec(String(d));
      if (ready) resolve(ready[1]);
    });
  });
  const file = join(scratch, 'questions');
  /* $1 given, $2 born, $3 postcode, $4 sex, $5 family */
  writeFileSync(file, asked.map((q) => (
    `${[q.given, q.born, '', '', q.family].join('|')}\n`)).join(''));
  const words = [`host=${sockets} user=postgres dbname=postgres`,
    String(CONNECTIONS)];
  return {
    name: 'PostgreSQL, several keys and a row',
    load: (seconds) => {
      const ran = spawnSync(join(built, 'pg_load'), [...words,
        String(seconds), find(linkage), NOTE, file], { encoding: 'utf8' });
      if (ran.status !== 0) throw new Error(ran.stderr);
      return { cpu: 0, bytes: 0, ...JSON.parse(ran.stdout) };
    },
    close: () => { child.stdin.end(); return ended; },
  };
}

export async function named({ linkage, rounds, seconds, million }) {
  const people = million ? 1000000 : 100000;
  const dir = register(linkage, people);
  const asked = questions(dir);
  starts(dir, people, rounds);
  const diogel = await ours(dir, people, asked);
  const keys = await theirs(linkage, dir, asked);
  line('settings of theirs', 'fsync=on', KEYED);
  const found = [[], []];
  for (let i = 0; i < rounds; i += 1) {
    found[0].push(await load(diogel, diogel.file,
      { connections: CONNECTIONS, seconds }));
    found[1].push(keys.load(seconds));
  }
  const sides = found.map((runs, i) => ({
    name: [diogel, keys][i].name,
    other: runs.reduce((n, r) => n + r.all - r.ok + r.broken, 0),
    /* each side's best round */
    ok: Math.max(...runs.map((r) => r.ok)),
    ...Object.fromEntries(['p50', 'p99', 'cpu', 'bytes'].map((what) => (
      [what, Math.min(...runs.map((r) => r[what]))]))),
  }));
  say(sides, CONNECTIONS);
  goal('checks by name, beside several keys and a row',
    sides[0].ok / sides[1].ok, 5);
  goal('... p99', sides[1].p99 / sides[0].p99, 4);
  await diogel.close();
  await keys.close();
}
