/*
 * keepers.mjs -- those who keep the service: the administrator, who sees no
 * case, the auditor, and the custodian.  What they take away is gone at the
 * other's very next request.  TAP.
 */
import {
  Caller, choicesOf, hiddenOf, idHex, idText, withServed,
} from '../served.mjs';
import { contains, done, journey, lacks, ok, same } from '../browser/tap.mjs';

const KEEPERS = { administrator: 'aneurin', auditor: 'esyllt',
  custodian: 'nerys', manager: 'rhodri' };

async function keeper(served, who, language = 'en') {
  return new Caller(served, language).signIn(KEEPERS[who]);
}


/* The link behind somebody's or something's name on a page. */
function linkTo(page, name) {
  const at = page.lastIndexOf(`>${name}<`);
  return /href="\/(?:en|cy)([^"]+)"[^>]*$/.exec(page.slice(0, at))[1];
}

/* The form whose button names the role or the person. */
function formWith(page, action, words) {
  return [...page.matchAll(/<form[^>]*>[^]*?<\/form>/g)].map(([f]) => f)
    .find((f) => f.includes(action) && f.includes(words)) ?? '';
}

const send = (caller, action, form, more = {}) => caller.ask('POST',
  caller.path(action),
  new URLSearchParams({ ...hiddenOf(form), ...more }).toString());

const signedOut = ({ status, headers }) =>
  status === 303 && /\/sign-in/.test(headers.location);

await journey('leavers', () => withServed({ people: 60 }, async (served) => {
  await served.start();
  const worker = await new Caller(served).signIn('sioned');
  same((await worker.get('/inbox')).status, 200, 'somebody works');
  const admin = await keeper(served, 'administrator');
  const list = (await admin.get('/accounts')).body;
  const path = linkTo(list, 'Sioned Parry');
  const page = (await admin.get(path)).body;
  const form = formWith(page, '/accounts/revoke/', 'Front-door worker');
  same((await send(admin, path.replace('/accounts/', '/accounts/revoke/'),
    form)).status, 303, 'their role is taken away');
  ok((await worker.get('/inbox')).status !== 200
    || !(await worker.get('/inbox')).body.includes('/concern/'),
  'and their next request has it no more');
  lacks((await admin.get(path)).body, 'accounts/revoke', 'it is gone');

  const leaver = await new Caller(served).signIn('owain');
  same((await leaver.get('/home')).status, 200, 'somebody else works');
  const end = linkTo(list, 'Owain Trefor');
  same((await admin.post(end.replace('/accounts/', '/accounts/end/'), {}, end))
    .status, 303, 'they leave, and are ended');
  ok(signedOut(await leaver.get('/home')), 'their next request is refused');
  const back = new Caller(served);
  const again = await back.post('/sign-in',
    { login: 'owain', password: served.password });
  ok(again.status !== 303, 'and they cannot sign in again', `${again.status}`);

  const own = (await admin.get(linkTo(list, 'Aneurin Price Hobbs'))).body;
  lacks(own, 'accounts/revoke', 'nobody takes or grants their own');
  lacks(own, 'accounts/grant', 'nor is it offered');
}));

await journey('agencies', () => withServed({ people: 60 }, async (served) => {
  await served.start();
  for (const language of ['en', 'cy']) {
    const admin = await keeper(served, 'administrator', language);
    const list = (await admin.get('/agencies')).body;
    const listed = [...list.matchAll(/href="\/..\/agencies\/(g[^"]+)"/g)]
      .map((m) => idHex(m[1]));
    const area = served.sql('SELECT hex(a.id) AS id FROM agency a JOIN agency o'
      + " ON a.id = o.id OR a.authority = o.id WHERE o.name_en = "
      + "'Dyffryn Aran'").map((row) => row.id);
    same(listed.filter((one) => !area.includes(one)).length, 0,
      `${language}: there is no agency of another area`);
    const page = (await admin.get(linkTo(list, 'Dyffryn Aran'))).body;
    contains(page, '01632 960', `${language}: with its desks and numbers`);
  }
  const [{ id }] = served.sql("SELECT hex(id) AS id FROM agency "
    + "WHERE name_en = 'Ysbyty Glan Aran'");
  const admin = await keeper(served, 'administrator');
  for (const path of ['/inbox', '/find', '/custody', '/ledger', '/check']) {
    const { status } = await admin.get(path);
    ok(status === 403 || status === 404 || path === '/inbox',
      `the administrator has no ${path}`, `${status}`);
  }
  same((await admin.get(`/agencies/${idText('g', id)}`)).status, 403,
    'nor another agency');
  for (const [language, words] of [['en', 'The first pack here'],
    ['cy', 'Y pecyn cyntaf yma']]) {
    contains((await (await keeper(served, 'administrator', language))
      .get('/packs')).body, words, `${language}: the installed pack is shown`);
  }
  const worker = await new Caller(served).signIn('sioned');
  same((await worker.get('/agencies')).status, 403,
    'and nobody else the agencies');
}));

