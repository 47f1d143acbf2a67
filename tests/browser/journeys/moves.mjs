/*
 * A child of the register stays in another authority for a time, whose
 * custodian enters them; the family is missing, and found; the custodian
 * cannot take the child off as moved before the plan has passed, and records
 * that they have left the country: told to the core group.  Another child
 * is nowhere here, and is entered in one go.  Checks and pages
 * say each of it.  In English with script, in Welsh without it at 320 pixels.
 */
import { idHex } from '../../served.mjs';
import { checks, fills, records } from '../course.mjs';
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';

const words = {
  en: { stay: 'Temporary entry', host: 'Glannau Coast',
    ends: 'No day ends this entry', check: 'Also staying for a time in',
    missing: 'Missing', ring: 'ring at once', off: 'no entry now',
    yet: 'This cannot be recorded yet', told: 'Removal without a review',
    nowhere: 'No record of the child here',
    like: 'The child may be one of these' },
  cy: { stay: 'Cofnod dros dro', host: 'Arfordir y Glannau',
    ends: 'Nid oes dyddiad yn dod â’r cofnod hwn i ben',
    check: 'Hefyd yn aros dros dro yn', missing: 'Ar goll',
    ring: 'ffoniwch ar unwaith', off: 'dim cofnod nawr',
    yet: 'Ni ellir cofnodi hyn eto', told: 'Tynnu oddi ar y Gofrestr',
    nowhere: 'Dim cofnod o’r plentyn yma',
    like: 'Efallai mai un o’r rhain yw’r plentyn' },
};

const on = (name, y, m, d) => ({ [`${name}-day`]: String(d),
  [`${name}-month`]: String(m), [`${name}-year`]: String(y) });
const at = (name, d, time) => ({ ...on(name, 2027, 3, d),
  [`${name}-time`]: time });

/* What the check asks for: of the child whom the tour is about. */
function identity(house) {
  const [nhs, born] = house.ask('SELECT f.nhs || char(10) || f.birth_date'
    + ' FROM source_face f JOIN source_person p ON p.source = f.source'
    + ` WHERE hex(p.person) = '${idHex(house.tour('tour.child'))}'`
    + ' AND f.nhs IS NOT NULL AND f.birth_date IS NOT NULL LIMIT 1')
    .split('\n');
  return { nhs, born };
}

async function fits(v, what) {
  if (v.axes) same((await v.axe()).join('; '), '', `${what}: axe`);
  ok(await v.overflow() <= 0, `${what}: nothing scrolls sideways`);
  await v.shoot(`moves-${what.replaceAll(' ', '-')}-${v.language}`);
}

/* What a check of the child by number says. */
async function checked(v, q, what) {
  await v.go('/check');
  const [year, month, day] = q.born.split('-');
  await v.answer({ nhs: q.nhs, 'born-day': day, 'born-month': month,
    'born-year': year });
  await v.page.check('#reason');
  await v.page.check('#urgency');
  await v.press('main #form button');
  await fits(v, what);
  return v.text();
}

async function stays(s) {
  const { w, path, worker, keeper, nurse } = s;
  await records(worker, path, 'child_moved', {
    answers: { ...on('moved_on', 2027, 3, 1), move_kind: 'with_family',
      move_permanent: 'no' }, choices: { moved_to: w.host } });
  await records(keeper, path, 'temporary_entry', {
    answers: { temporary_step: 'begins', ...on('stay_from', 2027, 3, 1),
      home_authority: 'Sir Conwy', ...on('home_told_on', 2027, 3, 1),
      stay_categories: ['neglect'], stay_for_good: 'no',
      ...on('stay_until', 2027, 4, 30) },
    choices: { host: w.host } });
  await worker.go(path);
  const page = await worker.text();
  for (const part of [w.stay, w.host, w.ends]) {
    contains(page, part, 'the page says that the child stays elsewhere');
  }
  await fits(worker, 'stays');
  const answer = await checked(nurse, s.question, 'check stays');
  contains(answer, w.check, 'and so does a check');
  contains(answer, w.host, 'with whom');
}

