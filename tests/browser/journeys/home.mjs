/*
 * Home by role: a worker sees which child is meant and by when, the social
 * worker the children allocated to them, and a teacher or a nurse no child
 * of anybody's.  In both languages, also narrow.
 */
import { House } from '../house.mjs';
import { contains, ok, same } from '../tap.mjs';

const words = { en: 'Your children',
  cy: 'Eich plant' };

function rows(v, where) {
  return v.page.locator(`${where} tbody tr`).allInnerTexts();
}

async function social(house, language, width) {
  const v = await house.visitor({ language, width, script: false });
  const login = house.login('tour.social_worker');
  await v.signIn(login);
  contains(await v.text(), words[language], `${language}: children are there`);
  const named = Number(house.ask('SELECT count(DISTINCT t.person) FROM tie t '
    + `JOIN account a ON a.id = t.whom WHERE a.login = '${login}' `
    + "AND t.means IN ('allocated', 'co_ordinator') "
    + 'AND t.until IS NULL'));
  const mine = await rows(v, '[aria-labelledby=mine]');
  ok(mine.length > 0 && mine.length <= named,
    `${language}: no more than are theirs`, `${mine.length} of ${named}`);
  same(await v.overflow(), 0, `${language}: fits ${width} pixels`);
  await v.shoot(`home-social-${language}-${width}`);
  await v.press('[aria-labelledby=mine] tbody a');
  contains(v.page.url(), '/child/', `${language}: and each leads to its page`);
  await v.close();
}

async function desk(house, language, width) {
  const v = await house.visitor({ language, width, script: false });
  await v.signIn(house.login('tour.front_door'));
  const due = await rows(v, '[aria-labelledby=needs]');
  ok(due.length > 0, `${language}: what is due is there`);
  for (const one of due) {
    ok(/\p{Lu}\p{L}+/u.test(one), `${language}: a child is named`, one);
  }
  ok(due.some((one) => /C-\d+/.test(one)),
    `${language}: and the reference of a concern`);
  await v.shoot(`home-desk-${language}-${width}`);
  await v.close();
}

async function others(house, who) {
  const v = await house.visitor({ script: false });
  await v.signIn(house.login(who));
  same(await v.page.locator('[aria-labelledby=mine]').count(), 0,
    `${who}: no child is allocated`);
  same((await rows(v, '[aria-labelledby=needs]')).length, 0,
    `${who}: and no deadline of a desk`);
  await v.close();
}

export default async function run() {
  const house = await House.open();
  try {
    await social(house, 'en', 1280);
    await social(house, 'cy', 320);
    await desk(house, 'cy', 1280);
    await desk(house, 'en', 320);
    await others(house, 'tour.nurse');
    await others(house, 'tour.teacher');
    await others(house, 'tour.administrator');
  } finally {
    await house.close();
  }
}
