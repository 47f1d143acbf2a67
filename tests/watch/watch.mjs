/*
 * watch.mjs -- what whoever runs the service sees: alive, ready, figures and
 * a log, and in none of it anybody's name, number, address or words.  TAP.
 */
import { spawn } from 'node:child_process';
import http from 'node:http';
import {
  Caller, choicesOf, diogel, hiddenOf, sleep, withServed,
} from '../served.mjs';
import { contains, done, journey, lacks, ok, same } from '../browser/tap.mjs';

const LOOPBACK = { env: { DIOGEL_WATCH: '127.0.0.1:0' } };

/* A question to the small door. */
function ask(served, path, method = 'GET') {
  const at = /is watched on (http:\/\/\S+)/.exec(served.said)[1];
  return new Promise((resolve, reject) => {
    http.request(at + path, { method, agent: false }, (res) => {
      let body = '';
      res.setEncoding('utf8');
      res.on('data', (d) => { body += d; });
      res.on('end', () => resolve({ status: res.statusCode, body }));
    }).on('error', (e) => reject(new Error(`${method} ${path}: ${e.message}`)))
      .end();
  });
}

/* Prometheus text as name{labels} -> number; throws where it is none. */
function figures(text) {
  const found = new Map();
  for (const line of text.trimEnd().split('\n')) {
    if (/^# (HELP|TYPE) [a-z_]+ \S/.test(line)) continue;
    const m = /^([a-z_]+(?:\{[a-z]+="[^"]*"(?:,[a-z]+="[^"]*")*\})?) (-?[\d.]+)$/
      .exec(line);
    if (!m) throw new Error(`no line of metrics: ${line}`);
    found.set(m[1], Number(m[2]));
  }
  return found;
}

/* ---- what must stand in no log and no figure ---- */

/* Everybody's names, numbers and sign-in names, and what was typed. */
function personal(served, typed) {
  const rows = served.sql(`SELECT given || ' ' || family AS t
      FROM source_face WHERE given <> '' AND family <> ''
    UNION SELECT family FROM source_face WHERE length(family) > 4
    UNION SELECT nhs FROM source_face WHERE nhs IS NOT NULL
    UNION SELECT name FROM account UNION SELECT login FROM account
    UNION SELECT name_en FROM agency UNION SELECT reference FROM check_done`);
  return [...new Set([...rows.map((r) => r.t), ...typed])].filter(Boolean);
}

/* As words of their own: "beca" is not in "because". */
function found(text, words) {
  const low = ` ${text.toLowerCase()} `;
  const letter = /[\p{L}\p{N}]/u;
  return words.filter((word) => {
    const w = word.toLowerCase();
    for (let at = low.indexOf(w); at >= 0; at = low.indexOf(w, at + 1)) {
      if (!letter.test(low[at - 1]) && !letter.test(low[at + w.length])) {
        return true;
      }
    }
    return false;
  });
}

/* Every line is one object of the four keys, and short. */
function wellFormed(log) {
  return log.trimEnd().split('\n').filter((line) => {
    try {
      return Object.keys(JSON.parse(line)).join() !== 'at,level,what,detail';
    } catch {
      return true;
    }
  });
}

/* ---- somebody's day ---- */

async function nurse(served) {
  const caller = await new Caller(served).signIn(served.loginOf('tour.nurse'));
  const { body } = await caller.get('/check');
  const token = hiddenOf(body, '/check');
  for (const answer of ['on', 'none', 'alike', 'ring']) {
    await caller.check(served.question(answer), { ...choicesOf(body), token });
  }
  await caller.get('/receipts');
  return caller;
}

async function worker(served) {
  const caller = await new Caller(served, 'cy')
    .signIn(served.loginOf('tour.social_worker'));
  const { given, family } = served.question('on');
  for (const path of ['/home', '/inbox', '/find', '/tour']) {
    await caller.get(path);
  }
  await caller.post('/find', { name: `${given} ${family}` }, '/find');
  await caller.get(`/find?name=${encodeURIComponent(family)}`);
  await caller.get(`/child/${encodeURIComponent(`${given} ${family}`)}`);
}

/* A refusal may close the connection, so each request has one of its own. */
async function stranger(served, typed) {
  const once = (method, path, body) =>
    new Caller(served).ask(method, path, body).catch(() => null);
  for (const login of typed) {
    const fields = { login, password: `${login}-password` };
    await new Caller(served).post('/sign-in', fields);
    await once('GET', `/${encodeURIComponent(login)}`);
    await once('GET', `/en/home?back=${encodeURIComponent(login)}`);
    await once('GET', `/en/${login}/%00`);
    await once('POST', '/en/sign-in', `login=${login}\x00`);
  }
}

