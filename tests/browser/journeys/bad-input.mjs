/*
 * What people type wrongly, twice, too late or on purpose: it says what is
 * wrong, where and what to do in the reader's language, nothing typed is
 * lost, and nothing half-written stays.
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';
import * as story from '../story.mjs';

const button = 'main form button.govuk-button[type=submit]';
const problem = { en: 'There is a problem', cy: 'Mae yna broblem' };

/* --- numbers and dates --------------------------------------------------- */

/* Not ten digits; the same digit ten times; a wrong check digit; words. */
const numbers = ['999 123', '9999999999', '9990120448', 'dim syniad'];
const dates = [['31', '2', '2020'], ['0', '5', '2020'], ['14', '13', '2020'],
  ['14', '5', '20'], ['1', '1', '2031'], ['14', '', '2020'],
  ['x', 'y', 'z']];

async function wrongCheck(nurse, typed, what) {
  const { page, language } = nurse;
  await nurse.go('/check');
  await nurse.answer(typed);
  await page.check('#reason');
  await page.check('#urgency');
  const answer = await nurse.turns(() =>
    page.click('main form button[type=submit]'));
  same(answer.status(), 400, `${language}: ${what} is not a question`);
  contains(await nurse.faults(), problem[language], `${language}: and says so`);
  for (const [name, text] of Object.entries(typed)) {
    const there = await page.inputValue(`[name="${name}"]`);
    if (there !== text) same(there, text, `${what}: ${name} stays`);
  }
  const to = await page.locator('.govuk-error-summary a').first()
    .getAttribute('href');
  ok(await page.locator(`[id="${to.slice(1)}"]`).count() === 1,
    `${language}: and leads to it`, to);
}

async function wrong(house, language) {
  const nurse = await house.visitor({ language, script: false });
  await nurse.signIn(house.login('tour.nurse'));
  for (const nhs of numbers) {
    await wrongCheck(nurse, { nhs, 'born-day': '14', 'born-month': '5',
      'born-year': '2020' }, `the number "${nhs}"`);
  }
  for (const [day, month, year] of dates) {
    await wrongCheck(nurse, { nhs: house.question('on')[0],
      'born-day': day, 'born-month': month, 'born-year': year },
    `the date "${day} ${month} ${year}"`);
  }
  await nurse.shoot(`wrong-date-${language}`);
  await nurse.close();
}

/* --- bytes that are no text ---------------------------------------------- */

async function bytes(house) {
  const nurse = await house.visitor();
  await nurse.signIn(house.login('tour.nurse'));
  await nurse.go('/check');
  const csrf = await nurse.page.inputValue('main [name=csrf]');
  const send = (path, body, type = 'application/x-www-form-urlencoded') =>
    nurse.post(nurse.url(path), { data: Buffer.from(body, 'latin1'),
      headers: { 'Content-Type': type, Origin: house.base },
      maxRedirects: 0 });
  const bad = [['a zero byte', `csrf=${csrf}&given=a%00b`],
    ['a raw zero byte', `csrf=${csrf}&given=a\0b`],
    ['half a letter', `csrf=${csrf}&given=%c3`],
    ['raw bytes', `csrf=${csrf}&given=\xff\xfe`],
    ['a surrogate', `csrf=${csrf}&given=%ed%a0%80`],
    ['a broken escape', `csrf=${csrf}&given=%zz`]];
  for (const [what, body] of bad) {
    const answer = await send('/check', body);
    same(answer.status(), 400, `${what} is refused`);
    contains(answer.headers()['content-type'], 'text/html',
      `${what}: with a page`);
  }
  for (const path of ['/find%00', '/%ff', '/child/%00', '/check/..%2f..',
    '/child/p', '/concern/x%0d%0aX: y']) {
    const answer = await nurse.page.request.get(
      `${house.base}/en${path}`, { maxRedirects: 0 });
    ok([400, 403, 404].includes(answer.status()), `GET ${path} is refused`,
      answer.status());
  }
  same((await nurse.go('/check')).status(), 200, 'and it serves on');
  await nurse.close();
}

