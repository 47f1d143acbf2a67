/*
 * A wrong link of a year ago (S22): the front door takes two records for one
 * child; half a year later a history is read and a decision made on the
 * strength of it, and people are told; after another half the link is undone.
 * What was there before is back by itself, what was written meanwhile is
 * listed and given to the one child or the other, and everybody who was told
 * is listed and told.  Once in Welsh with script, once in English without.
 */
import { House } from '../house.mjs';
import { contains, ok, same } from '../tap.mjs';
import { waits } from '../course.mjs';
import * as story from '../story.mjs';
import { breaches, link, rows, settleAll, undo, write } from './settle.mjs';

const words = {
  cy: { notice: 'Hysbysiad', will: 'Dywedir wrthynt', was: 'Dywedwyd wrthynt' },
  en: { notice: 'Notice', will: 'Will be told', was: 'Was told' },
};

/* Whose each record is, and what each person's history says: in lines. */
const people = (house) => house.ask('SELECT hex(source) || hex(person)'
  + ' FROM source_person').split('\n');
const histories = (house) => house.ask('SELECT hex(p.person) || hex(e.entry)'
  + ' FROM entry_about e JOIN source_person p ON p.source = e.source')
  .split('\n');

/* How many of the lines from before are not there now. */
const lost = (before, now) => {
  const there = new Set(now);
  return before.filter((line) => !there.has(line)).length;
};

/* Whom what was written while they were linked has told; and of these, whom
   the undoing has not. */
const TOLD = ' FROM notice n JOIN entry_about e ON e.entry = n.cause'
  + ' JOIN link l ON e.source IN (l.a, l.b)'
  + " WHERE l.kind = 'link' AND l.undone IS NOT NULL"
  + ' AND n.made_at BETWEEN l.made_at AND l.undone_at AND n.cause <> l.undone';
const told = (house) => Number(house.ask(
  `SELECT COUNT(DISTINCT n.recipient)${TOLD}`));
const untold = (house) => Number(house.ask(
  `SELECT COUNT(DISTINCT n.recipient)${TOLD} AND NOT EXISTS (SELECT 1`
  + ' FROM notice t WHERE t.cause = l.undone AND t.recipient = n.recipient)'));

const notices = (desk) => desk.page.locator(rows,
  { hasText: words[desk.language].notice });

/* What relied on it stands there before anybody agrees, and afterwards. */
async function lists(desk, how) {
  const own = desk.language;
  ok(await notices(desk).count() > 0, `${own}: who was told is listed`);
  for (const text of await notices(desk).allInnerTexts()) {
    contains(text, words[own][how], `${own}: ${words[own][how]}`);
  }
}

async function wrongFor(language, script, width) {
  const house = await House.open();
  try {
    const desk = await house.visitor({ language, script, width });
    await desk.signIn(house.login('tour.front_door'));
    const concern = `/concern/${house.tour('tour.concern')}`;
    await desk.go(concern);
    const before = people(house);
    const history = histories(house);
    await link(desk, story.linking[language]);
    ok(lost(before, people(house)) > 0 && lost(history, histories(house)) > 0,
      `${language}: two records are one child's, with one history`);
    await waits(desk, 'month', 6);
    await desk.go(concern);
    await write(desk);
    await waits(desk, 'month', 6);
    await desk.go(concern);
    await desk.press('main li a[href*="/undo/"]');
    await lists(desk, 'will');
    await desk.go(concern);
    await undo(desk, story.linking[language]);
    await lists(desk, 'was');
    await desk.shoot(`long-ago-undone-${language}`);
    same(lost(before, people(house)), 0,
      `${language}: each record is whose it was`);
    same(lost(history, histories(house)), 0,
      `${language}: and each child's history from before is back`);
    ok(told(house) > 0, `${language}: somebody had been told`);
    same(untold(house), 0, `${language}: and each of them is told again`);
    same(breaches(house, 'open'), 2,
      `${language}: the deadline runs for both children`);
    await settleAll(desk);
    same(breaches(house, 'open'), 0, `${language}: all of it is put right`);
    if (script) same((await desk.axe()).join('; '), '', 'axe finds nothing');
    await desk.shoot(`long-ago-settled-${language}`);
    same(desk.complaints.join('; '), '', `${language}: the browser is silent`);
    await desk.close();
  } finally {
    await house.close();
  }
}

export default async function run() {
  await wrongFor('cy', true, 1280);
  await wrongFor('en', false, 320);
}
