/*
 * crawl.mjs [LOGIN...] -- the test that stands for all (safety.md).
 *
 * In a demonstration of 2,000 people every account follows every link in
 * both languages, searches for and checks the planted people, asks straight
 * for what it was never shown, and finds nothing that it may not know.  What
 * is hidden answers as what is not there.  Then leaks are planted in a copy
 * of the database, and must be found.  TAP.
 */
import {
  Caller, choicesOf, idText, unescape, withServed,
} from '../served.mjs';
import { done, journey, ok, same } from '../browser/tap.mjs';
import { plant } from './canary.mjs';
import { Crawler, bare } from './crawler.mjs';
import { copies } from './copies.mjs';
import { happen } from './happen.mjs';

const AT_ONCE = 3;
const PEOPLE = Number(process.env.CRAWL_PEOPLE ?? 2000);
const only = process.argv.slice(2);

/* What no account has ever seen: the same kind of id, made up. */
const madeUp = (letter, n) => idText(letter,
  (0xfeedn * 0x10000000000000000000000000n + BigInt(n)).toString(16)
    .padStart(32, '0'));

/* Runs work(item) for all, some at once. */
async function each(items, work) {
  const queue = [...items];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (queue.length) await work(queue.shift());
  }));
}

function tell(crawler, what) {
  const some = crawler.leaks.slice(0, Number(process.env.SHOWN ?? 4)).map((l) =>
    `${l.rule}: ${l.status} ${l.path}\n  ${l.near.replace(/\s+/g, ' ')}`);
  ok(!crawler.leaks.length, `${crawler.account.login} `
    + `(${crawler.account.roles.join(', ')}, ${crawler.language}): ${what}`,
  `${crawler.leaks.length} leaks\n${some.join('\n')}`);
}

/* ---- asking for what was never shown ---- */

/* Addresses of what is hidden from this account, each beside one that is
 * nowhere. */
function hiddenPaths(served, planted, account, n) {
  const kin = planted.found.kin;
  const sealed = planted.found.sealed.filter((s) =>
    !(s.list ?? '').split(',').includes(account.id));
  const workers = planted.found.workers.filter((w) => w.author !== account.id
    && !account.roles.includes('designated_officer'));
  const person = sealed[n % sealed.length];
  const relative = kin.filter((k) => k.account === account.id)[0];
  const threads = person ? served.sql(`SELECT DISTINCT hex(e.thread) AS t
    FROM entry e JOIN entry_about a ON a.entry = e.id
    WHERE hex(a.source) = '${person.source}'`) : [];
  const leaf = served.sql('SELECT hex(leaf) AS leaf FROM check_done '
    + `WHERE discreet = 1 LIMIT 1 OFFSET ${n % 10}`)[0];
  const draft = served.sql('SELECT hex(id) AS id FROM draft '
    + `WHERE hex(account) <> '${account.id}' LIMIT 1`)[0];
  const pairs = [];
  const pair = (before, letter, hex, after = '') => pairs.push([
    before + idText(letter, hex) + after, before + madeUp(letter, n) + after]);
  for (const who of [person, relative].filter(Boolean)) {
    pair('/child/', 'p', who.person);
    pair('/custody/child/', 'p', who.person);
    pair('/child/', 'p', who.person, '/record');
    pair('/child/', 'p', who.person, '/record/visit');
    pair('/child/', 'p', who.person, '/plan');
    pair('/child/', 'p', who.person, '/letters');
    pair('/child/', 'p', who.person, '/meetings');
    pair('/child/', 'p', who.person, '/transfer');
    pair('/child/', 'p', who.person, '?as_of-day=1&as_of-month=3'
      + '&as_of-year=2027');
    pair('/child/', 'p', who.person, '/plan?as_of-day=1&as_of-month=3'
      + '&as_of-year=2027');
  }
  for (const id of planted.found.pairs) {
    pair('/pairs/', 'q', id);
    pair('/pairs/', 'q', id, '/same');
  }
  for (const l of planted.found.letters.filter((one) => !one.may(account))) {
    pair('/letter/', 'e', l.id);
  }
  for (const m of planted.found.meetings.filter((one) => !one.may(account))) {
    pair('/meeting/', 't', m.thread);
    pair('/meeting/', 't', m.thread, '/live');
    pair('/meeting/', 't', m.thread, '/calendar');
    pair('/meeting/', 't', m.thread, '/meeting_reply');
  }
  for (const { t } of threads.slice(0, 2)) {
    pair('/concern/', 't', t);
    pair('/concern/', 't', t, `/child/${idText('s', person.source)}`);
    pair('/reported/', 't', t);
    pair('/reported/', 't', t, '/disagree');
  }
  for (const w of workers.slice(0, 1)) {
    pair('/concern/', 't', w.thread);
    pair('/reported/', 't', w.thread);
  }
  if (leaf) {
    pair('/receipts/', 'l', leaf.leaf);
    pair('/receipts/full/', 'l', leaf.leaf);
    pair('/check/tell/', 'l', leaf.leaf);
    pair('/report/after/', 'l', leaf.leaf);
  }
  if (draft) {
    pair('/report/', 'f', draft.id);
    pair('/casework/', 'f', draft.id);
  }
  return pairs;
}