/* --- a report ------------------------------------------------------------- */

/* A report of the school, all but sent; its address. */
async function report(school, skip = []) {
  const { language } = school;
  const child = story.children[language];
  await school.go('/report');
  await school.press('main form button[type=submit]');
  const tasks = school.page.url();
  for (const [section, answers] of story.concern(language, child)) {
    if (skip.includes(section)) continue;
    await school.page.goto(tasks);
    await school.press(`.dg-task a[href*="/${section}"]`);
    await school.part(answers);
  }
  return tasks;
}

/* Ten million letters: refused, and what was there stays. */
async function long(school, tasks) {
  const { page } = school;
  await page.goto(tasks);
  await school.press('.dg-task a[href*="/words"]');
  const here = page.url();
  const fields = await page.evaluate(() =>
    [...new FormData(document.querySelector('#form'))]);
  const multipart = Object.fromEntries(fields);
  const answer = await school.post(here, { multipart:
    { ...multipart, 'own_words.0': 'a'.repeat(10 * 1024 * 1024), go: 'on' },
  headers: { Origin: school.house.base }, maxRedirects: 0 });
  ok([400, 413].includes(answer.status()), 'ten million letters are refused',
    answer.status());
  contains(answer.headers()['content-type'], 'text/html', 'with a page');
  await page.goto(here);
  same(await page.inputValue('[name="own_words.0"]'),
    story.children[school.language].words, 'and what was there is there');
}

/* Sent twice at once: one concern, the same reference. */
async function twice(house, school, tasks) {
  const { page } = school;
  await page.goto(`${tasks}/check-answers`);
  const before = Number(house.ask('SELECT count(*) FROM thread'));
  const form = { csrf: await page.inputValue('main [name=csrf]'),
    written: 'en' };
  const send = () => school.post(`${tasks}/check-answers`, { form,
    headers: { Origin: house.base } });
  const answers = await Promise.all([send(), send(), send()]);
  const said = await Promise.all(answers.map((a) => a.text()));
  const references = new Set(said.map((t) => /C-\d+/.exec(t)?.[0]));
  same(Number(house.ask('SELECT count(*) FROM thread')), before + 1,
    'sent three times at once is one concern');
  same(references.size, 1, 'with one reference',
    answers.map((a) => a.status()));
  await page.goto(`${tasks}/check-answers`);
  await school.shoot('sent-again');
  return [...references][0];
}

/* --- a page that was open too long ---------------------------------------- */

async function token(house, language) {
  const school = await house.visitor({ language, script: false });
  const { page } = school;
  await school.signIn(house.login('tour.teacher'));
  const tasks = await report(school, ['words', 'happened', 'household',
    'family', 'contact', 'you']);
  await page.goto(tasks);
  await school.press('.dg-task a[href*="/words"]');
  const child = story.children[language];
  await school.answer({ 'own_words.0': child.words });
  await page.evaluate(() => {
    document.querySelector('#form [name=csrf]').value = 'lost';
  });
  const on = () => page.click('#form button.govuk-button[name=go][value=on]');
  const answer = await school.turns(on);
  same(answer.status(), 403, `${language}: a lost token is refused`);
  contains(await school.text(), child.words, `${language}: nothing is lost`);
  await school.shoot(`token-${language}`);
  await school.press(button);
  await page.goto(tasks);
  await school.press('.dg-task a[href*="/words"]');
  same(await page.inputValue('[name="own_words.0"]'), child.words,
    `${language}: and goes on with one press`);

  /* The session ends while the family is asked about. */
  await page.goto(tasks);
  await school.press('.dg-task a[href*="/happened"]');
  await school.answer({ happened: child.happened });
  await page.context().clearCookies();
  await school.turns(on);
  await school.shoot(`ended-${language}`);
  lacks(await school.text(), child.family, `${language}: no name remains`);
  await school.signIn(house.login('tour.teacher'));
  await page.goto(tasks);
  await school.press('.dg-task a[href*="/happened"]');
  same(await page.inputValue('[name=happened]'), child.happened,
    `${language}: what was typed is back after signing in`);
  await school.close();
}

