/*
 * Searched for before it is made (issue 5): a child who is here already is
 * told of by form, by a nurse who is asked nothing and told nothing (S5), and
 * by telephone, where the front door says whom the child may be before it
 * goes.  What was found and said stands beside the pair.
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';
import * as story from '../story.mjs';

const words = {
  cy: { like: 'Efallai mai un o’r rhain yw’r plentyn', sent: 'wedi cyrraedd',
    none: 'Nid un o’r rhain yw’r plentyn',
    asked: 'Dywedwch a yw’r plentyn', found: 'Nifer a gafwyd',
    other: 'Rhywun arall', alone: 'Gan y rhaglen yn unig',
    weight: 'Cynigiwyd gyda', made: 'Cofnodion plant a wnaed' },
  en: { like: 'The child may be one of these', sent: 'has arrived',
    none: 'None of these is the child',
    asked: 'Say whether the child', found: 'Found',
    other: 'Somebody else', alone: 'By the program alone',
    weight: 'Proposed with', made: 'Children’s records made' },
};
const sian = { given: 'Siân', family: 'Davies', day: '14', month: '9',
  year: '2017' };
const on = 'main #form button[name=go][value=on]';

const children = (house) => Number(house.ask(
  "SELECT COUNT(*) FROM person WHERE kind = 'child'"));

/* By form; nothing of the twins is on any page. */
async function nurse(house, language, script, width) {
  const desk = await house.visitor({ language, script, width });
  const said = words[language];
  const child = { ...sian, words: story.children[language].words,
    happened: story.children[language].happened };
  const before = children(house);
  const blind = async (where) => {
    const text = await desk.text();
    lacks(text, said.like, `${language}: a nurse is asked nothing (${where})`);
    lacks(text, 'Cadi', `${language}: and told nothing (${where})`);
  };
  await desk.signIn('ffion');
  await desk.go('/report');
  await desk.press('main form button[type=submit]');
  const tasks = desk.page.url();
  for (const [section, answers] of story.concern(language, child)) {
    await desk.page.goto(tasks);
    await desk.press(`.dg-task a[href*="/${section}"]`);
    await desk.part(answers);
    if (section !== 'who') continue;
    await desk.page.goBack();
    await blind('who');
    await desk.shoot(`searches-nurse-${language}-${width}`);
  }
  await desk.page.goto(`${tasks}/check-answers`);
  await blind('check-answers');
  await desk.press('main form button.govuk-button[type=submit]');
  contains(await desk.text(), said.sent, `${language}: it is sent`);
  await blind('sent');
  same(children(house), before + 1, `${language}: with a record of its own`);
  same(house.ask('SELECT COUNT(*) FROM sought_found f JOIN sought s'
    + " ON s.source = f.source WHERE s.way = 'unasked' AND f.said = 0"
    + ' AND f.exact = 1 AND s.at = (SELECT MAX(at) FROM sought)') > 0, true,
  `${language}: whom the program found is kept`);
  await desk.close();
}

async function begin(desk, danger, time) {
  const { language } = desk;
  await desk.go('/call');
  await desk.press('main form button[type=submit]');
  await desk.answer({ immediate_danger: danger, urgency: 'today',
    may_be_crime: 'unknown', about_worker: 'no', caller: 'anonymous',
    'given_name.0': sian.given, 'family_name.0': sian.family,
    'birth_date.0-day': sian.day, 'birth_date.0-month': sian.month,
    'birth_date.0-year': sian.year,
    'home.0-why': language === 'cy' ? 'Ni wyddys' : 'Not known',
    said: `${time}: ${story.children[language].happened}` });
  await desk.press(on);
}

