/*
 * requests -- ten requests, of which each call may fail (every_site.mjs).
 *
 * Each is {name, ready, send, told, done}: ready() makes everything that the
 * one request needs (again: starts the server anew), send() is that request; told(answer) says of an answer
 * that it was a good one, and which; done(answer) looks, after the request
 * was sent again and went well, at what has come of it in the database.
 */
import { Caller, choicesOf, hiddenOf } from '../served.mjs';
import { Writer } from './workers.mjs';
import * as story from '../browser/story.mjs';

export function headline(page) {
  return (/<h1[^>]*>([^]*?)<\/h1>/.exec(page)?.[1] ?? '')
    .replace(/<[^>]*>/g, ' ').trim();
}

/* Status, and what the page is called or where it leads, without ids. */
export function gist({ status, headers, body }) {
  const to = (headers.location ?? '').replace(/[a-z][0-9a-z]{26}/g, ':id');
  return `${status} ${to}${headline(body)}`;
}

async function signedIn(served, role) {
  const caller = new Caller(served);
  return caller.signIn(served.loginOf(`tour.${role}`));
}

/* ---- looking ---- */

class Page {
  constructor(name, role, find) { Object.assign(this, { name, role, find }); }

  async begin(served) {
    this.caller = await signedIn(served, this.role);
    this.path = await this.find(this.caller, served);
  }

  ready() { }

  send() { return this.caller.get(this.path); }

  told(answer) { return gist(answer); }

  done() { return ''; }
}

