/*
 * A social worker calls a conference: who has business with the child is
 * proposed, one is not asked and it is said why; the police hear of it on
 * their own page and reply; the chair decides about one adult of the family.
 * Then it sits: worker and chair type into one page from two browsers, what
 * both typed of one thing stands side by side, and the chair chooses and
 * closes it.  Who was not asked finds no such page.  In both languages, by
 * turns with script at full width and without it at 320 pixels.
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';

const words = {
  en: { list: 'Meetings', notAsked: 'Not asked', none: 'No reply yet',
    proposed: 'Proposed, not decided', reply: 'We are sending somebody else',
    part: 'Separately', twice: 'Two people typed here',
    enough: 'Enough are there.', few: 'Not enough are there.', outcome: 'Not registered',
    over: 'This meeting is over.',
    unmet: 'not arranged: 1', took: 'Sent their views',
    mayNot: 'may not decide', met: 'What they asked for is arranged.',
    why: 'Is told by the team.', wrong: 'Answer this question' },
  cy: { list: 'Cyfarfodydd', notAsked: 'Heb eu gwahodd', none: 'Dim ateb eto',
    proposed: 'Awgrym, heb ei benderfynu',
    reply: 'Rydym yn anfon rhywun arall', part: 'Ar wahân',
    twice: 'Teipiodd dau berson yma', enough: 'Mae digon yno.',
    few: 'Nid oes digon yno.', outcome: 'Heb ei roi ar y Gofrestr',
    over: 'Mae’r cyfarfod hwn ar ben.',
    unmet: 'heb ei drefnu: 1', took: 'Anfonwyd eu barn',
    mayNot: 'ni chaiff benderfynu',
    met: 'Mae’r hyn y gofynnwyd amdano wedi’i drefnu.',
    why: 'Caiff wybod gan y tîm.', wrong: 'Atebwch y cwestiwn' },
};
export const SEND = 'main #form button.govuk-button:not([name])';

export async function fits(v, what) {
  if (v.axes) same((await v.axe()).join('; '), '', `${what}: axe`);
  ok(await v.overflow() <= 0, `${what}: nothing scrolls sideways`);
}

export async function somebody(house, language, script, login) {
  const v = await house.visitor({ language, script,
    width: script ? 1280 : 320 });
  v.axes = script;
  await v.signIn(login);
  return v;
}

/* The police are asked, whom nobody knew of; one that is known is not. */
async function calls(v, w, child) {
  await v.go(child);
  await v.press(`main a[href$="${child}/meetings"]`);
  contains(await v.text(), w.list, 'the meetings of the child');
  await fits(v, 'the meetings');
  await v.shoot(`meeting-list-${v.language}`);
  await v.press('main form[action$="/meetings/meeting_called"] button');
  await fits(v, 'calling');
  await v.press(SEND);
  contains(await v.faults(), w.wrong, 'it says what is missing');
  await fits(v, 'what is missing');
  await v.answer({ called_type: 'called_initial', 'called_at-day': '12',
    'called_at-month': '3', 'called_at-year': '2027',
    'called_at-time': '10:00', called_format: 'both_ways',
    meeting_language: 'cy' });
  await v.page.selectOption('main [name=chair]',
    { label: await v.page.locator('main [name=chair] option',
      { hasText: 'Heledd' }).innerText() });
  const police = v.page.locator('main select', { hasText: 'Hedd' })
    .or(v.page.locator('main select', { hasText: 'Police' })).last();
  await police.selectOption({ index: 1 });
  const ticks = v.page.locator('main [name^="ask."]');
  same(await v.page.locator('main [name^="ask."]:checked').count(),
    await ticks.count(), 'everybody who is known is ticked');
  const last = await ticks.count() - 1;
  await ticks.nth(last).uncheck();
  await v.page.locator('main [name^="why."]').nth(last).fill(w.why);
  await v.shoot(`meeting-call-${v.language}`);
  await v.press(SEND);
  ok(v.page.url().includes('/meeting/'), 'the meeting is called');
  const page = await v.text();
  contains(page, w.notAsked, 'who is not asked is shown');
  contains(page, w.why, 'and why');
  contains(page, w.none, 'nobody has replied yet');
  await calendar(v);
  await fits(v, 'the meeting');
  await v.shoot(`meeting-called-${v.language}`);
  return new URL(v.page.url()).pathname.slice(3);
}