/* On another authority's register, and nowhere here. */
async function comes(s) {
  const { w, keeper, nurse } = s;
  await keeper.go('/find');
  await keeper.answer({ text: 'Catrin Morus 4.3.2019' });
  await keeper.press('main #form button');
  contains(await keeper.text(), w.nowhere, 'nobody of these: a new child');
  await fits(keeper, 'nowhere');
  await keeper.press('main form[action*="/newcomer/"] button');
  contains(await keeper.text(), 'Catrin Morus', 'what was typed comes along');
  await keeper.press('main ul.govuk-task-list a');
  await fits(keeper, 'newcomer');
  await fills(keeper, { temporary_step: 'begins',
    ...on('stay_from', 2027, 3, 1), home_authority: 'Sir Conwy',
    ...on('home_told_on', 2027, 3, 1), stay_categories: ['neglect'],
    stay_for_good: 'no', ...on('stay_until', 2027, 4, 30) },
  { host: w.host });
  await fits(keeper, 'newcomer read');
  await keeper.press('main form button.govuk-button');
  same(await keeper.faults(), '', 'the child and the entry in one go');
  contains(await keeper.text(), 'Catrin Morus', 'whose they are');
  await checks(nurse,
    { given: 'Catrin', family: 'Morus', born: '2019-03-04' });
  contains(await nurse.text(), w.host, 'and a check knows of the stay');
  await keeper.go('/find');
  await keeper.answer({ text: 'Catrin Morus 4.3.2019' });
  await keeper.press('main #form button');
  await keeper.press('main form[action*="/newcomer/"] button');
  await keeper.press('main ul.govuk-task-list a');
  contains(await keeper.text(), w.like, 'whoever is here now is asked about');
  await fits(keeper, 'newcomer like');
}

async function lost(s) {
  const { w, path, worker, nurse } = s;
  const since = { police_know: 'yes', manager_knows: 'yes',
    alert_decided: 'no' };
  await records(worker, path, 'family_missing', { answers: {
    missing_step: 'missing', ...at('missing_since', 1, '18:00'),
    missing_level: 'high', ...since } });
  await worker.go(path);
  contains(await worker.page.locator('.dg-ident').innerText(), w.missing,
    'who it is says that they are missing');
  await fits(worker, 'missing');
  contains(await checked(nurse, s.question, 'check missing'), w.ring,
    'a check says what to do');
  await records(worker, path, 'family_missing', { answers: {
    missing_step: 'found', ...at('missing_since', 2, '02:00') } });
  await worker.go(path);
  lacks(await worker.page.locator('.dg-ident').innerText(), w.missing,
    'found, and no longer missing');
}

/* Refused where the plan has not passed; then another reason of the list. */
async function ends(s) {
  const { w, path, custodian, worker } = s;
  await custodian.go(`${path}/record/register_removal`);
  await custodian.press('main form button.govuk-button');
  await custodian.press('main ul.govuk-task-list a');
  for (let i = 0; i < 3; i += 1) {
    await custodian.answer({ ...on('removed_on', 2027, 3, 1),
      removal_reason: 'moved_for_good',
      ...on('transfer_conference_on', 2027, 3, 1), 'off_evidence-why': '-' });
    for (const name of ['leaving_authority', 'receiving_authority']) {
      const list = custodian.page.locator(`main [name=${name}]`);
      if (await list.count() && await list.isVisible()) {
        await list.selectOption({ index: 1 });
      }
    }
    await custodian.press('main #form button[name=go][value=on]');
    if ((await custodian.faults()).includes(w.yet)) break;
  }
  contains(await custodian.faults(), w.yet, 'not as moved: the plan is here');
  await fits(custodian, 'not yet');
  await records(custodian, path, 'register_removal', { answers: {
    ...on('removed_on', 2027, 3, 1), removal_reason: 'left_uk',
    off_evidence: 'Hedfanodd y teulu.' } });
  await worker.go(path);
  contains(await worker.text(), w.off, 'the child is off the register');
  await fits(worker, 'ended');
  const member = await s.as('dewi');
  await member.go('/home');
  contains(await member.text(), w.told, 'the core group is told');
  await fits(member, 'told');
}

async function journey(language, script) {
  const house = await House.open();
  const as = async (login) => {
    const v = await house.visitor({ language, script,
      width: script ? 1280 : 320 });
    v.axes = script;
    return v.signIn(login);
  };
  const s = { as, w: words[language],
    path: `/child/${house.tour('tour.child')}`,
    question: identity(house) };
  try {
    s.worker = await as(house.login('tour.social_worker'));
    s.keeper = await as('ceinwen');
    s.custodian = await as('nerys');
    s.nurse = await as('ffion');
    await stays(s);
    await comes(s);
    await lost(s);
    await ends(s);
    for (const v of [s.worker, s.keeper, s.custodian, s.nurse]) {
      same(v.complaints.join(), '', 'the browser does not complain');
    }
  } finally {
    await house.close();
  }
}

export default async function run() {
  await journey('en', true);
  await journey('cy', false);
}
