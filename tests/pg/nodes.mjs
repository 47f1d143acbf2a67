/*
 * nodes.mjs -- two nodes on one database, over HTTP: who is cut off on one is
 * refused by the other, one dies and the other goes on, and the database goes
 * away and comes back.  Run by with-postgres.  TAP.
 */
import { Caller, sleep, withServed } from '../served.mjs';
import { done, journey, ok, same } from '../browser/tap.mjs';
import { tell, urlOf } from '../server.mjs';
import { answers, open, rings, soon } from '../fault/ring.mjs';

const VARIATIONS = 5; /* of the pack, in an hour */

async function withNodes(use) {
  await withServed({ people: 60 }, async (one) => {
    const two = one.another();
    await one.start();
    await two.start();
    try {
      await use(one, two);
    } finally {
      await two.close();
    }
  });
}

/* The same person with the same cookies, at another node. */
function elsewhere(caller, served) {
  const other = new Caller(served, caller.language);
  other.cookies = caller.cookies;
  return other;
}

async function verified(served, how) {
  let said = '';
  for (let i = 0; i < 100 && !/, 0 faults\n$/.test(said); i += 1) {
    said = served.run('audit', 'verify');
    if (i) await sleep(50);
  }
  ok(/, 0 faults\n$/.test(said), `${how}: the ledger verifies`, said);
  ok(!/wait/.test(said), `${how}: and every leaf has its number`, said);
}

await journey('cut off', () => withNodes(async (one, two) => {
  const worker = new Caller(one);
  await worker.signIn(one.loginOf('tour.social_worker'));
  const there = elsewhere(worker, two);
  same((await there.get('/home')).status, 200,
    'who signed in on one node is known on the other');
  const admin = new Caller(one);
  await admin.signIn(one.loginOf('tour.administrator'));
  const id = one.meta('tour.social_worker');
  const ended = await admin.post(`/accounts/end/${id}`, {},
    `/accounts/${id}`);
  ok(ended.status < 400, 'an administrator ends the account on one node',
    `${ended.status}`);
  const refused = await there.get('/home');
  ok(refused.status !== 200,
    'and the other refuses it at the very next request', `${refused.status}`);

  const leaver = new Caller(two);
  await leaver.signIn(one.loginOf('tour.teacher'));
  const beside = elsewhere(leaver, one);
  beside.cookies = new Map(leaver.cookies); /* a cookie that was copied */
  same((await beside.get('/home')).status, 200, 'a copied cookie works');
  await leaver.post('/sign-out');
  ok((await beside.get('/home')).status !== 200,
    'until its owner signs out on the other node');
}));

await journey('one dies', () => withNodes(async (one, two) => {
  const nurses = await open(two);
  const question = two.question('on');
  for (let i = 0; i < 4; i += 1) {
    await one.stop('SIGKILL');
    await answers(nurses, question, 'one node was killed');
    await one.start();
  }
  one.child.kill('SIGSTOP');
  await answers(nurses, question, 'one node stands still');
  await verified(two, 'while one node stands still');
  one.child.kill('SIGCONT');
  await one.stop('SIGKILL');
  await answers(nurses, question, 'it woke and was killed');
  await verified(two, 'after one node was killed');
}));

/* One asker who varies a question too often is stopped, wherever each was
 * asked: half of them on either node. */
await journey('varied', () => withNodes(async (one, two) => {
  const [here] = await open(one);
  const there = Object.assign(elsewhere(here, two), { with: here.with });
  const { born } = one.question('on');
  const statuses = [];
  for (let i = 0; i < 40 && !statuses.includes(429); i += 1) {
    const { status } = await (i % 2 ? here : there).check(
      { given: `Enw${String.fromCharCode(97 + i)}`, family: 'Prawf', born },
      here.with);
    statuses.push(status);
  }
  same(statuses.filter((s) => s === 200).length, VARIATIONS,
    'both nodes count together', statuses.join());
}));

/* How many children a search for that name shows; asked again until there is
 * one, for a node that has just begun may not have everybody in memory. */
async function found(caller, who) {
  const [year, month, day] = who.born.split('-');
  let count = 0;
  for (let i = 0; i < 200 && !count; i += 1) {
    if (i) await sleep(50);
    const { body } = await caller.post('/find', { nhs: '', given: who.given,
      family: who.family, 'born-year': year, 'born-month': month,
      'born-day': day }, '/find');
    count = new Set(body.match(/\/child\/p[0-9a-z]{26}/g)).size;
  }
  return count;
}

await journey('who is in memory', () => withNodes(async (one, two) => {
  const who = one.question('on');
  const here = new Caller(one);
  await here.signIn(one.loginOf('tour.front_door'));
  const there = elsewhere(here, two);
  ok(await found(here, who) > 0, 'a child is found by name', who.family);
  tell(urlOf(one.name), 'DELETE FROM source_key'); /* the store finds nobody now */
  ok(await found(there, who) > 0, 'on the other node, in memory');
  await one.stop('SIGKILL');
  ok(await found(there, who) > 0, 'when the first node was killed as well');
  for (let i = 0; i < 3; i += 1) { // while it fills
    await one.start();
    await sleep(i * 10);
    await one.stop('SIGKILL');
  }
  await one.start();
  ok(await found(here, who) > 0, 'and by a node that was killed as it filled');
}));

/* As long as it is away nobody gets a connection, and those there were are
 * cut. */
function away(name) {
  tell(process.env.PGURL, `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  tell(process.env.PGURL, 'SELECT COUNT(pg_terminate_backend(pid)) FROM '
    + `pg_stat_activity WHERE datname = '${name}'`);
}

function back(name) {
  tell(process.env.PGURL, `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
}

await journey('the database', () => withNodes(async (one, two) => {
  const nurses = await open(one);
  for (const nurse of [...nurses]) {
    const { ring, with: how } = nurse;
    nurses.push(Object.assign(elsewhere(nurse, two), { ring, with: how }));
  }
  const question = one.question('on');
  await answers(nurses, question, 'before the database went');
  for (let i = 0; i < 2; i += 1) {
    away(one.name);
    await rings(nurses, question, 'the database is away');
    back(one.name);
    for (const nurse of nurses) await soon([nurse], question);
    await answers(nurses, question, 'the database is back');
  }
  ok(one.child.exitCode === null && two.child.exitCode === null,
    'no node had to be started again');
  await verified(one, 'after the database was away');
}));
done();
