/*
 * A plan is made, an agency sees what it asks of it and answers from its own
 * home, the worker is told; core groups score by name, so that an outcome said
 * in other words keeps its scores; what stands still is said; and two versions
 * stand side by side.  A letter to one adult holds what is marked for them, and
 * is held where the post is not safe.  In English with script, in Welsh without
 * it at 320 pixels.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';

const words = {
  en: { under: 'Under way', notYet: 'Not yet', put: 'put off twice',
    still: 'No movement', gone: 'Services attended, and the same',
    changed: 'Changed', added: 'New', why: 'The club is full until Easter.',
    what: 'A place at homework club', risk: 'Nobody at home before school',
    now: 'Alone in the mornings', cold: 'The house is cold',
    held: 'Held for', then: 'Not as it is now',
    means: 'Say by what safe means', file: 'letter.pdf',
    opening: 'This letter says what needs to change' },
  cy: { under: 'Ar waith', notYet: 'Ddim eto', put: 'gohiriwyd ddwywaith',
    still: 'Dim symud', gone: 'Mynd i wasanaethau, a’r un fath',
    changed: 'Wedi newid', added: 'Newydd',
    why: 'Mae’r clwb yn llawn tan y Pasg.',
    what: 'Lle yn y clwb gwaith cartref', risk: 'Neb gartref cyn yr ysgol',
    now: 'Ar ei phen ei hun yn y bore', cold: 'Mae’r tŷ yn oer',
    held: 'Wedi’i ddal ar gyfer', then: 'Nid fel y mae nawr',
    means: 'Dywedwch drwy ba fodd diogel', file: 'llythyr.pdf',
    opening: 'beth sydd angen newid' },
};

async function fits(v, what) {
  if (v.axes) same((await v.axe()).join('; '), '', `${what}: axe`);
  ok(await v.overflow() <= 0, `${what}: nothing scrolls sideways`);
}

async function shoot(v, name) {
  await v.shoot(`${name}-${v.language}`);
  if (process.env.SHOTS) {
    await v.page.screenshot({ fullPage: true,
      path: `${process.env.SHOTS}/${name}-${v.language}.png` });
  }
}

/* Begins the form about the child, and opens its first part. */
async function begin(v, path, form) {
  await v.go(`${path}/record/${form}`);
  await v.press('main form button.govuk-button');
  await v.press('main ul.govuk-task-list a');
}

async function send(v) {
  await v.press('main form button.govuk-button');
}

/* By its label, as a person would choose. */
async function choose(v, name, label) {
  await v.page.selectOption(`main [name="${name}"]`, { label });
}

function day(name, d, m) {
  return { [`${name}-day`]: d, [`${name}-month`]: m, [`${name}-year`]: '2027' };
}

async function firstPlan(v, path, w, school) {
  await begin(v, path, 'plan');
  ok(await v.page.locator('[name="plan_outcomes:0:outcome_of"]').count() === 0,
    'the first plan is not asked what it carries on');
  await v.answer({ plan_kind: 'protection', plan_phase: 'outline',
    plan_version: '1', 'plan_outcomes:0:risk': w.risk,
    'plan_outcomes:0:change': 'X', 'plan_outcomes:0:measure': 'Y',
    'plan_outcomes:0:baseline': '3', 'actions:0:action_what': w.what,
    'actions:0:action_who': 'Dewi', 'plan_outcomes:0:outcome_for': 'mother',
    'strengths-why': '-', 'contingency-why': '-',
    'bottom_line-why': '-', 'plan_review-why': '-',
    ...day('actions:0:action_due', '20', '3') });
  await choose(v, 'actions:0:action_agency', school);
  await fits(v, 'the form of the plan');
  await shoot(v, 'plan-form');
  await v.part({});
  contains(await v.text(), school, 'the agency stands there by its name');
  await shoot(v, 'plan-form-check');
  await send(v);
}