/* --- two at once -------------------------------------------------------- */

async function openDecision(house, who, language, reference) {
  const desk = await house.visitor({ language, script: false });
  await desk.signIn(house.login(who));
  await desk.go('/inbox?state=waiting');
  const row = desk.page.locator('tr', { hasText: reference }).locator('a');
  await Promise.all([desk.page.waitForNavigation(), row.first().click()]);
  await desk.answer(story.outcome[language]);
  await desk.press('[aria-labelledby=s4] form button[type=submit]');
  await desk.answer({ ...story.outcome[language],
    ...story.decision[language] });
  return desk;
}

async function deciders(house, reference) {
  const first = await openDecision(house, 'tour.front_door', 'en', reference);
  const second = await openDecision(house, 'tour.manager', 'cy', reference);
  for (const desk of [first, second]) {
    await desk.press(button);
    if (await desk.page.locator('.govuk-error-summary').count()
      || desk.page.url().includes('/record/')) {
      await desk.answer({ ...story.outcome[desk.language],
        ...story.decision[desk.language] });
      if (desk === first || !await desk.page.locator('#kept').count()) {
        await desk.press(button);
      }
    }
  }
  const name = house.ask('SELECT name FROM account WHERE login = '
    + `'${house.login('tour.front_door')}'`);
  const text = await second.text();
  contains(text, name, 'the second to decide sees who was first');
  contains(text, story.outcome.en['reason.0'], 'and why');
  contains(await second.page.inputValue('#kept'),
    story.outcome.cy['reason.0'], 'and keeps what was typed');
  await second.shoot('second-decider');
  await first.close();
  await second.close();
}

/* --- nothing to see ----------------------------------------------------- */

async function hide(house, language) {
  const nurse = await house.visitor({ language });
  await nurse.signIn(house.login('tour.nurse'));
  await nurse.press('.dg-header__hide');
  const name = house.ask('SELECT name FROM account WHERE login = '
    + `'${house.login('tour.nurse')}'`);
  lacks(await nurse.page.content(), name, `${language}: hidden, no name`);
  lacks(await nurse.page.title(), 'Diogel –', 'nor in the title');
  await nurse.press('main a');
  contains(nurse.page.url(), '/home', `${language}: and back`);
  await nurse.close();
}

/* What a reader may not know of answers like what is not there. */
async function alike(house) {
  const nurse = await house.visitor();
  await nurse.signIn(house.login('tour.nurse'));
  const not = (id) => id.slice(0, 9) + (id[9] === 'x' ? 'y' : 'x')
    + id.slice(10);
  for (const [path, id] of [['/child/', house.tour('tour.child')],
    ['/concern/', house.tour('tour.concern')],
    ['/reported/', house.tour('tour.concern')],
    ['/custody/child/', house.tour('tour.child')],
    ['/accounts/', house.tour('tour.auditor')]]) {
    const there = await nurse.go(path + id);
    const hidden = (await nurse.page.locator('main').innerText());
    const absent = await nurse.go(path + not(id));
    same(there.status(), absent.status(), `${path} hidden or absent: status`);
    same(await nurse.page.locator('main').innerText(), hidden,
      `${path} hidden or absent: words`);
  }
  await nurse.close();
}

export default async function run() {
  const house = await House.open();
  try {
    for (const language of ['en', 'cy']) {
      await wrong(house, language);
      await token(house, language);
      await hide(house, language);
    }
    await bytes(house);
    await alike(house);
    const school = await house.visitor();
    await school.signIn(house.login('tour.teacher'));
    const tasks = await report(school);
    await long(school, tasks);
    const reference = await twice(house, school, tasks);
    await school.close();
    await deciders(house, reference);
  } finally {
    await house.close();
  }
}
