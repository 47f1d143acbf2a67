/*
 * England: the same program with another pack and a region of its own.  A
 * teacher makes a referral, the hub reads and decides it, and the teacher
 * reads what came of it.  The key worker calls a conference, the school says
 * that it comes, and the chair makes a plan and the minutes, which the school
 * has put right; it answers for its task, and a letter to the mother is opened.
 * All in England's own words; the toggle says it in Welsh.  No word of Wales' is on any of these pages.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { House, root } from '../house.mjs';
import { contains, ok, same } from '../tap.mjs';

const button = 'main form button.govuk-button[type=submit]';
const send = 'main #form button.govuk-button:not([name])';
const child = { given: 'Alfie', family: 'Thackray',
  words: 'I sleep on the settee so that I can hear the door.' };
const because = 'Three mornings without food, and nobody up.';
const reply = 'We shall assess with the family. Thank you for telling us.';

/* In the order of the task list: section, answers. */
const referralOf = (who) => [
  ['start', { danger_now: 'no', crime_likely: 'no', worker_with_children: 'no',
    how_soon: 'same_day' }],
  ['child', { 'first_name.0': who.given, 'last_name.0': who.family,
    'not_yet_born.0': 'no', 'born_on.0-day': '12', 'born_on.0-month': '6',
    'born_on.0-year': '2018', 'address.0': '4 Mill Lane, Wyrewater',
    'speaks.0-why': 'Not asked yet', 'background.0-why': 'Not asked yet',
    'impairment.0-why': 'Not asked yet' }],
  ['voice', { 'said_by_child.0': child.words,
    'said_may_hear.0-why': 'The child has not been asked yet' }],
  ['worry', { worry_kinds: ['neglect_of'],
    account: 'Came to school hungry three mornings this week.',
    'effect.0': 'Tired, and falls asleep before noon.',
    'people_around.0-why': 'Nobody else is known to us' }],
  ['parents', { parents_aware: 'yes',
    'safe_way-why': 'Through the school only' }],
  ['you', { referrer_type: 'works_with_families' }],
];

/* What Wales alone says; and its pack's own name for the place. */
const ofWales = /\b(Wales|register|front[- ]door|regional safeguarding board)\b/i;

/* A page is England's: accessible, silent, and nothing of Wales in it. */
async function isEnglands(v, what) {
  same((await v.axe()).join('; '), '', `${what}: axe finds nothing`);
  const text = `${await v.page.title()}\n${await v.text()}`;
  same(text.split('\n').filter((line) => ofWales.test(line)).join(' | '), '',
    `${what}: no word of Wales’`);
  await v.shoot(`england-${what.replaceAll(' ', '-')}`);
}

/* ---- people ---- */

function setsUp(run, dir) {
  const kept = join(dir, 'first');
  run('init', '--pack', join(root, 'practice/england'), '--demo');
  run('setup', join(root, 'tests/browser/england.yaml'), '--passwords', kept);
}

const own = (login) => `${login} walks by the sea`;

async function setOwn(house, login) {
  const first = Object.fromEntries(readFileSync(join(house.dir, 'first'),
    'utf8').trim().split('\n').map((line) => line.split('\t')));
  const v = await house.visitor({ script: false });
  await v.go('/password');
  const fill = () => v.answer({ login, old: first[login], fresh: own(login),
    again: own(login) });
  await fill();
  const twice = await v.press(button, fill);
  ok(twice || await v.page.locator('main #form').count() === 0,
    `${login} sets a password of their own`);
  same(house.ask('SELECT password_first FROM account '
    + `WHERE login = '${login}'`), '0', `${login} has one`);
  await v.close();
}

async function enter(house, login, how) {
  const v = await house.visitor(how);
  await v.go('/sign-in');
  const fill = () => v.answer({ login, password: own(login) });
  await fill();
  await v.press(button, fill);
  contains(v.page.url(), '/home', `${login} signs in`);
  return v;
}

