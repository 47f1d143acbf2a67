/*
 * served -- a demonstration that is served, and callers who ask it over HTTP
 * without a browser: for the tests that crawl it, kill it and starve it.
 *
 * The demonstration is made once a run and copied for each Served: a file,
 * or under tests/pg/with-postgres a database of that server.  All is ended
 * by its process id and removed with its folder.  DIOGEL names the program;
 * usually build/diogel.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync, mkdtempSync, readFileSync, rmSync, statSync,
} from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { database, drop, dump, onServer, rowsOf, tell } from './server.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export { onServer };
export const program = process.env.DIOGEL ?? join(root, 'build/diogel');

const templates = new Map();
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  for (const dir of templates.values()) {
    rmSync(dir, { recursive: true, force: true });
  }
});

/* Runs the program; what it printed.  Throws when it says no. */
export function diogel(...args) {
  const done = spawnSync(program, args, {
    encoding: 'utf8', maxBuffer: 1 << 28,
  });
  if (done.status !== 0) {
    throw new Error(`diogel ${args.join(' ')}: ${done.stderr}${done.stdout}`);
  }
  return done.stdout;
}

/* What SQL answers, rows of texts; the database may be in use. */
export function query(file, sql) {
  const done = spawnSync('sqlite3', ['-json', file, sql], {
    encoding: 'utf8', maxBuffer: 1 << 28,
  });
  if (done.status !== 0) throw new Error(`${sql}: ${done.stderr}`);
  return done.stdout.trim() ? JSON.parse(done.stdout) : [];
}

const templateName = (people) => `made_${process.pid}_${people}`;

function template(people) {
  if (!templates.has(people)) {
    const dir = mkdtempSync(join(tmpdir(), 'diogel-made-'));
    const db = onServer ? database(templateName(people))
      : `sqlite:${join(dir, 'diogel.db')}`;
    const at = ['--db', db, '--keys', join(dir, 'diogel.db.keys')];
    templates.set(people, dir);
    diogel('init', ...at, '--pack', join(root, 'practice/wales'), '--demo');
    diogel('demo', ...at, '--people', String(people), '--seed', '1');
  }
  return templates.get(people);
}

let served = 0;

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

/* The 16 bytes of an id's text as hex, and back. */
export function idHex(text) {
  let n = 0n;
  for (const c of text.slice(1)) n = n * 32n + BigInt(digits.indexOf(c));
  return n.toString(16).padStart(32, '0').toUpperCase();
}
export function idText(letter, hex) {
  let n = BigInt(`0x${hex}`);
  let text = '';
  for (let i = 0; i < 26; i += 1) {
    text = digits[Number(n % 32n)] + text;
    n /= 32n;
  }
  return letter + text;
}

export class Served {
  /* from: a folder with a demonstration that is there already. */
  constructor({ people = 300, from = template(people) } = {}) {
    this.dir = mkdtempSync(join(tmpdir(), 'diogel-served-'));
    this.file = join(this.dir, 'diogel.db');
    this.keys = `${this.file}.keys`;
    copyFileSync(join(from, 'diogel.db.keys'), this.keys);
    if (onServer) {
      this.name = `served_${process.pid}_${served += 1}`;
      this.db = database(this.name, templateName(people));
    } else {
      this.db = `sqlite:${this.file}`;
      copyFileSync(join(from, 'diogel.db'), this.file);
    }
  }

  /* Another node on the same database. */
  another() {
    const { dir, file, keys, db } = this;
    return Object.assign(Object.create(Served.prototype),
      { dir, file, keys, db, owner: this });
  }

  /* Starts (again); resolves when the server says that it answers.  through:
   * a command and its words that the program is run by; errors: a file that
   * is given what it says on standard error, instead of this.log. */
  start({ through = [], env = {}, errors = 'pipe' } = {}) {
    const words = [...through, program, 'serve', '--db', this.db,
      '--keys', this.keys, '--listen', '127.0.0.1:0', ...(this.words ?? [])];
    this.log = '';
    this.said = '';
    this.child = spawn(words[0], words.slice(1), {
      stdio: ['ignore', 'pipe', errors], env: { ...process.env, ...env },
    });
    const { child } = this;
    running.add(child);
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        running.delete(child);
        resolve({ code, signal });
      });
    });
    child.stderr?.on('data', (d) => { this.log += d; });
    return new Promise((resolve, reject) => {
      this.ended.then(({ code, signal }) => reject(
        new Error(`the server ended (${code ?? signal}): ${this.log}`)));
      child.stdout.on('data', (d) => {
        this.said += d;
        const said = /http:\/\/127\.0\.0\.1:(\d+)/.exec(String(d));
        if (said) {
          this.port = Number(said[1]);
          this.base = `http://127.0.0.1:${said[1]}`;
          resolve(this);
        }
      });
    });
  }

  stop(signal = 'SIGTERM') {
    this.child?.kill(signal);
    return this.ended ?? Promise.resolve();
  }

  async close() {
    await this.stop('SIGKILL');
    if (this.owner) return;
    if (this.name) drop(this.name);
    rmSync(this.dir, { recursive: true, force: true });
  }

  run(...args) { return diogel(...args, '--db', this.db, '--keys', this.keys); }

  sql(text) { return onServer ? rowsOf(this.db, text) : query(this.file, text); }

  /* Behind everybody's back. */
  alter(text) {
    if (onServer) tell(this.db, text);
    else query(this.file, text);
  }

  /* Everything that the database holds, as it lies there. */
  bytes() {
    if (onServer) return dump(this.db);
    return Buffer.concat(['', '-wal'].map((end) => this.file + end)
      .filter((f) => statSync(f, { throwIfNoEntry: false }))
      .map((f) => readFileSync(f)));
  }

  /* A text that the demonstration left (docs of `diogel demo`). */
  meta(key) {
    const rows = this.sql(`SELECT value FROM meta WHERE key = '${key}'`);
    if (!rows.length) throw new Error(`the demonstration left no ${key}`);
    return rows[0].value;
  }

  loginOf(key) {
    const hex = idHex(this.meta(key));
    return this.sql(`SELECT login FROM account WHERE hex(id) = '${hex}'`)[0]
      .login;
  }

  /* NHS number, given name, family name, birth date of a prepared check. */
  question(answer) {
    const [nhs, given, family, born] =
      this.meta(`tour.check.${answer}`).split('\n');
    return { nhs, given, family, born };
  }

  get password() { return this.meta('demo_password'); }
}