/* The first link of a page that looks so. */
const linkFrom = (page, shape) => async (caller) => {
  const { body } = await caller.get(page);
  const link = [...body.matchAll(/href="\/en([^"#]*)"/g)].map((m) => m[1])
    .find((l) => shape.test(l));
  if (!link) throw new Error(`${page} leads to no ${shape}`);
  return link;
};

async function ownReceipt(caller, served) {
  const page = await caller.get('/check');
  const { body } = await caller.check(served.question('on'),
    choicesOf(page.body));
  return `/receipts/full/${/\/receipts\/(l[0-9a-z]{26})/.exec(body)[1]}`;
}

class Find extends Page {
  async begin(served) {
    this.caller = await signedIn(served, this.role);
    const { body } = await this.caller.get('/find');
    const { given, family, born } = served.question('on');
    const [year, month, day] = born.split('-');
    this.fields = { ...hiddenOf(body, '/find'), nhs: '', given, family,
      'born-year': year, 'born-month': month, 'born-day': day };
  }

  send() { return this.caller.post('/find', this.fields, null); }

  /* With whom it found. */
  told(answer) {
    const found = new Set(answer.body.match(/\/child\/p[0-9a-z]{26}/g));
    return `${gist(answer)} ${[...found].sort().join(' ')}`;
  }
}

/* ---- checks: what was answered has its leaf ---- */

class Check {
  constructor(name, pick) { Object.assign(this, { name, pick }); }

  async begin(served) {
    this.served = served;
    this.caller = await signedIn(served, 'nurse');
    const { body } = await this.caller.get('/check');
    this.with = { ...choicesOf(body), token: hiddenOf(body, '/check') };
    this.question = this.pick(served);
    const ring = await this.caller.check(served.question('ring'), this.with);
    this.ring = headline(ring.body);
    this.acked = [];
  }

  ready() { }

  send() { return this.caller.check(this.question, this.with); }

  /* An answer has a receipt, which must last. */
  told(answer) {
    const hash = /([0-9a-f]{4}) ([0-9a-f]{4}) ([0-9a-f]{4}) ([0-9a-f]{4})/
      .exec(answer.body)?.slice(1).join('');
    if (hash) this.acked.push(hash);
    return `${gist(answer)} ${hash ? 'with' : 'without'} a receipt`;
  }

  /* Who cannot be answered is told to ring, and nothing of the question. */
  apology(answer) {
    if (!headline(answer.body).includes(this.ring)) {
      return `not "${this.ring}" but ${gist(answer)}`;
    }
    const said = Object.values(this.question)
      .filter((w) => w && answer.body.includes(w));
    return said.length ? `it repeats ${said}` : '';
  }

  done() { return ''; }

  /* How many receipts were given of which there is no leaf. */
  lost() {
    const there = new Set(this.served.sql('SELECT hex(hash) AS h FROM '
      + 'ledger_leaf').map((row) => row.h.slice(0, 16).toLowerCase()));
    return this.acked.filter((h) => !there.has(h)).length;
  }
}

/* ---- deeds: whole or not at all ---- */

class Text {
  name = 'a text is saved';

  async begin(served) {
    this.writer = new Writer(served);
    await this.writer.begin(served.loginOf('tour.safeguarding_person'));
  }

  async ready() {
    this.before = await this.writer.read();
    this.sent = this.before + 1;
  }

  send() {
    const { caller, page, csrf, revision } = this.writer;
    return caller.ask('POST', `/en${page}/save-field`, new URLSearchParams({
      csrf, field: 'happened', value: String(this.sent), was: revision,
    }).toString());
  }

  told(answer) { return String(answer.status); }

  /* Acknowledged: the new text; else that or the one before. */
  async done(good) {
    const there = await this.writer.read();
    return there === this.sent || (!good && there === this.before) ? ''
      : `${there} stands there, not ${this.sent}`;
  }
}

class Send {
  name = 'a concern is sent';

  async begin(served) {
    this.served = served;
    this.caller = await signedIn(served, 'teacher');
  }

  /* A section of the form, and what it asks when it has been answered. */
  async section(path, answers) {
    const { body } = await this.caller.get(path);
    const [to] = [...body.matchAll(/<form[^>]*action="\/en(\/report\/[^"]*)"/g)]
      .map((m) => m[1]);
    const fields = new URLSearchParams(hiddenOf(body, to));
    for (const [name, value] of Object.entries(answers)) {
      for (const one of [value].flat()) fields.append(name, one);
    }
    const { status, headers } = await this.caller.ask('POST', `/en${to}`,
      fields.toString());
    if (status !== 303) throw new Error(`${path} was answered ${status}`);
    const [next] = headers.location.slice(3).split('#');
    if (next.includes('more=yes')) await this.section(next, answers);
  }

  async ready() {
    const { headers } = await this.caller.post('/report');
    this.draft = headers.location.slice(3);
    for (const [section, answers] of story.concern('en', story.children.en)) {
      const own = section === 'you' ? { reporter: 'Someone, teacher' } : {};
      await this.section(`${this.draft}/${section}`, { ...answers, ...own });
    }
    const { body } = await this.caller.get(`${this.draft}/check-answers`);
    this.hidden = hiddenOf(body, '/check-answers');
    [{ at: this.since }] = this.served.sql('SELECT MAX(recorded_at) AS at '
      + 'FROM entry');
    this.before = this.count();
  }

  send() {
    return this.caller.post(`${this.draft}/check-answers`, this.hidden, null);
  }

  told(answer) { return gist(answer); }

  /* What time brings to others while it waits is none of its notices. */
  count() {
    const [row] = this.served.sql('SELECT (SELECT COUNT(*) FROM entry) '
      + 'AS entries, (SELECT COUNT(*) FROM notice n JOIN entry e '
      + `ON e.id = n.cause WHERE n.step = 0 AND e.recorded_at > ${this.since}`
      + ') AS notices, (SELECT COUNT(*) FROM source_person) AS people');
    return Object.values(row);
  }

  /* However often it was sent, one concern has come of it. */
  done() {
    const more = this.count().map((n, i) => n - this.before[i]).join(' ');
    this.usual ??= more;
    return more === this.usual ? '' : `it left ${more}, not ${this.usual}`;
  }
}

class SignIn {
  name = 'somebody signs in';

  begin(served) {
    this.served = served;
    this.login = served.loginOf('tour.manager');
  }

  /* A server forgets how often somebody has tried when it begins again. */
  async ready(again) {
    await again();
    await this.fresh();
  }

  /* Another browser: the first may have been signed in. */
  async fresh() {
    this.caller?.close();
    this.caller = new Caller(this.served);
    const { body } = await this.caller.get('/sign-in');
    this.fields = { ...hiddenOf(body, '/sign-in'), login: this.login,
      password: this.served.password };
  }

  send() { return this.caller.post('/sign-in', this.fields, null); }

  told(answer) { return gist(answer); }

  /* libsodium says of a password that it is wrong when it lacked memory. */
  excused(told) { return told.startsWith('400 '); }

  async done() {
    const { status } = await this.caller.get('/home');
    return status === 200 ? '' : `signed in, but /home is ${status}`;
  }
}

export const requests = () => [
  new Page('what needs me', 'social_worker', () => '/home'),
  new Page('a desk’s inbox', 'front_door', () => '/inbox'),
  new Page('a child’s page', 'social_worker',
    linkFrom('/home', /^\/child\/p[0-9a-z]{26}$/)),
  new Page('a receipt in full', 'nurse', ownReceipt),
  new Find('a search', 'social_worker'),
  new Check('a check by number', (s) => s.question('on')),
  new Check('a check by name', (s) => ({ ...s.question('alike'), nhs: '' })),
  new Text(),
  new Send(),
  new SignIn(),
];
