/*
 * What is due for a team: a manager opens the figures and the lists that
 * they count; the reviewing officer, the head of service and the worker see
 * their own part, and a teacher nothing.  In both languages, by turns with
 * script at full width and without it at 320 pixels.
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';

const words = {
  en: { due: 'What is due', none: 'Nothing is due', late: 'Overdue' },
  cy: { due: 'Beth sy’n ddyledus', none: 'Nid oes dim', late: 'Hwyr' },
};

async function fits(v, what) {
  if (v.axes) same((await v.axe()).join('; '), '', `${what}: axe`);
  ok(await v.overflow() <= 0, `${what}: nothing scrolls sideways`);
  await v.shoot(`caseload-${what.replaceAll(' ', '-')}-${v.language}`);
}

async function worker(house, role, how) {
  const v = await house.visitor(how);
  v.axes = how.script;
  const login = house.ask('SELECT a.login FROM account a JOIN account_role r '
    + `ON r.account = a.id WHERE r.role = '${role}' ORDER BY a.login LIMIT 1`);
  return v.signIn(login);
}

/* All names in a list, over its pages. */
async function listed(v) {
  const names = [];
  for (;;) {
    names.push(...await v.page.locator('main tbody th a').allInnerTexts());
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

async function journey(language, script) {
  const w = words[language];
  const how = { language, script, width: script ? 1280 : 320 };
  const house = await House.open();
  try {
    const manager = await worker(house, 'team_manager', how);
    await figures(manager, w);
    for (const role of ['head_of_service', 'social_worker']) {
      const v = await worker(house, role, how);
      if (role === 'social_worker') await tasks(v);
      await v.go('/compliance');
      contains(await v.text(), w.late, `${role} sees what is late`);
    }
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
