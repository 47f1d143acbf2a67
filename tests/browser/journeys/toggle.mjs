/*
 * The other language, in the middle of everything: the reader stays where
 * they are, and what they typed stays with them; nothing is done, and nothing
 * is called wrong, because of it.  Without script.
 */
import { House } from '../house.mjs';
import { contains, ok, same } from '../tap.mjs';
import * as story from '../story.mjs';

const words = { on: { en: 'On the register', cy: 'Ar y Gofrestr' } };

/* What stands in the inputs of the main part, by name and value. */
function typedOn(page) {
  return page.evaluate(() => {
    const all = {};
    for (const e of document.querySelectorAll('main :is(input, textarea, '
      + 'select)')) {
      if (['hidden', 'password', 'file'].includes(e.type)) continue;
      if (['radio', 'checkbox'].includes(e.type) && !e.checked) continue;
      if (e.value) all[`${e.name} ${e.value}`] = true;
    }
    return Object.keys(all).sort();
  });
}

/* To the other language and back; each time all is where it was.  A form
   that is drawn again may ask what now follows. */
async function turn(visitor, what) {
  const { page } = visitor;
  const at = () => new URL(page.url());
  const [was, typed] = [at(), await typedOn(page)];
  for (const to of [visitor.language === 'en' ? 'cy' : 'en',
    visitor.language]) {
    const there = `.dg-lang [lang=${to}]:is(a, button)`;
    const links = await page.locator(there).getAttribute('href') !== null;
    const answer = await visitor.turns(() => page.click(there));
    same(answer.status(), 200, `${what}: ${to} is there`);
    same(await page.getAttribute('html', 'lang'), to, `${what}: in ${to}`);
    same(at().pathname.slice(3), was.pathname.slice(3),
      `${what}: on the same page`);
    if (links) same(at().search, was.search, `${what}: and the same part`);
    const now = await typedOn(page);
    same(typed.filter((one) => !now.includes(one)).join('; '), '',
      `${what}: with all that was typed`);
    same(await visitor.faults(), '', `${what}: and nothing is called wrong`);
  }
}

async function nurse(house) {
  const v = await house.visitor({ script: false });
  const [nhs, , , born] = house.question('on');
  const [year, month, day] = born.split('-');
  await v.go('/sign-in?to=/check');
  await v.page.fill('#login', house.login('tour.nurse'));
  await turn(v, 'signing in');
  await v.signIn(house.login('tour.nurse'));
  await v.go('/check');
  await turn(v, 'an empty check');
  await v.answer({ nhs, 'born-day': '31', 'born-month': '2',
    'born-year': year });
  await v.page.check('#urgency');
  await turn(v, 'a check');
  await v.answer({ 'born-day': day, 'born-month': month });
  await v.page.check('#reason');
  await v.press('main form button[type=submit]');
  for (const to of ['cy', 'en']) {
    await v.press(`.dg-lang [lang=${to}]:is(a, button)`);
    same((await v.page.locator('h1').innerText()).trim(), words.on[to],
      `the answer is the same in ${to}`);
  }
  await v.press('main a[href*="/check/tell/"]');
  await tell(v);
  await v.go('/receipt/verify');
  await v.page.fill('#text', 'Diogel\nhanner derbynneb');
  await turn(v, 'a receipt to be checked');
  await v.close();
}

/* Something in every input of the page. */
async function fill(v, text) {
  for (const one of await v.page.locator('main #form :is(textarea, '
    + 'input[type=text], input:not([type]))').all()) {
    if (await one.isVisible()) await one.fill(text);
  }
  for (const one of await v.page.locator('main #form select').all()) {
    await one.selectOption({ index: 1 });
  }
}

async function tell(v) {
  await fill(v, 'Ward 4');
  const typed = await typedOn(v.page);
  ok(typed.length > 0, 'something is typed to tell', typed.join());
  await turn(v, 'telling the co-ordinator');
}

/* Two records of one child: what was typed for each stays. */
async function custodian(house) {
  const v = await house.visitor({ language: 'cy', script: false });
  const labelled = () => Number(house.ask('SELECT count(*) FROM label'));
  const before = labelled();
  await v.signIn(house.login('tour.custodian'));
  await v.go(`/custody/child/${house.tour('tour.child')}`);
  await fill(v, 'Yn ôl y gorchymyn');
  await v.page.locator('main #form [type=radio]').nth(2).check();
  await turn(v, 'labels');
  await v.page.locator('main textarea').first().fill('');
  await v.press('main button[formaction*="/custody/label/"]');
  contains(await v.faults(), 'Dywedwch pam', 'a label needs a reason');
  same(await v.page.locator('main #form input[type=text]').first()
    .inputValue(), 'Yn ôl y gorchymyn', 'and what else was typed stays');
  await turned(v, 'labels with a mistake');
  same(labelled(), before, 'no label was set by any of it');
  await v.close();
}

