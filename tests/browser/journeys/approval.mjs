/*
 * Two people: a worker asks for a case to be closed and may not close it
 * alone; their manager finds the task and sends it back; asked again, the
 * manager approves.  The worker says on the chronology what a visit means,
 * sees it among the significant alone, and takes it away on paper.  In both
 * languages, by turns with script at full width and without it at 320 pixels.
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';
import { fits, somebody } from './meeting.mjs';

const words = {
  en: { task: 'Approve closing the case, or send it back',
    means: 'What it means for the child',
    none: 'Nothing here fits', paper: 'Not for the family' },
  cy: { task: 'Cymeradwyo cau’r achos, neu anfon yn ôl',
    means: 'Beth mae’n ei olygu i’r plentyn',
    none: 'Nid oes dim yma sy’n cyfateb', paper: 'Nid i’r teulu' },
};
const MEANS = 'Trydydd tro mewn mis: mae patrwm yma.';

async function records(v, child, form, answers) {
  await v.go(`${child}/record/${form}`);
  await v.press('main form button.govuk-button');
  await v.press('main ul.govuk-task-list a');
  await fits(v, form);
  await v.shoot(`${form}-${v.language}`);
  await v.part(answers);
  contains(v.page.url(), '/check-answers', `${form} is whole`);
  await v.press('main form button.govuk-button');
}

const asks = (v, child, why) => records(v, child, 'closing_asked', {
  closing_why: why,
  'closing_seen-why': '-', 'closing_left-why': '-' });
const answers = (v, child, answer) => records(v, child, 'approval', {
  approval_of: 'closing_asked_for', approval_answer: answer,
  approval_reason: 'Darllenais y cofnod.' });

async function chronology(v, w, child) {
  await v.go(child);
  await v.press('main a[href$="/chronology"]');
  contains(await v.text(), w.means, 'a column for what it means');
  contains(await v.text(), w.paper, 'and that it is not for the family');
  await fits(v, 'the chronology');
  await v.shoot(`chronology-${v.language}`);
  const row = v.page.locator('main tbody tr:has(a[href*="/chronology/e"])');
  const of = await row.last().getAttribute('id');
  await v.go(`${child}/chronology?only=yes`);
  contains(await v.text(), w.none, 'nothing is marked');
  await v.go(`${child}/chronology/${of}`);
  await fits(v, 'saying what one means');
  await v.shoot(`chronology-mark-${v.language}`);
  await v.page.fill('main [name=means]', MEANS);
  await v.press('main form[action*="/chronology/"] button.govuk-button');
  contains(await v.text(), MEANS, 'it stands beside the entry');
  await v.go(`${child}/chronology?only=yes`);
  same(await v.page.locator('main tbody tr').count(), 1, 'that one alone');
  await fits(v, 'what is significant');
  await v.shoot(`chronology-only-${v.language}`);
  const href = await v.page.locator('main a[href*="/chronology/pdf"]')
    .getAttribute('href');
  const file = await v.page.request.get(v.house.base + href);
  same(file.status(), 200, 'on paper');
  ok((await file.body()).subarray(0, 5).toString() === '%PDF-', 'as a PDF');
  await v.go(`${child}/chronology/${of}`);
  await v.page.fill('main [name=means]', '');
  await v.press('main form[action*="/chronology/"] button.govuk-button');
  lacks(await v.text(), MEANS, 'and it is taken back');
}

async function journey(language, script) {
  const w = words[language];
  const house = await House.open();
  const as = (login) => somebody(house, language, script, login);
  const child = `/child/${house.tour('tour.child')}`;
  try {
    const worker = await as(house.login('tour.social_worker'));
    const manager = await as('gwen');
    await asks(worker, child, 'Mae’r plentyn yn ddiogel gyda Mam-gu.');
    await manager.go('/tasks');
    contains(await manager.text(), w.task, 'a task of the manager');
    await answers(manager, child, 'sent_back');
    await asks(worker, child, 'Gwelwyd y plentyn ddwywaith ers hynny.');
    await answers(manager, child, 'approved');
    await manager.go('/tasks');
    lacks(await manager.text(), w.task, 'which is done');
    await chronology(worker, w, child);
    same(worker.complaints.join(), '', 'the browser does not complain');
  } finally {
    await house.close();
  }
}

export default async function run() {
  await journey('en', true);
  await journey('cy', false);
}
