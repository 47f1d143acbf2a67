/*
 * What is due for a team: a manager opens the figures and the lists that
 * they count; the reviewing officer, the head of service and the worker see
 * their own part, and a teacher nothing.  In both languages, by turns with
 * script at full width and without it at 320 pixels.
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';

const words = {
  en: { why: 'Say why', off: 'Switched off', strategy: 'Strategy discussion',
    choose: 'Choose at least one', allocated: 'Allocated worker', due: 'What is due', none: 'Nothing is due', late: 'Overdue' },
  cy: { why: 'Dywedwch pam', off: 'Wedi’i ddiffodd',
    strategy: 'Trafodaeth strategaeth', choose: 'Dewiswch o leiaf', allocated: 'Gweithiwr a neilltuwyd', due: 'Beth sy’n ddyledus', none: 'Nid oes dim', late: 'Hwyr' },
};

async function fits(v, what) {
  if (v.axes) same((await v.axe()).join('; '), '', `${what}: axe`);
  ok(await v.overflow() <= 0, `${what}: nothing scrolls sideways`);
  await v.shoot(`caseload-${what.replaceAll(' ', '-')}-${v.language}`);
}

async function worker(house, role, how, named = '') {
  const v = await house.visitor(how);
  v.axes = how.script;
  const login = named || house.ask('SELECT a.login FROM account a '
    + 'JOIN account_role r '
    + `ON r.account = a.id WHERE r.role = '${role}' ORDER BY a.login LIMIT 1`);
  return v.signIn(login);
}

/* All names in a list, over its pages. */
async function listed(v) {
  const names = [];
  for (;;) {
    names.push(...await v.page.locator('main tbody th > a').allInnerTexts());
    if (await v.page.locator('main a[rel=next]').count() === 0) return names;
    await v.press('main a[rel=next]');
  }
}

/* Every figure of a row opens a list of as many. */
async function figures(v, w) {
  await v.go('/compliance');
  contains(await v.text(), w.due, 'what is due has a page');
  await fits(v, 'due');
  const links = await v.page.locator('main .dg-strip a, main tbody tr:first-child a')
    .evaluateAll((all) => all.map((a) => ({
      href: new URL(a.href).pathname.slice(3) + new URL(a.href).search,
      n: Number(/\d+/.exec(a.innerText)[0]) })));
  ok(links.length > 3, 'there are figures');
  for (const link of links) {
    await v.go(link.href);
    same((await listed(v)).length, link.n, `the list has ${link.n}`);
  }
  await v.go(links[1].href);
  await fits(v, 'due-list');
}

/* The worker's tasks, all of them; home shows the first. */
async function tasks(v) {
  await v.go('/home');
  await fits(v, 'home');
  await v.press('main a[href$="/tasks"]');
  await fits(v, 'tasks');
  const n = Number(await v.page.locator('main .dg-strip b').first()
    .innerText());
  same((await listed(v)).length, n, `all ${n} tasks are there`);
}

/* The number beside a worker, in that column of the caseload. */
async function held(v, name) {
  await v.go('/caseload');
  return Number(/\d+/.exec(await v.page
    .locator(`main tbody tr:has(th:has-text("${name}")) td`).first()
    .innerText())[0]);
}

/* Every figure of the first worker opens a list of as many. */
async function opens(v) {
  const links = await v.page.locator('main tbody tr:first-child td a')
    .evaluateAll((all) => all.map((a) => ({
      href: new URL(a.href).pathname.slice(3) + new URL(a.href).search,
      n: Number(/\d+/.exec(a.innerText)[0]) })));
  ok(links.length > 1, 'the figures of a worker are links');
  for (const link of links) {
    await v.go(link.href);
    same((await listed(v)).length, link.n, `that list has ${link.n}`);
  }
  await v.go('/caseload');
}

