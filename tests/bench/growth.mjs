/*
 * growth -- what a check, an inbox and a child's page cost the processor
 * when there are ten times as many people.  Processor time of the server,
 * not seconds: it does not depend on who else uses the machine.
 */
import { Diogel, load, requestsFile } from './sides.mjs';
import { goal, line } from './report.mjs';

const SIZES = [10000, 100000];
const MILLION = 1000000;

async function costs(people, seconds) {
  const diogel = await Diogel.on(people);
  const door = await diogel.as('sioned');
  const worker = await diogel.as('owain');
  const { path, entries } = diogel.fullest('owain');
  const asked = { // the inbox last: what it takes goes on for a while
    check: await diogel.checks(),
    child: [diogel.get(path, worker)],
    inbox: [diogel.get('/en/inbox', door)],
  };
  const found = {};
  for (const [name, texts] of Object.entries(asked)) {
    const got = await load(diogel, requestsFile(texts),
      { connections: 8, seconds });
    found[name] = got.ok ? got.cpu : Infinity;
    line(`${name}, ${people} people`, `${found[name].toFixed(0)} us`,
      `${got.ok.toFixed(0)}/s`, `p99 ${(got.p99 / 1000).toFixed(1)} ms`,
      name === 'child' ? `${entries} entries` : '',
      got.ok && got.ok === got.all ? ''
        : `NOT ANSWERED ${JSON.stringify(got.status)}`);
  }
  await diogel.close();
  return found;
}

export async function growth({ seconds, million }) {
  const sizes = million ? [...SIZES, MILLION] : SIZES;
  let before = null;
  for (const people of sizes) {
    const now = await costs(people, seconds);
    if (before) {
      goal(`a check at ${people} people, beside a tenth of them`,
        now.check / before.check, null, 1.5);
      goal(`an inbox at ${people} people, beside a tenth of them`,
        Number.isFinite(now.inbox) ? now.inbox / before.inbox : Infinity,
        null, 1.5);
      line(`  a child's page (no goal)`,
        `${(now.child / before.child).toFixed(2)}x`);
    }
    before = now;
  }
}
