/*
 * police -- the short path: ten children on one notice, marked immediate
 * risk, by an officer on her feet; what it costs in pages and keystrokes,
 * how soon the front door has it, and what it was good for.
 *
 * Every key pressed and every tap counts as one keystroke; only what is said
 * in free text (what happened, somebody's words, a reason) does not.
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';

const PAGES = 12;
const KEYS = 600;

/* Invented, like everybody here. */
const names = ['Macsen', 'Non', 'Elis', 'Efa', 'Tudur', 'Lleucu', 'Ynyr',
  'Gwawr', 'Caio', 'Heledd'];

const now = { cy: 'Perygl nawr', en: 'Danger now' };

const said = {
  cy: { happened: 'Galwyd ni am hanner nos. Roedd drws y cefn ar agor a neb '
    + 'yn gofalu am y plant. Meddai cymydog "mae hi’n dewis y bywyd hwn".',
  words: 'Dwi ’di bod yn edrych ar ôl y babi.',
  notAsked: 'Roedd y plant yn cysgu.',
  appearance: 'Oer, mewn dillad ysgol; yn dawel.',
  others: 'Dau blentyn y cymydog, sy’n ymweld bob dydd.',
  known: 'Heb ofyn eto', place: '4 Stryd y Bont', surname: 'Gwrtheyrn',
  quoted: 'Meddai: "dewis ffordd o fyw".',
  unquoted: 'Yn fy marn i: dewis ffordd o fyw.', phrase: 'ffordd o fyw',
  returned: 'Wedi’i roi yn ôl i chi', unlooked: 'Wedi’i anfon heb ail olwg',
  left: '3 awr 5' },
  en: { happened: 'Called at midnight. The back door stood open and nobody '
    + 'looked after the children. A neighbour said "a lifestyle choice".',
  words: 'I have been looking after the baby.',
  notAsked: 'The children were asleep.',
  appearance: 'Cold, in school clothes; quiet.',
  others: 'Two children next door, who visit every day.',
  known: 'Not asked yet', place: '4 Bridge Street', surname: 'Gwrtheyrn',
  quoted: 'He said: "a lifestyle choice".',
  unquoted: 'This is a lifestyle choice.', phrase: 'lifestyle choice',
  returned: 'Given back to you', unlooked: 'Sent without a second look',
  left: '3 hours 5' },
};

/* Somebody's hands: what they press is counted. */
class Hands {
  constructor(visitor) {
    Object.assign(this, { visitor, page: visitor.page, keys: 0, pages: 0 });
    this.page.on('framenavigated', (f) => {
      if (f === this.page.mainFrame()) this.pages += 1;
    });
  }

  field(name) {
    return this.page.locator(`main [name="${name}"]:not([type=hidden])`);
  }

  async type(name, text) {
    this.keys += 1 + text.length;
    await this.field(name).click();
    await this.page.keyboard.type(text);
  }

  /* Free text: only getting there counts. */
  async say(name, text) {
    this.keys += 1;
    await this.field(name).fill(text);
  }

  async choose(name, value) {
    this.keys += 1;
    await this.page.check(`main [name="${name}"][value="${value}"]`);
  }

  async pick(name, value) {
    this.keys += 2;
    await this.field(name).selectOption(value);
  }

  /* Unfolds the place for a reason, and gives it. */
  async why(name, text) {
    this.keys += 2;
    const put = this.field(`${name}-why`);
    if (!await put.isVisible()) {
      await put.locator('xpath=ancestor::details/summary').last().click();
    }
    await put.fill(text);
  }

  async date(name, day, month, year, time) {
    await this.type(`${name}-day`, day);
    await this.type(`${name}-month`, month);
    await this.type(`${name}-year`, year);
    if (time) await this.type(`${name}-time`, time);
  }

  async press(selector) {
    const pages = this.pages + 1; /* nginx's own are not counted */
    this.keys += 1;
    await this.visitor.turns(() => this.page.locator(selector).last().click());
    this.pages = pages;
  }

  on() { return this.press('.govuk-button-group button[value=on]'); }
}

/* A page for eyes, for a telephone, for a screen reader and on paper. */
async function fits(visitor, what) {
  const size = visitor.page.viewportSize();
  const name = `police-${what.replace(/\W+/g, '-')}`;
  await visitor.shoot(name);
  await visitor.page.setViewportSize({ width: 320, height: 800 });
  ok(await visitor.overflow() <= 0, `${what}: fits 320 px`);
  await visitor.shoot(`${name}-320`);
  await visitor.page.setViewportSize(size);
  same((await visitor.axe()).join('; '), '', `${what}: axe finds nothing`);
  same((await visitor.printed()).join('; '), '', `${what}: prints`);
}

