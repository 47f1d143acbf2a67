/*
 * The guided tour, step by step, as it is written on its page; then the
 * clock is moved, and one press begins everything again.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';
import { onServer } from '../../server.mjs';
import * as story from '../story.mjs';

const words = {
  en: { on: 'On the register', moved: '3 March 2027',
    undone: 'Undone:', replied: 'We will be there' },
  cy: { on: 'Ar y Gofrestr', moved: '3 Mawrth 2027',
    undone: 'Dadwnaed:', replied: 'Byddwn yno' },
};

/* Presses the button of a step of the tour; steps count from 1. */
async function step(anybody, n) {
  await anybody.go('/tour');
  await anybody.press(`.dg-tour > li:nth-child(${n}) form button`);
}

/* 1: what the page says to type gives the answers it says. */
async function check(anybody) {
  await anybody.go('/tour');
  const rows = await anybody.page.locator('.dg-tour tbody tr').count();
  same(rows, 4, 'the tour says what to type for the four answers');
  await step(anybody, 1);
  const [nhs, , , born] = anybody.house.question('on');
  const [year, month, day] = born.split('-');
  await anybody.answer({ nhs, 'born-day': day, 'born-month': month,
    'born-year': year });
  await anybody.page.check('#reason');
  await anybody.page.check('#urgency');
  await anybody.press('main form button[type=submit]');
  contains(await anybody.text(), words[anybody.language].on,
    'step 1: the nurse is answered');
}

/* 3: three earlier reports under other names, brought by linking. */
async function decide(anybody) {
  const { language, page } = anybody;
  await step(anybody, 3);
  contains(page.url(), '/inbox', 'step 3 leads to the inbox');
  await anybody.go(`/concern/${anybody.house.tour('tour.concern')}`);
  const here = page.url();
  const before = await page.locator('[aria-labelledby=s3] tbody tr').count();
  for (let i = 0; i < 4; i += 1) {
    if (!await page.locator('main a[href*="/same/"]').count()) break;
    await anybody.press('main a[href*="/same/"]');
    await anybody.answer(story.linking[language]);
    await anybody.press('main form button.govuk-button[type=submit]');
  }
  const earlier = page.locator('[aria-labelledby=s3] tbody tr');
  ok(await earlier.count() >= before + 3,
    'step 3: three earlier concerns stand beside it',
    `${before}, then ${await earlier.count()}`);
  await anybody.shoot(`tour-concern-${language}`);
  const link = page.locator('main li:has(a[href*="/undo/"])');
  const undone = link.filter({ hasText: words[language].undone });
  const undo = link.filter({ hasNotText: words[language].undone })
    .locator('a[href*="/undo/"]');
  const links = await undo.count();
  const gone = await undone.count();
  await Promise.all([page.waitForNavigation(), undo.first().click()]);
  await anybody.shoot(`tour-undo-${language}`);
  await anybody.answer(story.linking[language]);
  await anybody.press('main form button.govuk-button[type=submit]');
  await page.goto(here);
  same(await undo.count(), links - 1, 'a link can be undone');
  same(await undone.count(), gone + 1, 'and what relied on it is a step away');
}

/* 5: side by side, the father refused and somebody told of it. */
async function readers(anybody) {
  const { house, language, page } = anybody;
  await anybody.go('/tour/readers');
  const cards = page.locator('.dg-four > li');
  same(await cards.count(), 4, 'step 5: four readers');
  const seen = await cards.locator('.dg-four__see').allInnerTexts();
  ok(seen[0].length < seen[2].length, 'the nurse sees less than the worker');
  same(await page.locator('.dg-refuse').count(), 1, 'one is refused');
  contains(await cards.nth(3).innerHTML(), 'dg-refuse', 'and it is the father');
  const told = (await cards.nth(3).locator('dd').innerText()).trim();
  ok(told !== '', 'it says who was told');
  await anybody.shoot(`tour-readers-${language}`);

  const father = await house.visitor({ language });
  await father.signIn(house.login('tour.father'));
  const child = house.tour('tour.child');
  const nobody = child.slice(0, 9) + (child[9] === 'x' ? 'y' : 'x')
    + child.slice(10);
  const answer = await father.go(`/child/${child}`);
  ok([403, 404].includes(answer.status()), 'the father gets no page',
    answer.status());
  const other = await father.go(`/child/${nobody}`);
  same(answer.status(), other.status(), 'as for a child there is not');
  lacks(await father.text(), house.question('on')[2], 'nor a name');
  await father.close();
  await toldOf(house, language, told);
}

/* Whoever is named as told finds it at home. */
async function toldOf(house, language, name) {
  const login = house.loginOf(name);
  const person = await house.visitor({ language });
  await person.signIn(login);
  ok(await person.page.locator('.dg-notices > li').count() > 0,
    `${name} finds the attempt at home`);
  await person.shoot(`tour-told-${language}`);
  await person.close();
}