async function replies(v, w, meeting) {
  await v.go('/tasks');
  await fits(v, 'the tasks of who is asked');
  await v.shoot(`meeting-task-${v.language}`);
  await v.press(`main table a[href$="${meeting}"]`);
  lacks(await v.text(), w.proposed, 'nothing of the family');
  await fits(v, 'the invitation');
  await v.shoot(`meeting-invited-${v.language}`);
  await v.press('main a.govuk-button[href$="/meeting_reply"]');
  await v.press(SEND);
  contains(await v.faults(), w.wrong, 'an answer is missing');
  await v.answer({ reply: 'sending' });
  await v.press(SEND);
  await v.answer({ reply_who: 'Sarjant Elin Prydderch' });
  await fits(v, 'the reply');
  await v.shoot(`meeting-reply-${v.language}`);
  await v.press(SEND);
  contains(await v.text(), w.reply, 'the reply is there');
  await v.go('/tasks');
  same(await v.page.locator(`main table a[href$="${meeting}"]`).count(), 0,
    'and no task any more');
}

const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAD'
  + 'UlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/* The agency's view of the child, and a paper with it; a colleague of the
   chair's reads them, and the paper. */
async function writes(v, w, meeting) {
  await v.go(meeting);
  await v.press('main a[href$="/agency_report"]');
  await fits(v, 'the report, empty');
  await v.press(SEND);
  contains(await v.faults(), w.wrong, 'a view of the child is asked for');
  await v.answer({ report_writer: 'Sarjant Elin Prydderch',
    'report_known.0': 'Ers mis Mai.', 'report_worry.0': 'Cleisiau.',
    'report_well.0': 'Yr ysgol.', 'report_view.0': 'for_it',
    'report_view_why.0': 'Y cleisiau.', report_told: 'Neb eto.' });
  await v.page.setInputFiles('main [name="file.report_paper"]',
    { name: 'papur.png', mimeType: 'image/png', buffer: PICTURE });
  await v.shoot(`meeting-report-${v.language}`);
  await v.press(SEND);
  same(await v.faults(), '', 'the report is whole');
  contains(await v.page.locator('main').textContent(), 'Cleisiau.',
    'who wrote it reads it');
}

async function readsReport(v, w, meeting) {
  await v.go(meeting);
  const card = v.page.locator('section[aria-labelledby=brought]');
  await card.locator('summary').first().click();
  contains(await card.innerText(), 'Y cleisiau.', 'the chair reads the report');
  const paper = await card.locator('a[href*="/papers/"]').first()
    .getAttribute('href');
  same((await v.page.request.get(new URL(paper, v.page.url()).href)).status(),
    200, 'and the paper that goes with it');
  await fits(v, 'the report, read');
  await v.shoot(`meeting-brought-${v.language}`);
  await v.press('main a[href$="/meeting_paper"]');
  await v.answer({ paper_kind: 'letter', paper_shows: 'Llythyr y meddyg' });
  await v.page.setInputFiles('main [name="file.meeting_papers"]',
    { name: 'llythyr.png', mimeType: 'image/png', buffer: PICTURE });
  await v.press(SEND);
  contains(await v.page.locator('main').textContent(), 'Llythyr y meddyg',
    'a paper is added to the meeting');
}

async function decides(v, w, meeting) {
  await v.go(meeting);
  contains(await v.text(), w.reply, 'the chair sees the reply');
  await v.press('main a[href*="/family_invited"]');
  await v.answer({ family_who: 'Rhian', family_part: 'separately',
    family_why: 'Ofn.', family_orders: 'Dim.' });
  await fits(v, 'the decision');
  await v.shoot(`meeting-family-${v.language}`);
  await v.press(SEND);
  contains(await v.text(), w.part, 'the decision is there');
  await fits(v, 'the meeting, decided');
  await v.shoot(`meeting-decided-${v.language}`);
}

