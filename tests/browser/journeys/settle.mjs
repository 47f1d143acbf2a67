/*
 * A wrong link, put right (S22): the front door takes two records for one
 * child, writes something, finds that they are two children after all, undoes
 * the link, and settles what relied on it within the pack's hours: one entry
 * goes to the other child, the others stay, each with a reason.  Once in
 * Welsh with script, once in English without.
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';
import * as story from '../story.mjs';

const button = 'main form button.govuk-button[type=submit]';
export const rows = 'main table tbody tr';
const words = {
  cy: { due: 'I’w unioni',
    all: 'Mae popeth oedd yn dibynnu ar y cysylltiad wedi’i unioni',
    breach: 'Unioni cysylltiad anghywir' },
  en: { due: 'To be put right',
    all: 'Everything that relied on it is put right',
    breach: 'Put a wrong link right' },
};

/* The links of the concern's child, each with a way to undo it. */
function links(desk) {
  return desk.page.locator('main li a[href*="/undo/"]');
}

/* Two records are taken for one child. */
export async function link(desk, said) {
  await desk.press('main a[href*="/same/"]');
  await desk.answer(said);
  await desk.press(button);
  same(await links(desk).count(), 1,
    `${desk.language}: the link stands, and can be undone`);
}

/* Something is written while they are one: the history read, a decision. */
export async function write(desk) {
  const own = desk.language;
  await desk.answer(story.history[own]);
  await desk.press('[aria-labelledby=s3] form button[type=submit]');
  if (!/\/child\//.test(desk.page.url())) {
    await desk.part(story.history[own], button);
  }
  await desk.answer(story.outcome[own]);
  await desk.press('[aria-labelledby=s4] form button[type=submit]');
  await desk.part({ ...story.outcome[own], ...story.decision[own] }, button);
  contains(await desk.text(), story.outcome[own]['reason.0'],
    `${own}: a decision is written while they are one`);
}

/* Before anybody agrees the page says what relied on the link. */
export async function undo(desk, said) {
  const own = desk.language;
  await desk.press('main li a[href*="/undo/"]');
  contains(await desk.text(), said.reason,
    `${own}: why they were linked stands above`);
  ok(await desk.page.locator(rows).count() >= 2,
    `${own}: what relied on it is listed before it is undone`);
  same(await open(desk).count(), 0, `${own}: and nothing can be moved yet`);
  await desk.shoot(`settle-before-${own}`);
  await desk.answer(story.unlinking[own]);
  await desk.press('#form button.govuk-button[type=submit]');
  const text = await desk.text();
  contains(text, words[own].due, `${own}: it is to be put right, and by when`);
  lacks(text, words[own].all, `${own}: and is not yet`);
  ok(await open(desk).count() >= 2, `${own}: each entry can be settled`);
}

/* What is not settled, each with its own reason and two buttons. */
function open(desk) {
  return desk.page.locator(`${rows} form:has(input[name=reason])`);
}

/* Settles the first that is open: "move" to the other child, or "keep". */
async function settle(desk, how, reason) {
  const form = open(desk).first();
  await form.locator('input[name=reason]').fill(reason);
  const press = how === 'move' ? 'button:not([formaction])'
    : 'button[formaction*="/keep/"]';
  await desk.turns(() => form.locator(press).click());
}

/* A reason is asked for, then one goes to the other child and the rest stay. */
export async function settleAll(desk) {
  const own = desk.language;
  const said = story.settling[own];
  const before = await open(desk).count();
  await settle(desk, 'move', '');
  same(await desk.page.locator('.govuk-error-summary li').count(), 1,
    `${own}: nothing moves without a reason`);
  await desk.shoot(`settle-reason-${own}`);
  await settle(desk, 'move', said.move);
  same(await open(desk).count(), before - 1, `${own}: one entry has moved`);
  for (let left = before - 1; left > 0; left -= 1) {
    ok(!(await desk.text()).includes(words[own].all),
      `${own}: ${left} left to settle`);
    await settle(desk, 'keep', said.keep);
    same(await open(desk).count(), left - 1, `${own}: one stays`);
  }
  const text = await desk.text();
  contains(text, words[own].all, `${own}: everything is put right`);
  contains(text, said.move, `${own}: with the reason of what moved`);
  contains(text, said.keep, `${own}: and of what stayed`);
  ok(await desk.overflow() <= 0, `${own}: the page fits`);
}

/* How many of the pack's deadlines that an undoing opens are in that state. */
export function breaches(house, state) {
  return Number(house.ask('SELECT COUNT(*) FROM clock_row c WHERE c.clock ='
    + ` 'link.breach' AND c.state = '${state}'`));
}

async function putRight(language, script) {
  const house = await House.open();
  try {
    const desk = await house.visitor({ language, script });
    await desk.signIn(house.login('tour.front_door'));
    await desk.go(`/concern/${house.tour('tour.concern')}`);
    const at = desk.page.url();
    const met = breaches(house, 'met');
    await link(desk, story.linking[language]);
    await write(desk);
    await undo(desk, story.linking[language]);
    same(breaches(house, 'open'), 2,
      `${language}: the deadline runs for both children`);
    if (script) same((await desk.axe()).join('; '), '', 'axe finds nothing');
    await desk.shoot(`settle-undone-${language}`);
    await settleAll(desk);
    await desk.shoot(`settle-done-${language}`);
    if (script) same((await desk.axe()).join('; '), '', 'axe finds nothing');
    same(breaches(house, 'open'), 0, `${language}: the deadline runs no more`);
    same(breaches(house, 'met'), met + 2, `${language}: it is met for both`);
    await desk.page.goto(at);
    await desk.shoot(`settle-concern-${language}`);
    ok(await desk.page.locator(`main td:text("${words[language].breach}")`)
      .count() === 0, `${language}: nothing of it is left to do`);
    same(desk.complaints.join('; '), '', `${language}: the browser is silent`);
    await desk.close();
  } finally {
    await house.close();
  }
}

export default async function run() {
  await putRight('cy', true);
  await putRight('en', false);
}