/* And the same page in the other language, beside it. */
async function fitsInBoth(visitor, what) {
  const { page } = visitor;
  const here = page.url();

  await fits(visitor, `cy: ${what}`);
  visitor.page = await page.context().newPage();
  await visitor.page.goto(here.replace('/cy/', '/en/'));
  await fits(visitor, `en: ${what}`);
  await visitor.page.close();
  visitor.page = page;
}

const link = async (visitor, selector) =>
  visitor.page.goto(new URL(await visitor.page.locator(selector).first()
    .getAttribute('href'), visitor.page.url()).href);

/* What the demonstration has of every state, as its officer and its
   sergeant see it; with script, since axe needs it. */
async function looked(house, language) {
  const officer = await house.visitor({ language, script: true });
  const sergeant = await house.visitor({ language, script: true });

  await officer.signIn('gethin');
  await officer.go('/home');
  const home = await officer.text();
  contains(home, said[language].returned, `${language}: given back, and why`);
  contains(home, 'Nhw sy’n beryglus', `${language}: in the sergeant’s words`);
  contains(home, said[language].unlooked, `${language}: sent without a look`);
  await fits(officer, `${language}: home of an officer`);
  await link(officer, '.dg-notices a[href*="/brief/"]');
  await fits(officer, `${language}: one that was given back`);
  await officer.go('/brief');
  await fits(officer, `${language}: one’s own`);
  const scores = (await officer.page.locator('.dg-next .dg-nowrap')
    .allInnerTexts()).map((t) => /(\d+) \/ (\d+)/.exec(t)).filter(Boolean)
    .map((m) => Number(m[1]) / Number(m[2]));
  ok(Math.max(...scores) > 0.8 && Math.min(...scores) < 0.6,
    `${language}: good and poor ones (${scores.map((s) => s.toFixed(2))})`);
  await link(officer, 'a[href$="/what-next"]');
  await fits(officer, `${language}: what one was good for`);

  await sergeant.signIn('mabli');
  await sergeant.go('/home');
  contains(await sergeant.text(), said[language].left,
    `${language}: how long until the shift ends`);
  lacks(await sergeant.text(), 'Mabon',
    `${language}: nobody is named on a home page`);
  await fits(sergeant, `${language}: home of a sergeant`);
  await link(sergeant, '.dg-notices a[href*="/brief/look/"]');
  await fits(sergeant, `${language}: one to look at`);
  await sergeant.go('/brief/team');
  same(await sergeant.page.locator('[aria-labelledby=lacking] tbody tr')
    .count(), 2, `${language}: two without a notice`);
  await fits(sergeant, `${language}: the team`);
  same(officer.complaints.concat(sergeant.complaints).join('; '), '',
    `${language}: no complaints of the looked at`);
  await officer.close();
  await sergeant.close();
}

/* The officer, from her list to what happens next; the reference. */
async function notice(officer, hands, language, look) {
  const t = said[language];
  const { page } = officer;

  await officer.go('/brief');
  if (look) await fitsInBoth(officer, 'the list');
  await hands.press('main form:has([value=police_notice]) button');
  await hands.choose('immediate_danger', 'yes');
  await hands.choose('urgency', 'immediate');
  await hands.choose('about_worker', 'no');
  await hands.on();

  await hands.choose('event_kind', 'domestic_abuse');
  await hands.date('happened_at', '2', '3', '2027', '0:30');
  await hands.type('happened_where', t.place);
  await hands.say('happened', t.happened);
  await hands.on();

  await hands.type('many', '9');
  await hands.press('button[name=add][value=_children]');
  for (const [i, name] of names.entries()) {
    await hands.type(`given_name.${i}`, name);
    await hands.date(`birth_date.${i}`, '3', '4', String(2010 + i));
  }
  await hands.type('family_name.0', t.surname);
  await hands.type('home.0', t.place);
  await hands.pick('child_language.0', 'cy');
  await hands.why('ethnic_group.0', t.known);
  await hands.why('disability.0', t.known);
  if (look) await fitsInBoth(officer, 'ten children');
  await hands.on();

  contains(await officer.text(), `Heledd ${t.surname}`,
    `${language}: what is said once counts for the tenth child`);
  await hands.say('own_words.1', t.words);
  await hands.why('own_words.0', t.notAsked);
  for (const i of names.keys()) {
    await hands.say(`appearance.${i}`, t.appearance);
  }
  await hands.on();

  await hands.why('adults', t.known);
  await hands.say('other_children', t.others);
  await hands.choose('may_be_crime', 'unknown');
  await hands.on();

  await hands.choose('actions', 'duty_line');
  await hands.choose('family_knows', 'yes');
  await hands.why('safe_contact', t.known);
  await hands.on();
  await hands.on(); /* who reports is known already */

  contains(page.url(), '/check-answers', `${language}: to check`);
  if (look) await fitsInBoth(officer, 'check answers');
  await hands.press('main form button');
  contains(page.url(), '/what-next', `${language}: it is sent`);
  if (look) await fitsInBoth(officer, 'what it was good for');
  return page.locator('.dg-call__n').first().innerText();
}

