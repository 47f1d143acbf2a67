/*
 * slow.mjs [SECONDS] -- slowhttptest at both doors: headers and bodies that
 * come a few bytes at a time, answers that are read so, and ranges.  Checks
 * are answered meanwhile, and afterwards no connection is left open.  TAP.
 */
import { spawn } from 'node:child_process';
import { sleep } from '../served.mjs';
import { done, journey, ok, same } from '../browser/tap.mjs';
import { atEachDoor, closes, openIn } from './doors.mjs';

const seconds = Number(process.argv[2] ?? 20);
const CONNECTIONS = 300;
const ASKED = 10; // the shortest of them lasts two seconds
const LATE_MS = 1000;
const CLOSED_WITHIN = 90; // seconds: longer than any of the idle limits

const usual = ['-c', CONNECTIONS, '-r', 150, '-i', 5, '-l', seconds, '-p', 5];
const attacks = [
  ['headers that never end', ['-H', '-x', 24], '/en/sign-in'],
  ['bodies that never end', ['-B', '-s', 8192, '-x', 10], '/en/sign-in'],
  ['answers read by the byte', ['-X', '-n', 1, '-k', 3], '/en/sign-in'],
  ['ranges that overlap', ['-R', '-a', 1, '-b', 3000], '/en/sign-in'],
];

function attack(port, [, how, path]) {
  const child = spawn('slowhttptest', [...how, ...usual, '-v', 0,
    '-u', `http://127.0.0.1:${port}${path}`].map(String),
  { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

/* Checks while it goes on: {asked, good, worst}. */
async function checks({ who, served }, state) {
  const question = served.question('on');
  const found = { asked: 0, good: 0, worst: 0 };
  while (!state.over) {
    const began = performance.now();
    const answer = await who.check(question, who.with).catch(() => null);
    found.asked += 1;
    found.good += answer?.status === 200
      && /\/receipts\/l/.test(answer.body);
    found.worst = Math.max(found.worst, performance.now() - began);
    await sleep(100);
  }
  return found;
}

async function bears(door, one) {
  const how = `${one[0]}, ${door.name}`;
  const before = openIn(door.served);
  const state = { over: false };
  const asking = checks(door, state);
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, openIn(door.served));
  }, 250);
  await attack(door.port, one);
  clearInterval(watch);
  state.over = true;
  const found = await asking;
  ok(found.asked >= ASKED && found.good === found.asked
    && found.worst < LATE_MS, `${how}: ${found.good} of ${found.asked} checks `
    + `were answered, the last of them within ${found.worst.toFixed(0)} ms; `
    + `${most - before} connections`);
  ok(await closes(door.served, before, CLOSED_WITHIN),
    `${how}: and no connection is left`, `${openIn(door.served)}, ${before}`);
}

await journey('slow attackers', () => atEachDoor(async (door) => {
  for (const one of attacks) await bears(door, one);
  same(door.served.child.exitCode, null, `${door.name}: the server lives`);
}));
done();