/* Each agency confirms its own. */
async function confirm(house, login, whom) {
  const v = await enter(house, login);
  await v.go('/accounts');
  await v.press(`main a:text-is("${whom}")`);
  await v.press('form[action*="/accounts/confirm/"] button');
  await v.close();
}

/* ---- the referral ---- */

async function refer(house, who = child) {
  const school = await enter(house, 'ruth');
  await isEnglands(school, 'home of a teacher');
  await school.go('/report');
  await school.press('main form button[type=submit]');
  const tasks = school.page.url();
  contains(await school.text(), 'Make a referral', 'it is called a referral');
  await isEnglands(school, 'tasks');
  for (const [section, answers] of referralOf(who)) {
    await school.page.goto(tasks);
    await school.press(`.dg-task a[href*="/${section}"]`);
    await school.part(answers);
  }
  await school.page.goto(`${tasks}/check-answers`);
  contains(await school.text(), child.words, 'all of it is shown before it goes');
  await school.press(button);
  const reference = /C-\d+/.exec(await school.text())?.[0];
  ok(reference, 'the referral is sent', await school.text());
  await isEnglands(school, 'sent');
  same(school.complaints.join('; '), '', 'the browser is silent');
  await school.close();
  return reference;
}

async function rule(house, reference) {
  const hub = await enter(house, 'hugo');
  await hub.go('/inbox?state=waiting');
  await isEnglands(hub, 'inbox');
  await Promise.all([hub.page.waitForNavigation(),
    hub.page.locator('tr', { hasText: reference }).locator('a').first()
      .click()]);
  contains(await hub.text(), child.words, 'the hub reads the child’s words');
  await isEnglands(hub, 'referral');
  const read = { parts_read: ['this_referral'] };
  await hub.answer(read);
  await hub.press('[aria-labelledby=s3] form button[type=submit]');
  const ruled = { 'ruling.0': 'strategy_meeting', 'because.0': because };
  await hub.answer(ruled);
  await hub.press('[aria-labelledby=s4] form button[type=submit]');
  await hub.part({ ...ruled, 'case_holder.0': await hub.page.locator(
    'main [name="case_holder.0"] option', { hasText: 'Kit Redmayne' })
    .getAttribute('value'), reply_scope: 'full_reply' }, button);
  contains(await hub.text(), because, 'the decision stands, with its reason');
  await hub.page.locator('#to-do ~ details summary').click();
  await hub.press('#to-do ~ details a[href*="/record/reply_to_referrer"]');
  await hub.answer({ reply_text: reply, reply_means: 'on_screen' });
  await hub.press(button);
  await hub.press('main button[name=send]');
  await isEnglands(hub, 'decided');
  same(hub.complaints.join('; '), '', 'the browser is silent');
  await hub.close();
}

async function hear(house, login, reference) {
  const v = await enter(house, login, { width: 320 });
  await v.go('/reported');
  await Promise.all([v.page.waitForNavigation(),
    v.page.locator('tr', { hasText: reference }).locator('a').first()
      .click()]);
  contains(await v.text(), reply, `${login} reads the outcome`);
  ok(!(await v.text()).includes(because), 'and not what is not for them');
  ok(await v.overflow() <= 0, 'the answer fits 320 px');
  await isEnglands(v, `outcome for ${login}`);
  return v;
}

/* The same page in Welsh, what was written to them left as it was. */
async function turn(v) {
  await v.press('.dg-lang [lang=cy]:is(a, button)');
  same(await v.page.getAttribute('html', 'lang'), 'cy', 'the page is in Welsh');
  contains(await v.text(), 'Ateb i’r atgyfeiriwr', 'in England’s words');
  contains(await v.text(), reply, 'and the reply as it was written');
  same((await v.axe()).join('; '), '', 'in Welsh: axe finds nothing');
}

/* ---- who is who ---- */

const spelt = { ...child, given: 'Alfy', family: 'Thackeray' };
const grounds = 'The school rang: it is the same boy.';

async function seek(hub) {
  await hub.go('/find');
  await hub.page.fill('#text', `${child.given} ${child.family}, 12.6.2018`);
  await hub.press('#form button[type=submit]');
  return hub.page.locator('main table.dg-stack > tbody > tr:has(> th)');
}

