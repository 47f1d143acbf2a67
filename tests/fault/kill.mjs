/*
 * kill.mjs [ROUNDS [SEED]] -- kill -9 the server in the middle of its work,
 * again and again, and look whether anything that it answered is gone.
 *
 * Some callers check the register; what each answer's receipt says (the id
 * of its leaf, and how its hash begins) must stand in the ledger afterwards.
 * Others write a report; the last text that the server took must be there
 * when its author comes back, and so must their session.
 *
 * The same harness must find losses where there are some: in callers who
 * count what they have merely sent, and in a copy of the database that was
 * made before the end.  TAP.
 */
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import {
  dice, diogel, query, seed, sleep, withServed,
} from '../served.mjs';
import { done, journey, ok, same } from '../browser/tap.mjs';
import { Checker, Writer, work } from './workers.mjs';

const rounds = Number(process.argv[2] ?? 100);
const lot = dice(seed(process.argv[3]));

/* One life: 5 to 200 ms of work, then the end. */
async function live(served, workers, trouble) {
  const state = { killed: false, trouble };
  const all = workers.map((w) => work(w, state));
  await sleep(5 + lot(196));
  state.killed = true;
  await served.stop('SIGKILL');
  await Promise.all(all);
}

function leavesOf(file) {
  return new Set(query(file, 'SELECT lower(hex(hash)) AS h FROM ledger_leaf')
    .map((row) => row.h.slice(0, 16)));
}

function missing(acked, leaves) {
  return acked.filter((a) => !leaves.has(a.hash)).length;
}

/* The hashes of a bundle, as the outside world gets them. */
function exported(served) {
  return new Set([...served.run('audit', 'export')
    .matchAll(/^leaf \d+ ([0-9a-f]{16})/gm)].map((m) => m[1]));
}

/* A life between two kills, and what is there when it begins again. */
async function round(served, checkers, writers, found) {
  await served.start();
  for (const w of writers) {
    if (await w.look() < 0) found.sessions += 1;
  }
  await live(served, [...checkers, ...writers], found.trouble);
  const acked = checkers.flatMap((c) => c.acked);
  found.lost += missing(acked, leavesOf(served.file));
}

await journey('kill', () => withServed({ people: 60 }, async (served) => {
  const found = { lost: 0, sessions: 0, trouble: [] };
  await served.start();
  const checkers = [new Checker(served, lot), new Checker(served, lot)];
  const writers = [new Writer(served), new Writer(served), new Writer(served)];
  await checkers[0].begin(served.loginOf('tour.nurse'));
  await checkers[1].begin(served.loginOf('tour.custodian'));
  await writers[0].begin(served.loginOf('tour.teacher'));
  await writers[1].begin(served.loginOf('tour.safeguarding_person'));
  await writers[2].begin(served.loginOf('tour.front_door'));
  await served.stop('SIGKILL');

  const early = join(served.dir, 'early.db');
  const sent = () => writers.reduce((n, w) => n + w.lostSent, 0);
  for (let i = 0; i < rounds || (i < rounds + 100 && !sent()); i += 1) {
    if (i === Math.floor(rounds / 2)) {
      spawnSync('sqlite3', [served.file, `.backup '${early}'`]);
    }
    await round(served, checkers, writers, found);
  }
  await served.start();
  for (const w of writers) await w.look();
  await served.stop('SIGKILL');

  const acked = checkers.flatMap((c) => c.acked);
  const texts = writers.reduce((n, w) => n + w.acked, 0);
  ok(acked.length > rounds && texts > rounds,
    `the server was at work when it was killed: ${acked.length} checks and `
    + `${texts} texts were answered in ${rounds} lives`);
  same(found.trouble.slice(0, 5).join('\n'), '',
    'until it was killed it answered everything as it should');
  same(found.lost, 0, 'every check that was answered has its leaf');
  same(missing(acked, exported(served)), 0,
    'and each receipt’s hash stands in the exported ledger');
  same(writers.reduce((n, w) => n + w.lost, 0), 0,
    'every text that was taken is there when its author comes back');
  same(found.sessions, 0, 'and nobody was signed out');
  ok(/, 0 faults/.test(diogel('audit', 'verify', '--db', served.db)),
    'the ledger verifies');
  ok(/ 0 differences/.test(diogel('rebuild', '--verify', '--db', served.db)),
    'and nothing is different when it is computed again');

  /* The controls: harnesses that must find something. */
  ok(sent() > 0, `callers who count what they sent find losses: ${sent()}`);
  const gone = missing(acked, leavesOf(early));
  ok(gone > 0, `a copy made before the end lacks leaves: ${gone}`);
}));
done();
