/*
 * doors -- the two ways in that are attacked: the server itself, which
 * listens on loopback alone, and nginx before it with the package's site.
 */
import { readdirSync } from 'node:fs';
import { root, sleep, withServed } from '../served.mjs';
import { front } from '../browser/front.mjs';
import { nurse } from '../fault/ring.mjs';

export const openIn = (served) =>
  readdirSync(`/proc/${served.child.pid}/fd`).length;

/* Back to how many it had open before; false: not within so many seconds. */
export async function closes(served, before, seconds) {
  for (let i = 0; i < seconds * 10; i += 1) {
    if (openIn(served) <= before) return true;
    await sleep(100);
  }
  return false;
}

/* use({name, port, served, who}): once for each door; who is a nurse that
 * comes in by the server's own. */
export async function atEachDoor(use) {
  await withServed({ people: 60 }, async (served) => {
    await served.start();
    const nginx = await front(root, served.dir, [served.port]);
    try {
      const who = await nurse(served, 'en');
      await use({ name: 'directly', port: served.port, served, who });
      await use({ name: 'behind nginx', port: nginx.port, served, who });
    } finally {
      await nginx.stop();
    }
    await served.stop();
  });
}