/* It stands first, and each child is its own decision. */
async function received(desk, language, reference, sent) {
  await desk.go('/inbox');
  const text = await desk.text();
  const took = Date.now() - sent;

  contains(text, reference, `${language}: it is in the inbox`);
  ok(took <= 2000, `${language}: within two seconds (${took} ms)`);
  const rows = await desk.page.locator('table tbody tr').allInnerTexts();
  const mine = rows.findIndex((row) => row.includes(reference));
  ok(rows.slice(0, mine).every((row) => row.includes(now[language])),
    `${language}: nothing less urgent stands before it`);
  const row = desk.page.locator('tbody tr', { hasText: reference });
  same(await row.count(), 1, `${language}: one row of all the children`);
  same(await row.locator('a').count(), names.length,
    `${language}: which leads to each of them`);
  await row.locator('th > a').click();
  await desk.page.waitForURL(/concern/);
  same(await desk.page.locator('.dg-tabs a').count(), names.length,
    `${language}: each child is decided alone`);
  contains(await desk.text(), said[language].surname,
    `${language}: the front door reads whom it is about`);
}

/* Words to think again about: a prompt, never in quotation marks. */
async function wording(officer, language) {
  const t = said[language];

  await officer.go('/brief');
  await officer.press('main form:has([value=police_notice]) button');
  await officer.answer({ immediate_danger: 'no', urgency: 'soon',
    about_worker: 'no' });
  await officer.turns(() =>
    officer.page.locator('.govuk-button-group button[value=on]').click());
  await officer.page.waitForURL(/incident/);
  await officer.answer({ happened: t.quoted });
  await officer.turns(() =>
    officer.page.locator('.govuk-button-group button[value=later]').click());
  await officer.page.waitForURL(/brief$/);
  await officer.page.goBack();
  const at = officer.page.url();
  await officer.page.goto(at);
  lacks(await officer.page.locator('main form').innerText(), `${t.phrase} `,
    `${language}: what is quoted is not prompted`);
  await officer.answer({ happened: t.unquoted });
  await officer.turns(() =>
    officer.page.locator('.govuk-button-group button[value=on]').click());
  await officer.page.waitForURL(/children/);
  ok(true, `${language}: a prompt holds nothing up`);
  await officer.page.goto(at);
  ok(await officer.page.locator('.dg-notice q').count() > 0,
    `${language}: words to think again about are named`);
}

