/*
 * round.mjs [ROWS...] -- an invented register goes in by command, out, and in
 * again: the dry run leaves nothing, totals reconcile, two people stand
 * behind it, a check is answered from it with its age, and what came out goes
 * in as nothing new.  With several numbers of rows, a row of the largest may
 * cost no more than twice one of the smallest: nothing is read once for each
 * row that is there already.  TAP; figures as remarks.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, withServed } from '../served.mjs';
import { contains, done, journey, ok, same } from '../browser/tap.mjs';
import { nurse } from '../fault/ring.mjs';

const SECOND = 'rhodri'; /* the front-door manager of demo/region.yaml */
const sizes = process.argv.slice(2).map(Number);
const perRow = [];

/* A command's lines "words: number", and the seconds of processor time. */
function told(served, ...words) {
  process.env.DIOGEL_PASSWORD = served.password;
  spentSince();
  const begun = Date.now();
  const text = served.run(...words, '--lang', 'en');
  const cpu = spentSince();
  const lines = Object.fromEntries(text.split('\n')
    .map((l) => /^(.+): (\d+)$/.exec(l)).filter(Boolean)
    .map(([, what, n]) => [what, Number(n)]));
  return { text, lines, cpu, wall: (Date.now() - begun) / 1000 };
}

/* The processor time of children is in /proc, in hundredths. */
let spent = 0;
function spentSince() {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]
    .split(' ');
  const all = (Number(fields[13]) + Number(fields[14])) / 100;
  const since = all - spent;
  spent = all;
  return since;
}

function refused(served, ...words) {
  try {
    served.run(...words);
    return false;
  } catch {
    return true;
  }
}

function madeRegister(served, rows) {
  const made = spawnSync(join(root, 'tests/import/make_csv.py'),
    [String(rows)], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const path = join(served.dir, 'register.csv');
  writeFileSync(path, made.stdout);
  const line = made.stdout.split('\r\n')[rows];
  const cells = line.split(',');
  const [day, month, year] = cells[3].split('/');
  return { path, question: { nhs: cells[5], born: `${year}-${month}-${day}` } };
}

function headline(page) {
  return (/<h1[^>]*>([^]*?)<\/h1>/.exec(page)?.[1] ?? '')
    .replace(/<[^>]*>/g, ' ').trim();
}

/* What a nurse is told about the child in the file's last line. */
async function checked(served, question) {
  await served.start();
  const asker = await nurse(served, 'en');
  const { body } = await asker.check(question, asker.with);
  asker.close();
  await served.stop();
  return { head: headline(body), body };
}

function say(what, rows, { wall, cpu }) {
  const ms = (cpu * 1000) / rows;
  console.log(`# ${what}: ${rows} rows, ${(rows / wall).toFixed(0)} rows/s, `
    + `${ms.toFixed(2)} ms of processor a row`);
}

/* Every line of the report but the rows read adds up to the rows read. */
const REVIEW = 'To review: like somebody who is here';
const kinds = ['New children', 'Here already, to go on the register',
  'Changed', 'Not changed', REVIEW];

/* Children whom a conference placed here, and whose number nobody traced: a
 * row of a file is put beside them for somebody to look at (S2).  Who stays
 * here for a time is on another register, and in none of these files. */
const untraced = (served) => Number(served.sql(`SELECT COUNT(*) AS n FROM
  (SELECT DISTINCT person FROM register_spell WHERE off_at IS NULL
    AND temporary = 0) r
  WHERE NOT EXISTS (SELECT 1 FROM source_person p JOIN source_face f
    ON f.source = p.source WHERE p.person = r.person AND f.traced = 1)`)[0].n);

function reconciles({ lines }, rows, how) {
  same(lines['Rows read'], rows, `${how}: every row was read`);
  const sum = kinds.reduce((n, kind) => n + (lines[kind] ?? 0), 0);
  same(sum, rows, `${how}: the kinds of row add up to the rows`);
}

async function round(served, rows) {
  const as = ['--as', 'nerys', '--as-of', '2027-03-01'];
  const file = madeRegister(served, rows);
  const counts = () => served.sql('SELECT (SELECT COUNT(*) FROM person) AS p, '
    + '(SELECT COUNT(*) FROM entry) AS e, (SELECT COUNT(*) FROM batch) AS b, '
    + '(SELECT COUNT(*) FROM batch_row) AS r')[0];
  const before = JSON.stringify(counts());

  const dry = told(served, 'import', 'register', file.path, ...as, '--dry-run');
  reconciles(dry, rows, 'dry run');
  same(JSON.stringify(counts()), before, 'the dry run leaves nothing behind');
  same((await checked(served, file.question)).head,
    'Not found on the register', 'and answers nothing');

  const sent = told(served, 'import', 'register', file.path, ...as);
  const number = String(sent.lines.File);
  ok(refused(served, 'import', 'approve', number, '--as', 'nerys'),
    'whoever put it forward cannot approve it');
  const bytes = told(served, 'import', 'approve', number, '--as', SECOND);
  same(bytes.lines['Entries made'], rows, 'every row became an entry');
  const { head, body } = await checked(served, file.question);
  same(head, 'On the register', 'a check is answered from it');
  contains(body, '1 March 2027', 'with the day on which it was correct');

  const out = join(served.dir, 'out.csv');
  const taken = Number(told(served, 'export', 'register', out,
    '--as', 'nerys').text);
  const again = told(served, 'import', 'register', out, ...as, '--dry-run');
  reconciles(again, taken, 'what came out');
  const unsure = untraced(served);
  same(again.lines['Not changed'], taken - unsure,
    'nothing of it is new or changed');
  same(again.lines[REVIEW] ?? 0, unsure, 'who was never traced is looked at');
  same(again.lines['On the register but not in the file'], unsure,
    'and nobody else is absent');
  say('check', rows, dry);
  say('bring in', rows, bytes);
  say('check again', rows, again);
  perRow.push([dry, bytes, again].map(({ cpu }) => cpu / rows));
}

for (const rows of sizes.length ? sizes : [500]) {
  await journey(`${rows} rows`, () => withServed({ people: 100 },
    (served) => round(served, rows)));
}
if (perRow.length > 1) {
  ['check', 'bring in', 'check again'].forEach((what, i) => {
    const ratio = perRow.at(-1)[i] / perRow[0][i];
    ok(ratio < 2, `${what}: a row of the largest costs no more than twice one `
      + 'of the smallest', `${ratio.toFixed(2)}x`);
  });
}
done();