/* 6: the ledger is whole; one altered byte of a copy is caught. */
async function audit(anybody) {
  const { house, language, page } = anybody;
  await step(anybody, 6);
  await anybody.press('form[action$="/ledger/verify"] button');
  ok(await page.locator('.dg-notice--warn').count() === 0,
    'step 6: the ledger is whole');
  await anybody.shoot(`tour-ledger-${language}`);
  await anybody.go('/ledger');
  const [load] = await Promise.all([page.waitForEvent('download'),
    page.click('form[action$="/ledger/copy"] button')]);
  const path = join(house.dir, `copy-${language}`);
  await load.saveAs(path);
  const good = readFileSync(path);
  for (const altered of [false, true]) {
    const bytes = Buffer.from(good);
    if (altered) {
      const at = good.indexOf('"at":') > 0 ? good.indexOf('"at":') + 7
        : Math.floor(good.length / 2);
      bytes[at] ^= 1;
    }
    writeFileSync(path, bytes);
    await anybody.go('/ledger');
    const choose = () => page.setInputFiles('#copy', path);
    await choose();
    await anybody.press('form[action$="/ledger/check"] button', choose);
    same(await page.locator('.dg-notice--warn').count(), altered ? 1 : 0,
      altered ? 'one altered byte is caught' : 'the copy is whole');
    await anybody.shoot(`tour-copy-${altered ? 'altered' : 'whole'}`
      + `-${language}`);
  }
}

/* 7: the chair begins a conference about a sister and a brother. */
async function conference(anybody) {
  const { house, language, page } = anybody;
  const meeting = `/meeting/${house.tour('tour.conference')}`;
  await step(anybody, 7);
  contains(page.url(), meeting, 'step 7 leads to the conference');
  for (const name of ['Nanw Beynon', 'Cai Beynon']) {
    contains(await anybody.text(), name, `it is about ${name}`);
  }
  contains(await anybody.text(), words[language].replied, 'who replied');
  await anybody.shoot(`tour-conference-${language}`);
  await anybody.press(`main form[action$="${meeting}/begin"] button`);
  contains(page.url(), `${meeting}/live`, 'and it begins');
  same(await page.locator('main fieldset input[value=placed]').count(), 2,
    'with a decision for each child');
  same((await anybody.axe()).join('; '), '', 'step 7: axe');
  await anybody.shoot(`tour-sits-${language}`);
}

/* What was missed on the way is there at once, for whom it must alarm. */
async function alarm(house, language) {
  const manager = await house.visitor({ language });
  await manager.signIn('rhodri');
  ok(await manager.page.locator('.dg-notices .dg-tag--danger').count() > 0,
    'what was missed by then alarms the manager');
  await manager.shoot(`home-alarm-${language}`);
  await manager.go('/inbox?state=late');
  ok(await manager.page.locator('.dg-table--inbox td .dg-sub strong')
    .count() > 0, 'and stands in the inbox');
  await manager.shoot(`inbox-alarm-${language}`);
  await manager.close();
}

async function clock(anybody) {
  const { language, page } = anybody;
  await anybody.go('/clock');
  await anybody.press('form:has(input[value=working-day]) button');
  contains(await page.locator('.dg-demo').innerText(),
    words[language].moved, 'the clock stands on the next working day');
  await alarm(anybody.house, language);
}

async function reset(anybody) {
  const { house, language, page } = anybody;
  await anybody.go('/tour');
  if (onServer) { /* only a file is put back */
    same(await page.locator('form[action$="/tour/reset"]').count(), 0,
      'a database on a server is not begun again from a page');
    return;
  }
  await anybody.press('form[action$="/tour/reset"] button');
  await page.waitForURL(`**/${language}/**`);
  for (let i = 0; i < 40; i += 1) {
    await new Promise((go) => { setTimeout(go, 500); });
    const there = await page.goto(`${house.base}/${language}/sign-in`)
      .catch(() => null);
    if (there?.status() === 200) break;
  }
  contains(await page.locator('.dg-demo').innerText(), '03:07',
    'after the reset it is 03:07 again');
  const nurse = await house.visitor({ language });
  await nurse.signIn(house.login('tour.nurse'));
  contains(nurse.page.url(), '/home', 'and the same people can sign in');
  await nurse.close();
}

async function tour(house, language) {
  const anybody = await house.visitor({ language });
  await anybody.signIn(house.login('tour.manager'));
  await check(anybody);
  await step(anybody, 2);
  contains(anybody.page.url(), '/report', 'step 2 leads to a report');
  await decide(anybody);
  await step(anybody, 4);
  contains(anybody.page.url(), '/reported', 'step 4 leads to what was sent');
  await readers(anybody);
  await audit(anybody);
  await conference(anybody);
  await clock(anybody);
  same(anybody.complaints.join('; '), '', 'the browser is silent');
  await reset(anybody);
  await anybody.close();
}

/* The second time in what the first began again, where that can be. */
export default async function run() {
  let house = await House.open();
  try {
    await tour(house, 'en');
    if (onServer) {
      await house.close();
      house = await House.open();
    }
    await tour(house, 'cy');
  } finally {
    await house.close();
  }
}
