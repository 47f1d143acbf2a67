/*
 * Two years of a sister and a brother.  A nurse reports at three in the
 * morning; the night decides and holds a strategy discussion; a manager ends
 * the enquiry; a conference sits, by keyboard alone; one child is registered
 * and the other is not; a plan, core groups, visits and two reviews follow,
 * and a year of watching after the register.  Everybody works in a language
 * of their own; what matters is opened in both.  After each step the pages of
 * others are asked whether they say the same: the register, the plan, the
 * letters and the dates.
 *
 * long: one story, each part of which stands on the one before.
 */
import { readFileSync } from 'node:fs';
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';
import * as said from '../story.mjs';
import {
  asks, checks, choose, day, dues, entersBy, fills, holds, records, typesByKeys,
  waits,
} from '../course.mjs';
import {
  CHANGE, GRUFF, HIDDEN, MIRAIN, PLAN, RISK, TASK, about, each, sitting,
} from '../years.mjs';

const SEND = 'main #form button.govuk-button:not([name])';
const BUTTON = 'main form button.govuk-button[type=submit]';

/* ---- who is there ---- */

class Story {
  constructor(house) {
    this.house = house;
    this.people = new Map();
  }

  async as(login, language) {
    if (!this.people.has(login)) {
      const v = await this.house.visitor({ language });
      this.people.set(login, await v.signIn(login));
    }
    return this.people.get(login);
  }

  /* A page in both languages: what it must say, and how it is made. */
  async both(v, path, words, shot) {
    const other = v.language === 'cy' ? 'en' : 'cy';
    v.other ??= await v.twin({ language: other });
    for (const one of [v, v.other]) {
      await one.go(path);
      const text = await one.text();
      for (const part of words[one.language]) {
        contains(text, part, `${shot}, ${one.language}`);
      }
      same((await one.axe()).join('; '), '', `${shot}: axe`);
      ok(await one.overflow() <= 0, `${shot}: nothing scrolls sideways`);
      await one.shoot(`years-${shot}-${one.language}`);
    }
  }

  /* Whether a nurse who checks is told that the child is on the register. */
  async check(child, headline) {
    same(await checks(await this.as('ffion', 'cy'), child), headline,
      `a check of ${child.given}: ${headline}`);
  }
}

/* ---- one register, and what others say of it ---- */

