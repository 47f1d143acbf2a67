/*
 * check.mjs [SECONDS] -- checks of the register in a second, each durable in
 * the ledger before it is answered, beside what it is made of: a file that
 * needs no store, a page that needs only its leaf, and how often this disk
 * keeps what it is given.
 */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Caller, choicesOf, hiddenOf, withServed } from '../served.mjs';

const seconds = Number(process.argv[2] ?? 3);

/* How often work can be done in a second by so many at once. */
async function rate(callers, work) {
  const until = Date.now() + seconds * 1000;
  const begun = Date.now();
  let count = 0;
  await Promise.all(callers.map(async (caller) => {
    while (Date.now() < until) {
      const { status } = await work(caller);
      if (status !== 200) throw new Error(`answered ${status}`);
      count += 1;
    }
  }));
  return (count * 1000) / (Date.now() - begun);
}

function syncs(dir) {
  const fd = openSync(join(dir, 'sync'), 'w');
  const begun = Date.now();
  let count = 0;
  for (; Date.now() < begun + 1000; count += 1) {
    writeSync(fd, Buffer.alloc(4096), 0, 4096, 0);
    fdatasyncSync(fd);
  }
  closeSync(fd);
  return (count * 1000) / (Date.now() - begun);
}

function line(what, figure, beside) {
  console.log(`${what.padEnd(44)}${figure.toFixed(0).padStart(8)} /s  `
    + `${(figure / beside).toFixed(2)} of the first`);
}

await withServed({ people: 300 }, async (served) => {
  await served.start();
  const callers = [];
  const login = served.loginOf('tour.nurse');
  for (let i = 0; i < 32; i += 1) {
    const caller = new Caller(served);
    if (i === 0) await caller.signIn(login);
    else caller.cookies = callers[0].cookies;
    callers.push(caller);
  }
  const { body } = await callers[0].get('/check');
  const form = { ...choicesOf(body), token: hiddenOf(body, '/check') };
  const asset = /href="(\/assets\/[^"]*css)"/.exec(body)[1];
  const question = served.question('on');
  const check = (c) => c.check(question, form);

  const disk = syncs(served.dir);
  line('this disk keeps a page (fdatasync)', disk, disk);
  line('a file, 8 at once',
    await rate(callers.slice(0, 8), (c) => c.ask('GET', asset)), disk);
  line('a page with a durable leaf, 8 at once',
    await rate(callers.slice(0, 8), (c) => c.get('/help')), disk);
  for (const n of [1, 8, 32]) {
    line(`a check with a durable leaf, ${n} at once`,
      await rate(callers.slice(0, n), check), disk);
  }
  for (const c of callers) c.close();
});
