/*
 * Every page that the people of the tour can reach from their home, in both
 * languages: what a page must be, whoever reads it.  Pages are counted by
 * their pattern (ids left out), a few of each pattern for each person; axe
 * looks at each pattern once in each language.
 */
import { House } from '../house.mjs';
import { ok, same } from '../tap.mjs';

const PEOPLE = ['nurse', 'teacher', 'safeguarding_person', 'front_door',
  'manager', 'emergency_duty', 'officer', 'social_worker', 'custodian',
  'auditor', 'administrator'];
const PAGES = 25;       /* for one person */
const ALIKE = 2;        /* of one pattern, for one person */

/* The same for everybody: looked at as one person. */
const PLAIN = ['/help', '/accessibility', '/privacy', '/receipt/verify',
  '/sign-out', '/clock'];

/* Titles that are a name or a reference and so the same in both. */
const NAMED = /^\/(child|concern|reported|accounts|custody\/child)\/:id/;

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

/* On paper only what is said: no menus and nothing to press. */
async function printed(visitor) {
  await visitor.page.emulateMedia({ media: 'print' });
  const left = await visitor.page.evaluate(() =>
    [...document.querySelectorAll('nav, button, .govuk-button, '
      + '.dg-header__hide')]
      .filter((e) => e.getClientRects().length > 0)
      .map((e) => `${e.tagName}.${e.className}`).slice(0, 3));
  await visitor.page.emulateMedia({ media: 'screen' });
  return left;
}

/* The faults of one page in one language. */
async function judge(visitor, path, tried) {
  const faults = [];
  const answer = await visitor.page.goto(visitor.house.base + path);
  const type = answer.headers()['content-type'] ?? '';
  if (answer.status() !== 200) faults.push(`status ${answer.status()}`);
  if (!type.startsWith('text/html')) return { faults, links: [] };
  const is = await visitor.page.evaluate(look);
  const kind = pattern(path);
  if (is.lang !== visitor.language) faults.push(`lang is ${is.lang}`);
  if (is.h1 !== 1) faults.push(`${is.h1} first headings`);
  if (is.filled.length > 1) faults.push(`filled buttons: ${is.filled}`);
  if (kind !== '/hidden') {
    const there = path.replace(/^\/(en|cy)/, visitor.language === 'en'
      ? '/cy' : '/en');
    if (is.other !== there && is.other !== 'form') {
      faults.push(`the toggle leads to ${is.other}`);
    }
  }
  if (!tried.has(`${kind} ${visitor.language}`)) {
    tried.add(`${kind} ${visitor.language}`);
    faults.push(...await visitor.axe());
    const left = kind === '/hidden' ? [] : await printed(visitor);
    if (left.length) faults.push(`printed: ${left}`);
    await visitor.page.setViewportSize({ width: 320, height: 900 });
    const wide = await visitor.overflow();
    if (wide > 0) faults.push(`${wide} px too wide at 320`);
    await visitor.shoot(`page${kind.replace(/[^a-z]+/g, '-')}-`
      + `${visitor.language}-320`);
    await visitor.page.setViewportSize({ width: 1280, height: 900 });
    if (visitor.language === 'cy') {
      await visitor.shoot(`page${kind.replace(/[^a-z]+/g, '-')}-cy`);
    }
  }
  return { faults, ...is };
}

/* What stands in both languages word for word is not translated. */
function untranslated(en, cy) {
  const there = new Set(en.words);
  return [...new Set(cy.words.filter((w) => there.has(w)))];
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
    if (first.title && first.title === second.title && !NAMED.test(kind)) {
      second.faults.push(`titled in English: ${second.title}`);
    }
    if (first.words && second.words) {
      second.faults.push(...untranslated(first, second)
        .map((w) => `not translated: ${w.slice(0, 90)}`));
    }
    same(second.faults.join('; '), '', `${who}: cy ${kind}`);
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
    await v.close();
  }
  ok(count > 5, `${who}: ${count} pages`);
}

export default async function run() {
  const house = await House.open();
  const tried = new Set();
  try {
    for (const who of PEOPLE) await person(house, who, tried);
  } finally {
    await house.close();
  }
}
