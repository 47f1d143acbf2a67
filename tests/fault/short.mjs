/*
 * short.mjs -- a server that is short of descriptors, whose clock jumps while
 * it serves, and, under with-postgres, whose database has no room left.
 *
 * Checks are answered, or ring; nothing is recorded before what was there;
 * and when the trouble is over the same server answers as before.  TAP.
 */
import { readFileSync, readdirSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { onServer, sleep, withServed } from '../served.mjs';
import { done, journey, ok } from '../browser/tap.mjs';
import { answers, nurse, open, rings, soon } from './ring.mjs';
import { Trouble } from './trouble.mjs';

const SPARE = 3; // descriptors more than it has open
const CALLERS = 40;
const FOR_EACH = 16;

/* On PostgreSQL leaves are numbered in the background. */
async function verified(served, how) {
  let said = '';
  for (let i = 0; i < 200 && !/, 0 faults\n$/.test(said); i += 1) {
    if (i) await sleep(50);
    said = served.run('audit', 'verify');
  }
  ok(/, 0 faults\n$/.test(said), `${how}: the ledger verifies`, said);
}

/* ---- descriptors ---- */

function limit(served, soft) {
  const set = spawnSync('prlimit',
    ['--pid', String(served.child.pid), `--nofile=${soft}:`]);
  if (set.status !== 0) throw new Error(`prlimit: ${set.stderr}`);
}

const openIn = (served) =>
  readdirSync(`/proc/${served.child.pid}/fd`).length;

/* Processor time that it has used, in seconds; the kernel counts hundredths,
 * behind the name in brackets. */
function usedBy(served) {
  const fields = readFileSync(`/proc/${served.child.pid}/stat`, 'utf8')
    .replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const caller = (served) => new Promise((resolve) => {
  const socket = net.connect(served.port, '127.0.0.1');
  socket.on('error', () => resolve(socket));
  socket.on('connect', () => resolve(socket));
});

const crowd = (served) =>
  Promise.all(Array.from({ length: CALLERS }, () => caller(served)));

/* One after another, so that each of the library's threads has some: one
 * that has none goes on trying when no descriptor is left. */
async function someForEach(served) {
  const sockets = [];
  for (let i = 0; i < FOR_EACH; i += 1) {
    sockets.push(await caller(served));
    await sleep(5);
  }
  return sockets;
}

await journey('descriptors', () => withServed({ people: 60 }, async (served) => {
  await served.start();
  const nurses = await open(served);
  const question = served.question('on');
  const early = await someForEach(served);
  await sleep(200);
  const before = openIn(served);
  limit(served, before + SPARE);
  const sockets = (await crowd(served)).concat(early);
  await sleep(200);
  ok(openIn(served) >= before + SPARE - 1, 'more callers came than it has '
    + `descriptors for: ${openIn(served)} open, ${before + SPARE} allowed`);
  const used = usedBy(served);
  await answers(nurses, question, 'no descriptor is left');
  await sleep(2000);
  const took = usedBy(served) - used;
  ok(took <= 1, 'and it does not try again and again', `${took} s`);
  for (const socket of sockets) socket.destroy();
  limit(served, 1024);
  const others = await open(served);
  await answers(others, question, 'there are descriptors again');
  ok(served.child.exitCode === null, 'it was the same server all the time');
  await served.stop();
  await verified(served, 'after that');
}));

/* ---- the clock ---- */

const HOUR = 3600;
const jumps = [HOUR, 26 * HOUR, -26 * HOUR, 0, -HOUR, 2 * HOUR];

const leaves = (served) => served.sql('SELECT at FROM ledger_leaf '
  + 'WHERE number IS NOT NULL ORDER BY number').map((r) => r.at);

await journey('the clock', () => withServed({ people: 60 }, async (served) => {
  const trouble = new Trouble(join(served.dir, 'trouble'));
  const before = leaves(served).at(-1);
  await served.start({ env: trouble.env });
  for (const [i, ahead] of jumps.entries()) {
    trouble.shift(ahead);
    const who = await nurse(served, i % 2 ? 'cy' : 'en');
    await answers([who], served.question('on'),
      `the clock jumps to ${ahead / HOUR} h from now`);
  }
  await served.stop();
  await verified(served, 'after all jumps');
  const at = leaves(served);
  ok(at.at(-1) > before && at.every((t, i) => !i || t >= at[i - 1]),
    'and no leaf is dated before the one that it follows');
}));

/* ---- no room, as PostgreSQL says it ---- */

if (onServer) {
  await journey('no room', () => withServed({ people: 60 }, async (served) => {
    await served.start();
    const nurses = await open(served);
    const question = served.question('on');
    served.alter('CREATE FUNCTION full_disk() RETURNS trigger '
      + "LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room' "
      + "USING ERRCODE = '53100'; END $$; "
      + 'CREATE TRIGGER full_disk BEFORE INSERT ON ledger_leaf '
      + 'EXECUTE FUNCTION full_disk()');
    await rings(nurses, question, 'the database’s disk is full');
    served.alter('DROP TRIGGER full_disk ON ledger_leaf');
    await soon(nurses, question);
    await answers(nurses, question, 'there is room again');
    await served.stop();
    await verified(served, 'after a full disk');
  }));
}
done();
