/*
 * store_gone.mjs -- the store fails under a server that goes on: no room
 * left, somebody else's lock, the file gone; and the clock is set back.
 *
 * A check that cannot write its leaf must say what "ring the duty line"
 * says, with status 503, and nothing of what was asked; with the store back
 * the same server, or the next, must answer again.  TAP.
 */
import { existsSync, renameSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { Caller, program, withServed } from '../served.mjs';
import { done, journey, ok } from '../browser/tap.mjs';
import { answers, open, rings, soon } from './ring.mjs';

/* A full disk gives no signal; a limit on file size does, unless ignored. */
const quiet = ['env', '--ignore-signal=XFSZ'];

function limit(served, bytes) {
  const done = spawnSync('prlimit',
    ['--pid', String(served.child.pid), `--fsize=${bytes}:`]);
  if (done.status !== 0) throw new Error(`prlimit: ${done.stderr}`);
}

async function verified(served, how) {
  ok(/, 0 faults/.test(served.run('audit', 'verify')),
    `${how}: the ledger verifies`);
}

await journey('no room', () => withServed({ people: 60 }, async (served) => {
  await served.start({ through: quiet });
  const nurses = await open(served);
  const question = served.question('on');
  await answers(nurses, question, 'before the disk is full');
  limit(served, 1);
  await rings(nurses, question, 'the disk is full');
  limit(served, 'unlimited');
  if (served.child.exitCode !== null || served.child.signalCode) {
    ok(false, 'the server outlives a full disk', served.log);
    await served.start();
  }
  await soon(nurses, question);
  await answers(nurses, question, 'there is room again');
  await served.stop();
  await verified(served, 'after a full disk');
}));

await journey('a lock', () => withServed({ people: 60 }, async (served) => {
  await served.start();
  const nurses = await open(served);
  const question = served.question('on');
  const other = spawn('sqlite3', [served.file],
    { stdio: ['pipe', 'pipe', 'inherit'] });
  const held = new Promise((resolve) => {
    other.stdout.once('data', resolve);
  });
  other.stdin.write('BEGIN IMMEDIATE; SELECT 1;\n');
  await held;
  await rings(nurses, question, 'somebody else holds the lock');
  other.stdin.end('ROLLBACK;\n');
  await new Promise((resolve) => { other.once('exit', resolve); });
  await soon(nurses, question);
  await answers(nurses, question, 'the lock is free again');
  await served.stop();
  await verified(served, 'after a lock');
}));

await journey('the file', () => withServed({ people: 60 }, async (served) => {
  await served.start();
  const nurses = await open(served);
  const question = served.question('on');
  renameSync(served.file, `${served.file}.away`);
  await rings(nurses, question, 'the file is gone');
  await served.stop();

  const begun = spawnSync(program, ['serve', '--db', served.db,
    '--listen', '127.0.0.1:0'], { encoding: 'utf8', timeout: 10000 });
  ok(begun.status === 1 && begun.stderr !== '',
    'no server begins without its database', `${begun.status}`);
  ok(!existsSync(served.file), 'and none is made in its place');
  renameSync(`${served.file}.away`, served.file);
  await served.start();
  await soon(nurses, question);
  await answers(nurses, question, 'the file is back');
  await served.stop();
  await verified(served, 'after the file was gone');
}));

/* Times of all leaves in their order, and of all entries. */
function times(served) {
  return {
    leaves: served.sql('SELECT at FROM ledger_leaf ORDER BY number')
      .map((r) => r.at),
    entries: served.sql('SELECT MAX(recorded_at) AS at FROM entry')[0].at,
  };
}

await journey('the clock', () => withServed({ people: 60 }, async (served) => {
  const before = times(served);
  await served.start({ env: { DIOGEL_NOW: '2019-01-01T09:00:00Z' } });
  const nurses = await open(served);
  await answers(nurses, served.question('on'), 'the clock was set back');
  const teacher = new Caller(served);
  await teacher.signIn(served.loginOf('tour.safeguarding_person'));
  await teacher.post('/report');
  await served.stop();

  const after = times(served);
  const last = before.leaves.at(-1);
  const added = after.leaves.slice(before.leaves.length);
  ok(added.length > 5 && added.every((at) => at >= last),
    'with the clock set back nothing is recorded before what was there',
    `${last} ${added.slice(0, 3)}`);
  ok(added.every((at) => at >= before.entries),
    'nor before the newest entry');
  await verified(served, 'after the clock was set back');

  spawnSync('sqlite3', [served.file, 'UPDATE ledger_leaf SET at = at - '
    + '86400000000 WHERE number = (SELECT MAX(number) FROM ledger_leaf)']);
  const altered = spawnSync(program, ['audit', 'verify', '--db', served.db],
    { encoding: 'utf8' });
  ok(altered.status === 1 && !/, 0 faults/.test(altered.stdout),
    'a leaf that was put back by a day is found');
}));
done();
