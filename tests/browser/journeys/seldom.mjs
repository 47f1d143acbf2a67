/*
 * Pages that nobody meets by walking from home: a new agency, its desk and
 * its first account; a first password and one's own; how the service is; a
 * school's own list of children; what relied on a file that two people undo.
 * Each is looked at in both languages, wide and at 320 pixels, with axe.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { House, root } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';

const SECOND = 'rhodri'; /* the front-door manager of demo/region.yaml */
const OWN = 'mae-gen-i-ddafad-gorniog';
const words = {
  en: { two: 'are not the same',
    checked: 'Checked; nothing recorded',
    sent: 'Waiting for the second person', applied: 'Brought in', undone: 'Undone', settled: 'is put right' },
  cy: { two: 'yr un fath',
    checked: 'Wedi’i gwirio; dim wedi’i gofnodi',
    sent: 'Yn aros am yr ail berson', applied: 'Wedi dod i mewn', undone: 'Wedi’i dadwneud',
    settled: 'wedi’i unioni' },
};
const send = 'main form button.govuk-button[type=submit]';

/* One page, wide and narrow: what every page must be. */
async function look(visitor, name) {
  const { page, language } = visitor;
  const faults = [];
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    if (await visitor.overflow() > 0) faults.push(`too wide at ${width}`);
    await visitor.shoot(`seldom-${name}-${language}-${width}`);
    faults.push(...await visitor.axe());
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  if (await page.locator('h1').count() !== 1) faults.push('headings');
  if (await page.getAttribute('html', 'lang') !== language) faults.push('lang');
  same(faults.join('\n'), '', `${name}: the page is as it should be`);
}

/* Looks again until the machine has done its part. */
async function until(visitor, text) {
  const { page } = visitor;
  for (let i = 0; i < 120; i += 1) {
    if ((await visitor.text()).includes(text)) return;
    await page.waitForTimeout(250);
    await page.goto(page.url());
  }
}

/* ---- an agency, its desk, its first account ---- */

async function newAgency(admin) {
  const { language: own } = admin;
  await admin.go('/agencies/new');
  await look(admin, 'agency-new');
  await admin.press(send);
  ok(await admin.page.locator('.govuk-error-summary li').count() > 0,
    'an agency without a kind and a name is not made');
  await look(admin, 'agency-wrong');
  await admin.page.locator('main input[name=kind]').first().check();
  await admin.answer({ name_cy: `Ysgol Nant y Wern ${own}`,
    name_en: `Nant y Wern School ${own}` });
  await admin.press(send);
  contains(await admin.text(), 'Nant y Wern', 'it has a page of its own');
  await look(admin, 'agency');
}

async function newDesk(admin) {
  const back = admin.page.url();
  await admin.press('main a[href$="/desks"]');
  await look(admin, 'desk-new');
  await admin.answer({ telephone: '01632 960 100' });
  await admin.press(send);
  contains(await admin.text(), '01632 960 100', 'its desk has a number');
  same(admin.page.url(), back, 'and stands on the agency’s page');
  await look(admin, 'agency-with-desk');
}

async function newAccount(admin, login) {
  await admin.press('main a[href$="/accounts"]');
  await look(admin, 'account-new');
  await admin.press(send);
  await look(admin, 'account-wrong');
  await admin.answer({ login, name: 'Heledd Wyn',
    title_cy: 'Pennaeth', title_en: 'Head teacher',
    password: 'cyfrinair-dros-dro-27' });
  await admin.press(send);
  contains(await admin.text(), 'Heledd Wyn', 'an account is made');
  await look(admin, 'account-made');
}

/* ---- a first password, and one's own ---- */

/* The administrator gives another one, which is shown once. */
async function given(admin) {
  await admin.page.locator('main form[action*="/accounts/reset/"]')
    .locator('xpath=ancestor::details[not(@open)]/summary')
    .first().click({ timeout: 2000 }).catch(() => {});
  await admin.press('main form[action*="/accounts/reset/"] button');
  await look(admin, 'password-given');
  return (await admin.page.locator('[data-first-password]').innerText())
    .trim();
}

async function ownPassword(house, language, login, first) {
  const w = words[language];
  const head = await house.visitor({ language });
  await head.go('/sign-in');
  await head.answer({ login, password: first });
  await head.press('main form button');
  same(await head.page.locator('[data-why]').count(), 1,
    'a first password leads to one’s own, and says why');
  await look(head, 'password-first');
  await head.answer({ old: first, fresh: OWN, again: 'rhywbeth-arall-27' });
  await head.press(send);
  contains(await head.text(), w.two, 'both must be the same');
  await look(head, 'password-wrong');
  await head.answer({ old: first, fresh: OWN, again: OWN });
  await head.press(send);
  same(await head.page.locator('[data-waiting]').count(), 1,
    'then the account waits for somebody');
  await look(head, 'password-own');
  await head.close();
}

async function keeping(house, language) {
  const admin = await house.visitor({ language });
  const login = `heledd.${language}`;
  await admin.signIn(house.login('tour.administrator'));
  await admin.go('/health');
  await look(admin, 'health');
  await admin.press('main a[href$="/coverage"]');
  contains(await admin.text(), '%', 'what is known of children is a share');
  await look(admin, 'coverage');
  await newAgency(admin);
  await newDesk(admin);
  await newAccount(admin, login);
  const first = await given(admin);
  await ownPassword(house, language, login, first);
  await admin.close();
}

