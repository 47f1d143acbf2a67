/*
 * Somebody goes away in the middle of a page.  After thirteen minutes the
 * page warns, in every tab, and one press goes on; after fifteen it leaves,
 * and after signing in again what was typed is there: a report from its
 * draft, any other form as it stood, and for nobody else.  The browser's
 * clock is put forward, and the session in the database made older by as
 * much.
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';
import * as story from '../story.mjs';

const words = {
  en: { warn: 'still there', stay: 'Stay signed in' },
  cy: { warn: 'yno o hyd', stay: 'Aros wedi mewngofnodi' },
};
const MINUTE = 60;

/* The sessions in the database are made older behind the server's back, who
 * remembers them until somebody signs out. */
async function older(house, seconds) {
  house.tell('UPDATE session SET seen_at = seen_at - '
    + `${seconds * 1000000}`);
  const other = await house.visitor({ script: false });
  await other.signIn(house.login('tour.custodian'));
  await other.go('/sign-out');
  await other.press('main form[action$="/sign-out"] button');
  await other.close();
}

/* Time passes in all the tabs of a browser, and for its session. */
async function pass(house, page, seconds) {
  await older(house, seconds);
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
  same(Number(house.ask('SELECT max(seen_at) FROM session'
      + ' WHERE ended_at IS NULL')
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
  await again(school, house.login('tour.teacher'));
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

/* Signs in on the page where the way ended. */
async function again(visitor, login) {
  const { page } = visitor;
  await page.fill('#login', login);
  await page.fill('#password', (await page.locator('[data-demo-password]')
    .innerText()).trim());
  await visitor.press('main form button');
}

/* A reason typed beside a concern; nothing is sent yet. */
async function deciding(house, visitor) {
  await visitor.signIn(house.login('tour.front_door'));
  await visitor.go(`/concern/${house.tour('tour.concern')}`);
  await visitor.answer(story.outcome[visitor.language]);
  return story.outcome[visitor.language]['reason.0'];
}

/* At the sign-in page: nothing of it is shown, and nothing was done. */
async function gone(house, visitor, reason, how) {
  const { page } = visitor;
  contains(page.url(), 'sign-in?to=%2Fkept%2F', `${how}: to be signed in again`);
  same(await page.locator('main [data-kept]').count(), 1,
    `${how}: it says that what was typed is kept`);
  lacks(await page.content(), reason, `${how}: and shows nothing of it`);
  same(Number(house.ask('SELECT count(*) FROM kept')), 1,
    `${how}: one form is kept`);
  lacks(house.ask('SELECT CAST(sealed AS TEXT) FROM kept'), reason,
    `${how}: sealed`);
}

/* Somebody else signs in there: as if nothing had been kept. */
async function stranger(house, visitor, reason, how) {
  const other = await visitor.twin({ script: false });
  await other.page.goto(visitor.page.url());
  await again(other, house.login('tour.manager'));
  lacks(await other.page.content(), reason, `${how}: nobody else sees it`);
  const words = await other.page.locator('main').innerText();
  const status = await other.page.goto(other.page.url()
    .replace(/.$/, (c) => (c === 'x' ? 'y' : 'x')));
  same(status.status(), 404, `${how}: what is not there is not found`);
  same(await other.page.locator('main').innerText(), words,
    `${how}: and hidden looks the same`);
  await other.close();
}

/* It stands there as it was, is sent by a person, and is kept no longer. */
async function back(house, visitor, reason, how) {
  const { page } = visitor;
  const count = () => Number(house.ask('SELECT count(*) FROM entry'));
  const before = count();
  await again(visitor, house.login('tour.front_door'));
  same(await page.inputValue('[name="reason.0"]'), reason,
    `${how}: the reason is there`);
  ok(await page.isChecked('[name="outcome.0"]:checked'),
    `${how}: and the outcome`);
  same(await page.locator('main [data-kept]').count(), 1,
    `${how}: it says that nothing was sent`);
  same(count(), before, `${how}: and nothing was`);
  await visitor.shoot(`idle-kept-${visitor.language}-${how}`);
  await page.goto(page.url());
  same(await page.inputValue('[name="reason.0"]'), reason,
    `${how}: looking twice loses nothing`);
  await visitor.press(
    `.dg-lang [lang=${visitor.language === 'cy' ? 'en' : 'cy'}]`);
  same(await page.inputValue('[name="reason.0"]'), reason,
    `${how}: nor does the other language`);
  await visitor.press(`.dg-lang [lang=${visitor.language}]`);
}

/* Its page leaves by itself; by script. */
async function left(house, language) {
  const visitor = await house.visitor({ language });
  const { page } = visitor;
  const how = 'left';
  await page.clock.install();
  const reason = await deciding(house, visitor);
  await Promise.all([page.waitForURL('**/sign-in?to=*'),
    pass(house, page, 16 * MINUTE)]);
  await gone(house, visitor, reason, how);
  await visitor.shoot(`idle-kept-sign-in-${language}`);
  await stranger(house, visitor, reason, how);
  await back(house, visitor, reason, how);
  same((await visitor.axe()).join('; '), '', `${how}: axe finds nothing`);
  same(visitor.complaints.join('; '), '', `${how}: the browser is silent`);
  house.tell('DELETE FROM kept');
  await visitor.close();
}

/* It is sent too late, without script, and recorded in the end. */
async function late(house, language) {
  const visitor = await house.visitor({ language, script: false });
  const { page } = visitor;
  const how = 'late';
  const reason = await deciding(house, visitor);
  const count = () => Number(house.ask('SELECT count(*) FROM entry'));
  await older(house, 16 * MINUTE);
  await visitor.press('[aria-labelledby=s4] form button[type=submit]');
  await gone(house, visitor, reason, how);
  await stranger(house, visitor, reason, how);
  await back(house, visitor, reason, how);
  const before = count();
  const answers = { ...story.outcome[language], ...story.decision[language] };
  for (let i = 0; i < 3 && count() === before; i += 1) {
    await visitor.answer(answers);
    await visitor.press('main form button.govuk-button[type=submit]');
  }
  same(count(), before + 1, `${how}: it is recorded when it is sent`,
    await visitor.faults());
  same(Number(house.ask('SELECT count(*) FROM kept')), 0,
    `${how}: and kept no longer`);
  await visitor.close();
}

/* A password is kept nowhere, whatever its input is called. */
async function secret(house) {
  const visitor = await house.visitor({ script: false });
  const { page } = visitor;
  await visitor.signIn(house.login('tour.nurse'));
  await visitor.go('/password');
  for (const one of await page.locator('main input[type=password]').all()) {
    await one.fill('cyfrinach-hir-iawn');
  }
  await older(house, 16 * MINUTE);
  await visitor.press('main form button[type=submit]');
  if (await page.locator('#login').count() && page.url().includes('kept')) {
    await again(visitor, house.login('tour.nurse'));
  }
  lacks(await page.content(), 'cyfrinach-hir-iawn', 'no password is kept');
  house.tell('DELETE FROM kept');
  await visitor.close();
}

export default async function run() {
  const house = await House.open();
  try {
    await secret(house);
    await left(house, 'cy');
    await late(house, 'en');
    await away(house, 'en');
    await away(house, 'cy');
  } finally {
    await house.close();
  }
}