/* The school sees what is its own, and answers. */
async function answered(v, w, child) {
  await v.go('/home');
  const own = v.page.locator('[aria-labelledby=plans]');
  contains(await own.innerText(), w.what, 'home shows what the plan asks');
  await fits(v, 'the home of an agency');
  await shoot(v, 'plan-home');
  await v.go('/plans/actions');
  await fits(v, 'all actions of an agency');
  await shoot(v, 'plan-actions');
  await v.press(`main table tr:has-text("${w.what}") form button`);
  await v.press('main ul.govuk-task-list a');
  await v.part({ answer_state: 'not_begun', answer_why: w.why });
  contains(await v.text(), w.what, 'the action stands by its words');
  contains(await v.text(), w.why, 'and the answer');
  await shoot(v, 'plan-answer');
  await send(v);
  await v.go(`/child/${child}/plan`);
  contains(await v.text(), w.why, 'the plan shows the answer');
}

async function told(v, w, path) {
  await v.go('/home');
  const link = v.page.locator(`main .dg-notices a[href$="${path}/plan"]`);
  ok(await link.count() > 0, 'the co-ordinator is told, and opens the plan');
  await shoot(v, 'plan-told');
  await v.press(`main .dg-notices a[href$="${path}/plan"]`);
  const row = v.page.locator('tr', { hasText: w.what });
  contains(await row.innerText(), w.notYet, 'how the action stands');
  contains(await row.innerText(), w.why, 'and why');
}

async function coreGroup(v, path, w, due) {
  await begin(v, path, 'core_group_meeting');
  const of = await v.page.locator('[name="scores:0:score_outcome"]')
    .inputValue();
  ok(of.length > 0, 'the outcome to score stands there already');
  same(await v.page.locator('[name="actions:0:action_what"]').inputValue(),
    w.what, 'and so does the action');
  await v.answer({ 'attendance:0:agency_there': 'Ysgol Pont y Garreg',
    'attendance:0:present': 'yes', 'attendance:0:may_decide': 'yes',
    'scores:0:score_value': '3', 'scores:0:score_moved': 'no',
    'scores:0:services_attended': 'yes', 'scores:0:score_evidence': 'Z',
    'effect.0-why': '-', 'risks_now.0-why': '-', 'parents_understand-why': '-',
    'access_refused-why': '-', 'held_at-day': '2', 'held_at-month': '3',
    'held_at-year': '2027', 'held_at-time': '03:00',
    ...day('actions:0:action_due', ...due) });
  await fits(v, 'the form of a core group');
  await shoot(v, 'plan-core-group');
  await v.part({});
  await send(v);
}

async function secondPlan(v, path, w) {
  await begin(v, path, 'plan');
  same(await v.page.locator('[name="plan_outcomes:0:risk"]').inputValue(),
    w.risk, 'a new version begins with the present one');
  await v.answer({ plan_kind: 'protection', plan_phase: 'detailed',
    plan_version: '2', 'plan_outcomes:0:risk': w.now, 'strengths-why': '-',
    'contingency-why': '-', 'bottom_line-why': '-', 'plan_review-why': '-' });
  await v.press('main button[name=add][value=plan_outcomes]');
  await v.answer({ 'plan_adults:0:adult_who': 'Nain',
    'plan_adults:0:adult_risk': 'Dim', 'plan_adults:0:adult_protects': 'Yno',
    'plan_outcomes:1:risk': w.cold, 'plan_outcomes:1:change': 'X2',
    'plan_outcomes:1:measure': 'Y2', 'plan_outcomes:1:baseline': '5' });
  await shoot(v, 'plan-second');
  await v.part({});
  await send(v);
}

