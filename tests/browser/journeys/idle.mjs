/*
 * Somebody goes away in the middle of a page.  After thirteen minutes the
 * page warns, in every tab, and one press goes on; after fifteen it leaves,
 * and after signing in again what was typed is there.  The browser's clock
 * is put forward, and the session in the database made older by as much.
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';
import * as story from '../story.mjs';

const words = {
  en: { warn: 'still there', stay: 'Stay signed in' },
  cy: { warn: 'yno o hyd', stay: 'Aros wedi mewngofnodi' },
};
const MINUTE = 60;

/* Time passes in all the tabs of a browser, and for its session. */
async function pass(house, page, seconds) {
  house.tell('UPDATE session SET seen_at = seen_at - '
    + `${seconds * 1000000}`);
  await page.clock.fastForward(seconds * 1000);
}

/* A pause in typing: the page keeps what is there, and says so. */
async function pause(page) {
  const kept = page.waitForResponse('**/save-field');
  await page.clock.fastForward(2000);
  await kept;
}

function warned(page) {
  return page.locator('dialog[data-idle]').evaluate((e) => e.open);
}

/* A report is begun, and the child's words are half typed. */
async function typing(school) {
  const { page, language } = school;
  const child = story.children[language];
  await page.clock.install();
  await school.signIn(school.house.login('tour.teacher'));
  await school.go('/report');
  await school.press('main form button[type=submit]');
  const tasks = page.url();
  for (const [section, answers] of story.concern(language, child)
    .slice(0, 4)) {
    await page.goto(tasks);
    await school.press(`.dg-task a[href*="/${section}"]`);
    await school.part(answers);
  }
  await page.goto(tasks);
  await school.press('.dg-task a[href*="/words"]');
  await page.locator('[name="own_words.0"]').pressSequentially(child.words);
  await pause(page);
}

async function warning(house, school, other) {
  const { page, language } = school;
  const child = story.children[language];
  await pass(house, page, 12 * MINUTE);
  ok(!await warned(page), `${language}: nothing disturbs for twelve minutes`);
  await pass(house, page, 65);
  ok(await warned(page) && await warned(other),
    `${language}: then both tabs warn`);
  const said = await page.locator('dialog[data-idle]').innerText();
  contains(said, words[language].warn, `${language}: in its language`);
  contains(said, words[language].stay, `${language}: and offers to stay`);
  ok(await page.evaluate(() =>
    document.activeElement.closest('dialog[data-idle]') !== null),
  `${language}: the warning has the focus`);
  same((await school.axe()).join('; '), '', `${language}: axe finds nothing`);
  await school.shoot(`idle-${language}`);
  await page.keyboard.press('Escape');
  ok(await warned(page), `${language}: Escape is no answer`);
  await page.locator('dialog[data-idle] button').click();
  await page.waitForFunction(() =>
    !document.querySelector('dialog[data-idle]').open);
  await page.clock.fastForward(2000);
  ok(!await warned(other), `${language}: one press is heard in every tab`);
  same(Number(house.ask('SELECT max(seen_at) FROM session')
    > (Date.now() - 60000) * 1000), 1, `${language}: and by the server`);
  same(await page.inputValue('[name="own_words.0"]'), child.words,
    `${language}: nothing typed has gone`);
}

async function leaving(house, school) {
  const { page, language } = school;
  const child = story.children[language];
  const here = new URL(page.url()).pathname;
  await page.locator('[name="words_context.0"]')
    .pressSequentially(child.happened);
  await pause(page);
  await Promise.all([page.waitForURL('**/sign-in?to=*'),
    pass(house, page, 16 * MINUTE)]);
  await school.shoot(`idle-gone-${language}`);
  lacks(await page.content(), child.family, `${language}: no name remains`);
  lacks(await page.content(), child.words, `${language}: nor a word`);
  await page.goBack();
  lacks(await page.content(), child.words,
    `${language}: the way back shows nothing`);
  await page.goForward();
  await page.fill('#login', house.login('tour.teacher'));
  await page.fill('#password', (await page.locator('[data-demo-password]')
    .innerText()).trim());
  await school.press('main form button');
  same(new URL(page.url()).pathname, here, `${language}: back where it was`);
  same(await page.inputValue('[name="own_words.0"]'), child.words,
    `${language}: what was typed is there`);
  same(await page.inputValue('[name="words_context.0"]'), child.happened,
    `${language}: to the last letter`);
}

async function away(house, language) {
  const school = await house.visitor({ language });
  await typing(school);
  const other = await school.page.context().newPage();
  await other.goto(school.url('/home'));
  await warning(house, school, other);
  await other.close();
  await leaving(house, school);
  same(school.complaints.join('; '), '', `${language}: the browser is silent`);
  await school.close();
}

export default async function run() {
  const house = await House.open();
  try {
    await away(house, 'en');
    await away(house, 'cy');
  } finally {
    await house.close();
  }
}
