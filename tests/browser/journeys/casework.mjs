/*
 * A social worker opens a child who is theirs, records a visit with the
 * child's own words, and sees that the page and its dates follow.  In both
 * languages, by turns with script at full width and without it at 320 pixels.
 */
import { House } from '../house.mjs';
import { contains, ok, same } from '../tap.mjs';

const words = {
  en: { record: 'Record', wrong: 'is missing', done: 'Recorded',
    met: 'Done by this', unseen: 'Not recorded', today: 'Today, ',
    visit: 'Visit to the child',
    said: 'I like it when Mam-gu stays.' },
  cy: { record: 'Cofnodi', wrong: 'ar goll', done: 'Wedi’i gofnodi',
    met: 'Wedi’i wneud gan hyn', unseen: 'Heb ei gofnodi',
    today: 'Heddiw, ', visit: 'Ymweliad â’r plentyn',
    said: 'Dw i’n hoffi pan mae Mam-gu yn aros.' },
};

async function fits(v, what) {
  if (v.axes) same((await v.axe()).join('; '), '', `${what}: axe`);
  ok(await v.overflow() <= 0, `${what}: nothing scrolls sideways`);
}

/* The child of the tour, who is the social worker's. */
function childOf(house) {
  return `/child/${house.tour('tour.child')}`;
}

/* All that is due for the child, as the page lists it. */
async function next(v) {
  return (await v.page.locator('main .dg-notice, main .dg-notice ~ .dg-next')
    .allInnerTexts()).join('\n');
}

/* What was recorded has changed the child's page. */
async function followed(v, w) {
  const head = await v.page.locator('.dg-ident').innerText();
  same(head.split(w.today).length, 3, 'seen and seen alone, today');
  ok(!(await next(v)).includes(w.visit), 'the visit is due no more');
  const voice = await v.page.locator('[aria-labelledby=voice]').innerText();
  contains(voice, w.said, 'the words stand as they were said');
  contains(voice, 'Trefnwyd dwy noson.', 'with what was done');
}

async function begin(v, path, w) {
  await v.go(path);
  const head = await v.page.locator('.dg-ident').innerText();
  same(head.split(w.unseen).length, 3, 'neither seen nor seen alone so far');
  contains(await next(v), w.visit, 'a visit is due');
  await v.press(`main a[href$="${path}/record"]`);
  contains(await v.text(), w.visit, 'a visit may be recorded');
  await fits(v, 'what may be recorded');
  await v.shoot(`casework-list-${v.language}`);
  await v.press('main a[href$="/record/visit"]');
  await fits(v, 'beginning');
  await v.shoot(`casework-begin-${v.language}`);
  await v.press('main form button.govuk-button');
  ok(v.page.url().includes('/casework/'), 'a draft is begun');
  await fits(v, 'the task list');
  await v.shoot(`casework-tasks-${v.language}`);
}

async function fill(v, w) {
  await v.press('main ul.govuk-task-list a');
  await v.part({ entry_refused: 'no', who_was_there: 'Mam-gu' });
  await fits(v, 'seeing the child');
  await v.part({ 'seen.0': 'yes', 'alone.0': 'yes', 'where.0': 'at_home',
    'bedroom.0': 'yes', 'baby.0-why': '-' });
  await v.answer({ 'own_words.0': w.said });
  await fits(v, 'the child’s words');
  await v.shoot(`casework-words-${v.language}`);
  await v.part({ 'own_words.0': w.said, 'words_language.0': v.language,
    'may_hear.0': 'conference', 'words_done.0': 'Trefnwyd dwy noson.',
    'told_back.0': 'yes' });
  contains(v.page.url(), '/check-answers', 'and then they are checked');
  contains(await v.text(), w.said, 'with the words as they were said');
  await fits(v, 'checking');
  await v.shoot(`casework-check-${v.language}`);
}

async function journey(language, script) {
  const w = words[language];
  const house = await House.open();
  try {
    const v = await house.visitor({ language, script,
      width: script ? 1280 : 320 });
    v.axes = script;
    await v.signIn(house.login('tour.social_worker'));
    const path = childOf(house);
    await begin(v, path, w);
    await fill(v, w);
    await v.press('main form button.govuk-button');
    contains(await v.text(), w.done, 'it says that it was recorded');
    contains(await v.text(), w.met, 'and which date it met');
    await fits(v, 'what it has done');
    await v.shoot(`casework-sent-${language}`);
    await v.press(`main a[href$="${path}"]`);
    await followed(v, w);
    await fits(v, 'the child’s page');
    await v.shoot(`casework-child-${language}`);
    if (process.env.SHOTS) {
      await v.page.screenshot({
        path: `${process.env.SHOTS}/casework-${language}.png` });
    }
    await v.press(`main a[href$="${path}/plan"]`);
    await fits(v, 'the plan');
    await v.shoot(`casework-plan-${language}`);
    same(v.complaints.join(), '', 'the browser does not complain');
  } finally {
    await house.close();
  }
}

export default async function run() {
  await journey('en', true);
  await journey('cy', false);
}
