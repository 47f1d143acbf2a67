/*
 * The main job, end to end: a school reports a concern, its browser is
 * closed in the middle and it goes on from a telephone; the front door finds
 * it, sees what came before, decides and answers; the school reads the
 * answer in its own language and disagrees.  Once in Welsh with script, once
 * in English without.
 */
import { House } from '../house.mjs';
import { contains, ok, same } from '../tap.mjs';
import * as story from '../story.mjs';

const words = {
  cy: { sent: 'Anfonwyd eich adroddiad', unsent: 'heb eu hanfon',
    inWelsh: 'In Welsh', told: 'Byddwn yn asesu' },
  en: { sent: 'Your report has been sent', unsent: 'not sent',
    inWelsh: '', told: 'We shall assess' },
};

/* Begins, and is cut off while the child's words are being typed. */
async function begin(house, language, script) {
  const school = await house.visitor({ language, script });
  const [child, parts] = [story.children[language],
    story.concern(language, story.children[language])];
  await school.signIn(house.login('tour.teacher'));
  await school.go('/report');
  await school.press('main form button[type=submit]');
  const tasks = school.page.url();
  for (const [section, answers] of parts.slice(0, 4)) {
    await school.page.goto(tasks);
    await school.press(`.dg-task a[href*="/${section}"]`);
    await school.part(answers);
  }
  await school.page.goto(tasks);
  await school.press('.dg-task a[href*="/words"]');
  await school.answer({ 'own_words.0': child.words });
  if (script) {
    await school.page.locator('[name="words_context.0"]').focus();
    await school.page.waitForFunction(() => document
      .querySelector('[data-autosave-status]').textContent !== '');
    ok(true, `${language}: the draft says that it is saved`);
  } else {
    await school.press('main #form button[name=go][value=later]');
  }
  await school.shoot(`report-words-${language}`);
  same(school.complaints.join('; '), '', `${language}: the browser is silent`);
  await school.close();
  return new URL(tasks).pathname;
}

/* Another browser, as narrow as a telephone: nothing is lost. */
async function resume(house, language, script, tasks) {
  const school = await house.visitor({ language, script, width: 320 });
  const child = story.children[language];
  await school.signIn(house.login('tour.teacher'));
  await school.go('/report');
  contains(await school.text(), `${child.given} ${child.family}`,
    `${language}: what was begun stands in the list`);
  await school.press(`main a[href$="${tasks}"]`);
  await school.shoot(`report-tasks-${language}-320`);
  ok(await school.overflow() <= 0, `${language}: the task list fits 320 px`);
  await school.press('.dg-task a[href*="/words"]');
  same(await school.page.inputValue('[name="own_words.0"]'), child.words,
    `${language}: the child’s words are there`);
  for (const [section, answers] of story.concern(language, child).slice(4)) {
    await school.page.goto(house.base + tasks);
    await school.press(`.dg-task a[href*="/${section}"]`);
    ok(await school.overflow() <= 0, `${language}: ${section} fits 320 px`);
    if (section === 'household') {
      await school.shoot(`report-household-${language}-320`);
    }
    await school.part(answers);
  }
  return school;
}

async function send(school, language) {
  const child = story.children[language];
  const at = school.page.url().replace(/(\/report\/[^/]+).*/, '$1');
  await school.page.goto(`${at}/check-answers`);
  await school.shoot(`report-check-${language}-320`);
  contains(await school.text(), child.words,
    `${language}: the answers are shown before they go`);
  ok(await school.overflow() <= 0, `${language}: check answers fits 320 px`);
  await school.press('main form button.govuk-button[type=submit]');
  await school.shoot(`report-sent-${language}-320`);
  const text = await school.text();
  const reference = /C-\d+/.exec(text)?.[0];
  ok(reference, `${language}: a reference`, text);
  await school.close();
  return reference;
}

/* The front door's page of the concern, found in the inbox. */
async function find(desk, reference) {
  await desk.go('/inbox?state=waiting');
  const row = desk.page.locator('tr', { hasText: reference }).locator('a');
  for (let i = 0; i < 10 && await row.count() === 0; i += 1) {
    await desk.press('.dg-pages a[rel=next]');
  }
  await desk.shoot(`inbox-${desk.language}`);
  await Promise.all([desk.page.waitForNavigation(), row.first().click()]);
}

/* Is it the same child?  Yes for the first of the records found. */
async function link(desk, language) {
  const before = await desk.page.locator('#s3 ~ .dg-scroll tbody tr').count();
  ok(await desk.page.locator('.dg-fall').count() > 0,
    `${language}: a record is found, with its evidence`);
  await desk.shoot(`concern-candidates-${desk.language}`);
  await desk.press('main a[href*="/same/"]');
  await desk.answer(story.linking[desk.language]);
  await desk.press('main form button.govuk-button[type=submit]');
  const after = await desk.page.locator('#s3 ~ .dg-scroll tbody tr').count();
  ok(after > before, `${language}: the link brings what came before`,
    `${before} before, ${after} after\n${await desk.faults()}`);
  if (language === 'cy') {
    same(await desk.page.locator('.dg-reg-mini').count(), 1,
      'and that the child is on the register');
  }
}

