/*
 * By keyboard alone: nothing but Tab, Shift, Space, arrows, Enter and
 * letters.  A nurse signs in, checks and reads the answer; every place that
 * has the focus shows it, and no place holds it.
 */
import { House } from '../house.mjs';
import { contains, ok, same } from '../tap.mjs';

const words = {
  en: { on: 'On the register' }, cy: { on: 'Ar y Gofrestr' },
};

/* What has the focus: how it is named, and whether that can be seen. */
function focused(page) {
  return page.evaluate(() => {
    const e = document.activeElement;
    const s = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    const drawn = e.matches('.govuk-radios__input, .govuk-checkboxes__input')
      ? getComputedStyle(e.nextElementSibling, '::before').boxShadow !== 'none'
      : s.outlineStyle !== 'none' || s.boxShadow !== 'none'
        || s.backgroundColor === 'rgb(255, 221, 0)';
    return { id: e.id, tag: e.tagName, drawn, type: e.type,
      href: e.getAttribute('href'), text: e.innerText,
      inside: box.bottom > 0 && box.top < innerHeight };
  });
}

/* Tab until it is there. */
async function tabTo(page, what, is) {
  for (let i = 0; i < 80; i += 1) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (is(at)) {
      ok(at.drawn && at.inside, `${what}: the focus is seen`,
        JSON.stringify(at));
      return at;
    }
  }
  throw new Error(`the keyboard does not reach ${what} on ${page.url()}`);
}

function press(nurse, key) {
  return nurse.turns(() => nurse.page.keyboard.press(key));
}

async function signIn(nurse) {
  const { page, house } = nurse;
  await nurse.go('/sign-in');
  const password = (await page.locator('[data-demo-password]').innerText())
    .trim();
  await page.keyboard.press('Tab');
  same((await focused(page)).href, '#main', 'the first Tab offers to skip');
  await page.keyboard.press('Enter');
  await tabTo(page, 'the name', (e) => e.id === 'login');
  await page.keyboard.type(house.login('tour.nurse'));
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await press(nurse, 'Enter');
}

async function check(nurse) {
  const { page, house, language } = nurse;
  await tabTo(page, 'the check', (e) => e.href === `/${language}/check`);
  await press(nurse, 'Enter');
  const [nhs, , , born] = house.question('on');
  const [year, month, day] = born.split('-');
  await tabTo(page, 'the number', (e) => e.id === 'nhs');
  await page.keyboard.type(nhs);
  for (const [id, text] of [['born-day', day], ['born-month', month],
    ['born-year', year]]) {
    await tabTo(page, id, (e) => e.id === id);
    await page.keyboard.type(text);
  }
  await tabTo(page, 'the reason', (e) => e.id === 'reason');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await tabTo(page, 'the urgency', (e) => e.id === 'urgency');
  await page.keyboard.press('Space');
  await tabTo(page, 'the button', (e) => e.type === 'submit'
    && e.tag === 'BUTTON');
  await press(nurse, 'Enter');
  same((await page.locator('h1').innerText()).trim(), words[language].on,
    `${language}: the keyboard gets an answer`);
}

/* The list of mistakes is read first and leads to each of them. */
async function mistakes(nurse) {
  const { page } = nurse;
  await nurse.go('/check');
  await tabTo(page, 'the number', (e) => e.id === 'nhs');
  await page.keyboard.type('12');
  await press(nurse, 'Enter');
  const at = await page.evaluate(() =>
    document.activeElement.closest('.govuk-error-summary') !== null);
  ok(at, 'the mistakes have the focus');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  same((await focused(page)).id, 'nhs', 'and lead to what is wrong');
}

/* Once round the page: the focus comes to the end and out again. */
async function round(nurse) {
  const { page } = nurse;
  const seen = [];
  for (let i = 0; i < 120; i += 1) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (at.tag === 'BODY') break;
    if (!at.drawn) seen.push(`${at.tag} ${at.id} ${at.text}`);
  }
  same(seen.join('; '), '', 'the focus is seen everywhere on the answer');
  same((await focused(page)).tag, 'BODY', 'and nothing holds it');
}

async function alone(house, language) {
  const nurse = await house.visitor({ language });
  await signIn(nurse);
  contains(nurse.page.url(), '/home', `${language}: signed in`);
  await check(nurse);
  await round(nurse);
  await mistakes(nurse);
  same(nurse.complaints.join('; '), '', 'the browser is silent');
  await nurse.close();
}

export default async function run() {
  const house = await House.open();
  try {
    await alone(house, 'en');
    await alone(house, 'cy');
  } finally {
    await house.close();
  }
}