/* By telephone: asked on the page itself, and again until it is answered. */
async function call(house, desk, width) {
  const { language } = desk;
  const said = words[language];
  const before = children(house);
  await begin(desk, 'no', '03:10');
  if (await desk.page.locator('[name="_source.0"]:not([type=hidden])')
    .count() === 0) {
    await desk.press(on);
  }
  let text = await desk.text();
  contains(text, said.like, `${language}: whom the child may be is asked`);
  contains(text, said.asked, `${language}: and why it did not go`);
  contains(text, 'Siân Davies', `${language}: she is among them`);
  same(children(house), before, `${language}: nobody is made meanwhile`);
  ok(await desk.overflow() <= 0, `${language}: the page fits`);
  if (desk.script !== false && width > 320) {
    same((await desk.axe()).join('; '), '', 'axe finds nothing');
  }
  await desk.shoot(`searches-call-${language}-${width}`);
  await desk.press(on);
  contains(await desk.text(), said.asked, `${language}: it is asked again`);
  await desk.page.locator('label', { hasText: said.none }).click();
  await desk.press(on);
  ok(/what-next$/.test(desk.page.url()),
    `${language}: said to be nobody of them, it goes`, desk.page.url());
  same(children(house), before + 1, `${language}: and a record is made`);
  await begin(desk, 'no', '03:20');
  const source = desk.page.locator('input[type=radio][name="_source.0"]');
  await source.first().check();
  await desk.press(on);
  ok(/what-next$/.test(desk.page.url()), `${language}: the child is chosen`,
    desk.page.url());
  same(children(house), before + 1, `${language}: and not made again`);
  await begin(desk, 'yes', '03:30');
  text = desk.page.url();
  ok(/what-next$/.test(text), `${language}: danger now waits for nobody`,
    text);
  same(house.ask("SELECT COUNT(*) FROM sought WHERE way = 'at_once'") > 0,
    true, `${language}: and what was not asked is kept as that`);
}

/* By form, by somebody who may look for people: on the page of the child, and
   among what is missing until it is answered. */
async function form(desk, width) {
  const { language } = desk;
  const said = words[language];
  const child = { ...sian, words: '', happened: '' };
  const [, who] = story.concern(language, child)
    .find(([section]) => section === 'who');
  await desk.go('/report');
  await desk.press('main form button[type=submit]');
  const tasks = desk.page.url();
  await desk.press('.dg-task a[href*="/who"]');
  await desk.part(who);
  await desk.page.goto(`${tasks}/check-answers`);
  contains(await desk.text(), said.asked, `${language}: a form asks it too`);
  await desk.press('.govuk-error-summary a[href*="/who"]');
  contains(await desk.text(), said.like, `${language}: on the child’s page`);
  ok(await desk.overflow() <= 0, `${language}: which fits`);
  await desk.shoot(`searches-form-${language}-${width}`);
  await desk.page.locator('label', { hasText: said.none }).click();
  await desk.press(on);
  await desk.page.goto(`${tasks}/check-answers`);
  lacks(await desk.text(), said.asked, `${language}: it is answered there`);
}

/* What was found, and said, beside the pair. */
async function pair(house, desk, width) {
  const said = words[desk.language];
  await desk.go('/pairs');
  const rows = desk.page.locator('main table tbody a',
    { hasText: 'Siân Davies' });
  const pages = await rows.evaluateAll((all) => all.map((a) => a.href));
  ok(pages.length > 0, `${desk.language}: the pairs of the child are there`);
  let text = '';
  for (const page of pages) {
    await desk.page.goto(page);
    for (const summary of await desk.page.locator('main .dg-card summary')
      .all()) await summary.click();
    text += await desk.text();
    ok(await desk.overflow() <= 0, `${desk.language}: the pair fits`);
    await desk.shoot(`searches-pair-${desk.language}-${width}`);
  }
  contains(text, said.found, `${desk.language}: how many were found`);
  contains(text, said.other, `${desk.language}: and what was said of them`);
  contains(text, said.alone, `${desk.language}: or that nobody was asked`);
  contains(text, said.weight, `${desk.language}: with which weight`);
  lacks(text, 'Ffion Haf Ellis', `${desk.language}: and not who reported`);
}

/* The auditor reads counts, and no name. */
async function audit(house, language, script, width) {
  const desk = await house.visitor({ language, script, width });
  await desk.signIn(house.login('tour.auditor'));
  await desk.go('/ledger?action=DRAFT_SEND');
  const text = await desk.text();
  contains(text, words[language].made, `${language}: a leaf says how many`);
  lacks(text, 'Davies', `${language}: and names nobody`);
  ok(await desk.overflow() <= 0, `${language}: the ledger fits`);
  await desk.shoot(`searches-ledger-${language}-${width}`);
  await desk.close();
}

async function walk(language, script, width) {
  const house = await House.open();
  try {
    await nurse(house, language, script, width);
    const desk = await house.visitor({ language, script, width });
    await desk.signIn('sioned');
    await call(house, desk, width);
    await form(desk, width);
    await pair(house, desk, width);
    same(desk.complaints.join('; '), '', `${language}: the browser is silent`);
    await desk.close();
    await audit(house, language, script, width);
  } finally {
    await house.close();
  }
}

export default async function run() {
  await walk('cy', true, 1280);
  await walk('en', false, 320);
}