/* ---- a school's own list ---- */

function ownList(house, name) {
  const path = join(house.dir, name);
  writeFileSync(path, ['Pupil reference,First name,Family name,Date of birth,'
    + 'Sex', 'P-1,Enfys,Dunraver,05/01/2013,Female',
  'P-2,Ynyr,Garthwen,31/01/2020,Male', 'P-3,Osian,,21/13/2010,Male', '']
    .join('\r\n'));
  return path;
}

async function upload(visitor, path) {
  await visitor.answer({ 'as-of-day': '1', 'as-of-month': '3',
    'as-of-year': '2027' });
  await visitor.page.setInputFiles('#file', path);
  await visitor.press(send);
}

async function schoolList(house, language) {
  const w = words[language];
  const school = await house.visitor({ language });
  await school.signIn(house.login('tour.safeguarding_person'));
  await school.go('/import');
  await look(school, 'own-list');
  lacks(await school.page.content(), 'kind=register',
    'a school brings no register in');
  await school.press('main a[href*="kind=people"]');
  await look(school, 'own-new');
  await school.press(send);
  await look(school, 'own-new-wrong');
  await upload(school, ownList(house, `own-${language}.csv`));
  await look(school, 'own-columns');
  await school.press(send);
  ok(await school.page.locator('.govuk-error-summary li').count() === 1,
    'a question that has no column wants one answer for all');
  await look(school, 'own-columns-wrong');
  await school.page.locator('main input[name^="all-"]').fill('1/9/2026');
  await school.press(send);
  await until(school, w.checked);
  await look(school, 'own-report');
  const at = school.page.url();
  await school.press('main a[href$="/rows/mistakes"]');
  await look(school, 'own-mistakes');
  await school.page.goto(at);
  const known = school.page.locator('main #known');
  if (await known.count()) await known.check();
  await school.press('main form[action$="/send"] button');
  contains(await school.text(), w.sent, 'the list waits for a second person');
  await look(school, 'own-after');
  await school.close();
}

/* ---- what relied on a file ---- */

function registerFile(house, seed) {
  const made = spawnSync(join(root, 'tests/import/make_csv.py'),
    ['4', String(seed)], { encoding: 'utf8' });
  const path = join(house.dir, `relied-${seed}.csv`);
  writeFileSync(path, made.stdout);
  const cells = made.stdout.split('\r\n')[1].split(',');
  const [day, month, year] = cells[3].split('/');
  return { path, nhs: cells[5], day, month, year };
}

async function check(house, language, file) {
  const nurse = await house.visitor({ language });
  await nurse.signIn(house.login('tour.nurse'));
  await nurse.go('/check');
  await nurse.answer({ nhs: file.nhs, 'born-day': file.day,
    'born-month': file.month, 'born-year': file.year });
  await nurse.page.check('#reason');
  await nurse.page.check('#urgency');
  await nurse.press('main form button[type=submit]');
  await nurse.close();
}

/* Before and after somebody else agrees. */
async function undo(custodian, second, path) {
  const w = words[custodian.language];
  await custodian.go(path);
  await custodian.page.fill('#why', 'Ffeil anghywir');
  await custodian.press('main form[action$="/undo"] button');
  await custodian.go(`${path}/relied`);
  await look(custodian, 'relied-before');
  await second.go(path);
  await second.press('main form[action$="/approve-undo"] button');
  await until(second, w.undone);
  await look(second, 'file-undone');
}

async function fileUndone(house, language, seed) {
  const w = words[language];
  const custodian = await house.visitor({ language });
  const second = await house.visitor({ language });
  await custodian.signIn(house.login('tour.custodian'));
  await second.signIn(SECOND);
  const file = registerFile(house, seed);
  await custodian.go('/import/new?kind=register');
  await upload(custodian, file.path);
  await custodian.press(send);
  await until(custodian, w.checked);
  await custodian.press('main form[action$="/send"] button');
  const path = new URL(custodian.page.url()).pathname.slice(3);
  await second.go(path);
  await second.press('main form[action$="/approve"] button');
  await until(second, w.applied);
  await check(house, language, file);
  await undo(custodian, second, path);
  await custodian.go(`${path}/relied`);
  await look(custodian, 'relied-after');
  await settle(custodian);
  await custodian.close();
  await second.close();
}

/* A reason is asked for; then the line is put right. */
async function settle(custodian) {
  const forms = 'main form[action$="/settle"]';
  const before = await custodian.page.locator(forms).count();
  ok(before > 0, 'something is to be put right');
  await custodian.press(`${forms} button`);
  ok(await custodian.page.locator('.govuk-error-summary li').count() === 1,
    'not without a reason');
  await look(custodian, 'relied-wrong');
  await custodian.page.locator(`${forms} input[name=reason]`).first()
    .fill('Dywedwyd wrth yr uned.');
  await custodian.press(`${forms} button`);
  same(await custodian.page.locator(forms).count(), before - 1,
    'then it is');
  contains(await custodian.text(), words[custodian.language].settled,
    'and the page says so');
  await look(custodian, 'relied-settled');
}

export default async function run() {
  const house = await House.open();
  try {
    for (const [seed, language] of [[5, 'cy'], [6, 'en']]) {
      await keeping(house, language);
      await schoolList(house, language);
      await fileUndone(house, language, seed);
    }
  } finally {
    await house.close();
  }
}
