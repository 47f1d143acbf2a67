/*
 * timing.mjs [COUNT] -- how long a search for a sealed child takes, against
 * one for a name that nobody has: by name and birth date, and by number; and a
 * register check that says "ring" of either.
 *
 * Both are asked in turn on one connection, so that whatever else the machine
 * does falls on both.  Of so many each the quantiles are compared: whom policy
 * drops, it was asked about, which takes some 0.1 ms of processor, and must
 * not be seen (S11): searches are answered at a whole step of time.  The
 * negative control: the same times with that much more on the one side are
 * told apart.  TAP.
 */
import { Caller, choicesOf, hiddenOf, withServed } from '../served.mjs';
import { done, journey, ok, same } from '../browser/tap.mjs';

const count = Number(process.argv[2] ?? 500);
const FIND = '/en/find';
const NOBODYS = '9990009996';
/* Low ones: what else runs moves the rest, and both alike. */
const QUANTILES = [0.05, 0.1, 0.25];
/* Milliseconds; and a delay that must be seen: it took more without steps. */
const TOLERANCE = 0.05;
const PLANTED = 0.1;

const by = (a, b) => a - b;
const quantile = (all, q) => all[Math.floor(q * (all.length - 1))];
const shown = (ms) => `${(1000 * ms).toFixed(0)} us`;

/* Whether the two are apart at some quantile. */
function tells(one, two) {
  const a = [...one].sort(by);
  const b = [...two].sort(by);
  return QUANTILES.some((q) =>
    Math.abs(quantile(a, q) - quantile(b, q)) > TOLERANCE);
}

async function time(caller, path, body) {
  const from = performance.now();
  const answer = await caller.ask('POST', path, body);
  return { ms: performance.now() - from, answer };
}

/* Both questions in turn, the first of each pair now the one, now the other. */
async function measure(caller, path, questions, turns = count) {
  const times = [[], []];
  const size = [0, 0];
  for (let i = 0; i < turns; i += 1) {
    for (const k of i % 2 ? [1, 0] : [0, 1]) {
      const { ms, answer } = await time(caller, path, questions[k]);
      if (answer.status !== 200 || /href="[^"]*\/child\//.test(answer.body)) {
        throw new Error(`a search found somebody, or failed: ${answer.status}`);
      }
      times[k].push(ms);
      size[k] = answer.body.length;
    }
  }
  return { times, size };
}

function judge(what, { times, size }) {
  const [found, nobody] = times.map((t) => [...t].sort(by));
  const said = QUANTILES.map((q) => `${100 * q} %: ${shown(quantile(found, q))}`
    + ` and ${shown(quantile(nobody, q))}`).join('; ');
  process.stdout.write(`# ${what}, sealed and nobody: ${said}\n`);
  ok(!tells(...times), `${what}: a sealed child takes as long as nobody`, said);
  ok(tells(times[0].map((ms) => ms + PLANTED), times[1]),
    `${what}: a delay of ${PLANTED} ms would be seen`);
  same(size[0], size[1], `${what}: and the page is as long`);
}

const sealed = `SELECT f.given AS given, f.family AS family, f.nhs AS nhs,
  f.birth_date AS born FROM label l JOIN source_face f ON f.source = l.source
  WHERE l.label = 'sealed' AND l.until IS NULL AND f.nhs <> ''
  AND f.given <> '' AND f.family <> '' AND length(f.birth_date) = 10
  ORDER BY f.source LIMIT 1`;
/* Birth dates of children on the register whose number nobody has traced: a
 * check by another number and one of them can only say "ring". */
const untraced = `SELECT DISTINCT f.birth_date AS born FROM register_spell r
  JOIN source_person p ON p.person = r.person
  JOIN source_face f ON f.source = p.source
  WHERE r.off_at IS NULL AND f.traced = 0 AND length(f.birth_date) = 10
  ORDER BY f.birth_date`;
/* As long as the name that they stand for, and nobody's. */
const noName = (name) => `Q${'wyzqxvkj'.repeat(4).slice(0, name.length - 1)}`;

function bodyOf(token, { given = '', family = '', nhs = '', born = '--' }) {
  const [year, month, day] = born.split('-');
  return new URLSearchParams({ ...token, given, family, nhs,
    'born-year': year, 'born-month': month, 'born-day': day }).toString();
}

/* A birth date with which the number of nobody rings, as the sealed child's
 * own does: its answer has the same heading. */
async function ringsToo(caller, check, served, who) {
  const ask = async (nhs, born) => /<h1[^]*?<\/h1>/.exec((await time(caller,
    '/en/check', bodyOf(check, { nhs, born }))).answer.body)[0];
  const ring = await ask(who.nhs, who.born);
  for (const { born } of served.sql(untraced)) {
    if (await ask(NOBODYS, born) === ring) return born;
  }
  return null;
}

async function run() {
  await withServed({}, async (served) => {
    await served.start();
    const caller = await new Caller(served).signIn('sioned');
    const token = hiddenOf((await caller.get('/find')).body, '/find');
    const [who] = served.sql(sealed);
    ok(who, 'there is a sealed child');
    const nobody = { given: noName(who.given), family: noName(who.family),
      born: who.born };
    await measure(caller, FIND, [bodyOf(token, nobody), bodyOf(token, nobody)],
      100);
    judge('by name', await measure(caller, FIND, [
      bodyOf(token, { given: who.given, family: who.family, born: who.born }),
      bodyOf(token, nobody)]));
    judge('by number', await measure(caller, FIND, [
      bodyOf(token, { nhs: who.nhs }),
      bodyOf(token, { nhs: NOBODYS })]));
    const page = (await caller.get('/check')).body;
    const check = { ...choicesOf(page), ...hiddenOf(page, '/check') };
    const born = await ringsToo(caller, check, served, who);
    ok(born, 'a check of nobody rings too');
    judge('by check', await measure(caller, '/en/check', [
      bodyOf(check, { nhs: who.nhs, born: who.born }),
      bodyOf(check, { nhs: NOBODYS, born })], count / 2));
    caller.close();
  });
}

await journey('timing', run);
done();
