/*
 * kill.mjs [ROUNDS [SEED]] -- two nodes on one database are at work, and one
 * of them, or the database server itself, is killed; again and again.  What
 * was answered must be there, once.  Run by with-postgres.
 *
 * The control lets every COMMIT be acknowledged before it is written out, by
 * triggers in the database: then the same harness must find losses.  TAP.
 */
import { dice, seed, sleep, withServed } from '../served.mjs';
import { done, journey, ok, same } from '../browser/tap.mjs';
import { tell } from '../server.mjs';
import { Checker, Writer, work } from '../fault/workers.mjs';

const rounds = Number(process.argv[2] ?? 50);
const lot = dice(seed(process.argv[3]));
const DATABASE = 2; // which of three dies; the others are the nodes

const writerOfServer = () => Number(tell(process.env.PGURL, 'SELECT pid FROM '
  + "pg_stat_activity WHERE backend_type = 'walwriter'"));

/* A crash as of the server: one of its processes is killed, all others are
 * ended by it, and what was not written out is gone.  It is over when there
 * is another in its place. */
async function crash() {
  const pid = writerOfServer();
  process.kill(pid, 'SIGKILL');
  for (let i = 0; i < 400; i += 1) {
    try {
      const now = writerOfServer();
      if (now && now !== pid) return;
    } catch { /* not yet */ }
    await sleep(25);
  }
  throw new Error('the database server does not come back');
}

async function kill(nodes, which) {
  if (which === DATABASE) {
    await crash();
    return;
  }
  await nodes[which].stop('SIGKILL');
  await nodes[which].start();
}

function leavesOf(served) {
  return new Set(served.sql("SELECT encode(hash, 'hex') AS h FROM ledger_leaf")
    .map((row) => row.h.slice(0, 16)));
}

function missing(checkers, leaves) {
  return checkers.flatMap((c) => c.acked).filter((a) => !leaves.has(a.hash))
    .length;
}

/* It may take a request until a node has found the database again. */
async function look(writer) {
  for (let i = 0; i < 40; i += 1) {
    if (await writer.read() >= 0) {
      await writer.look();
      return true;
    }
    await sleep(50);
  }
  return false;
}

/* Work between two kills, and what is there afterwards. */
async function round(nodes, all, which, found) {
  const state = { killed: false, trouble: found.trouble };
  const busy = [...all.checkers, ...all.writers].map((w) => work(w, state));
  await sleep(5 + lot(196));
  state.killed = true;
  await kill(nodes, which);
  await Promise.all(busy);
  for (const w of all.writers) found.sessions += !await look(w);
  found.lost += missing(all.checkers, leavesOf(nodes[0]));
}

const logins = ['teacher', 'safeguarding_person', 'front_door'];

async function workers(nodes) {
  const all = {
    checkers: nodes.map((n) => new Checker(n, lot)),
    writers: logins.map((_, i) => new Writer(nodes[i % 2])),
  };
  await all.checkers[0].begin(nodes[0].loginOf('tour.nurse'));
  await all.checkers[1].begin(nodes[0].loginOf('tour.custodian'));
  for (const [i, login] of logins.entries()) {
    await all.writers[i].begin(nodes[0].loginOf(`tour.${login}`));
  }
  return all;
}

const sum = (writers, key) => writers.reduce((n, w) => n + w[key], 0);

/* A kill that met nothing in flight proves nothing: some more are asked for
 * until one has. */
function isUnluckyAt(i, all) {
  return i < rounds + 100 && !sum(all.writers, 'lostSent');
}

async function verified(served) {
  let said = '';
  for (let i = 0; i < 200 && !/, 0 faults\n$/.test(said); i += 1) {
    said = served.run('audit', 'verify');
    if (i) await sleep(50);
  }
  ok(/, 0 faults\n$/.test(said), 'the ledger verifies, every leaf numbered',
    said);
}

/* Commits are acknowledged before they are written out. */
function acknowledgeEarly(served) {
  tell(served.db, 'CREATE FUNCTION early() RETURNS TRIGGER LANGUAGE plpgsql '
    + "AS $$ BEGIN PERFORM set_config('synchronous_commit', 'off', true); "
    + 'RETURN NULL; END $$');
  for (const table of ['ledger_leaf', 'lease', 'draft', 'session']) {
    tell(served.db, `CREATE TRIGGER early AFTER INSERT OR UPDATE ON ${table} `
      + 'EXECUTE FUNCTION early()');
  }
}

await journey('kill', () => withServed({ people: 60 }, async (one) => {
  const nodes = [one, one.another()];
  const found = { lost: 0, sessions: 0, trouble: [] };
  for (const n of nodes) await n.start();
  const all = await workers(nodes);
  for (let i = 0; i < rounds || isUnluckyAt(i, all); i += 1) {
    await round(nodes, all, i % 3, found);
  }

  const checks = all.checkers.reduce((n, c) => n + c.acked.length, 0);
  ok(checks > rounds && sum(all.writers, 'acked') > rounds,
    `both nodes were at work: ${checks} checks and `
    + `${sum(all.writers, 'acked')} texts in ${rounds} lives`);
  same(found.trouble.slice(0, 5).join('\n'), '',
    'until something was killed everything was answered as it should be');
  same(found.lost, 0, 'every check that was answered has its leaf');
  same(sum(all.writers, 'lost'), 0, 'every text that was taken is there');
  same(found.sessions, 0, 'and nobody was signed out');
  ok(all.writers.every((w) => Number(w.revision) <= w.tried + 1),
    'no text was taken twice',
    all.writers.map((w) => `${w.revision} of ${w.tried}`).join(', '));
  ok(sum(all.writers, 'lostSent') > 0, 'callers who count what they sent find '
    + `losses: ${sum(all.writers, 'lostSent')}`);
  await verified(one);
  for (const n of nodes) await n.stop();
  ok(/ 0 differences/.test(one.run('rebuild', '--verify')),
    'and nothing is different when it is computed again');

  const early = { lost: 0, sessions: 0, trouble: [] };
  acknowledgeEarly(one);
  for (const n of nodes) await n.start();
  for (let i = 0; i < 20 && !early.lost; i += 1) {
    await round(nodes, all, DATABASE, early);
  }
  ok(early.lost > 0, 'with commits that are acknowledged before they are '
    + `written out it finds losses: ${early.lost}`);
  for (const n of nodes) await n.close();
}));
done();
