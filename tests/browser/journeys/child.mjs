/*
 * A child's page, whole: a social worker records what is new of the family,
 * reads it beside what was said before, opens who lives together and sees a
 * line round them, looks at the page as it stood, and puts it on paper; the
 * custodian sees who has looked.  In both languages, by
 * turns at 320 pixels without script and at full width with it.
 */
import { House } from '../house.mjs';
import { contains, lacks, ok, same } from '../tap.mjs';

const words = {
  en: {
    siblings: 'Other people', whole: 'What each agency knows',
    differs: 'Another source says otherwise', wrong: 'Enter a time',
    future: 'Enter a day that has been', then: 'Not as it is now',
    paper: 'Not for the family', looked: 'Who has looked',
    open: 'Open who lives there', lives: 'lives in this home',
    key: 'Live together now',
    number: 'NHS number', trust: /traced/, said: 'Said on',
  },
  cy: {
    siblings: 'Pobl eraill', whole: 'Beth mae pob asiantaeth yn ei wybod',
    differs: '', wrong: 'Rhowch amser', future: 'Rhowch ddiwrnod',
    then: 'Nid fel y mae nawr', paper: 'Nid i’r teulu',
    looked: 'Pwy sydd wedi edrych',
    open: 'Agor pwy sy’n byw yno', lives: 'yn byw yn y cartref hwn',
    key: 'Yn byw gyda’i gilydd nawr',
    number: 'Rhif GIG', trust: /olrhain/, said: 'Dywedwyd ar',
  },
};

/* The child of whom the social worker knows most. */
function fullest(house, login) {
  const hex = house.ask('SELECT hex(t.person) FROM tie t JOIN account a'
    + ' ON a.id = t.whom JOIN source_person p ON p.person = t.person'
    + ` JOIN entry_about e ON e.source = p.source WHERE a.login = '${login}'`
    + " AND t.means = 'allocated' AND t.until IS NULL"
    + ' GROUP BY t.person'
    + ' ORDER BY count(DISTINCT e.entry) DESC, t.person LIMIT 1');
  let n = BigInt(`0x${hex}`);
  let text = '';
  for (let i = 0; i < 26; i += 1) {
    text = '0123456789abcdefghjkmnpqrstvwxyz'[Number(n % 32n)] + text;
    n /= 32n;
  }
  return `/child/p${text}`;
}

async function fits(visitor, what) {
  if (visitor.axes) same((await visitor.axe()).join('; '), '', `${what}: axe`);
  ok(!await visitor.overflow(), `${what}: nothing scrolls sideways`);
}

/* A number stands there with how far it is to be trusted, and since when. */
async function numbers(worker, w) {
  const row = worker.page.locator('section[aria-labelledby=whl] tbody tr')
    .filter({ has: worker.page.locator(`th:text-is("${w.number}")`) });
  const said = (await row.locator('td').allTextContents())
    .filter((text) => /999 \d{3} \d{4}/.test(text));
  ok(said.length > 0, 'somebody has said a number');
  ok(said.every((text) => w.trust.test(text)),
    'of each number it stands how far it is to be trusted');
  ok(said.every((text) => text.includes(w.said)), 'and when it was said');
}

async function family(worker, path, w, name) {
  await worker.go(path);
  contains(await worker.text(), w.whole, 'what each agency knows is there');
  await numbers(worker, w);
  await fits(worker, 'the page');
  const who = await worker.page.locator('h1').first()
    .evaluate((h) => h.firstChild.textContent.trim());
  await worker.press('section[aria-labelledby=ppl] a[href*="/concern/"]');
  const own = worker.page.locator('main a[href*="/child/s"]', { hasText: who });
  if (await own.count()) await own.first().click(); /* not of a sibling */
  await worker.page.goto(worker.house.base + await worker.page
    .locator('main a[href$="/record/family_and_home"]').first()
    .getAttribute('href'));
  const put = worker.page.locator('main #form input[type=text]').first();
  await put.fill(name);
  await worker.page.locator('[name^="lives_with"]').first().fill(name);
  await worker.page.locator('main #form select').first()
    .selectOption({ index: 1 }).catch(() => {});
  await fits(worker, 'the form');
  await worker.press('main #form button.govuk-button:not(.govuk-button--secondary)');
  await worker.go(path);
  contains(await worker.text(), name, 'who was recorded stands on the page');
  const drawn = worker.page.locator('.dg-geno svg [aria-label]');
  const said = await drawn.evaluateAll((all) => all.map((one) =>
    one.getAttribute('aria-label')));
  same(said.filter((one) => one.startsWith(name)).length, 1,
    'and once in the drawing of the family');
  const rows = await worker.page.locator('.dg-people tbody th').count();
  ok(said.length > 2 && said.length <= rows + 2,
    'the drawing holds the child, who is in the tables, and nobody else');
}

/* A line round the two who live together, for whoever may open it, and the
 * table that says the same; and nobody else is inside. */
