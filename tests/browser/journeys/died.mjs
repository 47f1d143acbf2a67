/*
 * A child has died: tracing the number gives the day, and the page says it,
 * with who said so, and that the end of what is due is to be recorded.
 * In Welsh with script at 320 pixels, in English without.
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';

const words = {
  cy: { died: 'Bu farw', said: 'Dywedwyd gan',
    runs: 'Dywed cofnod fod y plentyn hwn wedi marw' },
  en: { died: 'Died', said: 'Said by',
    runs: 'A record says that this child has died' },
};

/* What the tracing service gave. */
const traced = { 'traced_on-day': '1', 'traced_on-month': '3',
  'traced_on-year': '2027', traced_number: '9990000018',
  traced_where: 'demographic_service',
  traced_agrees: 'Enw, dyddiad geni.', 'died_on-day': '28',
  'died_on-month': '2', 'died_on-year': '2027' };

async function walk(language, script, width) {
  const house = await House.open();
  const said = words[language];
  try {
    const desk = await house.visitor({ language, script, width });
    await desk.signIn(house.login('tour.custodian'));
    const path = `/child/${house.tour('tour.child')}`;
    await desk.go(path);
    const head = desk.page.locator('.dg-ident');
    lacks(await head.innerText(), said.died, `${language}: a child lives`);
    const name = await desk.page.locator('h1').innerText();
    lacks(await desk.text(), said.runs, `${language}: and what is due is due`);
    await desk.go(`${path}/record`);
    await desk.press('main a[href$="/record/number_traced"]');
    await desk.press('main form button.govuk-button');
    await desk.press('main ul.govuk-task-list a');
    await desk.part(traced);
    await desk.press('main form button.govuk-button');
    await desk.go(path);
    contains(await head.innerText(), said.died, `${language}: the day stands`);
    contains(await desk.page.locator('h1').innerText(), name,
      `${language}: a number that was traced takes no name away`);
    contains(await head.innerText(), said.said, `${language}: and who said so`);
    contains(await desk.text(), said.runs,
      `${language}: what is left to be recorded is said`);
    ok(await desk.overflow() <= 0, `${language}: the page fits`);
    if (script) same((await desk.axe()).join('; '), '', 'axe finds nothing');
    await desk.shoot(`died-${language}`);
    await desk.close();
  } finally {
    await house.close();
  }
}

export default async function run() {
  await walk('cy', true, 320);
  await walk('en', false, 1280);
}