/* Hugo finds both records of the boy, and reads the pair that the second
   referral put forward.  England asks for one reader, who links. */
async function link(house, hub) {
  const links = () => Number(house.ask('SELECT COUNT(*) FROM link'
    + " WHERE kind = 'link' AND undone_at IS NULL"));
  const rows = await seek(hub);
  same(await rows.count(), 2, 'both records are found');
  contains(await rows.nth(0).innerText(), child.family, 'the very name first');
  contains(await rows.nth(1).innerText(), spelt.family, 'the other behind it');
  await isEnglands(hub, 'found twice');
  await hub.go('/pairs');
  await isEnglands(hub, 'pairs');
  await hub.press('main a[href$="/pairs/several/report"]');
  same(await hub.page.locator('main section.dg-several').count(), 1,
    'the pair stands there whole');
  await hub.page.locator('#r0\\.answer-1').check();
  await hub.page.locator('[name="r0.grounds_for_it"]').fill(grounds);
  await hub.press(send);
  ok(await hub.page.locator('.govuk-error-summary li').count() > 0,
    'what was seen is asked for');
  await isEnglands(hub, 'pairs on one page');
  await hub.page.locator('[name="r0.grounds_seen"]').first().check();
  await hub.press(send);
  same(links(), 1, 'one reader links');
  await hub.go('/differences');
  contains(await hub.text(), spelt.family, 'what differs is asked about');
  await isEnglands(hub, 'differences');
  return links;
}

/* What was linked is undone. */
async function undo(hub, reference, links) {
  await hub.go('/inbox?state=waiting');
  await Promise.all([hub.page.waitForNavigation(),
    hub.page.locator('tr', { hasText: reference }).locator('a').first()
      .click()]);
  await hub.press('main a[href*="/undo/"]');
  await isEnglands(hub, 'undoing a link');
  await hub.answer({ grounds_for_it: 'Two boys after all.' });
  await hub.press(send);
  same(links(), 0, 'the link is undone');
  await isEnglands(hub, 'link undone');
}

const twin = { ...child, given: 'Albie' };

/* Both are put forward by hand: the search alone proposes no twins. */
async function putForward(hub) {
  for (const one of [child, twin]) {
    await hub.page.locator('main form[action$="/pairs"] label',
      { hasText: `${one.given} ${one.family}` }).first().click();
  }
  await hub.press('main form[action$="/pairs"] button');
}

/* His twin is referred too: said so once, the two are never linked. */
async function twins(house, hub) {
  await refer(house, twin);
  await seek(hub);
  await putForward(hub);
  contains(await hub.text(), 'A twin, brother or sister would agree as well',
    'the pair says what holds it down');
  await isEnglands(hub, 'pair of twins');
  await hub.press('main a[href$="/twins"]');
  await isEnglands(hub, 'saying twins');
  await hub.answer({ grounds_for_it: 'The birth certificates say so.' });
  await hub.press(send);
  same(house.ask("SELECT COUNT(*) FROM link WHERE kind = 'twins'"), '1',
    'they are recorded as twins');
  const rows = await seek(hub);
  const brother = rows.filter({ hasText: `${twin.given} ${twin.family}` });
  contains(await brother.first().innerText(), 'Twin', 'he is marked as a twin');
  contains(await brother.first().innerText(), `${child.given} ${child.family}`,
    'with whose twin he is');
  await isEnglands(hub, 'twins found');
  await putForward(hub);
  contains(await hub.text(), 'They are recorded as twins',
    'the two are not put forward again, with the reason');
  await isEnglands(hub, 'twins refused');
}

async function who(house) {
  const reference = await refer(house, spelt);
  const hub = await enter(house, 'hugo');
  const links = await link(house, hub);
  await undo(hub, reference, links);
  await twins(house, hub);
  same(hub.complaints.join('; '), '', 'the browser is silent');
  await hub.close();
}

/* ---- the conference ---- */

