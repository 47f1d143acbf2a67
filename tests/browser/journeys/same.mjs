/*
 * Who is who: a caller's words find the child who is meant, with the reasons
 * and her twin behind her (issue 5); a nurse with the same words sees no
 * name (S5).
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';
import * as story from '../story.mjs';
import { idText } from '../../served.mjs';

const words = {
  cy: {
    asked: 'Shan Davis, tua 9, yng Nghaernarfon',
    place: 'Tref neu bentref', agrees: 'yr un', twin: 'Gefell',
    little: 'Byddai enw ar ei ben ei hun yn cael hyd i ormod',
    refused: 'Cofnodwyd mai gefeilliaid ydynt', second: 'angen ail ddarllenydd',
    differs: 'Yn wahanol',
    why: 'Gofyn i’r ysgol am ddyddiad geni',
    field: 'Enw', wrong: 'Ysgrifennwch pam', asked_of: 'Holwyd',
    right: 'Fel y mae ar y dystysgrif geni',
    shown: 'Dangos 1',
    expected: 'Disgwylir', recorded: 'Wedi’i gofnodi', claimed: 'heb ei olrhain',
    baby: 'Mabli Haf, 1.3.2027', other: 'Macsen Haf, 1.3.2027',
    later: 'Heb ei roi eto', unexpected: 'heb ei ddisgwyl',
    apart: 'Dau deulu gwahanol',
  },
  en: {
    asked: 'Shan Davis, about 9, Caernarvon',
    place: 'Town or village', agrees: 'same', twin: 'Twin',
    little: 'A name alone would find too many',
    refused: 'They are recorded as twins', second: 'a second reader is needed',
    differs: 'Differs',
    why: 'Ask the school for the date of birth',
    field: 'Name', wrong: 'Write why', asked_of: 'Asked',
    right: 'As on the birth certificate', shown: 'Showing 1 to',
    expected: 'Expected', recorded: 'Recorded', claimed: 'not traced',
    baby: 'Mabli Haf, 1.3.2027', other: 'Macsen Haf, 1.3.2027',
    later: 'Not given yet', unexpected: 'not expected',
    apart: 'Two families',
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
  const csrf = await desk.page.locator('input[name=csrf]').first()
    .getAttribute('value');
  const sent = await desk.post(desk.url('/find'), {
    form: { csrf, text: words[language].asked },
    headers: { Origin: house.base } });
  ok([403, 404].includes(sent.status()), `${language}: it is refused`);
  lacks(await sent.text(), 'Siân', `${language}: whatever is sent`);
  await desk.close();
}

const ticks = 'main form[action$="/pairs"] input[name=person]';

/* Two of those found are put forward. */
async function propose(desk) {
  await desk.page.locator(ticks).nth(0).check();
  await desk.page.locator(ticks).nth(1).check();
  await desk.press('main form[action$="/pairs"] button');
}

/* Acceptance 2, second half: twins cannot be linked, and it says why. */
async function twins(desk) {
  await search(desk, words[desk.language].asked);
  await propose(desk);
  contains(await desk.text(), words[desk.language].refused,
    `${desk.language}: twins are not put forward, with the reason`);
  await desk.shoot(`same-twins-${desk.language}`);
}

async function answers(desk, what, said) {
  await desk.press(`main a[href$="/${what}"]`);
  if (desk.script) same((await desk.axe()).join('; '), '', 'axe finds nothing');
  await desk.press('main #form button.govuk-button[type=submit]');
  ok(await desk.page.locator('.govuk-error-summary li').count() > 0,
    `${desk.language}: no answer without a reason`);
  await desk.answer(said);
  await desk.shoot(`same-answer-${desk.language}`);
  await desk.press('main #form button.govuk-button[type=submit]');
}

