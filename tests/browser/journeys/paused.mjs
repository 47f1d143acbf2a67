/*
 * A manager departs from the days of an enquiry, as in a covert one: what is
 * paused stands on the child's page, among the tasks and in the figures, and
 * goes on when the days count again.  In both languages, by turns with script
 * at full width and without it at 320 pixels.
 */
import { day, records } from '../course.mjs';
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';

const words = {
  en: { what: 'Initial conference', since: 'Paused since', paused: 'Paused' },
  cy: { what: 'Cynhadledd gychwynnol', since: 'Wedi’i oedi ers',
    paused: 'Wedi’i oedi' },
};

async function looks(v, path, name) {
  await v.go(path);
  if (v.axes) same((await v.axe()).join('; '), '', `${name}: axe`);
  ok(await v.overflow() <= 0, `${name}: nothing scrolls sideways`);
  await v.shoot(`paused-${name}-${v.language}`);
  return v.text();
}

/* The child whose conference is due this morning, from the worker's tasks. */
async function childOf(house) {
  const worker = await house.visitor({});
  await worker.signIn('owain');
  await worker.go('/tasks');
  const href = await worker.page.locator('main a:has-text("Nanw Beynon")')
    .first().getAttribute('href');
  return href.replace(/^\/(en|cy)/, '');
}

const decides = (v, child, departure, more = {}) =>
  records(v, child, 'timescale_departure', { answers: { departure,
    departure_why: 'Covert filming.', senior_manager: 'Alun Rees',
    kept_safe: 'On the ward, never alone.', ...more } });

async function journey(language, script) {
  const w = words[language];
  const house = await House.open();
  try {
    const child = await childOf(house);
    const v = await house.visitor({ language, script,
      width: script ? 1280 : 320 });
    v.axes = script;
    await v.signIn('gwen');
    lacks(await looks(v, child, 'before'), w.since, 'the days count');
    await decides(v, child, 'departs', day('review_on', '2027-03-12'));
    const page = await looks(v, child, 'child');
    contains(page, w.what, 'the conference is still there');
    contains(page, w.since, 'and that it is paused, since a day');
    const tasks = await looks(v, '/compliance/list?when=paused', 'list');
    contains(tasks, 'Nanw Beynon', 'the list has the child');
    contains(tasks, w.paused, 'as paused');
    contains(await looks(v, '/compliance', 'figures'), w.paused,
      'and the figures count it');
    const chair = await house.visitor({ language, script,
      width: script ? 1280 : 320 });
    chair.axes = script;
    await chair.signIn('heledd');
    await chair.go('/tasks');
    const last = await chair.page.locator('main a[rel=next]')
      .getAttribute('href');
    contains(await looks(chair, last.replace(/^\/(en|cy)/, ''), 'tasks'),
      w.paused, 'whoever chairs has it among the tasks, behind what has a day');
    await decides(v, child, 'resumes');
    lacks(await looks(v, child, 'after'), w.since, 'the days count again');
    same(v.complaints.join(), '', 'the browser does not complain');
  } finally {
    await house.close();
  }
}

export default async function run() {
  await journey('en', true);
  await journey('cy', false);
}
