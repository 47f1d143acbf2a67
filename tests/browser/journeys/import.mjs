/*
 * A custodian brings a register in, somebody else approves it, a nurse's
 * check is answered from it, the same file comes again, and two people undo
 * it all (S1, S22, S23); in both languages, with script and without, at
 * 320 pixels.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { House, root } from '../house.mjs';
import { contains, ok, same } from '../tap.mjs';

const SECOND = 'rhodri'; /* the front-door manager of demo/region.yaml */
const ROWS = 30;

const words = {
  en: {
    checked: 'Checked; nothing recorded', applied: 'Brought in',
    undone: 'Undone', on: 'On the register', mistakes: 'Rows with a mistake',
    none: 'Not found on the register', option: 'This is not among the answers',
    same: 'Not changed',
  },
  cy: {
    checked: 'Wedi’i gwirio; dim wedi’i gofnodi', applied: 'Wedi dod i mewn',
    undone: 'Wedi’i dadwneud', on: 'Ar y Gofrestr',
    mistakes: 'Rhesi â gwall',
    none: 'Heb ddod o hyd i’r enw ar y Gofrestr',
    option: 'Nid yw hwn ymhlith yr atebion',
    same: 'Dim newid',
  },
};

/* The generator's file; bad: with a category that nobody knows. */
function fileOf(house, name, { bad = false, seed = 1 } = {}) {
  const made = spawnSync(join(root, 'tests/import/make_csv.py'),
    [String(ROWS), String(seed)], { encoding: 'utf8' });
  const lines = made.stdout.split('\r\n');
  if (bad) lines[3] = lines[3].replace(/,likely,/, ',perhaps,');
  const path = join(house.dir, name);
  writeFileSync(path, lines.join('\r\n'));
  const cells = lines[1].split(',');
  const [day, month, year] = cells[3].split('/');
  return { path, nhs: cells[5], day, month, year };
}

async function send(custodian, file) {
  const { page } = custodian;
  await custodian.go('/import');
  await custodian.press('main a[href*="kind=register"]');
  await page.fill('#as-of-day', '1');
  await page.fill('#as-of-month', '3');
  await page.fill('#as-of-year', '2027');
  await page.setInputFiles('#file', file.path);
  await custodian.press('main form button[type=submit]');
  await custodian.press('main form button.govuk-button[type=submit]');
}

/* Looks again until the machine has done its part. */
async function until(visitor, text) {
  const path = new URL(visitor.page.url()).pathname;
  for (let i = 0; i < 120; i += 1) {
    const is = await visitor.text();
    if (is.includes(text)) return is;
    await visitor.page.waitForTimeout(250);
    await visitor.page.goto(visitor.house.base + path);
  }
  return visitor.text();
}

async function check(nurse, file) {
  const { page } = nurse;
  const fill = async () => {
    await nurse.answer({ nhs: file.nhs, 'born-day': file.day,
      'born-month': file.month, 'born-year': file.year });
    await page.check('#reason');
    await page.check('#urgency');
  };
  await nurse.go('/check');
  await fill();
  await nurse.press('main form button[type=submit]', fill);
  return (await nurse.page.locator('h1').innerText()).trim();
}

async function mistakes(custodian, house, w) {
  await send(custodian, fileOf(house, 'bad.csv', { bad: true }));
  const report = await until(custodian, w.checked);
  contains(report, w.mistakes, 'rows with a mistake are counted');
  await custodian.press('main a[href$="/rows/mistakes"]');
  const rows = await custodian.text();
  contains(rows, 'perhaps', 'what stands in the file is shown');
  contains(rows, w.option, 'and what to do about it');
  const wide = await custodian.page.evaluate(() =>
    document.documentElement.scrollWidth > window.innerWidth);
  ok(!wide, 'nothing is wider than the screen');
  await custodian.page.goBack();
  await custodian.press('main form[action$="/drop"] button');
  ok(/\/import$/.test(custodian.page.url()), 'the file is thrown away');
}

async function walk(house, language, script) {
  const w = words[language];
  const how = { language, script, width: 320 };
  const custodian = await house.visitor(how);
  const second = await house.visitor(how);
  const nurse = await house.visitor(how);
  await custodian.signIn(house.login('tour.custodian'));
  await second.signIn(SECOND);
  await nurse.signIn(house.login('tour.nurse'));
  await mistakes(custodian, house, w);

  const file = fileOf(house, 'register.csv');
  await send(custodian, file);
  await until(custodian, w.checked);
  same(await check(nurse, file), w.none, 'a file that is only checked '
    + 'answers nothing');
  await custodian.press('main form[action$="/send"] button');
  const path = new URL(custodian.page.url()).pathname;
  same(await custodian.page.locator('form[action$="/approve"]').count(), 0,
    'whoever put it forward cannot approve it');
  await second.page.goto(house.base + path);
  await second.press('main form[action$="/approve"] button');
  contains(await until(second, w.applied), w.applied, 'it comes in');
  same(await check(nurse, file), w.on, 'a check is answered from it');

  await send(custodian, file);
  contains(await until(custodian, w.checked), w.same,
    'the same file again changes nothing');
  await custodian.press('main form[action$="/drop"] button');

  await custodian.page.goto(house.base + path);
  await custodian.page.fill('#why', 'Ffeil anghywir');
  await custodian.press('main form[action$="/undo"] button');
  await second.page.goto(`${house.base}${path}/checks`);
  ok(/[0-9A-Z]{4}-[0-9A-Z]{4}/.test(await second.text()),
    'the check answered in between is listed');
  await second.page.goto(house.base + path);
  await second.press('main form[action$="/approve-undo"] button');
  contains(await until(second, w.undone), w.undone, 'it is undone');
  same(await check(nurse, file), w.none, 'and nobody is on it from there');
}

async function journey(language, script) {
  const house = await House.open();

  try {
    await walk(house, language, script);
  } finally {
    await house.close();
  }
}

export default async function run() {
  await journey('en', true);
  await journey('cy', false);
}