await journey('figures', () => withServed({ people: 60 }, async (served) => {
  await served.start(LOOPBACK);
  const typed = ['Gwenllian Ferch-Annwn', 'postcode-ar9-9zz'];
  await nurse(served);
  await worker(served);
  await stranger(served, typed);

  same((await ask(served, '/healthz')).body, 'alive\n', 'it is alive');
  same((await ask(served, '/readyz')).status, 200, 'it is ready');
  const first = figures((await ask(served, '/metrics')).body);
  await new Caller(served).get('/help');
  const text = (await ask(served, '/metrics')).body;
  const second = figures(text);
  const look = 'diogel_http_answers_total{class="look",status="2xx"}';
  same(second.get(look) - first.get(look), 1, 'an answer is counted once');
  same(second.get('diogel_http_answer_seconds_count{class="look"}'),
    second.get('diogel_http_answer_seconds_bucket{class="look",le="+Inf"}'),
    'its time stands in the histogram');
  ok(second.get('diogel_ledger_leaves')
    === served.sql('SELECT COUNT(*) AS n FROM ledger_leaf')[0].n,
  'the leaves are counted');
  ok(second.get('process_resident_memory_bytes') > 1e6, 'memory is told');
  same(second.get('diogel_vital_state{part="store"}'), 0, 'the store is well');
  same(second.get('diogel_vital{part="nodes",figure="known"}'), 1,
    'one program serves, and says so');

  same((await ask(served, '/en/home')).status, 404, 'it has no pages');
  same((await ask(served, '/metrics', 'POST')).status, 404,
    'nothing can be sent to it');
  const caller = new Caller(served);
  same((await caller.ask('GET', '/en/metrics')).status, 404,
    'the pages have no figures');
  same((await caller.ask('GET', '/metrics')).status, 303,
    'nor at their root');

  await served.stop();
  const secret = personal(served, typed);
  ok(secret.length > 100 && served.log.split('\n').length > 30,
    'there is something to look for, and something to look in',
    `${secret.length} ${served.log.length}`);
  same(wellFormed(served.log).join('\n'), '',
    'every line of the log is an object of four keys');
  same(found(served.log, secret).join(), '', 'the log names nobody');
  same(found(text, secret).join(), '', 'nor do the figures');
  const leak = `${served.log}{"detail":"${secret[0].toUpperCase()}"}`;
  contains(found(leak, secret).join('|'), secret[0], 'a planted name is found');
  lacks(served.log, '-password', 'no password is near it');
}));

await journey('ready', () => withServed({ people: 60 }, async (served) => {
  await served.start(LOOPBACK);
  const other = spawn('sqlite3', [served.file],
    { stdio: ['pipe', 'pipe', 'inherit'] });
  const held = new Promise((resolve) => { other.stdout.once('data', resolve); });
  other.stdin.write('BEGIN IMMEDIATE; SELECT 1;\n');
  await held;
  same((await ask(served, '/readyz')).status, 503,
    'it is not ready when the store cannot be written');
  same((await ask(served, '/healthz')).status, 200, 'but it is alive');
  const { body } = await ask(served, '/metrics');
  same(figures(body).get('diogel_store_reads'), 1,
    'and gives its figures without waiting');
  other.stdin.end('ROLLBACK;\n');
  await new Promise((resolve) => { other.once('exit', resolve); });
  let status;
  for (let i = 0; i < 50 && status !== 200; i += 1) {
    await sleep(100);
    ({ status } = await ask(served, '/readyz'));
  }
  same(status, 200, 'it is ready again when the store is');
}));

/* What is done from outside beside a service is seen in it. */
await journey('care', () => withServed({ people: 60 }, async (served) => {
  await served.start(LOOPBACK);
  const of = ['--db', served.db, '--keys', served.keys];
  const admin = await new Caller(served).signIn('aneurin');
  const row = async (part) => new RegExp(`<tr[^>]*id="${part}"[^]*?</tr>`)
    .exec((await admin.get('/health')).body)[0];
  const figure = async (name) => figures((await ask(served, '/metrics')).body)
    .get(`diogel_vital{${name}}`);
  contains(await row('backup'), 'never', 'no copy was made yet');
  contains(await row('verified'), 'never', 'nothing was verified yet');
  diogel('backup', ...of, '--to', `${served.dir}/copy`);
  diogel('audit', 'verify', ...of);
  lacks(await row('backup'), 'never', 'then the page says when');
  contains(await row('verified'), 'Faults: 0', 'and what was found');
  ok(await figure('part="backup",figure="last_seconds"') > 1.7e9,
    'and so do the figures');
  const said = diogel('doctor', ...of);
  contains(said, 'good  Backups', 'and so does the doctor');
  lacks(said, 'Start the service', 'beside a program that serves');
  await served.stop();
  contains(diogel('doctor', ...of), 'Machines that serve\n      Known: 0',
    'which takes its name away when it ends');
}));

await journey('strange paths', () => withServed({ people: 60 },
  async (served) => {
    await served.start();
    for (const path of ['/a%20b', '/%C5%B5y', '/%22', '/%5C%5Cx', '/a?b=%20']) {
      const { status } = await new Caller(served).ask('GET', path);
      ok(status < 500, `${path} is answered`, `${status}`);
    }
    same((await new Caller(served).ask('GET', '/en/help')).status, 200,
      'and the server goes on');
  }));

await journey('where', () => withServed({ people: 60 }, async (served) => {
  const said = await served.start({ env: { DIOGEL_WATCH: '0.0.0.0:0' } })
    .then(() => 'it serves', (e) => e.message);
  contains(said, 'neither loopback nor', 'it is watched from nowhere else');
  await served.start();
  lacks(served.said, 'watched', 'nor at all unless that is asked for');
}));
done();
