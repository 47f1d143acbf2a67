/*
 * Who works with a child, and where the child stands in law: orders and the
 * medical on the identity bar for the worker and not for the core group, and
 * what may be recorded under the stages of the work.  In both languages, by
 * turns with script at full width and without it at 320 pixels.
 */
import { waits } from '../course.mjs';
import { House } from '../house.mjs';
import { idText } from '../../served.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';

const words = {
  en: { bail: 'Bail conditions', medical: 'Medical', late: 'Overdue since',
    care: 'Looked after', review: 'Next review', law: 'Orders and status',
    ends: 'Goes away with', leaves: 'Somebody in your team leaves',
    left: 'Somebody in your team has left', gone: 'Has left',
    wrong: 'today or later', trusts: 'Whom the child trusts' },
  cy: { bail: 'Amodau mechnïaeth', medical: 'Archwiliad meddygol',
    late: 'Hwyr ers', care: 'Yn derbyn gofal', review: 'Adolygiad nesaf',
    law: 'Gorchmynion a statws', ends: 'Daw i ben gyda',
    leaves: 'Mae rhywun yn eich tîm yn gadael',
    left: 'Mae rhywun yn eich tîm wedi gadael', gone: 'Wedi gadael',
    wrong: 'heddiw neu’n hwyrach',
    trusts: 'Mewn pwy mae’r plentyn yn ymddiried' },
};

async function fits(v, what) {
  if (v.axes) same((await v.axe()).join('; '), '', `${what}: axe`);
  ok(await v.overflow() <= 0, `${what}: nothing scrolls sideways`);
  await v.shoot(`people-${what.replaceAll(' ', '-')}-${v.language}`);
}

async function somebody(house, login, how) {
  const v = await house.visitor(how);
  v.axes = how.script;
  return v.signIn(login);
}

/* The child about whom an order is recorded. */
function childUnderOrder(house) {
  return idText('p', house.ask('SELECT hex(s.person) FROM entry e '
    + 'JOIN entry_about b ON b.entry = e.id '
    + 'JOIN source_person s ON s.source = b.source '
    + "WHERE e.form = 'court_order' ORDER BY e.recorded_at LIMIT 1"));
}

const bar = (v) => v.page.locator('.dg-ident').innerText();

/* Orders stand on the bar; being looked after comes to stand beside them. */
async function law(v, person, w) {
  await v.go(`/child/${person}`);
  contains(await bar(v), w.bail, 'the order stands beside the name');
  contains(await bar(v), w.medical, 'and how far the medical has come');
  contains(await bar(v), w.late, 'whose report is late');
  contains(await v.page.locator('[aria-labelledby=signalled]').innerText(),
    w.ends, 'a signal about the child says what makes it go away');
  await fits(v, 'law');
  await v.go(`/child/${person}/record`);
  const heads = await v.page.locator('main h2').allInnerTexts();
  ok(heads.includes(w.law), 'forms stand under the stages of the work');
  same(new Set(heads).size, heads.length, 'each stage once');
  await fits(v, 'stages');
  await v.press('main a[href$="/record/legal_status"]');
  await v.press('main form button.govuk-button');
  await v.press('main ul.govuk-task-list a');
  await v.part({ status_kind: 'looked_after', 'status_since-day': '1',
    'status_since-month': '2', 'status_since-year': '2027',
    'status_review-day': '12', 'status_review-month': '5',
    'status_review-year': '2027' });
  await v.press('main form button.govuk-button');
  await v.go(`/child/${person}`);
  contains(await bar(v), w.care, 'looked after stands there too');
  contains(await bar(v), w.review, 'with its next review');
  await fits(v, 'law-care');
}

/* The manager says when somebody leaves; when that day is over, the account
   ends by itself, and what is left stands in one list. */
async function leaving(house, how, w) {
  const manager = await somebody(house, 'gwen', how);
  const id = idText('a', house.ask(
    "SELECT hex(id) FROM account WHERE login = 'owain'"));
  await manager.go(`/accounts/${id}`);
  const day = { 'last-day': '1', 'last-month': '3', 'last-year': '2027' };
  const at = `main form[action$="/accounts/leaves/${id}"]`;
  await manager.answer(day);
  await manager.press(`${at} button`);
  contains(await manager.text(), w.wrong, 'a day that is over is none');
  await manager.go(`/accounts/${id}`);
  await manager.answer({ ...day, 'last-day': '3' });
  await manager.press(`${at} button`);
  await fits(manager, 'last-day');
  await manager.go('/home');
  contains(await manager.text(), w.leaves, 'the manager is told');
  await manager.go('/leavers');
  await fits(manager, 'leaving');
  await waits(manager, 'working-day', 2);
  await manager.go('/home');
  contains(await manager.text(), w.left, 'and again when they have gone');
  await manager.press('main a[href$="/leavers"]');
  contains(await manager.text(), w.gone, 'they have gone');
  await fits(manager, 'left');
  await manager.press('main tbody a[href*="/caseload/"]');
  ok(await manager.page.locator('main tbody tr').count() > 0,
    'and their children may be given to somebody else');
  await manager.press('main tbody a[href$="/handover"]');
  contains(await manager.text(), w.trusts, 'with a page for the next worker');
  await fits(manager, 'handover');
  same((await manager.printed()).join(), '', 'on paper only what is said');
}

async function journey(language, script) {
  const w = words[language];
  const how = { language, script, width: script ? 1280 : 320 };
  const house = await House.open();
  try {
    const person = childUnderOrder(house);
    const worker = await somebody(house, 'owain', how);
    await law(worker, person, w);
    const school = await somebody(house, 'dewi', how);
    await school.go(`/child/${person}`);
    lacks(await bar(school), w.bail, 'a core group reads of no order');
    lacks(await bar(school), w.medical, 'nor of a medical');
    same(await school.page.locator('[aria-labelledby=signalled]').count(), 0,
      'nor of any signal');
    await leaving(house, how, w);
    same(worker.complaints.join(), '', 'the browser does not complain');
  } finally {
    await house.close();
  }
}

export default async function run() {
  await journey('en', true);
  await journey('cy', false);
}
