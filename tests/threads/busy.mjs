/*
 * busy.mjs [SECONDS [SEED]] -- many callers at once at a server that was
 * built with the thread sanitizer (tests/threads/run), which must have
 * nothing to report when it is told to end in the middle of that.
 *
 * What they are answered is for other tests; a server that slow may also say
 * "later".  But each of them must have got answers, or nothing was tried.
 * TAP.
 */
import { readFileSync } from 'node:fs';
import { Caller, dice, seed, sleep, withServed } from '../served.mjs';
import { done, journey, ok, same } from '../browser/tap.mjs';
import { Crawler } from '../crawl/crawler.mjs';
import { Checker, Writer } from '../fault/workers.mjs';

const seconds = Number(process.argv[2] ?? 20);
const lot = dice(seed(process.argv[3]));
const LINKS_MOST = 500;

/* Somebody signed in who follows links as they come. */
class Wanderer {
  constructor(served, language) {
    Object.assign(this, { served, language, links: [] });
  }

  begin(login) {
    this.home = `/${this.language}/home`;
    this.crawler = new Crawler(this.served, { login }, this.language, []);
    return this.crawler.signIn();
  }

  async once() {
    const [path] = this.links.splice(lot(this.links.length || 1), 1);
    const answer = await this.crawler.look(path ?? this.home);
    this.links.push(...this.crawler.links(answer));
    this.links.length = Math.min(this.links.length, LINKS_MOST);
    if (answer.status >= 500) throw new Error(`${path}: ${answer.status}`);
  }
}

/* Somebody with no account, who tries: slow work, on a new connection. */
class Stranger {
  constructor(served) { this.served = served; }

  begin() { this.tries = 0; }

  async once() {
    const caller = new Caller(this.served);
    const login = `nobody${this.tries += 1}`;
    try {
      const { status } = await caller.post('/sign-in',
        { login, password: 'not-a-password' });
      if (status >= 500) throw new Error(`${login} was answered ${status}`);
    } finally {
      caller.close();
    }
  }
}

/* Who looks after the server, at its small door. */
class Watcher {
  constructor(served) { this.served = served; }

  begin() {
    this.at = /is watched on (http:\/\/\S+)/.exec(this.served.said)[1];
  }

  async once() {
    for (const path of ['/metrics', '/readyz']) {
      await (await fetch(this.at + path)).text();
    }
    await sleep(100);
  }
}

/* Who is at work, and as whom; nobody twice, lest one sign the other out. */
const crew = [
  [Checker, ['nurse', 'custodian', 'emergency_duty']],
  [Writer, ['teacher', 'safeguarding_person', 'front_door']],
  [Wanderer, ['social_worker', 'manager', 'police_supervisor', 'officer',
    'auditor', 'administrator']],
  [Stranger, ['nurse']],
  [Watcher, ['nurse']],
];

async function workers(served) {
  const all = [];
  for (const [Kind, roles] of crew) {
    for (const role of roles) {
      const language = all.length % 2 ? 'cy' : 'en';
      const worker = new Kind(served, Kind === Checker ? lot : language);
      await worker.begin(served.loginOf(`tour.${role}`));
      Object.assign(worker,
        { name: `${Kind.name} (${role})`, answers: 0, later: 0 });
      all.push(worker);
    }
  }
  return all;
}

/* Until the server is told to end: what it refuses is tried again. */
async function work(worker, state) {
  while (!state.ended) {
    try {
      await worker.once();
      worker.answers += 1;
    } catch (e) {
      if (state.ended || state.served.child.exitCode !== null) return;
      worker.later += 1;
      state.last = `${worker.name}: ${e.message}`;
      await sleep(200);
      await worker.read?.().catch(() => {});
    }
  }
}

await journey('busy', () => withServed({ people: 60 }, async (served) => {
  await served.start({ env: { DIOGEL_WATCH: '127.0.0.1:0' } });
  ok(readFileSync(`/proc/${served.child.pid}/maps`, 'utf8').includes('libtsan'),
    'the server has the thread sanitizer in it');
  const all = await workers(served);
  const state = { served, ended: false, last: '' };
  const busy = all.map((w) => work(w, state));
  await sleep(seconds * 1000);
  state.ended = true;
  await served.stop();
  await Promise.all(busy);

  const sum = (key) => all.reduce((n, w) => n + w[key], 0);
  console.log(`# ${sum('answers')} answers, ${sum('later')} to be tried again`
    + (state.last && `, at last ${state.last}`));
  same(all.filter((w) => !w.answers).map((w) => w.name).join(', '),
    '', `${all.length} callers at once were answered, each of them`);
  const { code, signal } = await served.ended;
  same(code ?? signal, 0, 'told to end in the middle, the server ends well');
  const reports = served.log.split(/^(?==+$)/m)
    .filter((part) => part.includes('ThreadSanitizer'));
  ok(!reports.length, 'and no two of its threads were at the same thing at '
    + 'the same time', `${reports.length} reports\n${reports.join('')}`);
}));
done();
