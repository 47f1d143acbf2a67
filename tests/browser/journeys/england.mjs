/*
 * England: the same program with another pack and a region of its own.  A
 * teacher makes a referral, the hub reads and decides it, and the teacher
 * reads what came of it, all in England's own words; the toggle says it in
 * Welsh once.  No word of Wales' is on any of these pages.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { House, root } from '../house.mjs';
import { contains, ok, same } from '../tap.mjs';

const button = 'main form button.govuk-button[type=submit]';
const child = { given: 'Alfie', family: 'Thackray',
  words: 'I sleep on the settee so that I can hear the door.' };
const because = 'Three mornings without food, and nobody up.';
const reply = 'We shall assess with the family. Thank you for telling us.';

/* In the order of the task list: section, answers. */
const referral = [
  ['start', { danger_now: 'no', crime_likely: 'no', worker_with_children: 'no',
    how_soon: 'same_day' }],
  ['child', { 'first_name.0': child.given, 'last_name.0': child.family,
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

async function refer(house) {
  const school = await enter(house, 'ruth');
  await isEnglands(school, 'home of a teacher');
  await school.go('/report');
  await school.press('main form button[type=submit]');
  const tasks = school.page.url();
  contains(await school.text(), 'Make a referral', 'it is called a referral');
  await isEnglands(school, 'tasks');
  for (const [section, answers] of referral) {
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
  const ruled = { 'ruling.0': 'section_17', 'because.0': because };
  await hub.answer(ruled);
  await hub.press('[aria-labelledby=s4] form button[type=submit]');
  await hub.part({ ...ruled, 'case_holder.0-why': 'Allocated in the morning',
    reply_scope: 'full_reply' }, button);
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

export default async function run() {
  const house = await House.open({ make: setsUp });
  try {
    for (const login of ['maud', 'leonard', 'hugo', 'ruth']) {
      await setOwn(house, login);
    }
    await confirm(house, 'maud', 'Hugo Farrant');
    await confirm(house, 'leonard', 'Ruth Calloway');
    const reference = await refer(house);
    await rule(house, reference);
    const teacher = await hear(house, 'ruth', reference);
    await turn(teacher);
    await teacher.close();
    await (await hear(house, 'leonard', reference)).close();
  } finally {
    await house.close();
  }
}