async function together(worker, path, w, name) {
  await worker.go(path);
  same(await worker.page.locator('.dg-geno .home').count(), 0,
    'no line is drawn before it is opened');
  await worker.press(`main button:text-is("${w.open}") >> nth=0`);
  const inside = await worker.page.evaluate(() => {
    const lines = [...document.querySelectorAll('.dg-geno svg .home')];
    return [...document.querySelectorAll('.dg-geno svg [aria-label]')]
      .filter((one) => {
        const box = one.querySelector('.g').getBBox();
        const middle = new DOMPoint(box.x + box.width / 2,
          box.y + box.height / 2);
        return lines.some((line) => line.isPointInFill(middle));
      }).map((one) => one.getAttribute('aria-label')).sort();
  });
  const rows = await worker.page.locator('.dg-household li').allTextContents();
  ok(inside.length === 2 && rows.length === 2
    && inside.every((one) => rows.some((row) => one.startsWith(row))
      && one.endsWith(w.lives)) && rows.includes(name),
    'the line goes round those who live together, as the table says');
  contains(await worker.text(), w.key, 'and the key says what it is');
  same((await worker.printed()).join(), '', 'it goes on paper as it is');
  await fits(worker, 'who lives together');
}

async function then(worker, path, w, name) {
  await worker.go(`${path}?as_of-day=1&as_of-month=3&as_of-year=2027`
    + '&as_of-time=25:00');
  contains(await worker.text(), w.wrong, 'a time that is none is told');
  same(await worker.page.inputValue('#as_of-time'), '25:00',
    'what was typed is still there');
  await fits(worker, 'the mistake');
  await worker.page.fill('#as_of-year', '2040');
  await worker.page.fill('#as_of-time', '');
  await worker.press('main form[method=get] button');
  contains(await worker.text(), w.future, 'a day to come is told');
  await worker.page.fill('#as_of-year', '2027');
  await worker.page.fill('#as_of-time', '14:30');
  await worker.press('main form[method=get] button');
  const text = await worker.text();
  contains(text, w.then, 'the banner says so in words');
  contains(text, '14:30', 'with its time');
  lacks(text, name, 'what was recorded later is not there');
  same(await worker.page.locator('main a[href*="/concern/"]').count(), 0,
    'nothing can be done from there');
  await fits(worker, 'the page as it stood');
}

async function paper(worker, path, w, house) {
  await worker.go(path);
  await worker.press('main a[href*="/print?"]');
  await worker.page.emulateMedia({ media: 'print' });
  const text = await worker.text();
  contains(text, w.paper, 'paper says for whom it is not');
  const [id] = /l[0-9a-hjkmnp-tv-z]{26}/.exec(text) ?? [''];
  ok(id, 'with the reference of its leaf');
  same(await worker.page.locator('main button:visible').count(), 0,
    'nothing to press on paper');
  await worker.page.emulateMedia({ media: 'screen' });
  await fits(worker, 'the page for printing');
  ok(Number(house.ask("SELECT count(*) FROM ledger_leaf WHERE action ="
    + " 'CHILD_PRINT'")) > 0, 'the ledger says that it was a print');
}

async function journey(language, script) {
  const w = words[language];
  const name = language === 'en' ? 'Aled Morus' : 'Nest Caradog';
  const how = { language, script, width: script ? 1280 : 320 };
  const house = await House.open();
  try {
    const worker = await house.visitor(how);
    worker.axes = script;
    const login = house.login('tour.social_worker');
    house.tell('INSERT INTO account_role (account, role, since) SELECT id,'
      + ` 'location_reader', 0 FROM account WHERE login = '${login}'`);
    await worker.signIn(login);
    const path = fullest(house, login);
    await family(worker, path, w, name);
    if (process.env.SHOTS) {
      await worker.page.screenshot({ fullPage: true,
        path: `${process.env.SHOTS}/child-${language}.png` });
    }
    await together(worker, path, w, name);
    if (process.env.SHOTS) {
      await worker.page.screenshot({ fullPage: true,
        path: `${process.env.SHOTS}/together-${language}.png` });
    }
    await then(worker, path, w, name);
    if (process.env.SHOTS) {
      await worker.page.screenshot({
        path: `${process.env.SHOTS}/then-${language}.png` });
    }
    await paper(worker, path, w, house);
    if (process.env.SHOTS) {
      await worker.page.screenshot({
        path: `${process.env.SHOTS}/print-${language}.png` });
    }
    await worker.go(`${path}/looked`);
    const custodian = await house.visitor(how);
    custodian.axes = script;
    await custodian.signIn(house.login('tour.custodian'));
    await custodian.go(`${path}/looked`);
    const text = await custodian.text();
    contains(text, w.looked, 'the custodian sees who has looked');
    lacks(text, 'Owain', 'but no name of a person');
    await fits(custodian, 'who has looked');
    same(worker.complaints.concat(custodian.complaints).join(), '',
      'no browser complains');
  } finally {
    await house.close();
  }
}

export default async function run() {
  await journey('en', true);
  await journey('cy', false);
}
