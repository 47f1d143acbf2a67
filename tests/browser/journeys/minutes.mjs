/*
 * Somebody takes the minutes, and has no other role: a conference is called
 * with them named, they find it on their page, and one press brings them to
 * the page that sits.  They type; the chair closes.  They prepare the
 * minutes, with what was written down beside them; what they prepared stands
 * in the chair's form, who changes it, says what the mother's copy holds, and
 * approves; each parent has a copy of that alone.  Then the meeting is not
 * open to them any more.  Before it sits another is named, who is ill: of the
 * child's other meeting, of the child and of any list they find nothing.  In
 * both languages, by turns with script at full width and without it at 320
 * pixels.
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';
import { SEND, fits, saysAll, somebody, types } from './meeting.mjs';

const words = {
  en: { mine: 'Meetings whose minutes you take',
    named: 'You take the minutes of a meeting',
    over: 'You no longer take the minutes of a meeting',
    approve: 'recording it approves it', beside: 'Minutes prepared, not approved',
    also: 'also known here as', history: 'Who has read the history',
    closes: 'The chair, or whoever may decide, closes the meeting.' },
  cy: { mine: 'Cyfarfodydd yr ydych yn cymryd eu cofnodion',
    named: 'Chi sy’n cymryd cofnodion cyfarfod',
    over: 'Nid chi sy’n cymryd cofnodion cyfarfod mwyach',
    approve: 'mae ei gofnodi yn ei gymeradwyo',
    beside: 'Cofnodion wedi’u paratoi, heb eu cymeradwyo',
    also: 'hefyd yn hysbys yma', history: 'Pwy sydd wedi darllen yr hanes',
    closes: 'Y cadeirydd, neu bwy bynnag sydd â hawl' },
};

const MOTHERS = 'Byddwn yn helpu chi a Nain bob wythnos.';

async function chosen(v, name, who) {
  const select = v.page.locator(`main select[name=${name}]`);
  if (await select.count()) {
    await v.page.selectOption(`main [name=${name}]`,
      { label: await select.locator('option', { hasText: who }).innerText() });
  } else {
    await v.page.locator('main .govuk-radios__item', { hasText: who })
      .locator(`input[name=${name}]`).check();
  }
}

/* Whom the question offers. */
async function offered(v, name) {
  const of = v.page.locator(
    `main select[name=${name}] option, main input[name=${name}]`);
  let n = 0;
  for (const one of await of.all()) {
    n += (await one.getAttribute('value')) !== '';
  }
  return n;
}

/* One meeting with somebody named, one with nobody. */
async function calls(v, child, taker) {
  await v.go(`${child}/meetings`);
  await v.press('main form[action$="/meetings/meeting_called"] button');
  same(await offered(v, 'minute_taker'), 2, 'those who take minutes, no others');
  await v.answer({ called_type: 'called_initial', 'called_at-day': '12',
    'called_at-month': '3', 'called_at-year': '2027',
    'called_at-time': '10:00', called_format: 'both_ways',
    meeting_language: 'cy' });
  await chosen(v, 'chair', 'Heledd');
  if (taker) await chosen(v, 'minute_taker', taker);
  await fits(v, 'calling, with who takes the minutes');
  await v.shoot(`minutes-call-${v.language}`);
  await v.press(SEND);
  ok(v.page.url().includes('/meeting/'), 'the meeting is called');
  return new URL(v.page.url()).pathname.slice(3);
}

async function refused(v, path, what) {
  ok((await v.go(path)).status() >= 400, what);
}

async function handsOn(worker, w, meeting) {
  await worker.go(meeting);
  contains(await worker.text(), 'Emlyn', 'who is named');
  lacks(await worker.text(), w.also, 'and is nothing else here');
  await worker.press('main a[href$="/minutes_taken_over"]');
  await chosen(worker, 'next_minute_taker', 'Gwawr');
  await worker.answer({ next_minute_taker_why: 'Annwyd.' });
  await fits(worker, 'naming another');
  await worker.shoot(`minutes-other-${worker.language}`);
  await worker.press(SEND);
  contains(await worker.text(), 'Gwawr', 'who takes them now');
  await fits(worker, 'the meeting, with who takes the minutes');
  await worker.shoot(`minutes-named-${worker.language}`);
}

/* From their own page to the meeting in one press. */
async function opens(v, w, meeting) {
  await v.go('/home');
  contains(await v.text(), w.mine, 'their meetings');
  contains(await v.text(), w.named, 'and the notice');
  await fits(v, 'the page of who takes minutes');
  await v.shoot(`minutes-home-${v.language}`);
  await v.press(`main form[action$="${meeting}/begin"] button`);
  same(new URL(v.page.url()).pathname, `/${v.language}${meeting}/live`,
    'one press');
  contains(await v.text(), w.closes, 'others close it');
  ok(!await v.page.locator('main button[value=close]').count(), 'not they');
  same(await v.page.locator('main [name=minute_taker]').inputValue(),
    'Gwawr Non Beddoe', 'their name stands there already');
  await types(v, 'family_views', 'Mae’r teulu’n poeni.');
  await fits(v, 'the meeting that sits');
  await v.shoot(`minutes-live-${v.language}`);
  await v.go(meeting);
  lacks(await v.text(), w.history, 'nothing of what came before');
  await fits(v, 'the meeting, for who takes the minutes');
}