async function compared(v, w, path) {
  await v.go(`${path}/plan`);
  const text = await v.text();
  contains(text, w.put, 'an action that was put off says so');
  contains(text, w.still, 'an outcome that does not move says so');
  contains(text, w.gone, 'and that going is not change');
  contains(text, w.now, 'the outcome has other words, and its scores');
  await fits(v, 'the plan');
  await shoot(v, 'plan');
  await v.press('main form[method=get] button');
  const rows = await v.page.locator('[aria-labelledby=outcomes] tbody tr')
    .allInnerTexts();
  same(rows.length, 2, 'two outcomes side by side');
  contains(rows[0], w.risk, 'as it was');
  contains(rows[0], w.now, 'as it is');
  contains(rows[0], w.changed, 'marked as changed');
  contains(rows[1], w.added, 'and a new one');
  await fits(v, 'two versions');
  await shoot(v, 'plan-compared');
}

/* From the child's page of a day to the plan of it, which is only read. */
async function ofADay(v, w, path) {
  const day = 'as_of-day=1&as_of-month=3&as_of-year=2027';
  await v.go(`${path}?${day}`);
  await v.press(`main a[href$="${path}/plan?${day}"]`);
  const text = await v.text();
  contains(text, w.then, 'the plan says of which day it is');
  lacks(text, w.now, 'and has nothing that was not there');
  same(await v.page.locator('main form[method=post]').count(), 0,
    'nothing can be done from it');
  await fits(v, 'the plan of another day');
  await shoot(v, 'plan-then');
  await v.press('main .govuk-back-link');
  contains(await v.text(), w.then, 'and the way back is to the same day');
  await v.go(`${path}/plan?${day.replace('2027', '2040')}`);
  lacks(await v.text(), w.then, 'no day is still to come');
}

/* One letter, from the list of them; answers say how it goes. */
async function letter(v, path, w, answers) {
  await v.go(`${path}/letters`);
  await fits(v, 'letters to the family');
  await v.press('main a[href$="/record/family_letter"]');
  await v.press('main form button.govuk-button');
  await v.press('main ul.govuk-task-list a');
  await v.part({ letter_to: 'Elin Prydderch', letter_for: 'mother',
    letter_kind: 'plain_plan', letter_language: v.language,
    letter_reason: w.why });
  await fits(v, 'how a letter goes safely');
  await shoot(v, 'letter-safe');
  const who = answers.letter_shared === 'no' ? {} : { letter_held_for:
    await v.page.locator('main [name=letter_held_for] option').nth(1)
      .getAttribute('value') };
  await v.part({ 'letter_contact:0:who': 'Elin', 'letter_contact:0:how': '01632',
    'letter_contact:0:when': '-', 'letter_contact:0:avoid': '-', ...answers,
    ...who });
  await send(v);
  await v.go(`${path}/letters`);
  await shoot(v, 'letter-list');
  await v.press('main tbody a');
  await fits(v, 'a letter');
}

/* The letter as a file, read with the tools of others. */
async function onPaper(v, w) {
  const href = await v.page.locator('main a[href$="/pdf"]')
    .getAttribute('href');
  const got = await v.page.request.get(new URL(href, v.page.url()).href);
  const file = await got.body();
  const read = (tool, ...args) => spawnSync(tool, args,
    { input: file, encoding: 'utf8' }).stdout;
  same(got.headers()['content-type'], 'application/pdf', 'it is a PDF');
  same(got.headers()['content-disposition'],
    `attachment; filename="${w.file}"`, 'its name tells nothing');
  const text = read('pdftotext', '-', '-').replace(/\s+/g, ' ');
  contains(text, w.opening, 'with the same frame');
  contains(text, w.why, 'the same reasons');
  ok(!text.includes(w.cold), 'and nothing that is not in the letter');
  contains(read('pdfinfo', '-struct-text', '-'), 'H1', 'with its structure');
  ok(!/Elin|Prydderch/.test(read('pdfinfo', '-')), 'and no name about it');
  if (process.env.SHOTS) {
    writeFileSync(`${process.env.SHOTS}/letter-${v.language}.pdf`, file);
  }
}