/* A pair is read by two, and linked then. */
async function pairs(house, desk) {
  const { language } = desk;
  const said = words[language];
  const links = () => Number(house.ask('SELECT COUNT(*) FROM link'
    + " WHERE kind = 'link' AND undone_at IS NULL"));
  const before = links();
  await search(desk, 'Lleucu Penri, 2020');
  await propose(desk);
  const at = new URL(desk.page.url()).pathname;
  contains(at, '/pairs/', `${language}: the pair stands by itself`);
  const text = await desk.text();
  contains(text, said.differs, `${language}: what differs is said`);
  ok(await desk.page.locator('main .dg-fall td.num').count() > 2,
    `${language}: the waterfall is there`);
  ok(await desk.overflow() <= 0, `${language}: the page fits`);
  if (desk.script) same((await desk.axe()).join('; '), '', 'axe finds nothing');
  await desk.shoot(`same-pair-${language}`);
  await answers(desk, 'same', story.linking[language]);
  same(links(), before, `${language}: one reader links nothing`);
  const other = await house.visitor({ language });
  await other.signIn('ifor');
  await other.go('/pairs');
  contains(await other.text(), said.second,
    `${language}: a second reader is asked for`);
  await other.shoot(`same-queue-${language}`);
  same((await other.axe()).join('; '), '', 'axe finds nothing');
  await other.go(at.replace(/^\/(cy|en)/, ''));
  contains(await other.text(), 'Sioned Parry',
    `${language}: who has answered stands there`);
  await answers(other, 'same', story.linking[language]);
  same(links(), before + 1, `${language}: two readers link`);
  ok(!(await other.page.content()).includes(at.split('/').pop()),
    `${language}: and the pair is gone from the queue`);
  await other.close();
}

/* Several whole pairs on one page, one send: what is whole is recorded, what
   is not comes back as it was typed. */
async function several(house, desk) {
  const { language } = desk;
  const said = words[language];
  const answered = () => Number(house.ask('SELECT COUNT(*) FROM pair_answer'));
  const before = answered();
  await desk.go('/pairs');
  await desk.press('main a[href$="/pairs/several/report"]');
  const cards = desk.page.locator('main section.dg-several');
  const first = await cards.count();
  ok(first > 1 && first <= 10, `${language}: the pairs stand on one page`);
  for (let i = 0; i < first; i += 1) {
    ok(await cards.nth(i).locator('.dg-fall td.num').count() > 1,
      `${language}: pair ${i + 1} with its waterfall`);
  }
  ok(await desk.overflow() <= 0, `${language}: the page of pairs fits`);
  if (desk.script) same((await desk.axe()).join('; '), '', 'axe finds nothing');
  await desk.shoot(`same-several-${language}`);
  await desk.press('main #form button.govuk-button[type=submit]');
  ok(await desk.page.locator('.govuk-error-summary li').count() === 1,
    `${language}: at least one is answered`);
  await desk.page.locator('#r0\\.answer-3').check();
  await desk.page.locator('[name="r0.reason"]').fill(said.why);
  await desk.page.locator('#r1\\.answer-2').check();
  await desk.page.locator('[name="r1.reason"]').fill(said.apart);
  await desk.shoot(`same-several-typed-${language}`);
  const second = await cards.nth(1).locator('h2').innerText();
  await desk.press('main #form button.govuk-button[type=submit]');
  same(answered(), before + 1, `${language}: what is whole is recorded`);
  ok(await desk.page.locator('.govuk-error-summary li').count() > 0,
    `${language}: and what is not says why`);
  same(await cards.count(), first - 1, `${language}: the other stays`);
  contains(await cards.nth(0).locator('h2').innerText(),
    second.replace(/^\d+\. /, ''), `${language}: as it was`);
  same(await desk.page.locator('[name="r0.reason"]').inputValue(), said.apart,
    `${language}: with what was typed`);
  ok(await desk.page.locator('#r0\\.answer-2').isChecked(),
    `${language}: and the answer that was given`);
  ok(await desk.overflow() <= 0, `${language}: it fits again`);
  if (desk.script) same((await desk.axe()).join('; '), '', 'axe finds nothing');
  await desk.shoot(`same-several-again-${language}`);
  await desk.page.locator('[name="r0.evidence"]').first().check();
  await desk.press('main #form button.govuk-button[type=submit]');
  same(answered(), before + 2, `${language}: now it is recorded too`);
  await desk.shoot(`same-several-done-${language}`);
}

