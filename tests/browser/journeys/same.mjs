/*
 * Who is who: a caller's words find the child who is meant, with the reasons
 * and her twin behind her (issue 5); a nurse with the same words sees no
 * name (S5).
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';

const words = {
  cy: {
    asked: 'Shan Davis, tua 9, yng Nghaernarfon',
    place: 'Tref neu bentref', agrees: 'yr un', twin: 'Gefell',
    little: 'Byddai enw ar ei ben ei hun yn cael hyd i ormod',
  },
  en: {
    asked: 'Shan Davis, about 9, Caernarvon',
    place: 'Town or village', agrees: 'same', twin: 'Twin',
    little: 'A name alone would find too many',
  },
};
const found = 'main table.dg-stack > tbody > tr:has(> th)';

async function search(desk, text) {
  await desk.go('/find');
  await desk.page.fill('#text', text);
  await desk.press('#form button[type=submit]');
}

/* Acceptance 2, first half. */
async function finds(desk) {
  const { language } = desk;
  const said = words[language];
  await search(desk, said.asked);
  const rows = desk.page.locator(found);
  same(await rows.count(), 2, `${language}: the child and her twin are found`);
  contains(await rows.nth(0).innerText(), 'Siân Davies',
    `${language}: the child comes first`);
  contains(await rows.nth(1).innerText(), said.twin,
    `${language}: her twin is second, and marked so`);
  contains(await rows.nth(1).innerText(), 'Siân Davies',
    `${language}: with whose twin she is`);
  const why = desk.page.locator('main .dg-fall').first();
  const place = await why.locator(`tr:has(th:text("${said.place}"))`)
    .innerText();
  contains(place, said.agrees, `${language}: the place agrees`);
  ok(place.includes('+'), `${language}: and counts for her`);
  lacks(await desk.page.locator('main table').first().innerText(), 'aernarfon',
    `${language}: the place itself is not shown`);
  ok(await desk.overflow() <= 0, `${language}: the page fits`);
  await desk.shoot(`same-found-${language}`);
}

/* The waterfall's figures come to its sum. */
async function sums(desk) {
  const figures = await desk.page.locator('main .dg-fall').first()
    .locator('td.num').allInnerTexts();
  const read = figures.map((f) => Number(f.replace('−', '-')));
  const sum = read.pop();
  same(read.reduce((a, b) => a + b, 0), sum,
    `${desk.language}: the rows come to the sum`);
}

async function nurse(house, language) {
  const desk = await house.visitor({ language });
  await desk.signIn('ffion');
  const answer = await desk.go('/find');
  ok(answer.status() === 403 || answer.status() === 404,
    `${language}: a nurse has no search`);
  lacks(await desk.text(), 'Siân', `${language}: and sees no name`);
  await desk.go('/check');
  const token = await desk.page.locator('main input[name=token]').first()
    .getAttribute('value').catch(() => '');
  const sent = await desk.post(desk.url('/find'), {
    form: { token: token ?? '', text: words[language].asked } });
  lacks(await sent.text(), 'Siân', `${language}: whatever is sent`);
  await desk.close();
}

async function walk(language, script, width) {
  const house = await House.open();
  try {
    const desk = await house.visitor({ language, script, width });
    await desk.signIn('sioned');
    await finds(desk);
    await sums(desk);
    if (script) same((await desk.axe()).join('; '), '', 'axe finds nothing');
    await search(desk, 'Shan Davis');
    contains(await desk.text(), words[language].little,
      `${language}: a name alone asks for more`);
    await nurse(house, language);
    same(desk.complaints.join('; '), '', `${language}: the browser is silent`);
    await desk.close();
  } finally {
    await house.close();
  }
}

export default async function run() {
  await walk('cy', true, 1280);
  await walk('en', false, 320);
}