/* Two children of the worker with the most go to another. */
async function give(v, house, w) {
  await v.go('/caseload');
  await fits(v, 'load');
  const names = await v.page.locator('main tbody th > a').allInnerTexts();
  await opens(v);
  const before = [await held(v, names[0]), await held(v, names[1])];
  await v.press(`main tbody th a:has-text("${names[0]}")`);
  await fits(v, 'load-children');
  await v.press('main form button[value=reallocation]');
  contains(await v.faults(), w.choose, 'nobody is given when nobody is chosen');
  const children = v.page.locator('main tbody input[name=child]');
  const by_concern = [];
  for (let i = 0; i < await children.count(); i += 1) {
    const row = v.page.locator('main tbody tr').nth(i);
    if ((await row.innerText()).includes(w.allocated)) by_concern.push(i);
  }
  for (const i of by_concern.slice(0, 2)) await children.nth(i).check();
  await v.press('main form button[value=reallocation]');
  await fits(v, 'load-form');
  await turns(v);
  await v.press('main #form button');
  ok(await v.faults() !== '', 'a change without a reason is not recorded');
  await fits(v, 'load-form-wrong');
  await v.page.selectOption('main [name=next_worker]',
    { label: (await v.page.locator('main [name=next_worker] option')
      .allInnerTexts()).find((t) => t.includes(names[1])) });
  await v.answer({ change_why: 'Salwch hir.', next_handover: 'Dau ymweliad.' });
  await v.press('main #form button');
  ok(v.page.url().includes('/caseload/'), 'and then the list again');
  const entries = Number(house.ask('SELECT COUNT(*) FROM entry '
    + "WHERE form = 'reallocation'"));
  ok(entries >= 2, 'each child has an entry of its own');
  house.twice += entries - 1; /* which say the same */
  ok(await held(v, names[0]) <= before[0], 'one has no more than before');
  ok(await held(v, names[1]) > before[1], 'the other has more');
}

/* What was chosen is still there in the other language, and back again. */
async function turns(v) {
  const picked = 'main #form input[type=hidden]:not([name=csrf])';
  const chosen = () => v.page.locator(picked).evaluateAll((all) =>
    all.map((i) => `${i.name}=${i.value}`).join());
  const before = await chosen();
  for (const to of v.language === 'cy' ? ['en', 'cy'] : ['cy', 'en']) {
    await v.press(`.dg-lang [lang=${to}]:is(a, button)`);
    same(await chosen(), before, `what is chosen is there still (${to})`);
  }
}

/* All of somebody's list at once: the co-ordinator is away.  Sent again it
   is said of nobody twice. */
async function giveAll(v, house, w) {
  await v.go('/caseload');
  const [who, cover] = await v.page.locator('main tbody th > a')
    .allInnerTexts();
  const n = await held(v, who);
  await v.press(`main tbody th a:has-text("${who}")`);
  contains(await v.page.locator('main label[for=all]').innerText(), `${n}`,
    'the choice says how many the list has');
  await v.page.check('#all');
  await v.press('main form button[value=co_ordinator_away]');
  await fits(v, 'load-all');
  await turns(v);
  await v.page.selectOption('main [name=covered_by]',
    { label: (await v.page.locator('main [name=covered_by] option')
      .allInnerTexts()).find((t) => t.includes(cover)) });
  await v.answer({ 'away_from-day': '1', 'away_from-month': '4',
    'away_from-year': '2027', cover_manager: 'Rheolwr y tîm.' });
  await v.press('main #form button');
  await fits(v, 'load-all-given');
  const named = await v.page.locator('main .dg-notice li').count();
  same(named, n, 'everybody of the list is named, given or not');
  house.twice += named;
}

/* A rule is switched off with a reason, and on again. */
async function signals(v, w) {
  await v.go('/signals');
  await fits(v, 'signals');
  const first = v.page.locator('main tbody tr').first();
  await first.locator('summary').click();
  await v.press('main tbody tr:first-child details button');
  contains(await v.faults(), w.why, 'not without a reason');
  await fits(v, 'signals-wrong');
  await v.page.locator('main tbody tr:first-child input[name=reason]')
    .fill('Dim ond sŵn yma.');
  await v.press('main tbody tr:first-child details button');
  contains(await first.innerText(), w.off, 'and then it says that it is off');
  contains(await first.innerText(), 'Dim ond sŵn yma.', 'and why');
  await v.press('main tbody tr:first-child form button');
  lacks(await first.innerText(), w.off, 'and on again');
  await openFigures(v);
}