/* What an adult asks for is said to the chair until it is arranged; what was
   said before is not asked again. */
async function takesPart(worker, chair, w, meeting) {
  const link = 'main section[aria-labelledby=family] '
    + 'tr:has-text("Rhian") a[href*="/taking_part"]';
  await worker.go(meeting);
  await worker.press(link);
  contains(await worker.page.locator('main [name=part_who]').inputValue(), 'Rhian',
    'whom it is about is known');
  await worker.answer({ part_format: 'part_by_video', part_private: 'no',
    part_interpreter: 'pl', part_papers: 'pl', part_arranged: 'no' });
  await worker.page.locator('main [name=part_help]').nth(1).check();
  await worker.press(SEND);
  await worker.answer({ part_missing: 'Cyfieithydd.' });
  await fits(worker, 'how somebody takes part');
  await worker.shoot(`meeting-part-${worker.language}`);
  await worker.press(SEND);
  await chair.go(meeting);
  contains(await chair.text(), w.unmet, 'the chair is told before it sits');
  await fits(chair, 'what is not arranged');
  await chair.shoot(`meeting-unmet-${chair.language}`);
  await worker.press(link);
  ok(await worker.page.locator('main [name=part_help]').nth(1).isChecked()
    && await worker.page.locator('main [name=part_interpreter]').inputValue()
    === 'pl', 'what they asked for stands there');
  await worker.answer({ part_arranged: 'yes' });
  await worker.press(SEND);
  lacks(await worker.text(), w.unmet, 'once arranged nothing is counted');
  contains(await worker.text(), w.met, 'and it is said');
}

/* For a calendar that others read too: when, and nothing else. */
async function calendar(v) {
  const href = await v.page.locator('main a[href$="/calendar"]')
    .getAttribute('href');
  const got = await v.page.request.get(new URL(href, v.page.url()).href);
  const text = await got.text();
  ok(got.headers()['content-type'].startsWith('text/calendar'), 'a calendar');
  contains(text, 'DTSTART:20270312T100000Z\r\n', 'with the time');
  ok(/^SUMMARY:(Meeting|Cyfarfod)\r$/m.test(text), 'a word that tells nothing');
  ok(!/Prydderch|Hedd|Ysgol|http|LOCATION|DESCRIPTION|ATTENDEE|ORGANIZER/
    .test(text), 'and no name, place or reason');
}

/* Somebody of a school that was not asked is told what is told of a meeting
   that there is not. */
async function outsider(v, meeting) {
  const none = meeting.slice(0, -1) + (meeting.endsWith('0') ? '1' : '0');
  const said = async (path) => {
    const status = (await v.go(path)).status();
    return `${status} ${await v.page.locator('main').innerText()}`;
  };
  const hidden = await said(meeting);
  ok(!hidden.startsWith('200'), 'who was not asked is refused');
  same(hidden, await said(none), 'as if there were no meeting');
}

/* Types into one field and waits until it is kept: by script when the page
   says so, else with the button. */
export async function types(v, name, text) {
  await v.answer({ [name]: text });
  if (!v.axes) {
    await v.press('main #form button[name=go][value=main]');
    return;
  }
  const kept = v.page.waitForResponse((r) => r.url().endsWith('/save-field')
    && r.request().postData().includes(encodeURIComponent(name)));
  await v.page.locator('main h1').click();
  ok([200, 409].includes((await kept).status()), `${name} is kept`);
}

