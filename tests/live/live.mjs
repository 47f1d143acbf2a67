/*
 * live -- a region is switched on: from an empty place to the first check of
 * the register, as docs/switch-on.md says it, on a live database.  The pack
 * is Wales's own without its marks of "example" and "draft", which a live
 * service refuses (S26); the region is the example that is packaged.  TAP.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Caller, choicesOf, hiddenOf, program, root, Served,
} from '../served.mjs';

const dir = mkdtempSync(join(tmpdir(), 'diogel-live-'));
const pack = join(dir, 'pack');
const wales = join(root, 'practice/wales');
const example = join(root, 'packaging/region.yaml');
const at = ['--db', `sqlite:${dir}/diogel.db`];
let count = 0;
let failed = 0;

function ok(yes, what, remark = '') {
  count += 1;
  failed += yes ? 0 : 1;
  console.log(`${yes ? 'ok' : 'not ok'} ${count} - ${what}`);
  if (!yes && remark) {
    console.log(String(remark).slice(0, 2000).replace(/^/gm, '# '));
  }
}

function run(...words) {
  const done = spawnSync(program, [...words, ...at], { encoding: 'utf8' });
  return { status: done.status, said: done.stdout + done.stderr };
}

/* The folder without what keeps it from a live service. */
function unmark(folder) {
  for (const item of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, item.name);
    if (item.isDirectory()) unmark(path);
    else {
      writeFileSync(path, readFileSync(path, 'utf8')
        .replace(/^ *(example|draft): true.*\n/gm, ''));
    }
  }
}

/* ---- before anybody signs in ---- */

function begins() {
  let done = run('init', '--pack', wales);
  ok(done.status === 1 && /example or a draft/.test(done.said),
    'a live service refuses a pack with examples in it', done.said);
  done = run('init', '--pack', pack);
  ok(done.status === 0, 'and takes it without them', done.said);
}

/* Each slip is named where it stands, and nothing is made of the rest. */
function mistakes() {
  const wrong = join(dir, 'wrong.yaml');
  const slips = [
    ['kind: local_authority', 'kind: local_authorty', 'did you mean'],
    ['of: ysbyty, desk: health_safeguarding', 'of: ysbyti, desk: '
      + 'health_safeguarding', 'there is no agency "ysbyti"'],
    ['roles: [administrator]', 'roles: [front_door_worker, adminstrator]',
      'there is no role "adminstrator"'],
    ['relay: 01632 960 891', 'rely: 01632 960 891', 'has no key "rely"'],
    ['login: dilwen', 'login: Dilwen Moore', 'is no sign-in name'],
    ['born: 1986-10-11', 'born: 11.10.1986', 'is no date'],
    ['{cy: Cyngor Cwm Tegan, en: Cwm Tegan Council}',
      '{cy: Cyngor Cwm Tegan}', 'both languages'],
    ['  - {of: cwm_tegan}', '  - {of: ysbyty}', 'holds no register'],
  ];
  let text = readFileSync(example, 'utf8');
  for (const [old, slip] of slips) text = text.replace(old, slip);
  writeFileSync(wrong, text);
  const done = run('setup', wrong);
  const lines = text.split('\n');
  for (const [, slip, said] of slips) {
    const line = lines.findIndex((l) => l.includes(slip)) + 1;
    ok(done.said.split('\n').some((l) => l.includes(said)
      && [0, 1].some((back) => l.startsWith(`${wrong}:${line - back}:`))),
    `setup says at its line: ${said}`, done.said);
  }
  ok(done.status === 1, 'setup refuses the file');
}

function rows(served, table) {
  return served.sql(`SELECT COUNT(*) AS n FROM ${table}`)[0].n;
}

/* The first passwords by login. */
function setsUp(served) {
  const kept = join(dir, 'first');
  let done = run('setup', example, '--dry-run');
  ok(done.status === 0 && /14 added, had this been no dry run/.test(done.said)
    && rows(served, 'agency') === 0 && rows(served, 'account') === 0,
  'a dry run says what would be made, and makes nothing', done.said);
  done = run('setup', example, '--passwords', kept);
  ok(done.status === 0 && /14 added/.test(done.said)
    && rows(served, 'account') === 4, 'setup makes the region', done.said);
  ok((statSync(kept).mode & 0o777) === 0o600,
    'first passwords are for the deployer alone to read');
  done = run('setup', example);
  ok(done.status === 0 && /0 added/.test(done.said)
    && !/First passwords/.test(done.said) && rows(served, 'desk') === 6,
  'run again it adds nothing', done.said);
  const changed = join(dir, 'changed.yaml');
  writeFileSync(changed, readFileSync(example, 'utf8')
    .replace('01632 960 801', '01632 960 899'));
  done = run('setup', changed);
  ok(/differs +desk +cwm_tegan front_door: telephone/.test(done.said),
    'and says what differs, and leaves it', done.said);
  return Object.fromEntries(readFileSync(kept, 'utf8').trim().split('\n')
    .map((line) => line.split('\t')));
}