const DAYS = ['Sul', 'Llun', 'Maw', 'Mer', 'Iau', 'Gwe', 'Sad'];
const inWelsh = (iso) => new Intl.DateTimeFormat('cy',
  { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
  .format(new Date(iso));
const dayInWelsh = (iso) => `${DAYS[new Date(iso).getUTCDay()]} `
  + inWelsh(iso).replace(/ \d+$/, '');

/* The register as its custodian takes it out: each line by its headings. */
async function register(s) {
  const custodian = await s.as('nerys', 'cy');
  await custodian.go('/import');
  const [load] = await Promise.all([custodian.page.waitForEvent('download'),
    custodian.page.click('form[action$="/import/out"] button')]);
  const [head, ...rows] = readFileSync(await load.path(), 'utf8')
    .replace('\uFEFF', '').trim().split('\r\n')
    .map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
      .map((text) => text.replace(/^"|"$/g, '')));
  return rows.map((row) =>
    Object.fromEntries(head.map((name, i) => [name, row[i]])));
}

const lineOf = (rows, child) => rows.find((r) =>
  r['Enw cyntaf'] === child.given && r.Cyfenw === child.family);

const CATEGORY = 'Prif gategori';
const SINCE = 'Dyddiad y daeth i rym';
const LEADS = 'Enw’r cydlynydd, os nad oes cyfrif';
const LETTER = { on: 'Pam mae enw eich plentyn ar y Gofrestr',
  off: 'Pam y tynnwyd enw eich plentyn oddi ar y Gofrestr' };
const NEXT = ['Ymweliad nesaf â’r plentyn', 'Grŵp craidd nesaf',
  'Cynhadledd adolygu nesaf'];

/* Register, child's page, dates, plan and letter say one thing: what stands
   in the register's own file is looked for in each of the others. */
async function agree(s, when) {
  const row = lineOf(await register(s), MIRAIN);
  const chair = await s.as('heledd', 'cy');
  await chair.go(s.child);
  const text = await chair.text();
  for (const said of [`Ar y Gofrestr: ${row[CATEGORY]}`, row[LEADS],
    `ers ${inWelsh(row[SINCE])}`]) {
    contains(text, said, `${when}: the page has what the register has`);
  }
  const next = await dues(chair, s.child);
  for (const column of NEXT) {
    contains(next, `erbyn diwedd ${dayInWelsh(row[column])}`,
      `${when}: ${column}, one date`);
  }
  await chair.go(`${s.child}/letters`);
  contains(await chair.text(), LETTER.on, `${when}: and so has the letter`);
}

/* When she is on it no more, nothing says that she is. */
async function agreeAfterwards(s) {
  const rows = await register(s);
  same(lineOf(rows, MIRAIN), undefined, 'the register has no line of hers');
  same(lineOf(rows, GRUFF), undefined, 'nor of her brother');
  const chair = await s.as('heledd', 'cy');
  for (const page of ['', '/plan']) {
    await chair.go(s.child + page);
    lacks(await chair.text(), 'Ar y Gofrestr:', `nor does her page${page}`);
  }
  await chair.go(`${s.child}/letters`);
  contains(await chair.text(), LETTER.off, 'and a letter says so');
}

/* ---- a concern at night ---- */

async function reports(s) {
  const nurse = await s.as('ffion', 'cy');
  await nurse.go('/report');
  await nurse.press('main form button[type=submit]');
  const tasks = nurse.page.url();
  await nurse.press('main form button[name=add]');
  await nurse.page.goto(tasks);
  await nurse.press('.dg-task a');
  await fills(nurse, { ...about(MIRAIN, 0), ...about(GRUFF, 1) });
  await nurse.press(BUTTON);
  [s.reference] = /C-\d+/.exec(await nurse.text());
}

/* ---- the night decides, and talks ---- */

async function decides(s) {
  const night = await s.as('catrin', 'cy');
  for (const child of [MIRAIN, GRUFF]) {
    await night.go('/inbox');
    await night.press(`main tr:has-text("${s.reference}") th > a`);
    s.concern = new URL(night.page.url()).pathname.split('/')[3];
    if (!(await night.page.locator('h1').innerText()).includes(child.given)) {
      await night.press(`main a:has-text("${child.given} Tegid")`);
    }
    const why = { 'outcome.0': 'strategy',
      'reason.0': `Anaf, a’r stori’n newid: ${child.given}.` };
    await night.answer(why);
    await night.press('[aria-labelledby=s4] form button[type=submit]');
    await choose(night, 'allocated_to.0', 'Owain');
    await night.part({ ...said.decision.cy, ...why }, BUTTON);
  }
  await night.press('main a[href*="/child/p"]');
  s.gruff = new URL(night.page.url()).pathname.slice(3);
  await night.press('main a[href*="/child/p"]:has-text("Mirain")');
  s.child = new URL(night.page.url()).pathname.slice(3);
}

async function talks(s) {
  const night = await s.as('catrin', 'cy');
  await night.press(`main a[href$="${s.child}/meetings"]`);
  await night.page.getByLabel('Gruff Tegid').first().check();
  await night.press('main form[action$="/strategy_called"] button');
  await night.answer({ strategy_called_type: 'discussion',
    strategy_called_format: 'on_the_line', strategy_meeting_language: 'cy' });
  for (const agency of ['Heddlu', 'Iechyd Cymunedol', 'Pont y Garreg'])
    await asks(night, agency);
  await night.press('main button[name=go][value=now]');
  const meeting = new URL(night.page.url()).pathname.slice(3)
    .replace('/live', '');
  contains(await night.text(), 'Gruff Tegid',
    'each decision is about a child by name');
  await holds(night, meeting, { answers: { chair_authorised: 'yes',
    police_there: 'yes', health_there: 'yes', school_there: 'no',
    school_asked: 'Gofynnir i’r ysgol am naw.',
    enquiry_lead_new: 'no',
    information_shared: 'Yr heddlu: dau alwad. Iechyd: clais ar y fraich.',
    ...each('strategy_outcome', 'section_47', 'section_47'),
    ...each('strategy_reasons', 'Niwed corfforol.', 'Yr un cartref.'),
    ...each('interim_safety', 'Gyda’r fam-gu.', 'Gyda’r fam-gu.'),
    ...each('medical_wanted', 'yes', 'no'),
    ...each('enquiry_kind', 'joint', 'joint') } });
  await night.shoot('years-strategy-cy');
  s.strategy = meeting;
}

/* Counted from that night: fifteen working days on. */
async function datesOfEnquiry(s) {
  const worker = await s.as('owain', 'en');
  await waits(worker, 'morning');
  await s.both(worker, s.child, {
    en: ['Finish the section 47 enquiry', 'Initial conference',
      'by end of Tue 23 March', 'no entry now'],
    cy: ['Cwblhau’r ymholiad adran 47', 'Cynhadledd gychwynnol',
      'erbyn diwedd Maw 23 Mawrth', 'dim cofnod nawr'] }, 'enquiry');
  await worker.go('/tasks');
  contains(await worker.text(), 'Mirain Tegid', 'it is among the worker’s tasks');
}

/* ---- the day answers, and the enquiry ends ---- */

async function answers(s) {
  const desk = await s.as('rhodri', 'cy');
  await desk.go(`/concern/${s.concern}`);
  await desk.page.locator('#to-do ~ details summary').click();
  await desk.press('#to-do ~ details a[href*="/record/feedback"]');
  await desk.answer(said.feedback.cy);
  await desk.press(BUTTON);
  await desk.press('main button[name=send]');
  const nurse = await s.as('ffion', 'cy');
  await nurse.go('/reported');
  await nurse.press(`main tr:has-text("${s.reference}") th > a`);
  contains(await nurse.text(), said.feedback.cy.feedback_text,
    'the nurse hears what came of it');
  lacks(await nurse.text(), 'adran 47', 'and not what is not for her');
}

/* A visit to both; their own words stay in their own language. */
async function visits(s, words, together = []) {
  const worker = await s.as('owain', 'en');
  const one = (i, text) => ({ [`seen.${i}`]: 'yes', [`alone.${i}`]: 'yes',
    [`where.${i}`]: 'at_home', [`bedroom.${i}`]: 'yes',
    [`own_words.${i}`]: text, [`words_language.${i}`]: 'cy',
    [`may_hear.${i}`]: 'conference', [`told_back.${i}`]: 'yes' });
  await records(worker, s.child, 'visit', { together,
    answers: { entry_refused: 'no', who_was_there: 'Mam-gu',
      ...one(0, words), ...one(1, 'Ci sy’n byw drws nesaf.') } });
  await worker.go(s.child);
  const voice = worker.page.locator('[aria-labelledby=voice]');
  contains(await voice.innerText(), words, 'the words stand as they were said');
  contains(await worker.page.locator('.dg-ident').innerText(), 'Today,',
    'and the head says: seen today');
}

async function endsEnquiry(s) {
  const manager = await s.as('gwen', 'en');
  await waits(manager, 'working-day', 3);
  await records(manager, s.child, 'enquiry_outcome', {
    together: ['Gruff Tegid'],
    answers: { ...day('decided_on', '2027-03-05'),
      discussed_with: 'Police, health and the school.',
      ...each('enquiry_result', 'continuing_risk', 'continuing_risk'),
      ...each('enquiry_reasons', 'A bruise, and words.', 'The same home.'),
      ...each('change_mind', 'A year without a call.', 'The same.'),
      ...each('unborn', 'no', 'no'),
      ...each('ending_meeting', 'yes', 'yes') } });
  const worker = await s.as('owain', 'en');
  const next = await dues(worker, s.child);
  lacks(next, 'Finish the section 47 enquiry', 'the enquiry is due no more');
  contains(next, 'Offer the child an advocate', 'and an advocate is');
  await records(worker, s.child, 'advocacy_offer', {
    together: ['Gruff Tegid'],
    answers: { ...each('offer_answer', 'yes_please', 'no_thanks') } });
}

/* ---- the conference is called, and agencies reply ---- */

async function calls(s, type, at, children) {
  const worker = await s.as('owain', 'en');
  await worker.go(`${s.child}/meetings`);
  const form = 'main form[action$="/meetings/meeting_called"]';
  for (const name of children) {
    await worker.page.locator(form).getByLabel(name).check();
  }
  await worker.press(`${form} button`);
  await worker.answer({ called_type: type, ...day('called_at', at),
    'called_at-time': '10:00', called_format: 'both_ways',
    meeting_language: 'cy' });
  await choose(worker, 'chair', 'Heledd');
  for (const [name, agency] of [['Police', 'Glannau'],
    ['Health', 'Aran Community'], ['School', 'Pont y Garreg']]) {
    const put = worker.page.getByLabel(name, { exact: false })
      .and(worker.page.locator('main select'));
    if (await put.count()) {
      await choose(worker, await put.first().getAttribute('name'), agency);
    }
  }
  await worker.press(SEND);
  same(await worker.faults(), '', 'the meeting is called');
  return new URL(worker.page.url()).pathname.slice(3);
}

async function replies(s, login, language, answer) {
  const v = await s.as(login, language);
  await v.go('/home');
  await v.press(`main a[href$="${s.meeting}"]`);
  await v.press('main a.govuk-button[href$="/meeting_reply"]');
  for (let i = 0; i < 2 && v.page.url().includes('/meeting_reply'); i += 1) {
    await v.answer(answer);
    await v.press(SEND);
  }
  same(await v.faults(), '', `${login} replies`);
}

async function callsFirst(s) {
  s.meeting = await calls(s, 'called_initial', '2027-03-15', ['Gruff Tegid']);
  await replies(s, 'dewi', 'cy', { reply: 'coming', reply_who: 'Dewi Prys' });
  await replies(s, 'gareth', 'en', { reply: 'coming', reply_who: 'G. Dyer' });
  await replies(s, 'gwyneth', 'en', { reply: 'report', reply_why: 'On leave.' });
  const chair = await s.as('heledd', 'cy');
  await chair.go('/home');
  await chair.press(`main a[href$="${s.meeting}"]`);
  await chair.press('main a[href*="/family_invited"]');
  await chair.answer({ family_who: 'Rhian Tegid', family_part: 'separately',
    family_why: 'Mae arni ofn.', family_orders: 'Dim.' });
  await chair.press(SEND);
  const worker = await s.as('owain', 'en');
  await records(worker, s.child, 'report_shared', {
    together: ['Gruff Tegid'],
    answers: { report_with: 'Rhian Tegid', report_all: 'yes', report_language: 'cy' } });
  await s.both(chair, s.meeting, {
    cy: ['Adroddiad yn lle dod', 'Byddwn yno', 'Ar wahân', 'Mirain Tegid',
      'Gruff Tegid'],
    en: ['A report instead', 'We will be there', 'Separately', 'Mirain Tegid',
      'Gruff Tegid'] }, 'called');
}

/* ---- the conference sits, by keyboard alone ---- */

async function sits(s) {
  const chair = await s.as('heledd', 'cy');
  await waits(chair, 'working-day', 6);
  await chair.go('/home');
  await chair.go(s.meeting);
  await entersBy(chair, (at) => at.tag === 'BUTTON');
  contains(await chair.text(), 'Nid oes digon yno.', 'nobody is there yet');
  for (const part of ['decision', 'next']) { /* the one asks for the other */
    await typesByKeys(chair, sitting, `part-${part}`);
  }
  contains(await chair.text(), 'Mae digon yno.', 'enough are there');
  await chair.shoot('years-sits-cy');
  await entersBy(chair, (at) => at.value === 'close');
  same(await chair.faults(), '', 'it is closed by keyboard');
}

/* What one conference decided, everywhere where it is said. */
async function followsOf(s) {
  const worker = await s.as('owain', 'en');
  await s.both(worker, s.child, {
    en: ['On the register: Physical', 'since 15 March 2027', 'Owain Trefor',
      'First core group', 'by end of Wed 31 March', 'First review conference',
      'by end of Tue 15 June'],
    cy: ['Ar y Gofrestr: Corfforol', 'ers 15 Mawrth 2027', 'Owain Trefor',
      'Grŵp craidd cyntaf', 'erbyn diwedd Mer 31 Mawrth',
      'Cynhadledd adolygu gyntaf', 'erbyn diwedd Maw 15 Mehefin'] }, 'placed');
  await worker.go(s.gruff);
  contains(await worker.text(), 'no entry now',
    'the brother is not registered');
  lacks(await dues(worker, s.gruff), 'core group', 'and has no core group');
  for (const child of [MIRAIN, GRUFF]) { /* without a number that is traced */
    await s.check(child, 'Ffoniwch y llinell ddyletswydd');
  }
}

async function writesUp(s) {
  const chair = await s.as('heledd', 'cy');
  await chair.go(s.meeting);
  await chair.press('main a[href$="/meeting_minutes"]');
  await chair.answer({ minutes_summary: 'Trafodwyd y clais a’r galwadau.',
    minutes_reasons: 'Mae Mirain ar y Gofrestr. Nid yw Gruff.',
    minutes_next: 'Grŵp craidd ar 25 Mawrth.' });
  await chair.press(SEND);
  const school = await s.as('dewi', 'cy');
  await school.go(s.meeting);
  contains(await school.text(), 'Trafodwyd y clais', 'the school reads them');
  lacks(await school.text(), 'Trafodaeth strategaeth', 'and no more');
  const worker = await s.as('owain', 'en');
  lacks(await dues(worker, s.child), 'Share the decisions', 'the date is met');
}

/* ---- the plan ---- */

async function plans(s) {
  const worker = await s.as('owain', 'en');
  for (const member of ['Mared', 'Dewi']) {
    await records(worker, s.child, 'core_group', {
      answers: { member_kind: 'colleague_joins' },
      choices: { member } });
  }
  await records(worker, s.child, 'plan', { more: ['plan_outcomes'],
    answers: { ...PLAN, plan_phase: 'outline', plan_version: '1' },
    choices: { 'actions:0:action_agency': 'Pont y Garreg' } });
  await s.both(worker, `${s.child}/plan`, {
    en: [RISK, CHANGE, TASK, 'Version 1'],
    cy: [RISK, CHANGE, TASK, 'Fersiwn 1'] }, 'outline');
}

/* The teacher is in the core group, and answers from her own home. */
async function partner(s) {
  const teacher = await s.as('mared', 'cy');
  await teacher.go('/home');
  contains(await teacher.text(), TASK, 'the teacher is shown her action');
  await teacher.go('/plans/actions');
  await teacher.press('main table form button');
  await teacher.press('main ul.govuk-task-list a');
  await teacher.part({ answer_state: 'begun', answer_why: 'Dechreuodd.' });
  await teacher.press('main form button.govuk-button');
  await s.both(await s.as('owain', 'en'), `${s.child}/plan`,
    { en: [TASK, 'Under way'], cy: [TASK, 'Ar waith'] },
    'answered');
}

/* ---- letters to the mother ---- */

async function letter(s, kind, reason) {
  const worker = await s.as('owain', 'en');
  await records(worker, s.child, 'family_letter', { answers: {
    letter_to: 'Rhian Tegid', letter_for: 'mother', letter_kind: kind,
    letter_language: 'cy', letter_reason: reason, letter_shared: 'no',
    'letter_contact:0:who': 'Rhian', 'letter_contact:0:how': '01632 960999',
    'letter_contact:0:when': 'Bore', 'letter_contact:0:avoid': '-' } });
  await worker.go(`${s.child}/letters`);
  await worker.press('main tbody tr:first-child a');
  const text = await worker.text();
  contains(text, reason, 'the letter gives the reason');
  lacks(text, HIDDEN, 'and nothing that is not marked for her');
  lacks(text, 'trategaeth', 'nor a strategy discussion');
  lacks(text, 'Mae’n gweiddi', 'nor words that she may not hear');
  same((await worker.axe()).join('; '), '', 'the letter: axe');
  await worker.shoot(`years-letter-${kind}`);
  return text;
}

async function letterOfPlacing(s) {
  const text = await letter(s, 'why_placed', 'Cafodd Mirain niwed.');
  contains(text, 'ar y Gofrestr Amddiffyn Plant', 'in the mother’s language');
  contains(text, CHANGE, 'with what must change');
}

/* ---- core groups ---- */

async function coreGroup(s, at, score, due) {
  const worker = await s.as('owain', 'en');
  await records(worker, s.child, 'core_group_meeting', {
    answers: { ...day('held_at', at), 'held_at-time': '08:00',
      'attendance:0:agency_there': 'Ysgol Pont y Garreg',
      'attendance:0:name_there': 'Dewi Prys',
      'attendance:0:present': 'yes', 'attendance:0:may_decide': 'yes',
      ...Object.fromEntries([0, 1].flatMap((i) => [
        [`scores:${i}:score_value`, String(score - i)],
        [`scores:${i}:score_moved`, 'yes'],
        [`scores:${i}:services_attended`, 'yes'],
        [`scores:${i}:score_evidence`, 'Mirain says so.']])),
      'effect.0': 'She sleeps.', 'risks_now.0': 'Less.',
      parents_understand: 'The mother does.', access_refused: 'Never.',
      'actions:0:action_who': 'Mared', ...day('actions:0:action_due', due) } });
}

async function firstGroup(s) {
  const worker = await s.as('owain', 'en');
  await waits(worker, 'working-day', 8);
  await coreGroup(s, '2027-03-25', 4, '2027-04-20');
  await records(worker, s.child, 'plan', { answers: { ...PLAN,
    plan_phase: 'detailed', plan_version: '2',
    'plan_adults:0:adult_who': 'Mam-gu', 'plan_adults:0:adult_risk': 'None.',
    'plan_adults:0:adult_protects': 'Wakes when she calls.' } });
  await visits(s, 'Mae Mam-gu yn aros nawr.');
  const next = await dues(worker, s.child);
  for (const met of ['First core group', 'Detailed plan']) {
    lacks(next, met, `${met}: met`);
  }
  contains(next, 'Next core group\nby end of Thu 6 May', 'six weeks on');
  contains(next, 'See the child apart from the adults\nby end of Mon 12 April',
    'over Easter, ten working days');
  await s.both(worker, `${s.child}/plan`, { en: [RISK, 'Version 2'],
    cy: [RISK, 'Fersiwn 2'] }, 'plan');
}

/* A month goes by and nobody visits: it is late wherever one looks. */
async function late(s) {
  const worker = await s.as('owain', 'en');
  await waits(worker, 'month');
  await waits(worker, 'working-day');
  contains(await dues(worker, s.child), 'See the child apart from the adults\n'
    + 'Late: was due by end of Mon 12 April', 'the visit is late');
  const manager = await s.as('gwen', 'en');
  await s.both(manager, '/compliance', { en: ['What is due', 'Overdue'],
    cy: ['Beth sy’n ddyledus', 'Hwyr'] }, 'compliance');
  await manager.go('/home');
  contains(await manager.text(), 'Child not seen alone in time',
    'and the manager is told');
}

/* The head of service opens the figures, and behind them finds the child and
   who came to her meetings. */
async function overseen(s) {
  const head = await s.as('alun', 'cy');
  await s.both(head, '/compliance', { cy: ['Beth sy’n ddyledus',
    'Pwy ddaeth i gyfarfodydd', 'Ysgol Pont y Garreg'],
  en: ['What is due', 'Who came to meetings', 'Ysgol Pont y Garreg'] }, 'head');
  const link = 'main td a[href*="clock=visit.alone&when=late"]';
  const late = await opens(head, link, 'Mirain Tegid');
  ok(late.here, 'a child who was not seen is in the list behind the figure');
  same(late.listed, late.said, 'which has as many as the figure says');
  await head.go('/compliance');
  const school = await opens(head,
    'main tr:has(th:text-is("Ysgol Pont y Garreg")) a', 'Mirain Tegid');
  ok(school.here, 'and the school came to her meetings');
  same(school.said, 3, 'those that sat and the core group');
  same(school.listed, school.said, 'each of them in the list');
  await head.go('/signals');
  contains(await head.text(), 'Plentyn heb', 'what stands out has a page');
}

/* Opens a figure: what it said, how many the list has over its pages, and
   whether somebody is among them. */
async function opens(v, link, name) {
  const said = Number(/\d+/.exec(await v.page.locator(link).first()
    .innerText())[0]);
  await v.press(link);
  const rows = 'main tbody tr th';
  let [listed, here] = [0, false];
  for (;;) {
    listed += await v.page.locator(rows).count();
    here ||= await v.page.locator(rows, { hasText: name }).count() > 0;
    if (!await v.page.locator('main a[rel=next]').count()) break;
    await v.press('main a[rel=next]');
  }
  return { said, listed, here };
}

async function catchesUp(s) {
  const worker = await s.as('owain', 'en');
  await coreGroup(s, '2027-04-26', 5, '2027-05-20');
  await visits(s, 'Dw i’n cysgu’n well.');
  lacks(await dues(worker, s.child), 'See the child apart from the adults\n'
    + 'Late', 'a visit ends that');
}

/* ---- reviews ---- */

/* A review is called and sits, each agency there and of one mind. */
async function reviews(s, at, answers) {
  s.meeting = await calls(s, 'called_review', at, []);
  await replies(s, 'dewi', 'cy', { reply: 'coming',
    reply_who: `Dewi Prys, ${at}` });
  const chair = await s.as('heledd', 'cy');
  await chair.go('/home');
  await chair.press(`main a[href$="${s.meeting}"]`);
  await chair.press(`main form[action$="${s.meeting}/begin"] button`);
  await holds(chair, s.meeting, { view: 'against_it', why: 'Mae’n well.',
    answers: { quorate: 'yes',
    chair_independent: 'yes', minute_taker: 'Sali Wyn',
    minute_taker_other_role: 'no', consensus: 'yes',
    family_views: 'Mae’r fam yn cytuno.',
    'childs_views.0': 'Dw i’n cysgu nawr.', ...answers },
  choices: { 'co_ordinator.0': 'Owain' } });
}

async function firstReview(s) {
  const worker = await s.as('owain', 'en');
  await waits(worker, 'month');
  await coreGroup(s, '2027-05-26', 6, '2027-07-20');
  await reviews(s, '2027-05-26', { conference_type: 'first_review',
    'decision.0': 'goes_on', 'decision_why.0': 'Yn well, heb ei brofi eto.',
    'on_evidence.0': 'Dau alwad gan yr heddlu.',
    'contingency.0': 'Y llys.', 'looked_after.0': 'no',
    ...day('next_core_group.0', '2027-07-05'),
    ...day('next_review.0', '2027-11-26') });
  await visits(s, 'Dw i’n hoffi’r clwb brecwast.');
  const next = await dues(worker, s.child);
  lacks(next, 'First review conference', 'the first review is met');
  contains(next, 'Next review conference\nby end of Fri 26 November',
    'and the next is due in six months');
  await s.both(worker, s.child, { en: ['since 15 March 2027'],
    cy: ['ers 15 Mawrth 2027'] }, 'goes-on');
}

async function takenOff(s) {
  const worker = await s.as('owain', 'en');
  await waits(worker, 'month', 2);
  await coreGroup(s, '2027-07-26', 7, '2027-10-20');
  await visits(s, 'Mae Mam yn codi pan fydda i’n galw.');
  await waits(worker, 'month', 3);
  await reviews(s, '2027-10-26', { conference_type: 'later_review',
    'decision.0': 'taken_off', 'decision_why.0': 'Saith mis heb alwad.',
    'off_evidence.0': 'Mae Mirain yn dweud bod Mam yn codi.',
    'changed_circumstances.0': 'Symudodd y tad.',
    'step_down.0': 'Clwb brecwast, Mam-gu.',
    'step_down_person.0': 'Owain Trefor',
    ...day('step_down_review_on.0', '2028-01-26') });
}

/* Taken off once, and so everywhere. */
async function afterwards(s) {
  const worker = await s.as('owain', 'en');
  await s.both(worker, s.child, {
    en: ['no entry now', '26 October 2027',
      'Review the step-down plan', 'by end of Wed 26 January',
      'What is watched', 'any new concern is seen at once', '26 October 2028',
      'What would reopen it', 'strategy discussion again'],
    cy: ['dim cofnod nawr', '26 Hydref 2027',
      'Adolygu’r cynllun camu i lawr', 'erbyn diwedd Mer 26 Ionawr',
      'Yr hyn sy’n cael ei wylio', '26 Hydref 2028',
      'Yr hyn a fyddai’n ei ailagor', 'trafodaeth strategaeth eto'] },
  'taken-off');
  const next = await dues(worker, s.child);
  for (const none of ['core group', 'See the child', 'Next review conf']) {
    lacks(next, none, `no ${none} is due`);
  }
  await s.both(worker, `${s.child}/plan`, { en: ['Step-down plan',
    'since 26 October 2027', 'Wed 26 January'], cy: ['Cynllun camu i lawr',
    'ers 26 Hydref 2027', 'Mer 26 Ionawr'] }, 'step-down');
  const text = await letter(s, 'why_taken_off', 'Mae Mam yn codi.');
  contains(text, 'Mae cymorth ar gael o hyd', 'help goes on, says the letter');
  const chair = await s.as('heledd', 'cy');
  await records(chair, s.child, 'record_shared', { answers: {
    shared_what: 'decisions_shared', absent_included: 'yes' } });
}

/* ---- a year of watching ---- */

async function watches(s) {
  const worker = await s.as('owain', 'en');
  await waits(worker, 'month', 3);
  await records(worker, s.child, 'step_down_review', { answers: {
    step_result: 'goes_on_helping', 'childs_life.0': 'She sleeps.',
    ...day('next_step_review', '2028-04-26') } });
  await waits(worker, 'month', 3);
  await records(worker, s.child, 'step_down_review', { answers: {
    step_result: 'help_ends', 'childs_life.0': 'She sleeps.' } });
  lacks(await dues(worker, s.child), 'step-down', 'nothing more is due');
}

/* Within the year a school is worried again; what came before is there. */
async function concernAgain(s) {
  const teacher = await s.as('mared', 'cy');
  await waits(teacher, 'month', 4);
  await waits(teacher, 'working-day');
  await teacher.go('/report');
  await teacher.press('main form button[type=submit]');
  await teacher.press('.dg-task a');
  await fills(teacher, about(MIRAIN, 0));
  await teacher.press(BUTTON);
  const [reference] = /C-\d+/.exec(await teacher.text());
  const desk = await s.as('rhodri', 'cy');
  await desk.go('/inbox');
  await desk.press(`main tr:has-text("${reference}") th > a`);
  await desk.press('main a[href*="/same/"]');
  await desk.answer(said.linking.cy);
  await desk.press(BUTTON);
  contains(await desk.text(), s.reference, 'the earlier concern is beside it');
  const worker = await s.as('owain', 'en');
  await s.both(worker, s.child, { en: [reference, '26 October 2027'],
    cy: [reference, '26 Hydref 2027'] }, 'again');
  await worker.go('/home?all=yes');
  contains(await worker.text(), 'New concern after removal from the register',
    'her worker is warned');
}

/* What the page said on a day, it says of that day for ever. */
async function remembers(s) {
  const worker = await s.as('owain', 'en');
  await waits(worker, 'month', 6);
  for (const [at, there, not] of [
    ['2027-03-04', ['Initial conference', 'Tue 23 March'], 'On the register'],
    ['2027-03-16', ['On the register: Physical', 'Wed 31 March'], 'Version 2'],
    ['2027-06-01', ['On the register: Physical', 'Fri 26 November'],
      '26 October 2027'],
    ['2027-11-01', ['Wed 26 January'], 'On the register: Physical'],
  ]) {
    const [year, month, d] = at.split('-');
    await worker.go(`${s.child}?as_of-day=${d}&as_of-month=${month}`
      + `&as_of-year=${year}`);
    const text = await worker.page.locator('main').innerText();
    for (const part of there) contains(text, part, `as of ${at}`);
    lacks(text, not, `as of ${at}`);
    await worker.shoot(`years-as-of-${at}`);
  }
}

export const steps = [reports, decides, talks, datesOfEnquiry, answers,
  (s) => visits(s, 'Mam-gu yw’r un sy’n dod.', ['Gruff Tegid']), endsEnquiry,
  callsFirst, sits, followsOf, writesUp, plans, partner, letterOfPlacing,
  (s) => agree(s, 'placed'),
  firstGroup, (s) => agree(s, 'first group'), late, overseen, catchesUp,
  firstReview, (s) => agree(s, 'first review'), takenOff, afterwards,
  agreeAfterwards, watches,
  concernAgain, remembers];

export { Story };

export default async function run() {
  const house = await House.open();
  const s = new Story(house);
  try {
    for (const step of steps) await step(s);
    for (const v of s.people.values()) {
      same(v.complaints.join(), '', `the browser of ${v.login} is silent`);
    }
  } finally {
    await house.close();
  }
}
