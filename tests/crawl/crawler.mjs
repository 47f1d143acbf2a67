/*
 * crawler -- somebody signed in who follows links, to kinds of page that were
 * seen least first, and looks at every answer: address, headers and body.
 */
import { Caller, unescape } from '../served.mjs';

/* Ids in an address, so that pages of one kind are seen to be so. */
export function pattern(path) {
  return path.replace(/\?.*$/, (q) => q.replace(/=[^&]*/g, '='))
    .replace(/\/[a-z][0-9a-hjkmnp-tv-z]{26}(?=[/?]|$)/g, '/:id');
}

/* What the asker put into the address stands in it again. */
function withoutPath(text, path) {
  return [path.slice(3), path.slice(3).replace(/\?.*/, '')].reduce((left, own) =>
    left.replaceAll(own, '').replaceAll(encodeURIComponent(own), ''), text);
}

const BEGINNING = 6; // letters by which texts are told apart
const NOT_FOLLOWED = /^\/\w\w\/(sign-out|tour\/reset)|^\/assets\//;

/* Texts by how they begin; kept, since the same are looked for again. */
const indexes = new WeakMap();

function indexOf(texts) {
  if (!indexes.has(texts)) {
    const size = Math.min(...texts.map((c) => c.text.length), BEGINNING);
    const of = new Map();
    for (const c of texts) {
      const key = c.text.slice(0, size);
      of.set(key, [...of.get(key) ?? [], c]);
    }
    indexes.set(texts, { size, of });
  }
  return indexes.get(texts);
}

/* Where each of the texts stands first, those that do.  A copy of the ledger
 * is long and the texts are thousands: it is gone through once. */
function occurrences(text, texts) {
  const { size, of } = indexOf(texts);
  const found = new Map();
  for (let at = 0; at + size <= text.length && texts.length; at += 1) {
    for (const c of of.get(text.slice(at, at + size)) ?? []) {
      if (!found.has(c) && text.startsWith(c.text, at)) found.set(c, at);
    }
  }
  return found;
}

export class Crawler {
  /* texts: canaries against this account. */
  constructor(served, account, language, texts) {
    Object.assign(this, { served, account, language, texts });
    this.caller = new Caller(served, language);
    this.seen = new Map(); // address -> {status, bytes}
    this.patterns = new Map(); // pattern -> how often
    this.leaks = [];
  }

  signIn() { return this.caller.signIn(this.account.login); }

  /* Looks at an answer; bundles hold base64 of what was written. */
  scan(path, { status, headers, body }) {
    let text = `${JSON.stringify(headers)}\n${unescape(body)}`;
    if (body.startsWith('diogel ledger ')) {
      text += body.replace(/^leaf \d+ \w+ \w+ (\S+)$/gm,
        (_, b) => Buffer.from(b, 'base64').toString('utf8'));
    }
    for (const [c, at] of occurrences(text, this.texts)) {
      if (c.where && !c.where.test(path)) continue;
      const near = text.slice(Math.max(0, at - 60), at + c.text.length + 30);
      if (path.includes(c.text) && !withoutPath(text, path).includes(c.text)) {
        continue;
      }
      this.leaks.push({ rule: c.rule, path, status, near });
    }
  }

  async look(path) {
    const answer = await this.caller.ask('GET', path);
    this.seen.set(path, { status: answer.status, bytes: answer.body.length });
    this.scan(path, answer);
    return answer;
  }

  async send(path, fields, from) {
    const answer = await this.caller.post(path, fields, from);
    this.scan(path, answer);
    return answer;
  }

  links({ headers, body }) {
    const found = [...body.matchAll(/(?:href|action)="([^"#]*)/g)]
      .map((m) => unescape(m[1]));
    if (headers.location) found.push(headers.location);
    return found.filter((l) => l.startsWith(`/${this.language}/`)
      && !NOT_FOLLOWED.test(l));
  }

  /* most: pages in all; each: of one pattern. */
  /* Of what waits, the first of the kind that was looked at least. */
  next(queue) {
    const times = ({ kind }) => this.patterns.get(kind) ?? 0;
    let best = 0;
    for (let i = 1; i < queue.length && times(queue[best]) > 0; i += 1) {
      if (times(queue[i]) < times(queue[best])) best = i;
    }
    return queue.splice(best, 1)[0];
  }

  async follow({ most = 400, each = 30 } = {}) {
    const waiting = (path) => ({ path, kind: pattern(path) });
    const queue = ['/home', '/tour', '/find', '/check', '/receipts', '/help',
      '/plans/actions']
      .map((p) => waiting(`/${this.language}${p}`));
    while (queue.length && this.seen.size < most) {
      const { path, kind } = this.next(queue);
      const count = this.patterns.get(kind) ?? 0;
      if (this.seen.has(path) || count >= each) continue;
      this.patterns.set(kind, count + 1);
      queue.push(...this.links(await this.look(path)).map(waiting));
    }
    return this;
  }

  close() { this.caller.close(); }
}

/* A page without what is its own: ids, tokens, the time. */
export function bare(body) {
  return body.replace(/(?<![0-9a-z])[a-z][0-9a-hjkmnp-tv-z]{26}(?![0-9a-z])/g,
    ':id')
    .replace(/value="[0-9a-f]{64}"/g, 'value=":token"')
    .replace(/\b\d\d:\d\d\b/g, ':time');
}
