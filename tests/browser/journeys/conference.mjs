/*
 * A conference about three siblings, with nine agencies, typed into from two
 * browsers at once: whatever either of them showed as saved is there in the
 * end, and where both typed into one field, both texts stand side by side
 * with who typed them.  In English with script, where each field is saved by
 * itself; in Welsh without it at 320 pixels, where the page is sent.
 */
import { House } from '../house.mjs';
import { ok, same } from '../tap.mjs';

const AGENCIES = 9;
const SEND = 'main #form button.govuk-button:not([name])';

async function somebody(house, language, script, login) {
  const v = await house.visitor({ language, script,
    width: script ? 1280 : 320 });
  v.script = script;
  await v.signIn(login);
  return v;
}

/* A child of a family of three, and who works with them. */
function oneOfThree(house) {
  const digits = '0123456789abcdefghjkmnpqrstvwxyz';
  const [login, hex] = house.ask(
    "SELECT a.login || ' ' || max(hex(p.person)) FROM entry e "
    + 'JOIN entry_about b ON b.entry = e.id '
    + 'JOIN source_person p ON p.source = b.source '
    + 'JOIN tie t ON t.person = p.person JOIN account a ON a.id = t.whom '
    + "JOIN account_role r ON r.account = a.id AND r.role = 'social_worker' "
    + 'WHERE NOT EXISTS (SELECT 1 FROM label l WHERE l.source = b.source) '
    + "AND t.means = 'allocated' AND t.until IS NULL "
    + "AND e.form = 'concern' GROUP BY e.id, a.login "
    + 'HAVING count(DISTINCT p.person) = 3 ORDER BY 1 LIMIT 1').split(' ');
  let n = BigInt(`0x${hex}`);
  let text = '';
  for (let i = 0; i < 26; i += 1) {
    text = digits[Number(n % 32n)] + text;
    n /= 32n;
  }
  return { login, child: `/child/p${text}` };
}

/* The other two are in it, and nine agencies are asked. */
async function calls(v, child) {
  await v.go(`${child}/meetings`);
  const form = 'main form[action$="/meetings/meeting_called"]';
  const others = v.page.locator(`${form} [name=with]`);
  same(await others.count(), 2, 'both siblings are offered');
  for (const one of await others.all()) await one.check();
  await v.press(`${form} button`);
  await v.answer({ called_type: 'called_initial', 'called_at-day': '12',
    'called_at-month': '3', 'called_at-year': '2027',
    'called_at-time': '10:00', called_format: 'both_ways',
    meeting_language: v.language });
  await v.page.selectOption('main [name=chair]',
    { label: await v.page.locator('main [name=chair] option',
      { hasText: 'Heledd' }).innerText() });
  let asked = await v.page.locator('main [name^="ask."]:checked').count();
  const before = new Map();
  for (const one of await v.page.locator('main [name^="kind."]').all()) {
    const options = await one.locator('option').allInnerTexts();
    const key = options.join();
    before.set(key, (before.get(key) ?? 0) + 1);
    if (asked < AGENCIES && before.get(key) < options.length) {
      await one.selectOption({ index: before.get(key) });
      asked += 1;
    }
  }
  await v.press(SEND);
  same(await v.page.locator('[aria-labelledby=asked] tbody tr').count(),
    AGENCIES, 'nine agencies are asked');
  return new URL(v.page.url()).pathname.slice(3);
}

/* Types, and waits until the page says that it is saved; whether another
   text was there already. */
async function types(v, name, text) {
  await v.answer({ [name]: text });
  if (!v.script) {
    await v.press('main #form button[name=go][value=main]');
    return v.page.url().endsWith('#clashes');
  }
  const kept = v.page.waitForResponse((r) => r.url().endsWith('/save-field')
    && new URLSearchParams(r.request().postData()).get('field') === name);
  await v.page.locator('main h1').click();
  const status = (await kept).status();
  ok([200, 409].includes(status), `${name} is kept`, status);
  return status === 409;
}

/* Every field for words, in the page's order. */
async function fields(v) {
  return v.page.locator('main #form :is(textarea, input[type=text])')
    .evaluateAll((all) => all.map((e) => e.name).filter((name) =>
      /view_why$|name_there$|^childs_views|^decision_why/.test(name)));
}

/* Two at once: of every three fields one is typed into by both. */
async function together(worker, chair, names) {
  const saved = new Map();
  const both = [];
  const one = async (v, who, name, i) => {
    const text = `${who} ${i} – ŵ ŷ “${name.length}”`;
    await types(v, name, text);
    saved.set(name, [...(saved.get(name) ?? []), text]);
  };
  for (let i = 0; i + 2 < names.length; i += 3) {
    await Promise.all([one(worker, 'Owain', names[i], i),
      one(chair, 'Heledd', names[i + 1], i)]);
    await Promise.all([one(worker, 'Owain', names[i + 2], i),
      one(chair, 'Heledd', names[i + 2], i)]);
    both.push(names[i + 2]);
  }
  return { saved, both };
}