/* A page with a mistake in the other language: the mistake may go, what was
   typed may not. */
async function turned(v, what) {
  const typed = await typedOn(v.page);
  await v.press('.dg-lang [lang=en]:is(a, button)');
  const now = await typedOn(v.page);
  same(typed.filter((one) => !now.includes(one)).join('; '), '',
    `${what}: with all that was typed`);
}

async function administrator(house) {
  const v = await house.visitor({ script: false });
  const roles = () => Number(house.ask('SELECT count(*) FROM account_role'));
  const before = roles();
  await v.signIn(house.login('tour.administrator'));
  await v.go('/accounts');
  const all = await v.page.locator('main tbody a').evaluateAll((links) =>
    links.map((a) => a.getAttribute('href')));
  for (const one of all) {
    await v.page.goto(house.base + one);
    if (await v.page.locator('#form select').count()) break;
  }
  await fill(v, '');
  await turn(v, 'a role to be granted');
  same(roles(), before, 'no role was granted by it');
  await v.close();
}

async function desk(house) {
  const v = await house.visitor({ language: 'cy', script: false });
  const concern = `/concern/${house.tour('tour.concern')}`;
  await v.signIn(house.login('tour.front_door'));
  await v.go('/find');
  await v.answer({ family: 'Roberts', given: 'Elin', 'born-year': '2019' });
  await turn(v, 'a search');
  await v.press('main form button[type=submit]');
  await v.press('.dg-lang [lang=en]:is(a, button)');
  ok(await v.page.locator('#found').count() === 1,
    'what was found is there in the other language');
  await v.go('/inbox?sort=newest&state=all');
  await turn(v, 'a filtered inbox');
  await v.go('/call/check');
  await v.answer({ rang: 'Dr Huws', rang_back: '01632 960 999' });
  await turn(v, 'a check for a caller');
  const links = () => Number(house.ask('SELECT count(*) FROM invite'));
  const before = links();
  await v.go('/invites');
  await fill(v, '');
  await turn(v, 'a one-time link');
  same(links(), before, 'no link was made by it');
  await v.press('main #form button.govuk-button');
  const secret = () => v.page.locator('main pre').innerText()
    .then((address) => address.replace(/.*\/invite\//, ''));
  const made = await secret();
  for (const to of ['en', 'cy']) {
    await v.press(`.dg-lang [lang=${to}]`);
    same(await secret(), made, `the link that is shown once is there in ${to}`);
  }
  same(links(), before + 1, 'and it is one link');
  await v.go(concern);
  await v.press('main a[href*="/same/"]');
  await v.answer({ reason: story.linking.cy.reason });
  await turn(v, 'a link');
  await decision(v, concern);
  await v.close();
}

async function decision(v, concern) {
  const count = () => Number(v.house.ask('SELECT count(*) FROM entry'));
  const before = count();
  const { 'reason.0': reason } = story.outcome.cy;
  await v.go(concern);
  await v.press('.dg-lang [lang=en]:is(a, button)');
  contains(v.page.url(), `/en${concern}`, 'a concern is in English too');
  await v.press('.dg-lang [lang=cy]:is(a, button)');
  await v.answer({ 'reason.0': reason });
  await v.press('.dg-lang [lang=en]:is(a, button)');
  same(await v.page.inputValue('[name="reason.0"]'), reason,
    'a reason begun beside the concern is kept');
  contains(v.page.url(), '/en/', 'in English');
  await v.press('.dg-lang [lang=cy]:is(a, button)');
  await v.answer({ ...story.outcome.cy, ...story.decision.cy });
  await turn(v, 'a decision');
  same(count(), before, 'and nothing was recorded by any of it');
}

async function school(house) {
  const v = await house.visitor({ language: 'cy', script: false });
  await v.signIn(house.login('tour.teacher'));
  await v.go('/report');
  await v.press('main form button[type=submit]');
  const tasks = v.page.url();
  for (const [section, answers] of story.concern('cy', story.children.cy)
    .slice(0, 5)) {
    await v.page.goto(tasks);
    await v.press(`.dg-task a[href*="/${section}"]`);
    await v.answer(answers);
    await turn(v, `a report, ${section}`);
    await v.part(answers);
  }
  await v.close();
}

/* The screen is hidden on the way, and one press leads back to the page. */
async function hidden(house) {
  const v = await house.visitor({ script: false });
  await v.go('/help');
  await v.press('.dg-header__hide');
  same(await v.page.title(), 'Blank screen', 'the screen hides for anybody');
  await v.press('main a');
  contains(v.page.url(), '/en/help', 'and comes back to where it was');
  await v.close();
}

export default async function run() {
  const house = await House.open();
  try {
    await nurse(house);
    await desk(house);
    await custodian(house);
    await administrator(house);
    await school(house);
    await hidden(house);
  } finally {
    await house.close();
  }
}
