/*
 * Every page that the people of the tour can reach from their home, in both
 * languages: what a page must be, whoever reads it.  Pages are counted by
 * their pattern (ids left out), a few of each pattern for each person.  Every
 * page is made narrow and put on paper; axe looks at each pattern once in
 * each language, and each is read once more without script.  At the end a
 * page is spoiled in each of these ways, and every spoiling must be found.
 */
import { House } from '../house.mjs';
import { contains, ok, same } from '../tap.mjs';

const PEOPLE = ['nurse', 'teacher', 'safeguarding_person', 'front_door',
  'manager', 'emergency_duty', 'officer', 'social_worker', 'custodian',
  'auditor', 'administrator', 'minute_taker'];
const PAGES = 25;       /* for one person */
const ALIKE = 2;        /* of one pattern, for one person */
const WEIGHT = 100_000; /* bytes of a page, not compressed, without styles */

/* The same for everybody: looked at as one person. */
const PLAIN = ['/help', '/accessibility', '/privacy', '/receipt/verify',
  '/sign-out', '/clock', '/password'];

/* Titles that are a name or a reference and so the same in both. */
const NAMED = new RegExp('^/((child|concern|reported|accounts|agencies'
  + '|custody/child)/:id|compliance/attendance[?]agency)');

function pattern(path) {
  const url = new URL(path, 'http://x');
  const keys = [...url.searchParams.keys()].sort().join('&');
  return url.pathname.replace(/^\/(en|cy)/, '')
    .replace(/\/[a-z][0-9a-hjkmnp-tv-z]{26}(?=\/|$)/g, '/:id')
    .replace(/\/\d+(?=\/|$)/g, '/:n') + (keys ? `?${keys}` : '');
}