/* Somebody who opens the page anew finds all of it. */
async function finds(v, meeting, { saved, both }) {
  await v.go(`${meeting}/live`);
  const values = await v.page.locator('main #form :is(textarea, input)')
    .evaluateAll((all) => all.map((e) => [e.name, e.value]));
  const counts = new Map(values);
  let lost = 0;
  for (const [name, texts] of saved) {
    const beside = await v.page
      .locator(`main label[for^="choose.${name}-"]`).allInnerTexts();
    for (const text of texts) {
      const there = counts.get(name) === text
        || beside.some((said) => said.includes(text));
      if (!there) lost += 1;
    }
    if (!both.includes(name)) continue;
    same(beside.length, 2, `${name}: both texts stand side by side`);
    ok(/Owain/.test(beside.join()) && /Heledd/.test(beside.join()),
      'each with who typed it');
  }
  ok(saved.size > 2 * AGENCIES, `${saved.size} fields were typed into`);
  same(lost, 0, 'nothing that was shown as saved is lost');
  same(await v.page.locator('#clashes fieldset').count(), both.length,
    'and nothing else stands twice');
}

/* The chair chooses, whoever typed it; the other text is gone from the page. */
async function chooses(v, { both }) {
  for (const name of both) {
    await v.page.locator(`main [name="choose.${name}"]`).last().check();
  }
  await v.press('main #form button[name=go][value=clashes]');
  same(await v.page.locator('#clashes').count(), 0, 'one of each is chosen');
}

/* ---- what is not typed: choices, days, and rows that come and go ---- */

/* Answers without typing; the page sends it by itself, or is sent. */
async function marks(v, name, answers) {
  const kept = v.script && v.page.waitForResponse((r) =>
    r.url().endsWith('/save-field')
    && new URLSearchParams(r.request().postData()).get('field')
      .startsWith(name));
  await v.answer(answers);
  if (!v.script) {
    await v.press('main #form button[name=go][value=main]');
    return;
  }
  await v.page.locator('main h1').click();
  const status = (await kept).status();
  ok([200, 409].includes(status), `${name} is kept`, status);
}

const dayOf = (name, date) => Object.fromEntries(['day', 'month', 'year']
  .map((part, i) => [`${name}-${part}`, String(date[i])]));

/* Both answer one question at once, each otherwise: both stand. */
async function differ(worker, chair, third, name, [one, other], said) {
  await Promise.all([marks(worker, name, one), marks(chair, name, other)]);
  await third.page.reload();
  const beside = await third.page
    .locator(`main label[for^="choose.${name}"]`).allInnerTexts();
  for (const text of [...said, 'Heledd']) {
    ok(beside.join().includes(text), `${name}: ${text} stands there`,
      beside.join());
  }
}

const rowsOf = (v) => v.page
  .locator('main #form [name^="attendance:"][name$=":name_there"]')
  .evaluateAll((all) => all.map((e) => [e.name, e.value]));

/* Rows keep their numbers: what is typed into one stays in that one. */
async function rows(worker, chair, third, meeting) {
  const add = 'main #form button[name=add][value=attendance]';
  const before = (await rowsOf(third)).length;
  await Promise.all([worker.press(add), chair.press(add)]);
  await third.go(`${meeting}/live`);
  const both = await rowsOf(third);
  same(both.length, before + 2, 'each adds a row, and both are there');
  await worker.go(`${meeting}/live`);
  await chair.go(`${meeting}/live`);
  const [gone, , stays] = both.slice(-3).map(([name]) => name);
  const drop = `main #form button[name=remove][value="attendance:${
    gone.split(':')[1]}"]`;
  await Promise.all([worker.press(drop),
    types(chair, stays, 'Typed while a row before it went')]);
  await third.go(`${meeting}/live`);
  const after = new Map(await rowsOf(third));
  same(after.get(stays), 'Typed while a row before it went',
    'what was typed stands in its row');
  ok(!after.has(gone), 'and the row that was taken out is gone');
  for (const [name, value] of both) {
    if (name !== gone && name !== stays) {
      same(after.get(name), value, `${name} is as it was`);
    }
  }
}

async function notTyped(worker, chair, third, meeting) {
  for (const v of [worker, chair, third]) await v.go(`${meeting}/live`);
  await rows(worker, chair, third, meeting);
  for (const v of [worker, chair, third]) await v.go(`${meeting}/live`);
  await differ(worker, chair, third, 'quorate',
    [{ quorate: 'yes' }, { quorate: 'no' }], []);
  for (const v of [worker, chair]) await v.go(`${meeting}/live`);
  await differ(worker, chair, third, 'held_at',
    [dayOf('held_at', [10, 2, 2027]), dayOf('held_at', [17, 2, 2027])],
    ['10', '17']);
}

async function journey(language, script) {
  const house = await House.open({ people: 900 }); /* families of three */
  const as = (login) => somebody(house, language, script, login);
  try {
    const { login, child } = oneOfThree(house);
    const worker = await as(login);
    const meeting = await calls(worker, child);
    await worker.go(meeting);
    await worker.press(`main form[action$="${meeting}/begin"] button`);
    const chair = await as('heledd');
    await chair.go(`${meeting}/live`);
    const names = await fields(chair);
    const typed = await together(worker, chair, names.slice(0, 30));
    const third = await worker.twin({ script: true });
    await finds(third, meeting, typed);
    if (process.env.SHOTS) {
      await third.page.screenshot({
        path: `${process.env.SHOTS}/conference-${language}.png` });
    }
    await chair.go(`${meeting}/live`);
    await chooses(chair, typed);
    await notTyped(worker, chair, third, meeting);
    same(worker.complaints.concat(chair.complaints).join(), '',
      'the browsers do not complain');
  } finally {
    await house.close();
  }
}

export default async function run() {
  await journey('en', true);
  await journey('cy', false);
}
