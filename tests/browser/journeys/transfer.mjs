/*
 * A child moves to another authority: the worker records it and signs what is
 * theirs to sign; the other authority's custodian finds the same page, is
 * refused what is not theirs, and signs what is.  A school is told that there
 * is no such page.  In English with script, in Welsh without it at 320 pixels.
 */
import { House } from '../house.mjs';
import { contains, ok, same } from '../tap.mjs';

const words = {
  en: { none: 'No move to another authority', to: 'Glannau Coast',
    told: 'Agencies and custodians told', got: 'Information received',
    missing: 'Not yet', other: 'Only the other authority can sign this step',
    next: 'To be signed by' },
  cy: { none: 'Nid oes symud i awdurdod arall', to: 'Arfordir y Glannau',
    told: 'Dywedwyd wrth yr asiantaethau', got: 'Cafwyd yr wybodaeth',
    missing: 'Ddim eto', other: 'Yr awdurdod arall yn unig',
    next: 'I’w lofnodi gan' },
};

async function fits(v, what) {
  if (v.axes) same((await v.axe()).join('; '), '', `${what}: axe`);
  ok(await v.overflow() <= 0, `${what}: nothing scrolls sideways`);
  await v.shoot(`transfer-${what.replaceAll(' ', '-')}-${v.language}`);
}

/* From the link on the page of the transfer to the form's only part. */
async function begin(v, path, form) {
  await v.go(`${path}/transfer`);
  await v.press(`main a[href$="/record/${form}"]`);
  await v.press('main form button.govuk-button');
  await v.press('main ul.govuk-task-list a');
}

async function signs(v, path, step) {
  await begin(v, path, 'transfer_step');
  await v.part({ transfer_step: step, transfer_signed: 'H. Puw',
    transfer_note: '-' });
  await v.press('main form button.govuk-button');
}

/* The other authority's step is refused at once, and one of ours taken. */
async function refused(v, w, path) {
  await begin(v, path, 'transfer_step');
  await v.answer({ transfer_step: 'plan_handed_on', transfer_signed: 'H. Puw',
    transfer_note: '-' });
  await v.press('main #form button[name=go][value=on]');
  contains(await v.faults(), w.other, 'what is the other’s is refused');
  await fits(v, 'refused');
  await v.part({ transfer_step: 'papers_received' });
  await v.press('main form button.govuk-button');
}

async function moves(v, w, path) {
  await v.go(path);
  await v.press(`main a[href$="${path}/transfer"]`);
  contains(await v.text(), w.none, 'there is no move yet');
  await fits(v, 'none');
  const to = async () => v.page.locator('main [name=moved_to] option',
    { hasText: w.to }).getAttribute('value');
  await begin(v, path, 'child_moved');
  await v.part({ moved_to: await to(), 'moved_on-day': '1',
    'moved_on-month': '3', 'moved_on-year': '2027', 'moved_from-why': '-',
    move_kind: 'with_family', move_permanent: 'yes', 'move_told-why': '-' });
  await v.press('main form button.govuk-button');
  await v.go(`${path}/transfer`);
  const page = await v.text();
  contains(page, w.to, 'the page says where to, as an authority');
  contains(page, w.next, 'and who must sign next');
  await fits(v, 'begun');
}

async function journey(language, script) {
  const w = words[language];
  const house = await House.open();
  const as = async (login) => {
    const v = await house.visitor({ language, script,
      width: script ? 1280 : 320 });
    v.axes = script;
    return v.signIn(login);
  };
  try {
    const path = `/child/${house.tour('tour.child')}`;
    const worker = await as(house.login('tour.social_worker'));
    await moves(worker, w, path);
    await signs(worker, path, 'agencies_informed');
    await signs(worker, path, 'information_sent');
    const keeper = await as('ceinwen');
    await refused(keeper, w, path);
    await worker.go(`${path}/transfer`);
    const row = worker.page.locator('tr', { hasText: w.got });
    contains(await row.innerText(), 'Ceinwen', 'both see who signed');
    ok(!(await row.innerText()).includes(w.missing), 'and that it is done');
    contains(await worker.page.locator('tr', { hasText: w.told }).innerText(),
      '2027', 'and when');
    await fits(worker, 'half signed');
    const school = await as('mared');
    ok((await school.go(`${path}/transfer`)).status() >= 400,
      'a school has no such page');
    same(worker.complaints.concat(keeper.complaints).join(), '',
      'the browser does not complain');
  } finally {
    await house.close();
  }
}

export default async function run() {
  await journey('en', true);
  await journey('cy', false);
}
