/*
 * course -- how people go through forms, meetings and time: what the journey
 * through two years does again and again.
 */
import { same } from './tap.mjs';
import { sleep } from '../served.mjs';

const GO = 'main #form button[name=go][value=on]';
const SEND = 'main form button.govuk-button';

/* Chooses by words that are part of an option's own. */
export async function choose(v, name, words) {
  const option = v.page.locator(`main [name="${name}"] option`,
    { hasText: words });
  await v.page.selectOption(`main [name="${name}"]`,
    await option.first().getAttribute('value'));
}

/* Asks the agency, in the first list of a kind that offers it. */
export async function asks(v, words) {
  const list = v.page.locator('main select[name^="kind."]', {
    has: v.page.locator('option', { hasText: words }) }).first();
  await choose(v, await list.getAttribute('name'), words);
}

/* A date's three inputs. */
export function day(name, text) {
  const [year, month, d] = text.split('-').map(Number);
  return { [`${name}-day`]: String(d), [`${name}-month`]: String(month),
    [`${name}-year`]: String(year) };
}

/* The questions that nobody has answered and that a reason may answer. */
function unanswered() {
  const given = (e) => (e.type === 'radio' || e.type === 'checkbox'
    ? e.checked : e.type !== 'submit' && e.value !== '');
  const all = [...document.querySelectorAll('main #form [name]')];
  return all.filter((e) => e.name.endsWith('-why') && !given(e))
    .map((e) => e.name).filter((name) => {
      const base = name.slice(0, -4);
      return !all.some((e) => e.name !== name && given(e)
        && (e.name === base || e.name.startsWith(`${base}-`)
          || e.name.startsWith(`${base}:`)));
    });
}

async function reasons(v, why) {
  for (const name of await v.page.evaluate(unanswered)) {
    const put = v.page.locator(`main [name="${name}"]`);
    await put.evaluate((e) => {
      for (let d = e.closest('details'); d; d = d.parentElement
        .closest('details')) d.open = true;
    });
    if (await put.isVisible()) await put.fill(why);
  }
}

/* Answers part by part until there is nothing left but to check and send;
   choices: of lists whose options are known by their words. */
export async function fills(v, answers, choices = {}, why = '-') {
  for (let i = 0; i < 30; i += 1) {
    if (v.page.url().includes('/check-answers')) return;
    await v.answer(answers);
    for (const [name, words] of Object.entries(choices)) {
      if (await v.page.locator(`main [name="${name}"]`).count()) {
        await choose(v, name, words);
      }
    }
    await reasons(v, why);
    await v.press(GO);
  }
  throw new Error(`never ends: ${v.page.url()}\n${await v.faults()}`);
}

/* Records a form about a child, and about those who are ticked with it. */
export async function records(v, child, form, said) {
  await v.go(`${child}/record/${form}`);
  for (const one of said.together ?? []) {
    await v.page.getByLabel(one).check();
  }
  await v.press(SEND);
  await v.press('main ul.govuk-task-list a');
  for (let i = 0; i < (said.more ?? []).length; i += 1) {
    await v.press(`main button[name=add][value="${said.more[i]}"]`);
  }
  await fills(v, said.answers, said.choices);
  await v.press(SEND);
  same(await v.faults(), '', `${form} is recorded`);
}

/* Types into a meeting that sits, until nothing is missing, and closes it.
   Every agency is there, and of that view for the same reason. */
export async function holds(v, meeting, said) {
  await v.go(`${meeting}/live`);
  for (let i = 0; i < 3; i += 1) {
    await v.answer(said.answers);
    for (const [name, words] of Object.entries(said.choices ?? {})) {
      if (await v.page.locator(`main [name="${name}"]`).count()) {
        await choose(v, name, words);
      }
    }
    for (const yes of ['input[name^="attendance:"][value=yes]',
      `input[name^="views."][value=${said.view}]`]) {
      for (const one of await v.page.locator(`main #form ${yes}`).all()) {
        await one.check();
      }
    }
    for (const why of await v.page.locator(
      'main #form input[name^="views."][name$=view_why]').all()) {
      await why.fill(said.why);
    }
    if (i) await reasons(v, '-');
    await v.press('main #form button[name=go][value=main]');
  }
  await v.press('main #form button[name=go][value=close]');
  same(await v.faults(), '', 'the meeting is closed');
}