/* Calls a conference of Alfie's: the chair is named, the school is asked. */
async function call(house, kit, path) {
  await kit.go(`${path}/meetings`);
  await isEnglands(kit, 'meetings');
  await kit.press('main form[action$="/meetings/gathering_called"] button');
  const choose = async (name, label) => kit.page.selectOption(
    `main [name="${name}"]`, { label: await kit.page.locator(
      `main [name="${name}"] option`, { hasText: label }).innerText() });
  await choose('chaired_by', 'Clara Whitlock');
  await kit.answer({ called_sort: 'call_first', 'called_for-day': '12',
    'called_for-month': '3', 'called_for-year': '2027',
    'called_for-time': '10:00', called_how: 'round_table',
    called_tongue: 'en' });
  const known = kit.page.locator('main label', { hasText: 'Tarn Fell' });
  if (!await known.count()) {
    const other = kit.page.locator('main select', { hasText: 'Tarn Fell' });
    await other.last().selectOption({ label: await other.last()
      .locator('option', { hasText: 'Tarn Fell' }).innerText() });
  }
  await isEnglands(kit, 'calling a conference');
  await kit.press(send);
  ok(kit.page.url().includes('/meeting/'), 'the conference is called',
    await kit.faults());
  await isEnglands(kit, 'conference called');
  return new URL(kit.page.url()).pathname.slice(3);
}

async function come(house, meeting) {
  const school = await enter(house, 'leonard', { width: 320 });
  await school.go('/home');
  await school.press(`main a[href$="${meeting}"]`);
  await isEnglands(school, 'asked to a conference');
  await school.press('main a.govuk-button[href$="/gathering_reply"]');
  await school.answer({ will_come: 'we_come' });
  await school.press(send);
  await school.answer({ who_comes: 'Leonard Ashby, deputy head' });
  await school.press(send);
  contains(await school.text(), 'We will be there', 'the school comes');
  ok(await school.overflow() <= 0, 'the reply fits 320 px');
  await school.close();
}

/* A reason for every question that takes one and has no answer. */
async function reasons(v) {
  for (const why of await v.page.locator('main #form input[name$="-why"]')
    .all()) {
    if (!await why.inputValue()) {
      await why.evaluate((e) => { e.closest('details').open = true; });
      await why.fill('Not said');
    }
  }
}

const ruled = { conference_sort: 'first_conference', enough_there: 'yes',
  chair_apart: 'yes', all_agreed: 'yes', 'conference_ruling.0': 'plan_made',
  'plan_categories.0': ['neglect_of'], 'plan_main_category.0': 'neglect_of',
  'in_care.0': 'no' };

/* The chair decides: a plan, and Kit is its key worker. */
async function decide(house, kit, meeting) {
  await kit.go(meeting);
  contains(await kit.text(), 'We will be there', 'who called it is told');
  await kit.press(`main form[action$="${meeting}/begin"] button`);
  const chair = await enter(house, 'clara');
  await chair.go(`${meeting}/live`);
  for (const there of await chair.page.locator(
    'main #form input[name^="those_there:"][value=yes]').all()) {
    await there.check();
  }
  for (let i = 0; i < 3; i += 1) {
    await chair.answer(ruled);
    const worker = chair.page.locator('main [name="key_worker_account.0"]');
    if (await worker.count()) {
      await worker.selectOption({ label: await worker.locator('option',
        { hasText: 'Kit Redmayne' }).innerText() });
    }
    await reasons(chair);
    await chair.press('main #form button[name=go][value=main]');
  }
  await isEnglands(chair, 'conference sits');
  await chair.press('main #form button[name=go][value=close]');
  same(await chair.faults(), '', 'nothing is missing');
  contains(await chair.text(), 'Plan made', 'the decision is there');
  await isEnglands(chair, 'conference over');
  await chair.close();
}

/* ---- its minutes ---- */

const minuted = 'Three mornings were spoken of, and who wakes Alfie.';
const wrongly = 'It was on the Tuesday that he came late.';
const righted = 'On the Tuesday, as the school says.';
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAD'
  + 'UlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/* Says one of the forms of a meeting, after a look at the page that asks. */