/* One for a while: closed however that ends. */
export async function withServed(options, use) {
  const served = new Served(options);
  try {
    await use(served);
  } finally {
    await served.close();
  }
}

/* The hidden fields of a form whose action ends with that. */
export function hiddenOf(page, action = '') {
  const fields = {};
  for (const [form] of page.matchAll(/<form[^>]*>[^]*?<\/form>/g)) {
    if (!(/action="([^"]*)"/.exec(form)?.[1] ?? '').endsWith(action)) continue;
    for (const [tag] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
      fields[/name="([^"]*)"/.exec(tag)[1]] =
        unescape(/value="([^"]*)"/.exec(tag)?.[1] ?? '');
    }
    break;
  }
  return fields;
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
export function unescape(text) {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => entities[name]);
}

/* Somebody with cookies and one connection of their own. */
export class Caller {
  constructor(served, language = 'en') {
    Object.assign(this, { served, language, cookies: new Map() });
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  }

  /* {status, headers, body}; throws when no whole answer came. */
  ask(method, path, body = null, type = 'application/x-www-form-urlencoded') {
    const headers = {
      Cookie: [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; '),
    };
    if (body !== null) {
      Object.assign(headers, {
        'Content-Type': type,
        'Content-Length': Buffer.byteLength(body),
        Origin: this.served.base,
        'Sec-Fetch-Site': 'same-origin',
      });
    }
    return new Promise((resolve, reject) => {
      const req = http.request({
        host: '127.0.0.1', port: this.served.port, method, path, headers,
        agent: this.agent,
      }, (res) => {
        const parts = [];
        res.on('data', (d) => parts.push(d));
        res.on('error', reject);
        res.on('aborted', () => reject(new Error('the answer was cut off')));
        res.on('end', () => {
          this.keep(res.headers['set-cookie'] ?? []);
          resolve({
            status: res.statusCode, headers: res.headers,
            body: Buffer.concat(parts).toString('utf8'),
          });
        });
      });
      req.setTimeout(30000, () => req.destroy(new Error('no answer in 30 s')));
      req.on('error', reject);
      req.end(body ?? undefined);
    });
  }

  keep(lines) {
    for (const line of lines) {
      const [pair] = line.split(';');
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
  }

  path(path) { return path.startsWith('/') ? `/${this.language}${path}` : path; }

  get(path) { return this.ask('GET', this.path(path)); }

  /* Fields in an object; the page at `from` gives what is hidden. */
  async post(path, fields = {}, from = path) {
    const page = from === null ? '' : (await this.get(from)).body;
    const hidden = from === null ? {} : hiddenOf(page, path);
    return this.ask('POST', this.path(path),
      new URLSearchParams({ ...hidden, ...fields }).toString());
  }

  async signIn(login) {
    this.login = login;
    const answer = await this.post('/sign-in', {
      login, password: this.served.password,
    });
    if (answer.status !== 303) {
      throw new Error(`${login} cannot sign in: ${answer.status}`);
    }
    return this;
  }

  /* A check; token: the page's hidden fields, when they are known. */
  check(question, { reason, urgency, token = null } = {}) {
    const [year, month, day] = question.born.split('-');
    const fields = {
      nhs: question.nhs ?? '', given: question.given ?? '',
      family: question.family ?? '', 'born-year': year,
      'born-month': month ?? '', 'born-day': day ?? '', reason, urgency,
      ...token,
    };
    return this.post('/check', fields, token ? null : '/check');
  }

  close() { this.agent.destroy(); }
}

/* The answers that a form offers for a question: the first of each name. */
export function choicesOf(page) {
  const first = {};
  for (const [tag] of page.matchAll(/<input[^>]*type="radio"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)[1];
    first[name] ??= unescape(/value="([^"]*)"/.exec(tag)[1]);
  }
  return first;
}

/* Lots from a seed, so that a run can be had again. */
export function dice(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/* The seed of this run, said aloud; SEED or the argument gives one again. */
export function seed(asked = process.env.SEED) {
  const number = Number(asked ?? process.pid);
  console.log(`# seed ${number}`);
  return number;
}

export const sleep = (ms) => new Promise((done) => { setTimeout(done, ms); });