/* Two browsers that were shown the same empty page. */
async function sits(worker, chair, w, meeting) {
  await worker.go(meeting);
  await worker.press(`main form[action$="${meeting}/begin"] button`);
  await chair.go(`${meeting}/live`);
  contains(await chair.text(), w.few, 'not enough are there yet');
  await fits(chair, 'the meeting that sits');
  ok(await chair.page.locator('main input[name$=":view_for"][value=for_it]:checked').count() === 1,
    'what the police wrote stands in their row');
  await types(worker, 'family_views', 'Mae’r teulu’n poeni.');
  await types(chair, 'family_views', 'Nid yw’r teulu’n poeni.');
  await types(chair, 'minute_taker', 'Sali Wyn');
  await worker.go(`${meeting}/live`);
  const page = await worker.text();
  contains(page, w.twice, 'what two typed stands side by side');
  contains(page, 'Mae’r teulu’n poeni.', 'the one');
  contains(page, 'Nid yw’r teulu’n poeni.', 'and the other');
  same(await worker.page.locator('main [name=minute_taker]').inputValue(),
    'Sali Wyn', 'and what one typed is there for both');
  await fits(worker, 'both texts');
  await worker.shoot(`meeting-live-${worker.language}`);
}

/* Every question that a reason would answer has one. */
export async function reasons(v) {
  for (const why of await v.page.locator('main #form input[name$="-why"]')
    .all()) {
    const name = await why.getAttribute('name');
    if (!await v.page.locator(`main [name="${name}"]`).inputValue()) {
      await v.page.locator(`main [name="${name}"]`).evaluate((e) => {
        e.closest('details').open = true;
      });
      await why.fill('-');
    }
  }
}

export const SAID = { conference_type: 'initial', quorate: 'yes',
  chair_independent: 'yes', minute_taker_other_role: 'no', consensus: 'yes',
  'decision.0': 'not_registered' };

/* Everybody came, and everything that is asked is answered or has a why. */
export async function saysAll(v) {
  for (const name of await v.page.locator(
    'main #form input[name^="attendance:"][value=yes]').all()) {
    await name.check();
  }
  await v.answer(SAID);
  for (let i = 0; i < 2; i += 1) {
    await v.press('main #form button[name=go][value=main]');
    await reasons(v);
    await v.answer(SAID);
  }
}

async function closes(v, w, meeting) {
  await v.go(`${meeting}/live`);
  await v.press('main #form button[name=go][value=close]');
  ok(await v.page.locator('.govuk-error-summary').count(),
    'it is not closed while two texts stand');
  await v.page.locator('main [name="choose.family_views"]').last().check();
  await v.press('main #form button[name=go][value=clashes]');
  lacks(await v.text(), w.twice, 'one is chosen');
  same(await v.page.locator('main [name=family_views]').inputValue(),
    'Nid yw’r teulu’n poeni.', 'and counts');
  await saysAll(v);
  await v.answer({ 'attendance:0:may_decide': 'no',
    'child_there.0': 'sent_views' });
  await v.press('main #form button[name=go][value=main]');
  contains(await v.text(), w.mayNot, 'who may not decide is shown');
  await v.press('main #form button[name=go][value=close]');
  ok(await v.page.locator('.govuk-error-summary').count(),
    'and why is asked before it is closed');
  await v.answer({ 'attendance:0:may_decide_why': 'Y rheolwr sy’n penderfynu.' });
  await v.press('main #form button[name=go][value=main]');
  await fits(v, 'everything said');
  await v.shoot(`meeting-said-${v.language}`);
  await v.press('main #form button[name=go][value=close]');
  same(await v.faults(), '', 'nothing is missing');
  same(new URL(v.page.url()).pathname, `/${v.language}${meeting}`,
    'the meeting is closed');
  ok(!await v.page.locator(`main a[href$="${meeting}/live"]`).count(),
    'and nobody goes on with it');
}