async function say(v, meeting, form, what, answers) {
  await v.go(meeting);
  await v.press(`main a[href$="/${form}"]`);
  await isEnglands(v, what);
  await v.answer(answers);
  if (answers.file) {
    await v.page.setInputFiles('main input[type=file]', answers.file);
  }
  await v.press(send);
  same(await v.faults(), '', `${what}: done`);
}

/* A paper is added while it is called. */
async function paper(house, meeting) {
  const chair = await enter(house, 'clara');
  await say(chair, meeting, 'gathering_paper', 'paper for a conference',
    { shows_what: 'The list of mornings', file: { name: 'mornings.png',
      mimeType: 'image/png', buffer: PICTURE } });
  contains(await chair.page.locator('main').textContent(),
    'The list of mornings', 'the paper is with the meeting');
  await chair.close();
}

/* What the chair records are the meeting's minutes. */
async function minutes(house, meeting) {
  const chair = await enter(house, 'clara');
  await say(chair, meeting, 'gathering_notes', 'writing minutes',
    { notes_summary: minuted, 'notes_rulings-why': 'As decided',
      'notes_next-why': 'As decided' });
  contains(await chair.text(), minuted, 'the minutes stand');
  contains(await chair.text(), 'Clara Whitlock', 'and who approved them');
  await isEnglands(chair, 'minutes');
  return chair;
}

/* The school reads them, and asks for something to be put right; what the
   chair says to it stands beside, and the minutes stay. */
async function correct(house, chair, meeting) {
  const school = await enter(house, 'leonard', { width: 320 });
  await school.go(meeting);
  contains(await school.text(), minuted, 'the school reads the minutes');
  await say(school, meeting, 'notes_mistake', 'asking for a correction',
    { mistake_where: 'The second line', mistake_should_be: wrongly });
  ok(await school.overflow() <= 0, 'the minutes fit 320 px');
  await chair.go(meeting);
  contains(await chair.text(), wrongly, 'the chair is asked');
  await chair.press('main a[href$="/notes_mended"]');
  await isEnglands(chair, 'answering a correction');
  const whose = await chair.page.locator('main [name=mended_for] option')
    .filter({ hasText: 'School or academy' }).getAttribute('value');
  await chair.answer({ mended_for: whose, mended_where: 'The second line',
    mended_answer: 'mended_wholly', mended_now: righted });
  await chair.press(send);
  same(await chair.faults(), '', 'the correction is answered');
  await school.go(meeting);
  for (const part of [minuted, wrongly, righted]) {
    contains(await school.text(), part, 'the school reads all three');
  }
  await isEnglands(school, 'minutes with a correction');
  await school.close();
  const teacher = await enter(house, 'ruth');
  ok((await teacher.go(meeting)).status() >= 400,
    'who was not asked reads none of it');
  await teacher.close();
  same(chair.complaints.join('; '), '', 'the browser is silent');
  await chair.close();
}

/* ---- the plan and a letter ---- */

/* Begins the form about the child, and opens its first part. */
async function begin(v, path, form) {
  await v.go(`${path}/record/${form}`);
  await v.press(button);
  await v.press('main ul.govuk-task-list a');
}

const task = 'Breakfast club every school day';

