/*
 * sides -- the servers that are measured beside each other, what they are
 * asked, and how.  Each is a process on a free port of this machine, ended
 * by its id.  Everything is asked by build/tests/bench/load.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync, mkdirSync, mkdtempSync, openSync,
  readFileSync, readdirSync, rmSync, writeFileSync,
} from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Caller, Served, choicesOf, diogel, hiddenOf, idText, root,
} from '../served.mjs';

export const built = join(root, 'build/tests/bench');
const peers = join(root, 'tests/bench/peers');
const kept = join(root, 'build/bench');
export const scratch = mkdtempSync(join(tmpdir(), 'diogel-bench-'));
const children = new Set();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(scratch, { recursive: true, force: true });
});

/* ---- a region of that size, made once and kept while it holds ---- */

function filesUnder(dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap((f) => (
    f.isDirectory() ? filesUnder(join(dir, f.name)) : [join(dir, f.name)]));
}

/* What a region is made of: when it changes, the kept one is made anew. */
function stamp() {
  const hash = createHash('sha256');
  for (const dir of ['db', 'demo', 'practice/wales']) {
    for (const file of filesUnder(join(root, dir)).sort()) {
      hash.update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/* A folder with diogel.db and its keys.  more: what it is called, and how it
 * is done, that is done to it besides. */
export function region(people, more = { called: '', fill() {} }) {
  const dir = join(kept, `${people}${more.called}`);
  const note = join(dir, 'stamp');
  if (existsSync(note) && readFileSync(note, 'utf8') === stamp()) return dir;
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const db = `sqlite:${join(dir, 'diogel.db')}`;
  const begun = Date.now();
  diogel('init', '--db', db, '--pack', join(root, 'practice/wales'),
    '--demo');
  diogel('demo', '--db', db, '--people', String(people), '--seed', '1');
  rmSync(join(dir, 'diogel.db.pristine'), { recursive: true, force: true });
  more.fill(db, join(dir, 'diogel.db.keys'));
  console.log(`made ${people} people in ${
    ((Date.now() - begun) / 1000).toFixed(0)} s`);
  writeFileSync(note, stamp());
  return dir;
}

/* ---- Diogel ---- */

export class Diogel {
  static async on(people, more) {
    const side = new Diogel();
    side.name = 'diogel';
    side.served = new Served({ from: region(people, more) });
    return side.begin();
  }

  async begin() {
    const begun = Date.now();
    await this.served.start({
      errors: openSync(join(scratch, 'diogel.log'), 'a'),
    });
    this.startMs = Date.now() - begun;
    this.port = this.served.port;
    this.caller = await this.as(this.served.loginOf('tour.nurse'));
    return this;
  }

  /* Somebody signed in. */
  as(login) { return new Caller(this.served).signIn(login); }

  /* Of those whom the login is tied to: who has most entries. */
  fullest(login) {
    const [row] = this.served.sql('SELECT hex(t.person) AS person,'
      + ' count(DISTINCT e.entry) AS entries FROM tie t JOIN account a ON a.id = t.whom'
      + ' JOIN source_person p ON p.person = t.person'
      + ' JOIN entry_about e ON e.source = p.source'
      + ` WHERE a.login = '${login}' GROUP BY t.person`
      + ' ORDER BY entries DESC LIMIT 1');
    return { path: `/en/child/${idText('p', row.person)}`,
      entries: row.entries };
  }

  rss() {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024;
  }

  get pid() { return this.served.child.pid; }

  close() { return this.served.close(); }

  headers(caller = this.caller) {
    const cookie = [...caller.cookies].map(([k, v]) => `${k}=${v}`);
    return `Host: 127.0.0.1:${this.port}\r\nCookie: ${cookie.join('; ')}\r\n`;
  }

  get(path, caller = this.caller) {
    return `GET ${path} HTTP/1.1\r\n${this.headers(caller)}\r\n`;
  }

  post(path, body, caller = this.caller) {
    return `POST ${path} HTTP/1.1\r\n${this.headers(caller)}`
      + `Origin: ${this.served.base}\r\nSec-Fetch-Site: same-origin\r\n`
      + 'Content-Type: application/x-www-form-urlencoded\r\n'
      + `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  }

  /* Checks by NHS number of children with different birth dates. */
  checks() {
    return this.checksBy(this.people().map(([nhs, , , born]) => (
      [{ nhs, given: '', family: '' }, born])));
  }

  /* By [number and names, birth date]. */
  async checksBy(asked) {
    const { body } = await this.caller.get('/check');
    const form = { ...choicesOf(body), ...hiddenOf(body, '/check') };
    return asked.map(([who, born]) => {
      const [year, month, day] = born.split('-');
      return this.post('/en/check', new URLSearchParams({
        ...form, ...who, 'born-year': year, 'born-month': month,
        'born-day': day,
      }).toString());
    });
  }

  /* [nhs, given, family, born, on the register], one of each birth date and
   * number: two sources may differ about somebody. */
  people() {
    const seen = new Set();
    return this.served.sql(
      'SELECT f.nhs, f.given, f.family, f.birth_date AS born,'
      + ' EXISTS (SELECT 1 FROM source_person p JOIN register_spell r'
      + ' ON r.person = p.person WHERE p.source = f.source) AS listed'
      + ' FROM source_face f WHERE f.nhs IS NOT NULL'
      + ' AND length(f.birth_date) = 10 GROUP BY f.birth_date'
      + ' ORDER BY f.nhs LIMIT 5000').map(Object.values)
      .filter(([nhs]) => !seen.has(nhs) && seen.add(nhs));
  }
}

/*
 * The same on PostgreSQL.  It has no region of 100,000: that is made over a
 * connection, statement by statement.  What only the demonstration's tables
 * tell is asked of a SQLite region made from the same seed, which is alike
 * in all but ids.
 */
class ServedOnPostgres extends Served {
  constructor(people, url) {
    super({ from: region(people) });
    this.db = url;
    this.keys = join(this.dir, 'postgres.keys');
    this.words = ['--keys', this.keys];
    diogel('init', '--db', url, '--pack', join(root, 'practice/wales'),
      '--demo', ...this.words);
    diogel('demo', '--db', url, '--people', String(people), '--seed', '1',
      ...this.words);
  }
}

export async function onPostgres(people, url) {
  const side = new Diogel();
  side.name = 'diogel on PostgreSQL';
  side.served = new ServedOnPostgres(people, url);
  return side.begin();
}

/* A second node beside it. */
export async function besideIt(first) {
  const side = new Diogel();
  side.name = 'its second node';
  side.served = first.served.another();
  return side.begin();
}

/* ---- the others ---- */

/* The node that came with the peers: better-sqlite3 wants a new one. */
function peerNode() {
  const { arch } = process;
  return join(peers, `node_modules/node-linux-${arch}/bin/node`);
}

function said(child) {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`a side ended: ${code}`)));
    child.stdout.on('data', (d) => {
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(String(d));
      if (found) resolve(Number(found[1]));
    });
  });
}

/* A program that says where it listens. */
async function side(name, words) {
  const child = spawn(words[0], words.slice(1), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const port = await said(child);
  return {
    name,
    port,
    pid: child.pid,
    close: () => new Promise((resolve) => {
      child.removeAllListeners('exit');
      child.once('exit', () => { children.delete(child); resolve(); });
      child.kill('SIGTERM');
    }),
  };
}

const secret = 'a'.repeat(64);

function request(port, method, path, type, body) {
  return `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`
    + `Cookie: session=${secret}; lng=en\r\n`
    + (body === null ? '\r\n' : `Content-Type: ${type}\r\n`
      + `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

const formType = 'application/x-www-form-urlencoded';

/* The same bodies that Diogel is asked with. */
function bodiesOf(checks) {
  return checks.map((text) => text.slice(text.indexOf('\r\n\r\n') + 4));
}

export async function bare(checks, size) {
  const file = join(scratch, `bare-${Date.now()}.db`);
  const it = await side('bare', [join(built, 'bare'), file, String(size),
    secret]);
  it.checks = bodiesOf(checks).map((body) => (
    request(it.port, 'POST', '/en/check', formType, body)));
  return it;
}

function fill(port, text) {
  return new Promise((resolve, reject) => {
    const req = http.request({
      port, host: '127.0.0.1', path: '/fill', method: 'POST',
      headers: { 'Content-Type': 'application/json' },
    }, (res) => {
      res.resume();
      res.on('end', () => (res.statusCode === 200 ? resolve()
        : reject(new Error(`fill: ${res.statusCode}`))));
    });
    req.on('error', reject);
    req.end(text);
  });
}

export async function peer(checks, people, {
  size, entries = 0, url = `sqlite:${join(scratch, `peer-${Date.now()}.db`)}`,
}) {
  const it = await side(url.startsWith('sqlite:')
    ? 'fastify + better-sqlite3' : 'fastify + pg',
  [peerNode(), join(peers, 'peer.mjs'), url, String(size), String(entries)]);
  await fill(it.port, JSON.stringify({ secret, children: people }));
  it.checks = bodiesOf(checks).map((body) => (
    request(it.port, 'POST', '/en/check', formType, body)));
  it.child = request(it.port, 'GET', `/en/child/${people[0][0]}`, '', null);
  return it;
}

/* ---- asking ---- */

function cpuUs(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const after = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(after[11]) + Number(after[12])) * 10000; // 100 ticks a second
}

let files = 0;

/* A file of requests for load, from texts. */
export function requestsFile(texts) {
  files += 1;
  const file = join(scratch, `requests-${files}`);
  writeFileSync(file, texts.map((t) => `${Buffer.byteLength(t)}\n${t}`)
    .join(''));
  return file;
}

/* What load says, and the processor time a request took the server. */
export async function load(it, file, {
  connections = 64, seconds = 5, rate = 0,
} = {}) {
  const before = cpuUs(it.pid);
  const child = spawn(join(built, 'load'), [String(it.port),
    String(connections), String(seconds), String(rate), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (d) => { text += d; });
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve()
      : reject(new Error(`load ended: ${code}`))));
  });
  const found = JSON.parse(text);
  found.cpu = (cpuUs(it.pid) - before)
    / Math.max(1, found.all * (seconds + 1));
  return found;
}

export function calibrate() {
  const done = spawnSync(join(built, 'calibrate'), [scratch],
    { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`calibrate: ${done.stderr}`);
  return JSON.parse(done.stdout);
}

export const median = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
};