await journey('lists', () => withServed({ people: 60 }, async (served) => {
  await served.start();
  const custodian = await keeper(served, 'custodian');
  const { body } = await custodian.get('/custody');
  const paths = [...body.matchAll(/href="\/en(\/custody\/child\/[^"]+)"/g)]
    .map((m) => m[1]);
  let struck = false;
  for (const path of paths) {
    const page = (await custodian.get(path)).body;
    const use = formWith(page, '/custody/unlist/', '');
    if (!use) continue;
    const [, action, account] = new RegExp('formaction="/en(/custody/unlist/'
      + '[^"]+)" name="account" value="([^"]+)"').exec(use);
    const count = page.split('/custody/unlist/').length;
    same((await send(custodian, action, use, { account })).status, 303,
      'somebody is taken off a list');
    same((await custodian.get(path)).body.split('/custody/unlist/').length,
      count - 1, 'and is on it no more');
    ok((await send(custodian, action, use, { account })).status >= 400,
      'a second time there is nobody to take off');
    struck = true;
    break;
  }
  ok(struck, 'there was a list to take somebody off', `${paths.length}`);
}));

/* Three services ask for one child within the window; a discreet one, whose
 * asking is in no pattern, does too (S4). */
await journey('custody', () => withServed({ people: 60 }, async (served) => {
  await served.start();
  const question = { ...served.question('none'), nhs: '' };
  const ask = async (login) => {
    const caller = await new Caller(served).signIn(login);
    const { body } = await caller.get('/check');
    const token = hiddenOf(body, '/check');
    await caller.check(question, { ...choicesOf(body), token });
    return caller;
  };
  const custodian = await keeper(served, 'custodian');
  const none = 'No pattern.';
  await ask('ffion');
  await ask('marian');
  await ask('sara');
  contains((await custodian.get('/custody')).body, none,
    'two services and a discreet one are no pattern');
  await ask('dilwyn');
  const page = (await custodian.get('/custody')).body;
  lacks(page, none, 'a third service makes one');
  contains(page, 'Several services asked the same question',
    'with its reason');
  contains((await custodian.get('/home')).body,
    'A pattern in the checks of the register', 'the custodian is told');
  const door = await new Caller(served).signIn('sioned');
  contains((await door.get('/home')).body,
    'A pattern in the checks of the register', 'and the front door');
  contains((await (await keeper(served, 'custodian', 'cy'))
    .get('/custody')).body, 'Sawl gwasanaeth yn gofyn yr un cwestiwn',
  'in Welsh too');

  question.nhs = served.question('ring').nhs;
  Object.assign(question, served.question('ring'));
  await ask('ffion');
  const rang = (await custodian.get('/custody?answer=ring')).body;
  const form = formWith(rang, '/custody/dealt/', 'Mark as dealt with');
  const [, action] = /action="\/en([^"]+)"/.exec(form);
  const auditor = await keeper(served, 'auditor');
  lacks((await auditor.get('/custody?answer=ring')).body, '/custody/dealt/',
    'the auditor sees what rang, and marks nothing');
  same((await send(custodian, action, form)).status, 303,
    'what rang is marked as dealt with');
  contains((await custodian.get('/custody?answer=ring')).body,
    'Dealt with: Nerys Haf Gittins', 'by whom, and when');
}));

await journey('ledger', () => withServed({ people: 60 }, async (served) => {
  await served.start();
  const worker = await new Caller(served).signIn('owain');
  await worker.get('/find');
  await worker.get('/ledger');
  const auditor = await keeper(served, 'auditor');
  const { body } = await auditor.get('/ledger?login=owain');
  contains(body, 'Owain Trefor', 'what somebody read is found by their name');
  contains((await auditor.get('/ledger?login=owain&kind=refused')).body,
    'Owain Trefor', 'and what they were refused');
  contains((await auditor.get('/ledger?action=LEDGER')).body, 'Esyllt',
    'each search stands in the ledger too');
  same((await auditor.get('/ledger?from=2027-13-40')).status, 400,
    'a day that is none is said to be wrong');
  lacks((await auditor.get('/ledger?from=2031-01-01')).body, 'Owain Trefor',
    'a day holds what is before it back');
  same((await auditor.get('/ledger/unusual')).status, 200,
    'unusual looks have a page');
  same((await worker.get('/ledger/unusual')).status, 403,
    'which is for the auditor');
}));
done();
