/*
 * An order that parts (ADR 0038): the front door records it of two records,
 * linking and undoing are refused with the reason, a page of who may not see
 * one of them says nothing of it, and the manager says that it is over.  In
 * Welsh with script at 320 pixels, in English without.
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';
import * as story from '../story.mjs';
import { idHex, idText } from '../../served.mjs';

const button = '#form button.govuk-button[type=submit]';
const words = {
  cy: {
    order: { parting_kind: 'adoption', 'parting_since-day': '26',
      'parting_since-month': '2', 'parting_since-year': '2027',
      parting_court: 'Llys Teulu Caernarfon',
      reason: 'Mabwysiadwyd y plentyn; pwy oedd nid yw pwy yw.' },
    over: { 'parting_over_on-day': '1', 'parting_over_on-month': '3',
      'parting_over_on-year': '2027',
      reason: 'Rhoddodd y llys apêl y gorchymyn o’r neilltu.' },
    sealed: 'Mabwysiadwyd.',
    stands: 'Mae gorchymyn yn eu gwahanu', again: 'Nid oes angen mwyach.',
  },
  en: {
    order: { parting_kind: 'adoption', 'parting_since-day': '26',
      'parting_since-month': '2', 'parting_since-year': '2027',
      parting_court: 'Caernarfon Family Court',
      reason: 'The child was adopted; who they were is not who they are.' },
    over: { 'parting_over_on-day': '1', 'parting_over_on-month': '3',
      'parting_over_on-year': '2027',
      reason: 'The court of appeal set the order aside.' },
    sealed: 'Adopted.',
    stands: 'An order parts them', again: 'No longer needed.',
  },
};

async function looks(desk, what) {
  ok(await desk.overflow() <= 0, `${desk.language}: ${what} fits`);
  if (desk.script) same((await desk.axe()).join('; '), '', 'axe finds nothing');
  await desk.shoot(`parted-${what}-${desk.language}`);
}

const inForce = (house) => house.ask('SELECT COUNT(*) FROM link'
  + ' WHERE by_order = 1 AND undone_at IS NULL');

const orderOf = (house) => idText('k', house.ask('SELECT hex(id) FROM link'
  + ' WHERE by_order = 1 AND undone_at IS NULL'));

/* Nothing without a kind, a day and a reason; then it stands. */
async function part(house, desk) {
  const own = desk.language;
  await desk.press('main a[href*="/order/"]');
  const at = new URL(desk.page.url()).pathname;
  await looks(desk, 'order');
  await desk.press(button);
  same(await desk.page.locator('.govuk-error-summary li').count(), 3,
    `${own}: an order has a kind, a day and a reason`);
  await looks(desk, 'order-empty');
  await desk.answer(words[own].order);
  await desk.press(button);
  same(inForce(house), '1', `${own}: the order stands`);
  same(await desk.page.locator('main li a[href*="/undo/"]').count(), 0,
    `${own}: nobody is offered to undo it`);
  same(await desk.page.locator('main li a[href*="/over/"]').count(), 0,
    `${own}: and a worker not to say that it is over`);
  same(await desk.page.locator(`main a[href$="/same/${at.split('/').pop()}"]`)
    .count(), 0, `${own}: the two are put forward no more`);
  await looks(desk, 'ordered');
  return at.replace(/^\/(cy|en)/, '');
}

/* Whoever opens the page of linking is told why not, and what is sent to it
   or to undoing changes nothing. */
async function refused(house, desk, at) {
  const own = desk.language;
  const concern = at.replace(/\/order\/.*/, '');
  for (const deed of ['same', 'apart', 'twins', 'order']) {
    await desk.go(at.replace('/order/', `/${deed}/`));
    contains(await desk.text(), words[own].stands,
      `${own}: ${deed}: an order stands`);
    contains(await desk.text(), words[own].order.reason,
      `${own}: ${deed}: with its reason`);
    same(await desk.page.locator('#form').count(), 0,
      `${own}: ${deed}: and nothing to send`);
  }
  await looks(desk, 'refused');
  await desk.go(concern.replace(/\/([^/]+)$/, '/child/$1'));
  const headers = { Origin: house.base };
  const csrf = await desk.page.locator('input[name=csrf]').first()
    .getAttribute('value');
  const other = await desk.post(desk.url(at.replace('/order/', '/same/')),
    { form: { csrf, ...story.linking[own], evidence: 'names_and_birth' },
      headers });
  same(other.status(), 409, `${own}: linking is refused`);
  const path = `${concern}/undo/${orderOf(house)}`;
  same((await desk.go(path)).status(), 403, `${own}: there is no undoing`);
  const sent = await desk.post(desk.url(path),
    { form: { csrf, ...story.unlinking[own] }, headers });
  same(sent.status(), 403, `${own}: nor is one taken`);
  same(inForce(house), '1', `${own}: the order stands after all of it`);
}

