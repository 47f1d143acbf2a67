/*
 * every_site.mjs [STEP [SEED]] -- ten requests, and every place in the
 * program that asks for memory, a file or a socket while it answers them:
 * there the call fails once.  A place is a whole stack of callers, of our
 * own and of the libraries'.  STEP: of so many places only one.
 *
 * What comes of it must be the good answer, an apology that betrays nothing,
 * or no answer; a server that ended must have said why.  Then the same
 * request goes well, and its deed is done once.  Under with-postgres the
 * sockets are also those of the database.  TAP.
 */
import { join } from 'node:path';
import { dice, onServer, seed, sleep, withServed } from '../served.mjs';
import { done, journey, ok, same } from '../browser/tap.mjs';
import { Trouble } from './trouble.mjs';
import { gist, requests } from './requests.mjs';

const step = Number(process.argv[2] ?? 1);
const lot = dice(seed(process.argv[3]));
const AGAIN = 60; // times; a node may have to find its database again
const WHERE_SHOWN = 2000; // of a log
/* How a server may end: without memory, or when fsync has failed. */
const ENDS_WELL = /SIGABRT[^]*(no memory left|out of memory|fsync)/;

/* A server that goes wrong when it is told to, and begins again. */
class Patient {
  constructor(served) {
    this.served = served;
    this.trouble = new Trouble(join(served.dir, 'trouble'), { step, lot });
  }

  start() { return this.served.start({ env: this.trouble.env }); }

  async again() {
    await this.served.stop();
    await this.start();
  }

  get isDead() {
    const { exitCode, signalCode } = this.served.child;
    return exitCode !== null || signalCode !== null;
  }

  /* When it has ended it is started again: "well", or what was wrong with
   * that end; null: it lives. */
  async revive() {
    await sleep(5);
    this.where ??= /trouble: at\n[^]*/.exec(this.served.log)?.[0]
      .slice(0, WHERE_SHOWN);
    if (!this.isDead) return null;
    const { signal } = await this.served.ended;
    const { log } = this.served;
    await this.start();
    const end = `${signal}: ${log.slice(-WHERE_SHOWN)}`;
    return ENDS_WELL.test(end) ? 'well' : end;
  }
}

/* What is wrong with an answer, if anything; null: there was none. */
function judge(request, answer, good, tally) {
  if (!answer) {
    tally.cut += 1;
    return '';
  }
  if (answer.status >= 500) {
    tally.sorry += 1;
    return request.apology?.(answer) ?? '';
  }
  const told = request.told(answer);
  tally.good += told === good;
  return told === good || request.excused?.(told) ? ''
    : `answered ${told}, not ${good}`;
}

/* The same request again, also of another server when the first has ended;
 * ends: what is known of that. */
async function goesWell(patient, request, good, ends) {
  let told = '';
  for (let i = 0; i < AGAIN; i += 1) {
    const end = await patient.revive();
    if (end) ends.push(end);
    const answer = await Promise.resolve(request.fresh?.())
      .then(() => request.send()).catch((e) => e);
    told = answer instanceof Error ? answer.message : request.told(answer);
    if (told === good) return '';
    await sleep(20);
  }
  return `and afterwards it was answered ${told}`;
}

/* One call fails; false: every place had its turn. */
async function fail(patient, request, kind, { good, tally, wrong }) {
  const { trouble } = patient;
  const note = (what) => what
    && wrong.push(`${kind}: ${what}\n${patient.where ?? ''}`);
  patient.where = null;
  await request.ready(() => patient.again());
  patient.served.log = '';
  trouble.arm(kind);
  const answer = await request.send().catch(() => null);
  const { failed, seen } = trouble.calm();
  if (!failed) {
    tally.calls += seen;
    return false;
  }
  tally.tried += 1;
  const ends = [await patient.revive()].filter(Boolean);
  note(judge(request, answer, good, tally));
  if (answer && request.told(answer) === good) note(await request.done(true));
  note(await goesWell(patient, request, good, ends));
  note(await request.done(false));
  tally.ended += ends.length;
  ends.filter((end) => end !== 'well').forEach(note);
  return true;
}

/* The same request three times undisturbed: it is warm, and always alike. */
async function usual(patient, request) {
  let good;
  for (let i = 0; i < 3; i += 1) {
    await request.ready(() => patient.again());
    good = request.told(await request.send());
    const what = await request.done(true);
    if (what) throw new Error(`${request.name}: ${what}`);
  }
  return good;
}

async function everySite(patient, request) {
  await request.begin(patient.served);
  const good = await usual(patient, request);
  for (const kind of ['memory', 'files']) {
    const tally = { calls: 0, tried: 0, good: 0, sorry: 0, cut: 0, ended: 0 };
    const wrong = [];
    while (await fail(patient, request, kind, { good, tally, wrong }));
    ok(!wrong.length, `${request.name}, ${tally.calls} calls (${kind}): `
      + `from ${tally.tried} places they failed, ${tally.good} answered all the same, `
      + `${tally.sorry} apologies, ${tally.cut} cut off, `
      + `${tally.ended} ends of the server`,
    `${wrong.length} wrong\n${wrong.slice(0, 5).join('\n')}`);
  }
  if (request.lost) {
    same(request.lost(), 0, `${request.name}: each of `
      + `${request.acked.length} receipts has its leaf`);
  }
}

async function verified(served) {
  await served.stop();
  ok(/, 0 faults/.test(served.run('audit', 'verify')), 'the ledger verifies');
  ok(/ 0 differences/.test(served.run('rebuild', '--verify')),
    'and nothing is different when it is computed again');
}

await journey('every site', () => withServed({ people: 60 }, async (served) => {
  const patient = new Patient(served);
  await patient.start();
  const only = process.env.ONLY;
  for (const request of requests()) {
    if (only && !request.name.includes(only)) continue;
    await journey(request.name, () => everySite(patient, request));
  }
  await verified(served);
}));

/* A disk that says that it has written, and has not: receipts get lost. */
if (!onServer) {
  await journey('a lie', () => withServed({ people: 60 }, async (served) => {
    const patient = new Patient(served);
    await patient.start();
    const check = requests().find((r) => r.lost);
    await check.begin(served);
    patient.trouble.arm('lies', { lasting: true });
    for (let i = 0; i < 5; i += 1) {
      check.told(await check.send().catch(() => ({ status: 0, headers: {}, body: '' })));
    }
    await served.stop('SIGKILL');
    ok(check.lost() > 0, 'with a disk that does not write what it says it '
      + `finds losses: ${check.lost()} of ${check.acked.length}`);
  }));
}
done();