/* Everything that one look at a page can tell. */
function look() {
  const seen = (e) => e.getClientRects().length > 0;
  const filled = [...document.querySelectorAll('.govuk-button')].filter((b) =>
    seen(b) && !b.classList.contains('govuk-button--secondary')
    && !b.classList.contains('govuk-button--warning'));
  const other = document.querySelector('.dg-lang a, .dg-lang button[name]');
  const mine = [];
  const walk = document.createTreeWalker(document.body,
    NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const words = walk.currentNode.data.replace(/\s+/g, ' ').trim();
    const at = walk.currentNode.parentElement;
    if (/(^|[^-\p{L}])\p{Ll}\p{L}*( \p{Ll}\p{L}*)/u.test(words)
      && at.closest('[lang]') === document.documentElement
      && !at.closest('textarea, script, pre')) mine.push(words);
  }
  return {
    lang: document.documentElement.lang,
    title: document.title,
    h1: document.querySelectorAll('h1').length,
    filled: filled.map((b) => b.innerText),
    other: other?.getAttribute('href') ?? (other ? 'form' : null),
    links: [...document.querySelectorAll('a[href^="/"]')]
      .filter((a) => !a.hasAttribute('download') && !a.closest('.dg-lang'))
      .map((a) => a.getAttribute('href').replace(/#.*/, '')),
    words: mine,
  };
}

/* The faults of one page in one language. */
async function judge(visitor, path, tried) {
  const faults = [];
  const answer = await visitor.page.goto(visitor.house.base + path);
  const type = answer.headers()['content-type'] ?? '';
  if (answer.status() !== 200) faults.push(`status ${answer.status()} at ${path}`);
  if (!type.startsWith('text/html')) return { faults, links: [] };
  const weight = (await answer.body()).length;
  if (weight > WEIGHT) faults.push(`${weight} bytes`);
  const is = await visitor.page.evaluate(look);
  const kind = pattern(path);
  if (is.lang !== visitor.language) faults.push(`lang is ${is.lang}`);
  if (is.h1 !== 1) faults.push(`${is.h1} first headings`);
  if (is.filled.length > 1) faults.push(`filled buttons: ${is.filled}`);
  if (!kind.startsWith('/hidden')) {
    const there = path.replace(/^\/(en|cy)/, visitor.language === 'en'
      ? '/cy' : '/en');
    if (is.other !== there && is.other !== 'form') {
      faults.push(`the toggle leads to ${is.other}`);
    }
  }
  const left = kind.startsWith('/hidden') ? [] : await visitor.printed();
  if (left.length) faults.push(`printed: ${left}`);
  await visitor.page.setViewportSize({ width: 320, height: 900 });
  const wide = await visitor.overflow();
  if (wide > 0) faults.push(`${wide} px too wide at 320`);
  const name = `page${kind.replace(/[^a-z]+/g, '-')}-${visitor.language}`;
  const first = !tried.has(`${kind} ${visitor.language}`);
  if (first) await visitor.shoot(`${name}-320`);
  await visitor.page.setViewportSize({ width: 1280, height: 900 });
  if (first) {
    tried.add(`${kind} ${visitor.language}`);
    faults.push(...await visitor.axe());
    await visitor.shoot(name);
    faults.push(...await scriptless(visitor, path));
  }
  return { faults, ...is };
}

/* What can be read and used on a page, one line for each. */
function offers() {
  const seen = (e) => e.getClientRects().length > 0;
  return [...document.querySelectorAll('h1, h2, a[href], button, input, '
    + 'select, textarea, summary')].filter(seen)
    .map((e) => `${e.tagName} ${e.innerText || e.name || e.value || ''}`
      .replace(/\s+/g, ' ').trim());
}

/* The same page to somebody whose browser runs no script: nothing that
   another could read or press is missing.  A list that grows with every look
   (the ledger) may have moved on in between: what is missing must still be
   there when the page is asked for once more. */
async function scriptless(visitor, path) {
  const { page } = visitor;
  const shown = await page.evaluate(offers);
  visitor.bare ??= await visitor.twin({ script: false });
  await visitor.bare.page.goto(visitor.house.base + path);
  const bare = new Set(await visitor.bare.page.evaluate(offers));
  const missing = shown.filter((line) => !bare.has(line));
  if (!missing.length) return [];
  await page.goto(visitor.house.base + path);
  const still = new Set(await page.evaluate(offers));
  return missing.filter((line) => still.has(line)).slice(0, 3)
    .map((line) => `without script there is no: ${line}`);
}

/* What stands in both languages word for word is not translated. */
function untranslated(en, cy) {
  const there = new Set(en.words);
  return [...new Set(cy.words.filter((w) => there.has(w)))];
}

/* The faults of the Welsh page, with the English one beside it. */
function compared(en, cy, kind) {
  const faults = [...cy.faults];
  if (en.title && en.title === cy.title && !NAMED.test(kind)) {
    faults.push(`titled in English: ${cy.title}`);
  }
  if (en.words && cy.words) {
    faults.push(...untranslated(en, cy)
      .map((w) => `not translated: ${w.slice(0, 90)}`));
  }
  return faults;
}

async function person(house, who, tried) {
  const en = await house.visitor();
  const cy = await house.visitor({ language: 'cy' });
  const login = house.login(`tour.${who}`);
  await Promise.all([en.signIn(login), cy.signIn(login)]);
  const queue = ['/en/home'];
  const seen = new Set(queue);
  const alike = new Map();
  let count = 0;
  while (queue.length && count < PAGES) {
    const path = queue.shift();
    const kind = pattern(path);
    alike.set(kind, (alike.get(kind) ?? 0) + 1);
    if (alike.get(kind) > ALIKE) continue;
    if (PLAIN.includes(kind) && tried.has(`${kind} en`)) continue;
    count += 1;
    const [first, second] = await Promise.all([judge(en, path, tried),
      judge(cy, path.replace('/en', '/cy'), tried)]);
    same(first.faults.join('; '), '', `${who}: en ${kind}`);
    same(compared(first, second, kind).join('; '), '', `${who}: cy ${kind}`);
    for (const link of first.links) {
      const plain = link.replace(/^\/cy/, '/en');
      if (!seen.has(plain) && plain.startsWith('/en/')) {
        seen.add(plain);
        queue.push(plain);
      }
    }
  }
  for (const v of [en, cy]) {
    same(v.complaints.join('; '), '',
      `${who}: the browser is silent in ${v.language}`);
    await v.bare?.close();
    await v.close();
  }
  ok(count > 5, `${who}: ${count} pages`);
}

/* --- the control: what is wrong must be found ----------------------------- */

/* Each puts one thing wrong into the Welsh page, and what is said of it. */
const spoilings = [
  ['an English sentence', 'not translated', (page, other) =>
    page.replace('</main>', `${/<p[^>]*>[^<]{40,}<\/p>/.exec(other)[0]}$&`)],
  ['an English title', 'titled in English', (page, other) =>
    page.replace(/<title>.*?<\/title>/, /<title>.*?<\/title>/.exec(other)[0])],
  ['a field without a name', 'label', (page) =>
    page.replace('</main>', '<input type="text">$&')],
  ['pale words', 'color-contrast', (page) =>
    page.replace('</main>', '<p style="color:#ddd">Hylô yno</p>$&')],
  ['something wide', 'too wide at 320', (page) =>
    page.replace('</main>', '<div style="width:600px">llydan</div>$&')],
  ['a button on paper', 'printed', (page) =>
    page.replace('</main>', '<nav class="govuk-body" style="display:block '
      + '!important" aria-label="arall">dewislen</nav>$&')],
  ['an address on paper', 'printed: A', (page) =>
    page.replace('</head>', '<style>@media print{main a.x.x::after{'
      + 'content:"(/cy/x)" !important}}</style>$&').replace('</main>',
      '<p><a class="x" href="/cy/home">Hafan</a></p>$&')],
  ['words that only script shows', 'without script', (page) =>
    page.replace('</main>', '<noscript><style>#late{display:none}</style>'
      + '</noscript><h2 id="late">Yn hwyr</h2>$&')],
  ['two next steps', 'filled buttons', (page) =>
    page.replace('</main>', '<button class="govuk-button">Un</button>'
      + '<button class="govuk-button">Dau</button>$&')],
  ['no heading', 'first headings', (page) =>
    page.replace(/<(\/?)h1/g, '<$1p')],
  ['the wrong language', 'lang is', (page) =>
    page.replace('<html lang="cy"', '<html lang="en"')],
  ['a heavy page', ' bytes', (page) =>
    page.replace('</main>', `<!-- ${'x'.repeat(WEIGHT)} -->$&`)],
  ['a toggle that leads away', 'toggle leads', (page) =>
    page.replaceAll('href="/en/help"', 'href="/en/home"')],
];

/* Faults of the help pages while the Welsh one is spoiled. */
async function spoiled(en, cy, spoil) {
  const pages = `${en.house.base}/cy/help`;
  const other = await (await en.page.request.get(en.url('/help'))).text();
  const through = async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ status: 200, contentType: 'text/html',
      body: spoil(await answer.text(), other) });
  };
  cy.bare ??= await cy.twin({ script: false });
  for (const v of [cy, cy.bare]) await v.page.route(pages, through);
  const [first, second] = [await judge(en, '/en/help', new Set()),
    await judge(cy, '/cy/help', new Set())];
  for (const v of [cy, cy.bare]) await v.page.unroute(pages);
  return compared(first, second, '/help').join('; ');
}

async function control(house) {
  const en = await house.visitor();
  const cy = await house.visitor({ language: 'cy' });
  same(await spoiled(en, cy, (page) => page), '', 'control: nothing is wrong');
  for (const [what, fault, spoil] of spoilings) {
    contains(await spoiled(en, cy, spoil), fault, `control: ${what} is found`);
  }
  for (const v of [en, cy]) {
    await v.bare?.close();
    await v.close();
  }
}

export default async function run() {
  const house = await House.open();
  const tried = new Set();
  try {
    for (const who of PEOPLE) await person(house, who, tried);
    await control(house);
  } finally {
    await house.close();
  }
}
