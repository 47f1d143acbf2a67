/*
 * A nurse checks the register at seven minutes past three: the four answers,
 * in both languages, with script and without, wide and narrow (S1, S2, S6).
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';

const words = {
  en: {
    on: 'On the register', none: 'Not found on the register',
    alike: 'Names alike: must be checked', ring: 'Ring the duty line',
    proof: 'This does not prove that the child is safe.',
    varied: 'You have asked this in many ways within the last hour.',
  },
  cy: {
    on: 'Ar y Gofrestr', none: 'Heb ddod o hyd i’r enw ar y Gofrestr',
    alike: 'Enwau tebyg: rhaid gwirio', ring: 'Ffoniwch y llinell ddyletswydd',
    proof: 'Nid yw hyn yn profi bod y plentyn yn ddiogel.',
    varied: 'Rydych wedi gofyn yr un cwestiwn mewn sawl ffordd yn yr awr',
  },
};

async function ask(nurse, question) {
  const [nhs, given, family, born] = question;
  const [year, month, day] = born.split('-');
  const { page } = nurse;
  await nurse.go('/check');
  await page.fill('#nhs', nhs);
  if (given || family) {
    await page.locator('details summary').click();
    await page.fill('#given', given);
    await page.fill('#family', family);
  }
  await page.fill('#born-year', year);
  if (month) await page.fill('#born-month', month);
  if (day) await page.fill('#born-day', day);
  await page.check('#reason');
  await page.check('#urgency');
  await nurse.press('main form button[type=submit]');
  return nurse.text();
}

async function four(house, language, script, width) {
  const nurse = await house.visitor({ script, width, language });
  const how = `${language}, ${width}px, ${script ? 'script' : 'no script'}`;
  await nurse.signIn(house.login('tour.nurse'));
  for (const answer of ['on', 'none', 'alike', 'ring']) {
    const text = await ask(nurse, house.question(answer));
    same((await nurse.page.locator('h1').innerText()).trim(),
      words[language][answer], `the check answers "${answer}" (${how})`);
    ok(/[0-9A-Z]{4}-[0-9A-Z]{4}/.test(text), `${answer}: a receipt (${how})`);
    if (answer === 'none') {
      contains(text, words[language].proof, `${answer}: no proof (${how})`);
    }
    ok(await nurse.overflow() <= 0, `${answer}: fits the window (${how})`);
    ok(await nurse.cut() === 0, `${answer}: no table is cut off (${how})`);
    if (script && width > 1000) {
      const wrong = await nurse.axe();
      same(wrong.join('; '), '', `${answer}: axe finds nothing (${how})`);
    }
    await nurse.shoot(`check-${answer}-${language}-${width}`);
  }
  same(nurse.complaints.join('; '), '', `the browser is silent (${how})`);
  await nurse.close();
}

async function receipt(house) {
  const nurse = await house.visitor();
  await nurse.signIn(house.login('tour.nurse'));
  await ask(nurse, house.question('on'));
  await nurse.press('a[href*="/receipts/"]');
  const slip = await nurse.page.locator('pre').innerText();
  const [, given, family] = house.question('on');
  lacks(slip, 'On the register', 'the slip has no answer');
  ok(!given || !slip.includes(`${given} ${family}`), 'the slip has no name');

  await nurse.press('main a[href*="/receipts/full/"]');
  const full = await nurse.page.locator('pre').innerText();
  contains(full, 'On the register', 'the full receipt has the answer');
  contains(full, 'Not searched: ', 'and says what was not searched');

  const anybody = await house.visitor();
  for (const [text, verdict] of [[slip, 'The receipt is genuine'],
    [slip.replace(/[0-9a-f](?=[0-9a-f]{20})/, 'x'),
      'The receipt is not genuine']]) {
    await anybody.go('/receipt/verify');
    await anybody.page.fill('#text', text);
    await anybody.press('main form button[type=submit]');
    contains(await anybody.text(), verdict, verdict);
  }
  await anybody.close();
  await nurse.close();
}

async function mistakes(house) {
  const nurse = await house.visitor({ language: 'cy' });
  await nurse.signIn(house.login('tour.nurse'));
  await nurse.go('/check');
  await nurse.page.fill('#nhs', '999 999 9999');
  await nurse.page.fill('#born-day', '31');
  await nurse.page.fill('#born-month', '2');
  await nurse.page.fill('#born-year', '2020');
  await nurse.press('main form button[type=submit]');
  contains(await nurse.text(), 'Mae yna broblem',
    'mistakes are listed in Welsh');
  same(await nurse.page.inputValue('#nhs'), '999 999 9999',
    'nothing typed is lost');
  same(await nurse.page.inputValue('#born-day'), '31', 'nor the date');
  await nurse.close();
}

/* One asker tries spellings of one child: the sixth is not answered, with
 * what was typed still there (S5). */
async function varied(house, language, born) {
  const nurse = await house.visitor({ language });
  await nurse.signIn(house.login('tour.nurse'));
  for (const given of ['Nan', 'Nann', 'Nanw', 'Nanno', 'Nanna']) {
    const text = await ask(nurse, ['', given, 'Prydderch', born]);
    ok(/[0-9A-Z]{4}-[0-9A-Z]{4}/.test(text),
      `a spelling is answered (${language}, ${given})`);
  }
  const text = await ask(nurse, ['', 'Nansi', 'Prydderch', born]);
  contains(text, words[language].varied, `too many are not (${language})`);
  ok(!/[0-9A-Z]{4}-[0-9A-Z]{4}/.test(text), `nor receipted (${language})`);
  same(await nurse.page.inputValue('#given'), 'Nansi',
    `nothing typed is lost (${language})`);
  same((await nurse.axe()).join('; '), '', `axe finds nothing (${language})`);
  await nurse.shoot(`check-varied-${language}`);
  const again = await ask(nurse, ['', 'Nan', 'Prydderch', '2012-11-23']);
  ok(/[0-9A-Z]{4}-[0-9A-Z]{4}/.test(again),
    `another child is answered (${language})`);
  await nurse.close();
}

export default async function run() {
  const house = await House.open();
  try {
    for (const language of ['en', 'cy']) {
      await four(house, language, true, 1280);
      await four(house, language, false, 320);
    }
    await varied(house, 'en', '2011-02-17');
    await varied(house, 'cy', '2011-03-19');
    await receipt(house);
    await mistakes(house);
  } finally {
    await house.close();
  }
}
