/*
 * The police are asked twice about one child, and answer the second question:
 * the first one is their task still, and leads to the very question.  Begun
 * from the child's page an answer says which question it is to, or is sent
 * back with what was ticked.  A promised report is a task until it is given;
 * a report that was read with somebody whom the chair keeps out asks why, and
 * keeps what was typed.  In both languages, by turns with script at full
 * width and without it at 320 pixels.
 */
import { House } from '../house.mjs';
import { choose, day, fills, records } from '../course.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';
import { SEND, fits, somebody } from './meeting.mjs';

const FIRST = 'Pa alwadau fu i’r cartref?';
const SECOND = 'A oes amodau mechnïaeth?';
const words = {
  en: { police: 'Glannau', which: 'Say which question it answers',
    before: 'answered before', promised: 'Report promised for the conference',
    out: 'The chair has decided not to invite', promise: 'On leave.' },
  cy: { police: 'Glannau', which: 'Dywedwch pa gwestiwn mae’n ei ateb',
    before: 'atebwyd o’r blaen', promised: 'Adroddiad a addawyd i’r gynhadledd',
    out: 'Mae’r cadeirydd wedi penderfynu peidio â gwahodd',
    promise: 'Ar wyliau.' },
};
const SAID = 'Darllenodd hi’n dawel.';
const GO = 'main #form button[name=go][value=on]';
const ANSWER = 'main table a[href*="/record/information_given?question="]';
const START = 'main form[action$="/record/information_given"] button';

async function asks(v, w, child, what, by) {
  await records(v, child, 'information_asked', { answers: { asked_what: what,
    ...day('answer_by', by), checks_agreed: 'agreed' },
  choices: { asked_of: w.police } });
}

/* The task of the second question leads to it; who was asked is there. */
async function answers(v, w) {
  await v.go('/tasks');
  same(await v.page.locator(ANSWER).count(), 2, 'each question is a task');
  await fits(v, 'the tasks');
  await v.shoot(`answers-tasks-${v.language}`);
  await v.press(`main tr:has-text("${SECOND}") a`);
  same(await v.page.locator('main input[name=question]').count(), 2,
    'both questions are there to choose from');
  contains(await v.page.locator(
    'main .govuk-radios__item:has(input:checked)').innerText(), SECOND, 'and the one of the task is chosen');
  await fits(v, 'which question');
  await v.shoot(`answers-which-${v.language}`);
  await v.press(START);
  contains(await v.text(), SECOND, 'the question stands over its answer');
  await fits(v, 'the answer');
  await v.shoot(`answers-begun-${v.language}`);
  await v.press('main ul.govuk-task-list a');
  ok(await v.page.locator('main [name=given_by]').inputValue().catch(() => '')
    || await v.page.locator('main [name=given_by]:checked').count(),
  'who was asked is filled in');
  await fills(v, { given_answer: 'nothing_held', given_what: 'Dim.' });
  await v.press(SEND.replace('main #form', 'main form'));
  same(await v.faults(), '', 'the answer is recorded');
  await v.go('/tasks');
  same(await v.page.locator(ANSWER).count(), 1, 'one question is left');
  contains(await v.text(), FIRST, 'the one that was not answered');
  lacks(await v.text(), SECOND, 'and not the other');
}

/* Who asked may write an answer down: of which question is to be said. */
async function mustSay(v, w, child) {
  await v.go(`${child}/record/information_given`);
  const question = v.page.locator('main input[name=question]');
  contains(await v.text(), w.before, 'one was answered before');
  same(await v.page.locator('main input[name=question]:checked').count(), 1,
    'the only one that waits is chosen');
  await question.first().evaluate((e) => { e.checked = false; });
  await v.press(START);
  same(await v.page.locator('.govuk-error-summary').count(), 1,
    'it is said once');
  contains(await v.faults(), w.which, 'which question is not said');
  same(await v.page.locator('main input[name=question]:checked').count(), 0,
    'and nothing is chosen for them');
  await fits(v, 'which question, not said');
  await v.shoot(`answers-not-said-${v.language}`);
}