/* Hidden and absent answer alike: status, headers, every byte (S11). */
async function alike(crawler, pairs) {
  const unlike = [];
  for (const [hidden, absent] of pairs) {
    const a = await crawler.look(`/${crawler.language}${hidden}`);
    if (a.status === 200) continue; // may be seen: the scan judges it
    const b = await crawler.look(`/${crawler.language}${absent}`);
    if (a.status !== b.status || bare(a.body) !== bare(b.body)
      || a.headers['content-length'] !== b.headers['content-length']) {
      unlike.push(`${hidden}: ${a.status}, ${absent}: ${b.status}`);
    }
  }
  ok(!unlike.length, `${crawler.account.login} (${crawler.language}): what `
    + 'is hidden answers as what is not there', unlike.join('\n'));
}

/* ---- searching and checking ---- */

const nobody = { nhs: '9990120447', given: 'Eban', family: 'Rhosier',
  born: '2019-11-23' };

function asked(who) {
  const [year, month, day] = (who.born ?? '').split('-');
  return { nhs: '', given: who.given, family: who.family, 'born-year': year,
    'born-month': month ?? '', 'born-day': day ?? '' };
}

/* What comes back, without what was typed. */
function withoutAsked(body, who) {
  const words = [who.given, who.family, ...(who.born ?? '').split('-'),
    ...(who.born ?? '').split('-').map((n) => String(Number(n)))];
  return words.filter(Boolean).reduce(
    (text, w) => text.replaceAll(`value="${w}"`, 'value=""'), bare(body));
}