async function closes(v, meeting) {
  await v.go(`${meeting}/live`);
  same(await v.page.locator('main [name=family_views]').inputValue(),
    'Mae’r teulu’n poeni.', 'the chair has what was typed');
  await saysAll(v);
  await v.press('main #form button[name=go][value=close]');
  same(await v.faults(), '', 'nothing is missing');
}

async function prepares(v, meeting) {
  await v.go('/home');
  await fits(v, 'their page, when it is over');
  await v.shoot(`minutes-over-${v.language}`);
  await v.press('main a.govuk-button[href$="/minutes_prepared"]');
  await v.page.locator('main details').first().evaluate((e) => {
    e.open = true;
  });
  contains(await v.text(), 'Mae’r teulu’n poeni.', 'what was written down');
  await v.answer({ minutes_summary: 'Trafodwyd popeth.',
    'minutes_reasons-why': '-', 'minutes_next-why': '-' });
  await fits(v, 'preparing');
  await v.shoot(`minutes-prepare-${v.language}`);
  await v.press(SEND);
  contains(await v.text(), 'Trafodwyd popeth.', 'they are prepared');
  await fits(v, 'what is prepared');
  await v.shoot(`minutes-prepared-${v.language}`);
  await v.go(`${meeting}/minutes_prepared`);
  same(await v.page.locator('main [name=minutes_summary]').inputValue(),
    'Trafodwyd popeth.', 'and may be prepared again');
}

async function approves(v, w, meeting) {
  await v.go('/home');
  await v.press(`main a[href$="${meeting}"]`);
  contains(await v.text(), w.beside, 'the chair finds them');
  await v.press('main a[href$="/meeting_minutes"]');
  contains(await v.text(), w.approve, 'and is told what recording is');
  contains(await v.text(), 'Gwawr', 'and who prepared them');
  same(await v.page.locator('main [name=minutes_summary]').inputValue(),
    'Trafodwyd popeth.', 'what is prepared stands in the form');
  await fits(v, 'approving');
  await v.shoot(`minutes-approve-${v.language}`);
  await v.answer({ minutes_summary: 'Trafodwyd bron popeth.',
    'minutes_reasons-why': '-', 'minutes_next-why': '-',
    'family_copies.0:0:copy_for': 'mother',
    'family_copies.0:0:copy_text': MOTHERS });
  await v.press(SEND);
  contains(await v.text(), 'Trafodwyd bron popeth.', 'as the chair says it');
  lacks(await v.text(), w.beside, 'approved');
}

/* The copy for one parent: what was written for that one, and no more. */
async function copyFor(v, child, adult) {
  await v.go(`${child}/record/family_letter`);
  await v.press('main form button.govuk-button');
  await v.press('main ul.govuk-task-list a');
  await v.part({ letter_to: 'Rhiant', letter_for: adult,
    letter_kind: 'minutes_copy', letter_language: v.language,
    letter_reason: 'Y copi.' });
  await v.part({ 'letter_contact:0:who': 'Rhiant',
    'letter_contact:0:how': '01632', 'letter_contact:0:when': '-',
    'letter_contact:0:avoid': '-', letter_shared: 'no' });
  await v.press('main form button.govuk-button');
  await v.go(`${child}/letters`);
  await v.press('main tbody tr a');
  lacks(await v.text(), 'Trafodwyd bron popeth.', 'nothing of the whole');
  await fits(v, 'a copy of minutes');
  await v.shoot(`minutes-copy-${adult}-${v.language}`);
  return v.text();
}

async function journey(language, script) {
  const w = words[language];
  const house = await House.open();
  const as = (login) => somebody(house, language, script, login);
  const child = `/child/${house.tour('tour.child')}`;
  try {
    const worker = await as(house.login('tour.social_worker'));
    const other = await calls(worker, child, null);
    const meeting = await calls(worker, child, 'Emlyn');
    await handsOn(worker, w, meeting);
    const ill = await as('emlyn');
    await ill.go('/home');
    contains(await ill.text(), w.over, 'who is ill is told');
    lacks(await ill.text(), w.mine, 'and has no meeting');
    await refused(ill, meeting, 'which is closed to them');
    const taker = await as('gwawr');
    await opens(taker, w, meeting);
    for (const path of [other, child, `${child}/meetings`, '/inbox', '/find',
      '/check', '/compliance', `${meeting}/meeting_minutes`,
      `${meeting}/family_invited`, meeting.replace('meeting', 'concern'),
      meeting.replace('meeting', 'reported')]) {
      await refused(taker, path, `nothing at ${path}`);
    }
    const chair = await as('heledd');
    await closes(chair, meeting);
    await prepares(taker, meeting);
    await worker.go(meeting);
    lacks(await worker.text(), 'Trafodwyd popeth.', 'no draft for others');
    await approves(chair, w, meeting);
    await refused(taker, meeting, 'approved: closed');
    contains(await copyFor(worker, child, 'mother'), MOTHERS, 'the mother’s');
    lacks(await copyFor(worker, child, 'father'), MOTHERS, 'not the father’s');
    await taker.go('/home');
    contains(await taker.text(), w.over, 'and they are told');
    await fits(taker, 'their page, afterwards');
    same(taker.complaints.join(), '', 'the browser does not complain');
  } finally {
    await house.close();
  }
}

export default async function run() {
  await journey('en', true);
  await journey('cy', false);
}