/* The police, who are known by now, write instead of coming. */
async function promises(v, w, meeting) {
  await v.go(`${meeting}/meeting_reply`);
  for (let i = 0; i < 2 && v.page.url().includes('/meeting_reply'); i += 1) {
    await v.answer({ reply: 'report', reply_why: w.promise });
    await v.press(SEND);
  }
  same(await v.faults(), '', 'the reply is sent');
  await v.go('/tasks');
  contains(await v.text(), w.promised, 'what was promised is a task');
  await fits(v, 'the promise among the tasks');
  await v.shoot(`answers-promised-${v.language}`);
  await v.press(`main table a[href$="${meeting}/agency_report"]`);
  await v.answer({ report_writer: 'Sarjant', 'report_known.0': 'Mai.',
    'report_worry.0': 'Cleisiau.', 'report_well.0': 'Yr ysgol.',
    'report_view.0': 'for_it', 'report_view_why.0': 'Y cleisiau.',
    report_told: 'Neb eto.' });
  await v.press(SEND);
  if (await v.faults()) throw new Error(await v.faults());
  await v.go('/tasks');
  lacks(await v.text(), w.promised, 'and is none when it is given');
}

async function calls(v, child) {
  await v.go(`${child}/meetings`);
  await v.press('main form[action$="/meetings/meeting_called"] button');
  await v.answer({ called_type: 'called_initial', ...day('called_at', '2027-03-12'),
    'called_at-time': '10:00', called_format: 'both_ways',
    meeting_language: 'cy' });
  await choose(v, 'chair', 'Heledd');
  await v.press(SEND);
  same(await v.faults(), '', 'the meeting is called');
  return new URL(v.page.url()).pathname.slice(3);
}

/* A reason is asked where the chair keeps somebody out; all else is kept. */
async function readsWith(worker, chair, w, child, meeting) {
  await chair.go(`${meeting}/family_invited`);
  await chair.answer({ family_who: 'Huw Prydderch', family_part: 'excluded',
    family_why: 'Mechnïaeth.', family_orders: 'Dim.' });
  await chair.press(SEND);
  same(await chair.faults(), '', 'the chair decides');
  await worker.go(`${child}/record/report_shared`);
  await worker.press('main form[action$="/record/report_shared"] button');
  await worker.press('main ul.govuk-task-list a');
  await worker.answer({ report_with: 'Huw Prydderch', report_all: 'yes',
    report_said: SAID, report_language: 'cy' });
  await worker.press(GO);
  contains(await worker.faults(), w.out, 'whom the chair keeps out is said');
  same(await worker.page.locator('main [name=report_said]').inputValue(),
    SAID, 'all else is kept');
  await fits(worker, 'whom the chair keeps out');
  await worker.shoot(`answers-kept-out-${worker.language}`);
  await fills(worker, { report_despite: 'Gorchymyn llys.' });
  await worker.press('main form button.govuk-button');
  same(await worker.faults(), '', 'and with a reason it is recorded');
}

async function journey(language, script) {
  const w = words[language];
  const house = await House.open();
  const as = (login) => somebody(house, language, script, login);
  const child = `/child/${house.tour('tour.child')}`;
  try {
    const worker = await as(house.login('tour.social_worker'));
    const police = await as('gareth');
    await asks(worker, w, child, FIRST, '2027-03-08');
    await asks(worker, w, child, SECOND, '2027-03-10');
    await answers(police, w);
    await mustSay(worker, w, child);
    const meeting = await calls(worker, child);
    await promises(police, w, meeting);
    await readsWith(worker, await as('heledd'), w, child, meeting);
    same([...worker.complaints, ...police.complaints].join(), '',
      'the browser does not complain');
  } finally {
    await house.close();
  }
}

export default async function run() {
  await journey('en', true);
  await journey('cy', false);
}