async function searches(crawler, planted, n) {
  const { sealed } = planted.found;
  const who = sealed[n % sealed.length];
  const list = (who.list ?? '').split(',');
  const form = await crawler.look(`/${crawler.language}/find`);
  if (form.status !== 200 || list.includes(crawler.account.id)) return;
  const typed = crawler.texts;
  /* What was typed stands in the form again: judged apart, below. */
  crawler.texts = typed.filter((c) => !c.text.includes(who.family)
    && c.text !== who.nhs);
  const a = await crawler.send('/find', asked(who), '/find');
  const b = await crawler.send('/find', asked(nobody), '/find');
  crawler.texts = typed;
  const links = (body) => crawler.links({ headers: {}, body })
    .filter((l) => /\/child\//.test(l));
  ok(a.status === b.status
    && !links(a.body).includes(
      `/${crawler.language}/child/${idText('p', who.person)}`),
  `${crawler.account.login} (${crawler.language}): a search for a sealed `
    + 'child finds nobody of that kind');
  const empty = !links(a.body).length && !links(b.body).length;
  if (empty) {
    same(withoutAsked(a.body, who).length, withoutAsked(b.body, nobody).length,
      `${crawler.account.login} (${crawler.language}): and answers as for `
      + 'somebody who is not there');
  }
}

function headline(body) {
  return (/<h1[^>]*>([^]*?)<\/h1>/.exec(body)?.[1] ?? '')
    .replace(/<[^>]*>/g, ' ').trim();
}

/* The asker's own words, which the language toggle asks again. */
function withoutQuestion(body) {
  return body.replace(/<form id="form"[^>]* hidden>[^]*?<\/form>/, '');
}

/* A check of a sealed child rings, by number and by name, and says no more
 * than any other that rings; of a shielded one it names no team (S2, S7). */
async function checks(crawler, planted, served, n) {
  const page = await crawler.look(`/${crawler.language}/check`);
  if (page.status !== 200) return;
  const { sealed, shielded, kin } = planted.found;
  const own = kin.filter((k) => k.account === crawler.account.id)
    .map((k) => k.person);
  const others = sealed.filter((s) => !own.includes(s.person) && s.nhs
    && !(s.list ?? '').split(',').includes(crawler.account.id));
  if (!others.length) return; // a custodian, who is on each list
  const with_ = choicesOf(page.body);
  const check = async (who) => {
    const answer = await crawler.caller.check(who, with_);
    return { ...answer, body: withoutQuestion(answer.body),
      title: headline(answer.body) };
  };
  const ring = await check(served.question('ring'));
  const who = others[n % others.length];
  for (const q of [{ ...who, given: '', family: '' }, { ...who, nhs: '' }]) {
    const answer = await check(q);
    crawler.scan('/check', answer);
    await slip(crawler, answer.body);
    same(answer.title, ring.title,
      `${crawler.account.login} (${crawler.language}): a check of a sealed `
      + `child rings (${q.nhs ? 'by number' : 'by name'})`);
    same(withoutReceipt(answer.body), withoutReceipt(ring.body),
      `${crawler.account.login} (${crawler.language}): and says nothing else `
      + `than another that rings (${q.nhs ? 'by number' : 'by name'})`);
  }
  await shieldedCheck(crawler, shielded, check, n);
}

/* The slip of a check says nothing of whom it was about (S6). */
async function slip(crawler, body) {
  const leaf = /\/receipts\/(l[0-9a-z]{26})/.exec(body)?.[1];
  if (leaf) await crawler.look(`/${crawler.language}/receipts/${leaf}`);
}

async function shieldedCheck(crawler, shielded, check, n) {
  const who = shielded.filter((s) => s.nhs)[n % shielded.length];
  if (!who) return;
  const answer = await check({ ...who, given: '', family: '' });
  const worker = crawler.worker?.get(who.source);
  crawler.scan('/check', answer);
  ok(!worker || worker === crawler.account.name
    || !answer.body.includes(worker),
  `${crawler.account.login} (${crawler.language}): a check of a shielded `
    + 'child does not name who works with them', worker);
}

/* References, hashes and ids are each receipt's own. */
function withoutReceipt(body) {
  return bare(body).replace(/[0-9A-Z]{4}-[0-9A-Z]{4}/g, ':reference')
    .replace(/(?:[0-9a-f]{4} ){3}[0-9a-f]{4}/g, ':hash');
}

/* ---- opening by force ---- */

/* Sends the form that opens a place or a reporter, whether or not a page
 * offered it. */
async function opens(crawler, planted, served, n) {
  const { sealed } = planted.found;
  const who = sealed[n % sealed.length];
  const list = (who.list ?? '').split(',');
  const value = served.sql('SELECT hex(id) AS id FROM sealed_value WHERE '
    + `use = 'location' AND hex(source) = '${who.source}' LIMIT 1`)[0];
  const thread = served.sql('SELECT hex(e.thread) AS t FROM sealed_value v '
    + 'JOIN entry e ON e.id = v.entry JOIN entry_about a ON a.entry = e.id '
    + `WHERE v.use = 'reporter' AND hex(a.source) = '${who.source}'`)[0];
  if (list.includes(crawler.account.id) || !value) return;
  const page = '/home'; // any page of theirs has the token of their session
  const token = /name="csrf" value="([0-9a-f]{64})"/.exec(
    (await crawler.caller.get('/check')).body
    + (await crawler.caller.get(page)).body)?.[1] ?? '';
  const place = `/child/place/${idText('p', who.person)}`;
  for (const purpose of ['casework', 'duty']) {
    await crawler.send(place,
      { csrf: token, place: idText('x', value.id), purpose }, null);
  }
  if (thread) {
    await crawler.send(`/concern/${idText('t', thread.t)}/reporter`,
      { csrf: token, source: idText('s', who.source) }, null);
  }
}

/* ---- one account ---- */

async function auditor(crawler) {
  const copy = await crawler.send('/ledger/copy', {}, '/ledger');
  ok(copy.status === 200 && copy.body.startsWith('diogel ledger 1\n'),
    `${crawler.account.login} (${crawler.language}): downloads a copy of the `
    + 'ledger');
}

/* Somebody of the same roles has looked at everything already. */
function depthFor(planted, account) {
  const first = planted.accounts.find((a) =>
    a.roles.join() === account.roles.join());
  return first === account ? { most: 300, each: 25 } : { most: 80, each: 8 };
}

/* First what links lead to, in both languages; then what is asked for, so
 * that no page repeats a question of our own. */
async function walk(served, planted, account, n) {
  const crawlers = ['en', 'cy'].map((language) => new Crawler(served, account,
    language, planted.canaries.against(account)));
  for (const crawler of crawlers) {
    crawler.worker = planted.workers;
    await crawler.signIn();
    await crawler.follow(depthFor(planted, account));
  }
  for (const [i, crawler] of crawlers.entries()) {
    const turn = 2 * n + i;
    await alike(crawler, hiddenPaths(served, planted, account, turn));
    await opens(crawler, planted, served, turn);
    if (account.roles.includes('auditor')) await auditor(crawler);
    await searches(crawler, planted, turn);
    await checks(crawler, planted, served, turn);
    tell(crawler, `${crawler.seen.size} pages, nothing that they may not `
      + 'know');
    crawler.close();
  }
  return crawlers;
}

/* Who works with a child: by the tie, for S7. */
function workersOf(served) {
  return new Map(served.sql('SELECT hex(p.source) AS source, a.name FROM '
    + 'tie t JOIN source_person p ON p.person = t.person JOIN account a '
    + 'ON a.id = t.whom').map((r) => [r.source, r.name]));
}

/* Whether a child who is hidden stands in an entry beside one who is not. */
function besideOthers(served, source) {
  return Number(served.sql(`SELECT COUNT(*) AS n FROM entry_about a
    JOIN entry_about b ON b.entry = a.entry AND b.source <> a.source
    WHERE hex(a.source) = '${source}' AND b.role = 'child' AND NOT EXISTS
      (SELECT 1 FROM label l WHERE l.source = b.source AND l.until IS NULL)`)
    [0].n) > 0;
}

/* ---- the whole ---- */

/* Kinds of page that somebody must have seen, else the crawl is blind. */
const MUST_SEE = ['/home', '/inbox', '/workload', '/concern/:id', '/child/:id',
  '/child/:id/record', '/child/:id/plan', '/child/:id/letters',
  '/child/:id/meetings', '/child/:id/transfer', '/meeting/:id',
  '/meeting/:id/calendar', '/letter/:id', '/pairs/:id',
  '/plans/actions', '/tasks', '/caseload', '/compliance', '/signals',
  '/find', '/pairs', '/pairs/several/report', '/differences', '/check', '/receipts', '/receipts/:id',
  '/receipts/full/:id', '/custody', '/custody/child/:id', '/ledger', '/accounts', '/accounts/:id',
  '/reported', '/reported/:id', '/report', '/call', '/tour', '/clock'];

function sawAll(crawlers) {
  const seen = new Set();
  for (const c of crawlers) {
    for (const [path, { status }] of c.seen) {
      if (status === 200) {
        seen.add(path.slice(3).replace(/\?.*/, '')
          .replace(/\/[a-z][0-9a-hjkmnp-tv-z]{26}(?=\/|$)/g, '/:id'));
      }
    }
  }
  const missing = MUST_SEE.filter((p) => !seen.has(p));
  same(missing.join(' '), '', 'every kind of page was seen by somebody');
}

/* Places and reporters are in no byte of the database, nor in the log. */
function atRest(served, planted) {
  const bytes = served.bytes();
  const texts = planted.canaries.all.filter((c) => /^S1[028]/.test(c.rule));
  const there = texts.filter((c) => bytes.includes(c.text));
  same(there.slice(0, 3).map((c) => c.text).join('; '), '',
    `none of ${texts.length} places, reporters and contacts stands in `
      + 'the database');
  const said = planted.canaries.all.filter((c) => served.log.includes(c.text));
  same(said.slice(0, 3).map((c) => c.text).join('; '), '',
    'and no canary stands in the log');
  ok(bytes.includes('Prydderch'), 'while a name does stand in the database');
}

async function stranger(served, paths) {
  const crawler = new Crawler(served, { login: 'nobody', roles: [] }, 'en', []);
  const shown = [];
  for (const path of paths) {
    const { status, headers } = await crawler.caller.ask('GET', path);
    if (status === 200 || (status === 303
      && !/\/sign-in/.test(headers.location))) shown.push(`${status} ${path}`);
  }
  same(shown.slice(0, 5).join('\n'), '',
    `nobody sees any of ${paths.length} pages without signing in`);
  crawler.close();
}

/* What is marked for her she has; else there were nothing to find. */
async function copyOfMother(served, of, what) {
  const caller = await new Caller(served).signIn(of.login);
  const { body } = await caller.ask('GET',
    `/en/letter/${idText('e', of.mother.id)}`);
  ok(of.texts.every((t) => unescape(body).includes(t)),
    `a mother’s copy of ${what} has what is marked for her`);
  caller.close();
}

await journey('crawl', () => withServed({ people: PEOPLE }, async (served) => {
  await served.start();
  const planted = plant(served);
  await happen(served, planted);
  await copies(served, planted);
  await copyOfMother(served, planted.found.copies, 'a report');
  await copyOfMother(served, planted.found.minuted, 'minutes');
  planted.workers = workersOf(served);
  const { sealed, shielded, kin, discreet } = planted.found;
  const reporters = planted.canaries.count('S12');
  ok(planted.canaries.count('S18') > 0, 'ways to reach a family are planted');
  ok(PEOPLE < 2000 || (sealed.length >= 20 && shielded.length >= 20
    && kin.length >= 10 && discreet.length >= 10 && reporters >= 20),
  `planted: ${sealed.length} sealed, ${shielded.length} shielded, `
    + `${reporters} reporters, ${kin.length} relatives, `
    + `${discreet.length} discreet checks; ${planted.canaries.all.length} `
    + 'texts to look for');
  ok(PEOPLE < 2000 || (planted.found.minutes.length >= 10
    && planted.found.annexes.length >= 3), 'minutes and what stands apart '
    + `from them: ${planted.found.minutes.length}, `
    + `${planted.found.annexes.length}`);
  const besides = sealed.filter((s) => besideOthers(served, s.source));
  ok(PEOPLE < 2000 || besides.length > 0,
    `of the sealed, beside a child who is not: ${besides.length}`);
  const found = new Set(kin.filter((k) => k.found).map((k) => k.account));
  ok(found.size >= 3, 'of them found by matching, and declared by nobody: '
    + `${found.size}`);
  const crawlers = [];
  const accounts = planted.accounts.filter((a) =>
    !only.length || only.includes(a.login));
  await each([...accounts.entries()], ([n, account]) =>
    journey(account.login, async () => {
      crawlers.push(...await walk(served, planted, account, n));
    }));
  if (!only.length) sawAll(crawlers);
  const paths = new Set(crawlers.flatMap((c) => [...c.seen.keys()])
    .filter((p) => /\/(child|concern|custody|ledger|accounts|receipts|inbox)/
      .test(p)));
  await stranger(served, [...paths].filter((_, i) => i % 17 === 0)
    .slice(0, 200));
  await served.stop();
  atRest(served, planted);
  const pages = crawlers.reduce((n, c) => n + c.seen.size, 0);
  console.log(`# ${pages} pages`);
}));

/* ---- leaks that were planted must be found ---- */

/* Looks as a manager of the front door: by links, then by searching; what
 * was typed stands in the page again, so then only ids count. */
async function finds(served, planted, what, { login, rule = '' } = {}) {
  const account = planted.accounts.find((a) => (login ? a.login === login
    : a.roles.includes('front_door_manager')));
  await served.start();
  const crawler = new Crawler(served, account, 'cy',
    planted.canaries.against(account));
  await crawler.signIn();
  await crawler.follow({ most: 200 });
  for (const m of planted.found.meetings) {
    await crawler.look(`/cy/meeting/${idText('t', m.thread)}`);
  }
  for (const one of Object.values(planted.found.happened ?? {})) {
    for (const who of [one.mover, ...one.gone]) {
      await crawler.look(`/cy/child/${idText('p', who.person)}`);
    }
    await crawler.look(`/cy/child/${idText('p', one.mover.person)}/transfer`);
  }
  for (const l of planted.found.letters) {
    await crawler.look(`/cy/letter/${idText('e', l.id)}`);
  }
  crawler.texts = crawler.texts.filter((c) => /^[ps][0-9a-z]{26}$/
    .test(c.text));
  for (const who of planted.found.sealed.slice(0, 5)) {
    await crawler.send('/find', asked(who), '/find');
  }
  crawler.close();
  await served.stop();
  const leaks = crawler.leaks.filter((l) => l.rule.startsWith(rule));
  ok(leaks.length > 0,
    `a planted leak is found: ${what} (${leaks.length} times)`);
}

/* sql(planted): what is done behind everybody's back. */
const leak = (what, sql, login) => journey(what, () =>
  withServed({ people: PEOPLE }, async (served) => {
    const planted = plant(served);
    served.alter(sql(planted));
    await finds(served, planted, what, { login });
  }));

/* The same when protected children have left, moved and may be somebody
 * else; rule: of what has to be found. */
const leakOf = (what, rule, sql, login, does = happen) => journey(what, () =>
  withServed({ people: PEOPLE }, async (served) => {
    const planted = plant(served);
    await served.start();
    await does(served, planted);
    await served.stop();
    served.alter(sql(planted.found));
    await finds(served, planted, what,
      { login: login ?? planted.found.copies?.login, rule });
  }));

/* What the letters say, behind everybody's back. */
const inLetters = (key, text) => 'UPDATE entry_fact SET facts = '
  + `json_set(facts, '$[0].${key}', '${text.replaceAll("'", "''")}') `
  + "WHERE entry IN (SELECT id FROM entry WHERE form = 'family_letter')";
const theText = (planted, rule) => planted.canaries.all.find((c) =>
  c.rule.startsWith(rule)).text;

await leak('a sealed child’s label', () =>
  "UPDATE label SET label = 'normal' WHERE label = 'sealed'");

const among = (rule) => (planted) => {
  const { text } = planted.canaries.all.find((c) => c.rule.includes(rule));
  return 'UPDATE entry SET answers = json_set(answers, '
    + `'$.happened', '${text.replaceAll("'", "''")}') WHERE `
    + "json_extract(answers, '$.happened') IS NOT NULL";
};

await leak('an address among the answers', among('home'));

await leak('a way to reach a family among the answers', among('S18'));

await leak('a letter that is not held any more',
  () => inLetters('shared', 'no'), 'owain');
for (const rule of ['S16: a child', 'S17: a strategy discussion in a letter',
  'S17: a part of the plan']) {
  await leak(`${rule}, in a letter`, (planted) =>
    inLetters('reason', theText(planted, rule)), 'owain');
}

await leak('an invitation to a school that was not asked', () =>
  'UPDATE account SET agency = (SELECT agency FROM account WHERE '
  + "login = 'dewi') WHERE login = 'gwilym'", 'gwilym');

await leakOf('a report in the copy of another adult',
  'S17: a report in the copy',
  (found) => "UPDATE entry_fact SET facts = json_set(facts, '$[0].for', "
    + `'mother') WHERE hex(entry) = '${found.copies.father.id}'`,
  null, copies);
await leakOf('minutes in the copy of another adult', 'S17: minutes in the copy',
  (found) => "UPDATE entry_fact SET facts = json_set(facts, '$[0].for', "
    + `'mother') WHERE hex(entry) = '${found.minuted.father.id}'`,
  'gwen', copies);
await leakOf('a child’s words in the copy of a report', 'S16: a child’s words',
  (found) => "UPDATE entry_fact SET facts = replace(facts, '\"nobody\"', "
    + `'"mother"') WHERE entry IN (SELECT id FROM entry WHERE form = `
    + `'social_work_report') AND '${found.copies.mother.id}' <> ''`,
  null, copies);

const bared = (whose) => (found) => "UPDATE label SET label = 'normal' "
  + `WHERE hex(source) IN (${whose(found).map((w) => `'${w.source}'`)})`;
const happenings = (found) => Object.values(found.happened);

await leakOf('how a protected child left the register',
  'S7: how a protected child left',
  bared((f) => happenings(f).flatMap((one) => one.gone)), 'gwen');
await leakOf('the move of a protected child', 'S7: the move',
  bared((f) => happenings(f).map((one) => one.mover)), 'gwen');
await leakOf('where a protected child stays', 'S7: where a protected child',
  bared((f) => happenings(f).map((one) => one.mover)), 'gwen');
await leakOf('a pair with a protected child', 'S7: a pair',
  bared((f) => f.sealed));

await journey('a relative', () => withServed({ people: PEOPLE }, async (s) => {
  const planted = plant(s);
  const login = s.loginOf('tour.father');
  const account = planted.accounts.find((a) => a.login === login);
  const own = planted.found.kin.find((k) =>
    k.account === account.id && k.nhs);
  const answered = async () => {
    await s.start();
    const crawler = new Crawler(s, account, 'en', []);
    await crawler.signIn();
    const page = await crawler.caller.get('/check');
    const { status } = await crawler.caller.check(
      { nhs: own.nhs, born: own.born }, choicesOf(page.body));
    crawler.close();
    await s.stop();
    return status;
  };
  const refused = await answered();
  ok(refused === 403 || refused === 404,
    'a relative’s check of the child is refused (S9)', refused);
  s.alter('DELETE FROM kin; DELETE FROM kin_found');
  same(await answered(), 200,
    'and is answered when they are not known as a relative');
}));
done();