/* Each figure leads to a list of as many. */
async function openFigures(v) {
  const links = v.page.locator('main a[href*="/signals/"]');
  const hrefs = await links.evaluateAll((all) => all.map((a) =>
    [a.getAttribute('href'), a.closest('td, li').textContent]));
  ok(hrefs.length > 3, 'there are figures that lead on');
  const counted = hrefs.map(([href, text]) => [href, /\d+/.exec(text)[0]])
    .filter(([, figure]) => figure !== '0');
  for (const [href, figure] of counted.slice(0, 6)) {
    await v.go(href.replace(/^\/(cy|en)/, ''));
    const said = await v.page.locator('.dg-pages p').first().innerText();
    same(/(\d+)\D*$/.exec(said)[1], figure, `the list of ${href}`);
    await fits(v, 'signals-list');
  }
  await v.shoot(`signals-list-${v.language}`);
}

/* The night begins a strategy discussion about a child whose concern waits
   at the desk that it stands in for. */
async function night(v, w) {
  await v.go('/inbox');
  await v.press('main tbody th a');
  await v.press('main a[href*="/child/p"]');
  await v.press('main a[href$="/record"]');
  contains(await v.text(), w.strategy, 'a strategy discussion may be begun');
  await fits(v, 'night');
  await v.press('main a[href$="/record/strategy_discussion"]');
  await v.press('main form button.govuk-button');
  ok(v.page.url().includes('/casework/'), 'and it is');
}

/* Sealed, a child of the worker's whom nothing hid before is in no figure and
 * in no list. */
async function sealed(house, v) {
  const child = async () => {
    await v.go('/compliance');
    return Number(await v.page.locator('main .dg-strip a').first()
      .innerText());
  };
  const before = await child();
  const source = house.ask('SELECT hex(s.source) FROM source_person s JOIN '
    + 'clock_row c ON c.person = s.person JOIN tie t ON t.person = c.person '
    + 'JOIN account a ON a.id = t.whom WHERE '
    + `a.login = '${v.login}' AND c.state = 'open' AND t.until IS NULL AND `
    + 'NOT EXISTS (SELECT 1 FROM label l JOIN source_person o '
    + 'ON o.source = l.source WHERE o.person = s.person) AND '
    + "t.means = 'co_ordinator' ORDER BY 1 LIMIT 1");
  const id = house.name ? `decode('${source}', 'hex')` : `x'${source}'`;
  house.tell('INSERT INTO label (source, label, set_by, since, reason) '
    + `SELECT ${id}, 'sealed', id, 0, '-' FROM account LIMIT 1`);
  same(await child(), before - 1, 'a sealed child is not counted');
  house.tell(`DELETE FROM label WHERE source = ${id}`); // behind the rebuild
}

async function journey(language, script) {
  const w = words[language];
  const how = { language, script, width: script ? 1280 : 320 };
  const house = await House.open();
  try {
    const manager = await worker(house, 'team_manager', how);
    await figures(manager, w);
    await give(manager, house, w);
    await giveAll(manager, house, w);
    for (const role of ['head_of_service', 'social_worker']) {
      const v = await worker(house, role, how);
      if (role === 'social_worker') await tasks(v);
      await v.go('/compliance');
      contains(await v.text(), w.late, `${role} sees what is late`);
    }
    const head = await worker(house, 'head_of_service', how);
    await signals(head, w);
    await night(await worker(house, 'emergency_duty_worker', how), w);
    await sealed(house, await worker(house, '', how, 'beca'));
    const teacher = await worker(house, 'practitioner', how);
    const answer = await teacher.go('/compliance');
    same(answer.status(), 403, 'a teacher does not');
    lacks(await teacher.text(), w.late, 'nor any of it');
    same(manager.complaints.join(), '', 'the browser does not complain');
  } finally {
    await house.close();
  }
}

export default async function run() {
  await journey('en', true);
  await journey('cy', false);
}