/* ---- people ---- */

const own = (login) => `${login} walks by the sea`;

class Person extends Caller {
  constructor(served, login) {
    super(served);
    this.login = login;
  }

  enter(password = own(this.login)) {
    return this.post('/sign-in', { login: this.login, password });
  }

  setOwn(old) {
    return this.post('/password', {
      login: this.login, old, fresh: own(this.login), again: own(this.login),
    });
  }

  async press(action, whom, fields = {}) {
    const page = (await this.get('/accounts')).body;
    const path = new RegExp(`href="/en(/accounts/[a-z0-9]+)"[^>]*>${whom}<`)
      .exec(page)[1];
    const { csrf } = hiddenOf((await this.get(path)).body);
    return this.post(path.replace('/accounts/', `/accounts/${action}/`),
      { csrf, ...fields }, null);
  }
}

async function firstPasswords(people, first) {
  const { emrys, teleri } = people;
  let page = await emrys.enter(first.emrys);
  ok(page.status === 200 && /data-why/.test(page.body)
    && !emrys.cookies.has('__Host-session') && !emrys.cookies.has('session'),
  'a first password opens no session, and leads to one’s own', page.body);
  ok((await emrys.get('/home')).status === 303, 'nothing else is to be had');
  page = await emrys.post('/password', {
    login: 'emrys', old: first.emrys, fresh: 'short', again: 'short',
  });
  ok(page.status === 400 && /fresh-error/.test(page.body)
    && !page.body.includes(first.emrys), 'too short a one is named by its '
    + 'field, and nothing secret is shown again', page.body);
  await emrys.setOwn(first.emrys);
  ok((await emrys.enter()).status === 303,
    'whoever confirms others can sign in with their own');
  const again = new Person(emrys.served, 'emrys');
  ok((await again.enter(first.emrys)).status === 400,
    'the first one is good no more');
  again.close();
  page = await teleri.setOwn(first.teleri);
  ok(/data-waiting/.test(page.body) && (await teleri.enter()).status === 400,
    'everybody else waits to be confirmed', page.body);
  page = await emrys.press('confirm', 'Teleri Ashdown');
  ok(page.status === 303 && (await teleri.enter()).status === 303,
    'and signs in once they are', page.body);
}

async function nurse(people) {
  const { emrys, teleri, nia } = people;
  let page = await teleri.post('/accounts/new', {
    name: 'Nia Corran', login: 'nia', title_cy: 'Nyrs', title_en: 'Nurse',
    language: 'en', 'born-day': '3', 'born-month': '6', 'born-year': '1990',
    password: 'told-by-teleri',
  });
  ok(page.status === 303, 'the administrator makes a nurse’s account',
    page.body);
  page = await emrys.press('confirm', 'Nia Corran');
  ok(page.status === 409 && /password of their own/.test(page.body), 'nobody confirms it while its maker knows the '
    + 'password', page.body);
  await nia.setOwn('told-by-teleri');
  page = await teleri.press('confirm', 'Nia Corran');
  ok(page.status === 403, 'nor does its maker', page.status);
  await emrys.press('confirm', 'Nia Corran');
  ok((await nia.enter()).status === 303, 'the nurse signs in');
  ok((await nia.get('/check')).status === 403,
    'and may not check the register before somebody grants a role');
  page = await teleri.press('grant', 'Nia Corran',
    { role: 'emergency_practitioner' });
  ok(page.status === 303, 'the administrator grants it', page.body);
}

async function check(nia) {
  const form = (await nia.get('/check')).body;
  const page = await nia.post('/check', {
    nhs: '', given: 'Elin', family: 'Marrow', 'born-day': '4',
    'born-month': '7', 'born-year': '2019', ...choicesOf(form),
  });
  ok(page.status === 200 && /Not found on the register/.test(page.body)
    && /Cwm Tegan Council/.test(page.body),
  'the nurse checks the register, and hears which was searched', page.body);
}