/* What is not urgent waits for a supervisor, who may give it back. */
async function held(house, language, officer, desk) {
  const sergeant = await house.visitor({ language,
    script: language === 'cy' });
  const surname = language === 'cy' ? 'Trahaearn' : 'Caradog';
  const on = '.govuk-button-group button[value=on]';

  await sergeant.signIn('mabli');
  await officer.go('/brief');
  await officer.press('main form:has([value=police_notice]) button');
  await officer.answer({ immediate_danger: 'no', urgency: 'soon',
    about_worker: 'no' });
  await officer.press(on);
  await officer.press(on);
  await officer.answer({ 'given_name.0': 'Mabon', 'family_name.0': surname });
  for (let i = 0; i < 5; i += 1) await officer.press(on);
  const at = officer.page.url();
  ok(await officer.page.locator('.dg-notice li').count() > 5,
    `${language}: what is not answered is asked for, and may be left`);
  await officer.press('main form button');
  contains(officer.page.url(), '/what-next', `${language}: it is handed in`);
  await desk.go('/inbox?sort=newest');
  lacks(await desk.text(), surname, `${language}: and waits`);
  await officer.page.goto(at);
  contains(officer.page.url(), '/what-next', `${language}: nothing can change`);

  await sergeant.go('/brief/team');
  await sergeant.press(`tbody a:has-text("Mabon ${surname}")`);
  contains(await sergeant.text(), 'Gethin Rhys Marlow',
    `${language}: whose it is`);
  await sergeant.press('main form[action$="/back"] button');
  ok(await sergeant.page.locator('#why_back').count() === 1,
    `${language}: given back only with a reason`);
  await sergeant.page.fill('#why_back', 'Dyddiad geni? Date of birth?');
  await sergeant.press('main form[action$="/back"] button');
  await officer.page.goto(at);
  contains(await officer.text(), 'Date of birth?',
    `${language}: the author reads why`);
  await officer.press('main form button');
  await sergeant.go('/brief/team');
  await sergeant.press(`tbody a:has-text("Mabon ${surname}")`);
  await sergeant.press('main form:not([action$="/back"]) button');
  contains(sergeant.page.url(), '/brief/team', `${language}: looked at`);
  ok(await sergeant.page.locator('[aria-labelledby=teams] td').count() > 0,
    `${language}: quality by team`);
  await desk.go('/inbox?sort=newest');
  contains(await desk.text(), surname, `${language}: now it is there`);
  await officer.go('/brief');
  ok(await officer.page.locator('a[href$="/what-next"]').count() > 0,
    `${language}: its author finds what it was good for`);
  await missing(sergeant, officer, language, surname);
  await sergeant.close();
}

/* A child is logged as missing: until there is a notice, a supervisor sees
   that there is none. */
async function missing(sergeant, officer, language, surname) {
  const on = '.govuk-button-group button[value=on]';

  await officer.go('/brief');
  await officer.press('main form:has([value=police_event]) button');
  await officer.answer({ event_kind: 'missing_episode',
    'logged_for-day': '1', 'logged_for-month': '3', 'logged_for-year': '2027',
    'logged_for-time': '20:00', occurrence: 'P-77' });
  await officer.press(on);
  if (officer.page.url().includes('/logged')) await officer.press(on);
  await officer.answer({ 'given_name.0': 'Nest', 'family_name.0': surname,
    'birth_date.0-day': '5', 'birth_date.0-month': '6',
    'birth_date.0-year': '2012' });
  await officer.press(on);
  await officer.press('main form button');
  await sergeant.go('/brief/team');
  const row = sergeant.page.locator('[aria-labelledby=lacking] tr',
    { hasText: `Nest ${surname}` });
  same(await row.count(), 1, `${language}: a missing child without a notice`);
  await sergeant.turns(() => row.locator('button').click());
  await sergeant.answer({ immediate_danger: 'yes', urgency: 'immediate',
    about_worker: 'no' });
  await sergeant.press(on);
  same(await sergeant.page.locator('[name=occurrence]').last().inputValue(),
    'P-77', `${language}: nothing is asked twice`);
  await sergeant.answer({ 'happened_at-day': '1', 'happened_at-month': '3',
    'happened_at-year': '2027', 'happened_at-time': '20:00' });
  await sergeant.press(on);
  same(await sergeant.page.locator('[name="family_name.0"]').last()
    .inputValue(), surname, `${language}: nor who it is`);
  for (let i = 0; i < 5; i += 1) await sergeant.press(on);
  await sergeant.press('main form button');
  await sergeant.go('/brief/team');
  same(await row.count(), 0, `${language}: now there is a notice`);
}

async function walk(house, language, script) {
  const officer = await house.visitor({ language, script });
  const desk = await house.visitor({ language, script });

  await officer.signIn('gethin');
  await desk.signIn('sioned');
  const hands = new Hands(officer);
  const reference = await notice(officer, hands, language, script);
  const sent = Date.now();
  const used = `${hands.pages} pages, ${hands.keys} keystrokes`;
  ok(hands.pages <= PAGES, `${language}: at most ${PAGES} pages: ${used}`);
  ok(hands.keys <= KEYS, `${language}: at most ${KEYS} keystrokes: ${used}`);
  const text = await officer.text();
  ok(/\d+ \/ \d+/.test(text), `${language}: its score stands on the page`);
  await received(desk, language, reference, sent);
  await wording(officer, language);
  await held(house, language, officer, desk);
  same(officer.complaints.concat(desk.complaints).join('; '), '',
    `${language}: no complaints`);
  await officer.close();
  await desk.close();
}

export default async function run() {
  const house = await House.open();
  try {
    for (const language of ['cy', 'en']) await looked(house, language);
    await walk(house, 'cy', true);
    await walk(house, 'en', false);
  } finally {
    await house.close();
  }
}