/* What the linked records say otherwise is asked of their agencies. */
async function differences(desk) {
  const { language } = desk;
  const said = words[language];
  await desk.go('/pairs');
  await desk.press('main a[href$="/differences"]');
  const open = desk.page.locator('main table').first()
    .locator('tr:has(th:has-text("Lleucu")):has(details)');
  const before = await open.count();
  ok(before > 0, `${language}: what differs is in the queue`);
  contains(await open.first().innerText(), said.field,
    `${language}: with what it is`);
  ok(await desk.overflow() <= 0, `${language}: the queue fits`);
  if (desk.script) same((await desk.axe()).join('; '), '', 'axe finds nothing');
  await desk.shoot(`same-differences-${language}`);
  await open.first().locator('summary').click();
  await desk.press('main details[open] button[value=right]');
  contains(await desk.page.locator('.govuk-error-summary').innerText(),
    said.wrong, `${language}: whose is right is said with a reason`);
  await desk.page.locator('main details[open] input[name=reason]')
    .fill(said.right);
  await desk.press('main details[open] button[value=right]');
  same(await open.count(), before - 1, `${language}: it is asked no more`);
  const done = desk.page.locator('main table').last();
  contains(await done.innerText(), said.right, `${language}: and why stands there`);
  contains(await done.innerText(), said.asked_of, `${language}: among those asked`);
  await desk.shoot(`same-asked-${language}`);
  await narrowed(desk);
}

/* Of one field, and as a file for one agency. */
async function narrowed(desk) {
  const { language } = desk;
  await desk.page.locator('#field').selectOption('birth');
  await desk.press('main form[method=get] button');
  const rows = desk.page.locator('main table tbody tr');
  const of = await desk.page.locator('main table tbody th .dg-sub')
    .allInnerTexts();
  ok(new Set(of).size <= 1, `${language}: of one field alone`);
  ok(await rows.count() < 51, `${language}: a page of them at most`);
  await desk.go('/differences');
  contains(await desk.text(), words[language].shown,
    `${language}: how many there are is said`);
  await desk.page.locator('main details summary').first().click();
  const file = desk.page.locator('main a[href*="/differences/file/"]')
    .first();
  ok(await desk.overflow() <= 0, `${language}: the list of files fits`);
  await desk.shoot(`same-files-${language}`);
  const got = await desk.page.request.get(new URL(
    await file.getAttribute('href'), desk.page.url()).href);
  contains(got.headers()['content-type'], 'text/csv', `${language}: a file`);
  const lines = (await got.text()).trim().split('\r\n');
  ok(lines.length > 1, `${language}: with what is to be asked`, lines[0]);
}

/* Who cannot tell says what would settle it, and the pair stays. */
async function unsure(desk) {
  const { language } = desk;
  await search(desk, 'Elin Roberts, 2019');
  await propose(desk);
  const at = desk.page.url();
  await desk.press('main form[action$="/unsure"] button');
  ok(await desk.page.locator('.govuk-error-summary li').count() > 0,
    `${language}: who cannot tell says why`);
  await desk.answer({ reason: words[language].why });
  await desk.press('main form[action$="/unsure"] button');
  await desk.page.goto(at);
  contains(await desk.text(), words[language].why,
    `${language}: and it stands beside the pair`);
}

/* An unborn child's record gets its birth, and whoever asks for the newborn
   finds that record; a second baby is made beside it, and is a twin. */