/* Where a step of the clock would lead, once that is another moment; null
   when it is none for so long. */
const LONG = 60000; /* milliseconds */
async function leads(v, step, before = null) {
  const put = v.page.locator(`form:has(input[value=${step}]) [name=said]`);
  for (const end = Date.now() + LONG; Date.now() < end;) {
    await v.go('/clock');
    const to = await put.count() ? await put.getAttribute('value') : before;
    if (to !== before) return to;
    await sleep(200);
  }
  return null;
}

/* Moves the clock: morning, working-day or month, so many times.  A busy
   server may say that it takes too long, and does it all the same, or not:
   it is asked again, which does nothing when it was done meanwhile. */
const AGAIN = 5;
export async function waits(v, step, times = 1) {
  for (let i = 0; i < times; i += 1) {
    const before = await leads(v, step);
    let moved = null;
    for (let n = 0; n < AGAIN && !moved; n += 1) {
      await v.press(`form:has(input[value=${step}]) button`);
      moved = await leads(v, step, before);
      if (!moved) console.log(`# asked again: ${await v.page.title()}`);
    }
    if (!moved) throw new Error(`the clock does not move: ${before}`);
  }
}

/* What is due for a child, in the words of its page. */
export async function dues(v, child) {
  await v.go(child);
  return (await v.page.locator('main .dg-notice, main .dg-notice ~ .dg-next')
    .allInnerTexts()).join('\n');
}

/* A check of the register, by name and birth date; the answer's headline. */
export async function checks(v, child) {
  await v.go('/check');
  const [year, month, d] = child.born.split('-');
  await v.answer({ given: child.given, family: child.family,
    'born-day': d, 'born-month': month, 'born-year': year });
  await v.page.check('#reason');
  await v.page.check('#urgency');
  await v.press('main form button[type=submit]');
  return (await v.page.locator('main h1').innerText()).trim();
}

/* ---- by keyboard alone ---- */

const focus = () => {
  const e = document.activeElement;
  return { name: e.name ?? '', value: e.value ?? '', type: e.type ?? '',
    href: e.getAttribute('href') ?? '', checked: e.checked === true,
    tag: e.tagName };
};

/* Tab by tab to what is wanted, and what has the focus then. */
export async function tabsTo(v, wanted, most = 400) {
  for (let i = 0; i < most; i += 1) {
    await v.page.keyboard.press('Tab');
    const at = await v.page.evaluate(focus);
    if (wanted(at)) return at;
  }
  throw new Error(`no key leads there: ${v.page.url()}`);
}

export async function entersBy(v, wanted) {
  await tabsTo(v, wanted);
  await v.turns(() => v.page.keyboard.press('Enter'));
}

/* One of several, by arrows from wherever the focus is. */
async function arrowsTo(v, at, value) {
  const { keyboard } = v.page;
  if (!at.checked) await keyboard.press('Space');
  for (let i = 0; i < 12; i += 1) {
    if ((await v.page.evaluate(focus)).value === value) return;
    await keyboard.press('ArrowDown');
  }
  throw new Error(`no arrow leads to ${at.name}: ${value}`);
}

async function putsIn(v, at, answer) {
  const { keyboard } = v.page;
  if (at.type === 'radio') await arrowsTo(v, at, answer);
  else if (at.type === 'checkbox') {
    if ([].concat(answer).includes(at.value) !== at.checked) {
      await keyboard.press('Space');
    }
  } else if (at.type === 'select-one') await keyboard.type(answer);
  else if (at.value !== answer) {
    await keyboard.press('Control+A');
    await keyboard.insertText(answer);
  }
}

/* Answers what it comes past, on the way to the button that saves it all and
   presses it.  of(name): the answer, or undefined. */
export async function typesByKeys(v, of, button) {
  const wanted = (at) => at.tag === 'BUTTON' && at.value === button;
  const done = new Set();
  const left = (at) => of(at.name) !== undefined
    && !done.has(at.type === 'checkbox' ? at.name + at.value : at.name);
  for (;;) {
    const at = await tabsTo(v, (a) => wanted(a) || left(a));
    if (wanted(at)) break;
    await putsIn(v, at, of(at.name));
    done.add(at.type === 'checkbox' ? at.name + at.value : at.name);
  }
  await v.turns(() => v.page.keyboard.press('Enter'));
}