/* What stands apart is the chair's; a correction is asked for and answered. */
async function besides(chair, police, meeting) {
  await chair.press('main a[href$="/minutes_annex"]');
  await chair.answer({ annex_text: 'Am drydydd person.', annex_why: 'Heddlu.' });
  await fits(chair, 'the annex');
  await chair.press(SEND);
  contains(await chair.text(), 'Am drydydd person.', 'the annex is there');
  await police.go(meeting);
  lacks(await police.text(), 'Am drydydd person.', 'for the chair');
  await police.press('main a[href$="/minutes_correction"]');
  await police.answer({ correction_where: 'Llinell 2',
    correction_text: 'Dydd Llun oedd hi.' });
  await police.press(SEND);
  await chair.go(meeting);
  contains(await chair.text(), 'Dydd Llun oedd hi.', 'a correction is asked');
  await chair.press('main a[href$="/minutes_corrected"]');
  const whose = await chair.page.locator('main [name=corrected_for] option')
    .filter({ hasText: /Heddlu|Police/ }).first().getAttribute('value');
  await chair.answer({ corrected_for: whose, corrected_where: 'Llinell 2',
    corrected_answer: 'corrected_whole', corrected_text: 'Dydd Llun.' });
  await chair.press(SEND);
  await police.go(meeting);
  contains(await police.text(), 'Dydd Llun.', 'and is answered');
  await fits(chair, 'what stands beside the minutes');
  await chair.shoot(`meeting-beside-${chair.language}`);
}

/* Minutes are the chair's; those who were there have them, unless the chair
   takes them out. */
async function minutes(chair, police, w, meeting) {
  contains(await chair.text(), w.outcome, 'what was decided for the child');
  await police.go(meeting);
  lacks(await police.text(), w.outcome, 'which those who came do not read');
  contains(await police.text(), w.over, 'only that it is over');
  await chair.press('main a[href$="/meeting_minutes"]');
  await chair.press('main #form button[name=remove]');
  same(await chair.page.locator('main #form button[name=remove]').count(), 1,
    'one agency is taken out');
  await chair.answer({ minutes_summary: 'Trafodwyd popeth.',
    'minutes_reasons-why': '-', 'minutes_next-why': '-' });
  await fits(chair, 'the minutes');
  await chair.shoot(`meeting-minutes-${chair.language}`);
  await chair.press(SEND);
  contains(await chair.text(), 'Trafodwyd popeth.', 'the minutes are there');
  await fits(chair, 'the meeting that is over');
  await chair.shoot(`meeting-over-${chair.language}`);
  await police.go(meeting);
  contains(await police.text(), 'Trafodwyd popeth.',
    'and are read by those with whom they are shared');
  await besides(chair, police, meeting);
}

async function journey(language, script) {
  const w = words[language];
  const house = await House.open();
  const as = (login) => somebody(house, language, script, login);
  try {
    const worker = await as(house.login('tour.social_worker'));
    const meeting = await calls(worker, w,
      `/child/${house.tour('tour.child')}`);
    await outsider(await as('gwilym'), meeting);
    const police = await as('gareth');
    await replies(police, w, meeting);
    await writes(police, w, meeting);
    const chair = await as('heledd');
    await readsReport(chair, w, meeting);
    await decides(chair, w, meeting);
    await takesPart(worker, chair, w, meeting);
    await sits(worker, chair, w, meeting);
    await closes(chair, w, meeting);
    await minutes(chair, police, w, meeting);
    same((await police.go(meeting)).status(), 200, 'who was asked finds it');
    lacks(await police.text(), w.part, 'and nothing of the family');
    await worker.go(`/child/${house.tour('tour.child')}`);
    contains(await worker.page.locator('section[aria-labelledby=voice]')
      .innerText(), w.took, 'how the child took part stands by their words');
    await fits(worker, 'the voice');
    await worker.page.locator('#voice').scrollIntoViewIfNeeded();
    await worker.shoot(`meeting-voice-${language}`);
    await worker.go('/home');
    await worker.press(`main a[href$="${meeting}"]`);
    contains(await worker.text(), w.reply, 'whoever called it is told');
    same(worker.complaints.join(), '', 'the browser does not complain');
  } finally {
    await house.close();
  }
}

export default async function run() {
  await journey('en', true);
  await journey('cy', false);
}