async function birth(house, desk, width) {
  const { language, script } = desk;
  const said = words[language];
  const people = () => house.ask('SELECT COUNT(*) FROM person');
  const before = people();
  const path = `/child/${idText('p', house.ask('SELECT hex(p.person)'
    + ' FROM source_face f JOIN source_person p ON p.source = f.source'
    + ' JOIN tie t ON t.person = p.person JOIN account a ON a.id = t.whom'
    + " WHERE f.expected IS NOT NULL AND t.means = 'allocated'"
    + " AND t.until IS NULL AND a.login = 'beca' LIMIT 1"))}`;
  const worker = await house.visitor({ language, script, width });
  await worker.signIn('beca');
  await worker.go(path);
  contains(await worker.page.locator('.dg-ident').innerText(), said.expected,
    `${language}: a child is expected`);
  await worker.press(`main a[href$="${path}/record"]`);
  await worker.press('main a[href$="/record/child_born"],'
    + ' main a[href$="/record/baby_born"]');
  await worker.press('main form button.govuk-button');
  const begun = worker.page.url();
  await worker.press('main button[name=add][value=_children]');
  await worker.page.goto(begun);
  same(await worker.page.locator('main button[name=remove]').count(), 1,
    `${language}: another baby is added, and only they can go again`);
  await worker.shoot(`same-babies-${language}`);
  await worker.press('main ul.govuk-task-list a');
  await worker.part({ 'born_on-day': '1', 'born_on-month': '3',
    'born_on-year': '2027', birth_note: 'Gyda’i fam ar y ward.' });
  ok(await worker.overflow() <= 0, `${language}: the form of a birth fits`);
  if (script) same((await worker.axe()).join('; '), '', 'axe finds nothing');
  await worker.shoot(`same-birth-${language}`);
  await worker.part({ 'given_name.0': 'Mabli', 'family_name.0': 'Haf',
    'sex.0': 'female', 'nhs_number.0': '9990001006' });
  lacks(await worker.text(), said.unexpected,
    `${language}: nobody is asked what the program knows`);
  await worker.shoot(`same-second-${language}`);
  await worker.part({ 'given_name.1': 'Macsen', 'family_name.1': 'Haf',
    'birth_order.1': '2', 'nhs_number.1-why': said.later,
    'baby_worker.1': idText('a',
      house.ask("SELECT hex(id) FROM account WHERE login = 'beca'")) });
  await worker.press('main form button.govuk-button');
  contains(await worker.text(), said.recorded, `${language}: it is recorded`);
  await worker.go(path);
  contains(await worker.page.locator('.dg-ident').innerText(), 'Mabli Haf',
    `${language}: the record has a name now`);
  contains(await worker.page.locator('section[aria-labelledby=whl]')
    .innerText(), said.claimed, `${language}: and a number nobody has traced`);
  await worker.shoot(`same-born-${language}`);
  await worker.close();
  await search(desk, said.baby);
  const rows = desk.page.locator(found);
  contains(await rows.nth(0).innerText(), 'Mabli Haf',
    `${language}: who asks for the newborn finds that record`);
  same(people(), String(Number(before) + 1),
    `${language}: and only the other baby was made`);
  await search(desk, said.other);
  contains(await rows.nth(0).innerText(), 'Macsen Haf',
    `${language}: who is found`);
  contains(await rows.nth(1).innerText(), said.twin,
    `${language}: with the first, as a twin`);
  await desk.shoot(`same-born-two-${language}`);
}

async function walk(language, script, width) {
  const house = await House.open();
  try {
    const desk = await house.visitor({ language, script, width });
    desk.script = script;
    await desk.signIn('sioned');
    await finds(desk);
    await sums(desk);
    if (script) same((await desk.axe()).join('; '), '', 'axe finds nothing');
    await search(desk, 'Shan Davis');
    contains(await desk.text(), words[language].little,
      `${language}: a name alone asks for more`);
    await twins(desk);
    await pairs(house, desk);
    await several(house, desk);
    await differences(desk);
    await unsure(desk);
    await birth(house, desk, width);
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