/* Somebody forgets theirs: it takes two others to let them in again. */
async function forgotten(people) {
  const { emrys, teleri, nia } = people;
  let page = await teleri.press('reset', 'Nia Corran');
  const given = /data-first-password>([a-z0-9-]+)</.exec(page.body)?.[1] ?? '';
  ok(given.length === 19, 'the administrator gives a first password',
    page.body);
  ok((await nia.get('/home')).status === 303, 'sessions end at once');
  await nia.setOwn(given);
  ok((await nia.enter()).status === 400, 'their own does not let them in yet');
  await emrys.press('confirm', 'Nia Corran');
  ok((await nia.enter()).status === 303, 'once it is confirmed again it does');
  page = await nia.get('/home');
  ok(/You were given a first password/.test(page.body),
    'and they are told that it happened', page.body);
}

/* A school in the authority's area, and its first account, by page. */
async function school(people, first) {
  const { gwion, dilwen, mali } = people;
  await dilwen.setOwn(first.dilwen);
  await gwion.setOwn(first.gwion);
  await dilwen.enter();
  await dilwen.press('confirm', 'Gwion Sealy');
  await gwion.enter();
  let page = await gwion.post('/agencies/new', {
    kind: 'school', name_cy: 'Ysgol Nant Tegan', name_en: '', language: 'cy',
  });
  ok(page.status === 400 && /name_en-error/.test(page.body)
    && /value="Ysgol Nant Tegan"/.test(page.body)
    && /value="school"[^>]* checked/.test(page.body),
  'what is wrong with a new agency is said by its field, nothing typed lost',
  page.body);
  page = await gwion.post('/agencies/new', {
    kind: 'school', name_cy: 'Ysgol Nant Tegan', name_en: 'Nant Tegan School',
    language: 'cy',
  });
  const at = (page.headers.location ?? '').replace('/en', '');
  ok(page.status === 303 && /^.agencies.g/.test(at),
    'the authority’s administrator makes a school', page.body);
  page = await gwion.post('/agencies/new', {
    kind: 'health_board', name_cy: 'Un', name_en: 'One', language: 'cy',
  });
  ok(page.status === 403, 'and no hospital', page.status);
  page = await gwion.post(`${at}/desks`,
    { term: 'school_safeguarding', telephone: '01632 960 820', relay: '' });
  ok(page.status === 303, 'it gets a desk', page.body);
  const desk = new RegExp(`href="/en(${at}/desks/[a-z0-9]+)"`)
    .exec((await gwion.get(at)).body)[1];
  page = await gwion.post(desk, { telephone: '', relay: '' });
  ok(page.status === 400 && /telephone-error/.test(page.body),
    'a desk has a number', page.body);
  page = await gwion.post(desk, { telephone: '01632 960 821', relay: '' });
  ok(page.status === 303 && (await gwion.get(at)).body
    .includes('01632 960 821'), 'the number can be changed', page.body);
  page = await gwion.post(`${at}/accounts`, {
    name: 'Mali Garnett', login: 'mali', title_cy: 'Pennaeth',
    title_en: 'Head teacher', language: 'cy', password: 'told-by-gwion',
  });
  ok(page.status === 303, 'and its first account', page.body);
  const hers = page.headers.location.replace('/en', '');
  const { csrf } = hiddenOf((await gwion.get(hers)).body);
  await gwion.post(hers.replace('/accounts/', '/accounts/grant/'),
    { csrf, role: 'designated_safeguarding_person' }, null);
  await mali.setOwn('told-by-gwion');
  ok(/Mali Garnett/.test((await dilwen.get('/accounts')).body),
    'the front-door manager sees who waits in the area');
  await dilwen.press('confirm', 'Mali Garnett');
  ok((await mali.enter()).status === 303, 'and confirms the head teacher');
  ok((await mali.get('/agencies')).status === 403
    && (await people.teleri.get(at)).status === 403,
  'nobody else looks after the school');
}

/* ---- all of it ---- */

cpSync(wales, pack, { recursive: true });
unmark(pack);
begins();
const files = { sql: Served.prototype.sql, file: join(dir, 'diogel.db') };
mistakes();
const first = setsUp(files);
const served = new Served({ from: dir });
try {
  await served.start();
  const people = Object.fromEntries(['emrys', 'teleri', 'nia', 'gwion', 'dilwen', 'mali']
    .map((login) => [login, new Person(served, login)]));
  await firstPasswords(people, first);
  await nurse(people);
  await check(people.nia);
  await forgotten(people);
  await school(people, first);
  for (const person of Object.values(people)) person.close();
  await served.stop();
  ok(/ 0 faults/.test(served.run('audit', 'verify')),
    'everything stands in the ledger');
} finally {
  await served.close();
  rmSync(dir, { recursive: true, force: true });
}
console.log(`1..${count}`);
process.exitCode = failed ? 1 : 0;