async function plan(kit, path) {
  await begin(kit, path, 'group_member');
  await kit.answer({ member_is: 'an_agency' });
  await kit.press('main #form button[name=go][value=on]');
  await kit.part({ in_group_agency: await kit.page
    .locator('main [name=in_group_agency] option', { hasText: 'Tarn Fell' })
    .getAttribute('value') });
  await kit.press(button);
  await begin(kit, path, 'protection_plan');
  const school = kit.page.locator('[name="tasks:0:task_agency"]');
  await school.selectOption({ label: await school.locator('option',
    { hasText: 'Tarn Fell' }).innerText() });
  await kit.part({ plan_sort_is: 'cp_plan', plan_stage: 'outline_stage',
    plan_number: '1', 'aims:0:danger': 'Nobody up in the morning',
    'aims:0:must_change': 'Alfie eats before school',
    'aims:0:how_known': 'The school says so', 'aims:0:score_now': '3',
    'aims:0:aim_for': 'mum', 'tasks:0:task_what': task,
    'tasks:0:task_who': 'Leonard', 'tasks:0:task_by-day': '22',
    'tasks:0:task_by-month': '3', 'tasks:0:task_by-year': '2027',
    'what_protects-why': 'Later', 'if_it_fails-why': 'Later',
    'if_nothing_changes-why': 'Later', 'plan_again_on-why': 'Later' });
  await kit.press(button);
  await kit.go(`${path}/plan`);
  contains(await kit.text(), task, 'the plan stands');
  await isEnglands(kit, 'plan');
}

async function answerTask(house, path) {
  const school = await enter(house, 'leonard', { width: 320 });
  await school.go('/plans/actions');
  contains(await school.text(), task, 'the school sees its task');
  await isEnglands(school, 'tasks of a school');
  await school.press('main table form button');
  await school.press('main ul.govuk-task-list a');
  await school.part({ task_now: 'task_runs', what_was_done: 'He came twice.' });
  await school.press(button);
  await school.go(`${path}/plan`);
  contains(await school.text(), 'Under way', 'the answer stands in the plan');
  ok(await school.overflow() <= 0, 'the plan fits 320 px');
  await school.close();
}

async function letter(kit, path) {
  await kit.go(`${path}/letters`);
  await isEnglands(kit, 'letters');
  await kit.press('main a[href$="/record/parent_letter"]');
  await kit.press(button);
  await kit.press('main ul.govuk-task-list a');
  await kit.part({ letter_whom: 'Jean Thackray', letter_reader: 'mum',
    letter_sort_is: 'plan_plainly', letter_tongue_is: 'en',
    letter_because: 'So that mornings go well.' });
  await kit.part({ 'letter_safe_way:0:who': 'Jean',
    'letter_safe_way:0:how': '01632 960 777', 'letter_safe_way:0:when': '-',
    'letter_safe_way:0:avoid': '-', others_read: 'no' });
  await kit.press(button);
  await kit.go(`${path}/letters`);
  await kit.press('main tbody a');
  contains(await kit.text(), 'Alfie eats before school',
    'the letter says what is marked for her');
  ok(!(await kit.text()).includes(task), 'and nothing that is not');
  await isEnglands(kit, 'letter');
}

async function protect(house) {
  const kit = await enter(house, 'kit');
  await kit.go('/caseload');
  await kit.press('main a[href*="/caseload/"]');
  const path = /\/child\/[^/"]+/.exec(await kit.page.content())?.[0];
  ok(path, 'the child is in the key worker’s caseload');
  const meeting = await call(house, kit, path);
  await come(house, meeting);
  await paper(house, meeting);
  await decide(house, kit, meeting);
  await correct(house, await minutes(house, meeting), meeting);
  await plan(kit, path);
  await answerTask(house, path);
  await letter(kit, path);
  await kit.go(path);
  contains(await kit.text(), 'On a child protection plan',
    'the child’s page says it in England’s words');
  await isEnglands(kit, 'child with a plan');
  same(kit.complaints.join('; '), '', 'the browser is silent');
  await kit.close();
}

export default async function run() {
  const house = await House.open({ make: setsUp });
  try {
    for (const login of ['maud', 'leonard', 'hugo', 'kit', 'clara', 'ruth']) {
      await setOwn(house, login);
    }
    for (const name of ['Hugo Farrant', 'Kit Redmayne', 'Clara Whitlock']) {
      await confirm(house, 'maud', name);
    }
    await confirm(house, 'leonard', 'Ruth Calloway');
    const reference = await refer(house);
    await who(house);
    await rule(house, reference);
    const teacher = await hear(house, 'ruth', reference);
    await turn(teacher);
    await teacher.close();
    await (await hear(house, 'leonard', reference)).close();
    await protect(house);
  } finally {
    await house.close();
  }
}
