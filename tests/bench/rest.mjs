/*
 * rest -- how long it takes to start, how much memory it needs at rest and
 * for a thousand connections, and how large its pages are.
 */
import net from 'node:net';
import { Diogel } from './sides.mjs';
import { goal, line } from './report.mjs';

const CONNECTIONS = 900; // below the server's limit
const KB = 1000;

/* Connections that have asked once, and stay. */
async function kept(diogel, n) {
  const text = diogel.get('/en/help');
  return Promise.all(Array.from({ length: n }, () => new Promise(
    (resolve, reject) => {
      const s = net.connect(diogel.port, '127.0.0.1', () => s.write(text));
      s.once('data', () => resolve(s));
      s.once('error', reject);
    })));
}

async function pageSizes(diogel) {
  const worker = await diogel.as('owain');
  const door = await diogel.as('sioned');
  const asked = [
    [diogel.caller, '/en/home'], [diogel.caller, '/en/check'],
    [diogel.caller, '/en/receipts'], [diogel.caller, '/en/report'],
    [door, '/en/inbox'], [door, '/en/home'],
    [worker, '/en/home'], [worker, diogel.fullest('owain').path],
  ];
  let largest = 0;
  for (const [caller, path] of asked) {
    const { status, body } = await caller.ask('GET', path);
    if (status !== 200) {
      line(path, `NOT ANSWERED ${status}`);
      continue;
    }
    const size = Buffer.byteLength(body);
    line(path.startsWith('/en/child') ? 'a child\'s page' : path,
      `${(size / KB).toFixed(1)} kB`);
    largest = Math.max(largest, size);
  }
  return largest;
}

export async function rest({ people }) {
  const diogel = await Diogel.on(people);
  line('from start to the first answer', `${diogel.startMs} ms`);
  const before = diogel.rss();
  line('memory at rest', `${before.toFixed(0)} MB`);
  const open = await kept(diogel, CONNECTIONS);
  line('memory of a thousand connections more', `${
    ((diogel.rss() - before) * 1000 / CONNECTIONS).toFixed(0)} MB`);
  for (const s of open) s.destroy();
  goal('the largest of these pages, beside 100 kB (not compressed)',
    await pageSizes(diogel) / (100 * KB), null, 1);
  await diogel.close();
}