async function decide(desk, language) {
  const own = desk.language;
  const button = 'main form button.govuk-button[type=submit]';
  await desk.answer(story.history[own]);
  await desk.press('[aria-labelledby=s3] form button[type=submit]');
  if (!/\/child\//.test(desk.page.url())) {
    await desk.part(story.history[own], button);
  }
  ok(await desk.page.locator('#s3.dg-step--done').count() === 1,
    `${language}: reading the history is recorded`);
  await desk.answer(story.outcome[own]);
  await desk.press('[aria-labelledby=s4] form button[type=submit]');
  await desk.shoot(`decision-${own}`);
  await desk.part({ ...story.outcome[own], ...story.decision[own] }, button);
  ok(await desk.page.locator('#s4.dg-step--done').count() === 1,
    `${language}: the decision stands`);
  contains(await desk.text(), story.outcome[own]['reason.0'],
    `${language}: with its reason`);
}

async function answer(desk, language) {
  const button = 'main form button.govuk-button[type=submit]';
  await desk.page.locator('#to-do ~ details summary').click();
  await desk.press('#to-do ~ details a[href*="/record/feedback"]');
  same(await desk.page.inputValue('[name=answer_language]'), language,
    `${language}: the answer is in the language asked for`);
  await desk.answer(story.feedback[language]);
  await desk.press(button);
  contains(await desk.text(), words[language].told,
    `${language}: the answer is shown as it will read`);
  await desk.shoot(`feedback-preview-${desk.language}`);
  await desk.press('main button[name=send]');
  await desk.shoot(`concern-decided-${desk.language}`);
}

/* A letter comes later: kept with the concern, and handed back as it was. */
async function paper(desk, language) {
  const button = 'main form button.govuk-button[type=submit]';
  const letter = { name: 'llythyr.txt', mimeType: 'text/plain',
    buffer: Buffer.from('Llythyr o’r clinig.\n') };
  await desk.page.locator('#to-do ~ details summary').click();
  await desk.press('#to-do ~ details a[href$="/record/paper"]');
  await desk.page.setInputFiles('[name="file.papers"]', letter);
  await desk.press(button);
  same(await desk.page.locator('.govuk-error-summary li').count(), 2,
    `${language}: a paper needs a kind, and the file is chosen again`);
  await desk.answer({ paper_kind: 'letter' });
  await desk.page.setInputFiles('[name="file.papers"]', letter);
  await desk.shoot(`concern-paper-${desk.language}`);
  await desk.press(button);
  const link = desk.page.locator('#done ~ details a[href*="/papers/"]');
  same(await link.count(), 1, `${language}: the letter stands in the concern`);
  const got = await desk.page.context().request
    .get(new URL(await link.getAttribute('href'), desk.page.url()).href);
  same(await got.text(), letter.buffer.toString(),
    `${language}: and is handed back as it was`);
}

/* The school hears, in its own language, and disagrees. */
async function hear(house, language, script, reference) {
  const school = await house.visitor({ language, script, width: 320 });
  await school.signIn(house.login('tour.teacher'));
  await school.go('/reported');
  const row = school.page.locator('tr', { hasText: reference }).locator('a');
  await school.shoot(`reported-list-${language}-320`);
  await Promise.all([school.page.waitForNavigation(), row.first().click()]);
  const text = await school.text();
  contains(text, words[language].told, `${language}: the school hears`);
  ok(!text.includes(story.outcome[language]['reason.0']),
    `${language}: and not what is not for it`);
  await school.shoot(`reported-${language}-320`);
  ok(await school.overflow() <= 0, `${language}: the answer fits 320 px`);
  await school.press('main a[href$="/disagree"]');
  await school.shoot(`disagree-${language}-320`);
  await school.part(story.challenge[language],
    'main form button.govuk-button[type=submit]');
  contains(await school.text(), story.challenge[language].reason,
    `${language}: the disagreement stands`);
  await school.shoot(`disagreed-${language}-320`);
  await school.close();
}

async function job(house, language, script) {
  const tasks = await begin(house, language, script);
  const school = await resume(house, language, script, tasks);
  const reference = await send(school, language);
  const desk = await house.visitor({ script,
    language: language === 'cy' ? 'en' : 'cy' });
  await desk.signIn(house.login('tour.front_door'));
  await find(desk, reference);
  contains(await desk.text(), story.children[language].words,
    `${language}: the child’s words in their own language`);
  ok(await desk.page.locator(`blockquote[lang=${language}]`).count() > 0,
    `${language}: and marked so`);
  await link(desk, language);
  await decide(desk, language);
  await paper(desk, language);
  await answer(desk, language);
  if (script) same((await desk.axe()).join('; '), '', 'axe finds nothing');
  same(desk.complaints.join('; '), '', `${language}: the desk is silent`);
  await desk.close();
  await hear(house, language, script, reference);
}

export default async function run() {
  const house = await House.open();
  try {
    await job(house, 'cy', true);
    await job(house, 'en', false);
  } finally {
    await house.close();
  }
}
