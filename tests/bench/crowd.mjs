/*
 * crowd -- what is left for those who hurry: two hundred slow requests in
 * flight (sign-ins of accounts that do not exist: each costs an argon2), and
 * five times as many requests as can be answered, checks among pages.
 */
import { Caller } from '../served.mjs';
import {
  Diogel, load, median, requestsFile,
} from './sides.mjs';
import { goal, line } from './report.mjs';

const SLOW = 200;
const SLOW_REQUESTS = 20000;

/* Sign-ins by logins that nobody has, each another. */
async function signIns(diogel) {
  const stranger = new Caller(diogel.served);
  await stranger.get('/sign-in');
  return Array.from({ length: SLOW_REQUESTS }, (_, i) => diogel.post(
    '/en/sign-in', new URLSearchParams({
      login: `nobody${i}`, password: 'not the password',
    }).toString(), stranger));
}

const ms = (us) => `${(us / 1000).toFixed(1)} ms`;

function said(what, found) {
  line(what, `${found.ok.toFixed(0)}/s`, `p50 ${ms(found.p50)}`,
    `p99 ${ms(found.p99)}`, JSON.stringify(found.status),
    found.unsent ? `${found.unsent} not sent` : '');
}

export async function slowBeside({ people, rounds, seconds }) {
  const diogel = await Diogel.on(people);
  const checks = requestsFile(await diogel.checks());
  const slow = requestsFile(await signIns(diogel));
  const ratios = [];
  for (let round = 0; round < rounds; round += 1) {
    const alone = await load(diogel, checks, { seconds });
    const both = await Promise.all([
      load(diogel, slow, { connections: SLOW, seconds: seconds + 1 }),
      load(diogel, checks, { seconds }),
    ]);
    ratios.push(both[1].ok / alone.ok);
    said('checks alone, 64 connections', alone);
    said(`checks beside ${SLOW} sign-ins in flight`, both[1]);
    said('those sign-ins (400: no such account)', both[0]);
    await diogel.as('ffion'); // behind those that are still in the queue
  }
  goal('checks keep, beside 200 slow requests', median(ratios), 0.5);
  await diogel.close();
}

/* Pages that give way; the form of a check does not, no more than a check. */
function pages(diogel) {
  return ['/en/receipts', '/en/home'].map((p) => diogel.get(p));
}

/* Of what was due, sent or not; the first second counts for what was not. */
const share = (found, seconds) => found.ok
  / (found.all + found.unsent / (seconds + 1));

export async function overload({ people, seconds }) {
  const diogel = await Diogel.on(people);
  const checks = requestsFile(await diogel.checks());
  const looks = requestsFile(pages(diogel));
  const most = await load(diogel, checks, { connections: 512, seconds });
  const looked = await load(diogel, looks, { connections: 512, seconds });
  said('checks, as many as it takes', most);
  said('pages, as many as it takes', looked);

  const five = await load(diogel, checks, {
    connections: 900, seconds, rate: Math.round(most.ok * 5),
  });
  said('checks, five times as many', five);
  goal('p99 of what is answered in five times overload, beside full',
    five.p99 / most.p99, null, 2);
  goal('refusals of it that say when to come again',
    (five.retry_after + 1) / ((five.status['503'] ?? 0) + 1), 1);

  const both = await Promise.all([
    load(diogel, checks, {
      connections: 450, seconds, rate: Math.round(most.ok * 0.5),
    }),
    load(diogel, looks, {
      connections: 450, seconds, rate: Math.round(looked.ok * 5),
    }),
  ]);
  said('checks, half of what it takes, beside', both[0]);
  said('  pages, five times as many', both[1]);
  goal('share of those checks that is answered', share(both[0], seconds),
    0.95);
  goal('and of the pages, which give way', share(both[1], seconds), null,
    0.95);
  await diogel.close();
}