/* The keeper of the register puts a label on the other record. */
async function label(house, language, at, to, why) {
  const source = at.split('/').pop();
  const person = idText('p', house.ask('SELECT hex(person) FROM source_person'
    + ` WHERE hex(source) = '${idHex(source)}'`));
  const keeper = await house.visitor({ language, script: false });
  await keeper.signIn(house.login('tour.custodian'));
  await keeper.go(`/custody/child/${person}`);
  const card = keeper.page.locator('main section.dg-card',
    { has: keeper.page.locator(`button[formaction$="/label/${source}"]`) });
  await card.locator(`[type=radio][value=${to}]`).check();
  await card.locator('textarea').fill(why);
  await keeper.press(`main button[formaction$="/label/${source}"]`);
  await keeper.close();
}

/* Who may not see the other record is told nothing: neither on the page of
   this one, nor by an address, which answers as one that leads nowhere. */
async function learns(house, desk, at) {
  const own = desk.language;
  const concern = at.replace(/\/order\/.*/, '');
  const order = orderOf(house);
  const none = idText('s', '00'.repeat(16));
  await label(house, own, at, 'sealed', words[own].sealed);
  await desk.go(concern.replace(/\/([^/]+)$/, '/child/$1'));
  const text = await desk.text();
  lacks(text, words[own].stands, `${own}: the page says nothing of an order`);
  lacks(text, words[own].order.reason, `${own}: nor why`);
  same(await desk.page.locator(`main a[href$="/${at.split('/').pop()}"]`)
    .count(), 0, `${own}: nor leads there`);
  await looks(desk, 'sealed');
  const nowhere = await desk.go(`${concern}/order/${none}`);
  ok([403, 404].includes(nowhere.status()), `${own}: nothing is there`);
  const says = await desk.page.locator('main').innerText();
  for (const to of [`/order/${at.split('/').pop()}`, `/over/${order}`,
    `/undo/${order}`, `/same/${at.split('/').pop()}`]) {
    const there = await desk.go(concern + to);
    same(there.status(), nowhere.status(),
      `${own}: ${to.slice(1, 6)} answers as one that is not there`);
    same(await desk.page.locator('main').innerText(), says,
      `${own}: in the same words`);
  }
  await label(house, own, at, 'normal', words[own].again);
}

/* One role says that it is over, with the day and the reason. */
async function ends(house, desk, at) {
  const own = desk.language;
  const concern = at.replace(/\/order\/.*/, '');
  const child = concern.replace(/\/([^/]+)$/, '/child/$1');
  const over = `${concern}/over/${orderOf(house)}`;
  const worker = (await desk.go(over)).status();
  ok(worker === 403 || worker === 404, `${own}: a worker does not end it`);
  const manager = await desk.twinOf(house.login('tour.manager'));
  await manager.go(child);
  await manager.press('main li a[href*="/over/"]');
  contains(await manager.text(), words[own].order.reason,
    `${own}: why they were parted stands above`);
  await looks(manager, 'over');
  await manager.press(button);
  same(await manager.page.locator('.govuk-error-summary li').count(), 2,
    `${own}: its end has a day and a reason`);
  await looks(manager, 'over-empty');
  await manager.answer(words[own].over);
  await manager.press(button);
  same(inForce(house), '0', `${own}: the order is over`);
  await looks(manager, 'ended');
  await manager.close();
  await desk.go(child);
  same(await desk.page.locator(`main a[href$="/same/${at.split('/').pop()}"]`)
    .count(), 1, `${own}: and the two can be put forward again`);
}

async function walk(language, script, width) {
  const house = await House.open();
  try {
    const how = { language, script, width };
    const desk = await house.visitor(how);
    desk.script = script;
    desk.twinOf = async (login) => {
      const other = await house.visitor(how);
      other.script = script;
      await other.signIn(login);
      return other;
    };
    await desk.signIn(house.login('tour.front_door'));
    await desk.go(`/concern/${house.tour('tour.concern')}`);
    const at = await part(house, desk);
    await refused(house, desk, at);
    await learns(house, desk, at);
    await ends(house, desk, at);
    same(desk.complaints.join('; '), '', `${language}: the browser is silent`);
    await desk.close();
  } finally {
    await house.close();
  }
}

export default async function run() {
  await walk('cy', true, 320);
  await walk('en', false, 1280);
}
