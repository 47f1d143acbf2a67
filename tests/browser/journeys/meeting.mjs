/*
 * A social worker calls a conference: who has business with the child is
 * proposed, one is not asked and it is said why; the police hear of it on
 * their own page and reply; the chair decides about one adult of the family.
 * Who was not asked finds no such page.  In both languages, by turns with
 * script at full width and without it at 320 pixels.
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';

const words = {
  en: { list: 'Meetings', notAsked: 'Not asked', none: 'No reply yet',
    proposed: 'Proposed, not decided', reply: 'We are sending somebody else',
    part: 'Separately', why: 'Is told by the team.', wrong: 'Answer this question' },
  cy: { list: 'Cyfarfodydd', notAsked: 'Heb eu gwahodd', none: 'Dim ateb eto',
    proposed: 'Awgrym, heb ei benderfynu',
    reply: 'Rydym yn anfon rhywun arall', part: 'Ar wahân',
    why: 'Caiff wybod gan y tîm.', wrong: 'Atebwch y cwestiwn' },
};
const SEND = 'main #form button.govuk-button';

async function fits(v, what) {
  if (v.axes) same((await v.axe()).join('; '), '', `${what}: axe`);
  ok(await v.overflow() <= 0, `${what}: nothing scrolls sideways`);
}

async function somebody(house, language, script, login) {
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
      { hasText: 'Luned' }).innerText() });
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
  await fits(v, 'the meeting');
  await v.shoot(`meeting-called-${v.language}`);
  return new URL(v.page.url()).pathname.slice(3);
}

async function replies(v, w, meeting) {
  await v.go('/home');
  await v.press(`main a[href$="${meeting}"]`);
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
    await decides(await as('luned'), w, meeting);
    same((await police.go(meeting)).status(), 200, 'who was asked finds it');
    lacks(await police.text(), w.part, 'and nothing of the family');
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