/* Whom it is held for says why and how, or is told what is missing. */
async function released(v, w, letter) {
  const name = (await v.page.locator('.dg-notice--warn strong').innerText())
    .slice(w.held.length).replace(':', '').trim();
  const holder = await v.house.visitor({ language: v.language,
    script: v.axes, width: v.axes ? 1280 : 320 });
  holder.axes = v.axes;
  await holder.signIn(v.house.loginOf(name));
  await holder.go('/tasks');
  await fits(holder, 'the tasks of whom it is held for');
  await shoot(holder, 'letter-task');
  await holder.press(`main table a[href$="${letter}"]`);
  await holder.page.fill('#reason', w.why);
  const go = `main form[action$="${letter}"] button`;
  await holder.press(go);
  contains(await holder.faults(), w.means, 'it says what is missing');
  same(await holder.page.inputValue('#reason'), w.why,
    'and keeps what was said');
  await fits(holder, 'a release that is not whole');
  await shoot(holder, 'letter-release');
  await holder.page.fill('#means', '-');
  await holder.press(go);
  same(await holder.page.locator('main a[href$="/pdf"]').count(), 1,
    'then it may go');
}

async function letters(v, path, w) {
  await v.go(`${path}/plan`);
  await v.press(`main a[href$="${path}/letters"]`);
  await letter(v, path, w, { letter_shared: 'no' });
  let text = await v.text();
  contains(text, w.opening, 'the frame is the pack’s');
  contains(text, w.why, 'with the reasons');
  ok(!text.includes(w.cold), 'what is marked for nobody is in no letter');
  ok(!text.includes(w.what), 'nor an action that is not marked');
  contains(text, 'X', 'what must change is there');
  await shoot(v, 'letter');
  await onPaper(v, w);
  await letter(v, path, w, { letter_shared: 'unknown' });
  text = await v.text();
  contains(text, w.held, 'one whose post may be read by others is held');
  ok(!text.includes(w.opening), 'and nobody else reads it');
  await shoot(v, 'letter-held');
  same(await v.page.locator('main a[href$="/pdf"]').count(), 0,
    'nor is there a paper of it');
  const refused = await v.page.request.get(`${v.page.url()}/pdf`);
  same(refused.status(), 403, 'not by its address either');
  await released(v, w, new URL(v.page.url()).pathname.slice(3));
}

/* Who has no business with the child is shown and told nothing. */
async function strangers(house, child, w, how) {
  for (const login of ['ffion', 'mared']) {
    const v = await house.visitor(how);
    await v.signIn(login);
    await v.go('/home');
    ok(!(await v.text()).includes(w.what), `${login} is shown no action`);
    await v.go('/plans/actions');
    ok(!(await v.text()).includes(w.what), `nor in the list`);
    const page = await v.go(`/child/${child}/plan`);
    ok(page.status() >= 400, 'and the plan is refused');
    const letters = await v.go(`/child/${child}/letters`);
    ok(letters.status() >= 400, 'and letters too');
  }
}

async function journey(language, script) {
  const w = words[language];
  const how = { language, script, width: script ? 1280 : 320 };
  const house = await House.open();
  try {
    const child = house.tour('tour.child');
    const path = `/child/${child}`;
    const v = await house.visitor(how);
    v.axes = script;
    await v.signIn(house.login('tour.social_worker'));
    const school = house.ask(`SELECT g.name_${language} FROM agency g `
      + "JOIN account a ON a.agency = g.id WHERE a.login = 'dewi'");
    await firstPlan(v, path, w, school);
    const partner = await house.visitor(how);
    partner.axes = script;
    await partner.signIn('dewi');
    await answered(partner, w, child);
    await strangers(house, child, w, how);
    await told(v, w, path);
    await coreGroup(v, path, w, ['20', '4']);
    await coreGroup(v, path, w, ['20', '5']);
    await secondPlan(v, path, w);
    await compared(v, w, path);
    await ofADay(v, w, path);
    await letters(v, path, w);
    same(v.complaints.concat(partner.complaints).join(), '',
      'the browser does not complain');
  } finally {
    await house.close();
  }
}

export default async function run() {
  await journey('en', true);
  await journey('cy', false);
}
