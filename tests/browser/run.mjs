/*
 * run.mjs [NAME...] -- walks the journeys (journeys/*.mjs) in headless
 * Chromium, in both languages; TAP.  Screenshots go to tests/browser/out.
 */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { done, journey } from './tap.mjs';

const dir = join(dirname(fileURLToPath(import.meta.url)), 'journeys');
const wanted = process.argv.slice(2);

for (const file of readdirSync(dir).sort()) {
  if (!file.endsWith('.mjs')) continue;
  if (wanted.length && !wanted.some((w) => file.includes(w))) continue;
  const { default: run } = await import(join(dir, file));
  await journey(file.replace('.mjs', ''), run);
}
done();
