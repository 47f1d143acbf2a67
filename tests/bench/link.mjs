/*
 * link -- extracts of four agencies put together, beside the same published
 * steps as SQL in DuckDB: processor, wall, memory, and what each finds at a
 * pair precision of 0.999.
 *
 * LINKAGE names a folder with the generator and the other side: gen.c,
 * fs_duckdb.mjs and names/.  They are no part of this tree.
 */
import { spawnSync } from 'node:child_process';
import {
  createReadStream, mkdirSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../served.mjs';
import { goal, line } from './report.mjs';
import { scratch } from './sides.mjs';

const AGENCIES = ['health', 'school', 'police', 'care'];
const SEED = process.env.LINKAGE_SEED || '7';

function run(program, args, options = {}) {
  const ran = spawnSync(program, args,
    { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (ran.status !== 0) throw new Error(`${program}: ${ran.stderr}`);
  return ran;
}

function extracts(linkage, people) {
  const dir = join(scratch, 'extracts');
  mkdirSync(dir, { recursive: true });
  const gen = join(scratch, 'gen');
  run('cc', ['-O2', '-w', join(linkage, 'gen.c'), '-o', gen]);
  run(gen, [join(linkage, 'names'), String(people), SEED, dir, 'agencies']);
  return dir;
}

async function* rowsOf(file) {
  for await (const row of createInterface({ input: createReadStream(file) })) {
    yield row.split('|');
  }
}

/* Who is who, as diogel link --evaluate takes it. */
async function truth(dir) {
  const rows = ['source,id,person,police'];
  for (const agency of AGENCIES) {
    for await (const row of rowsOf(join(dir, `${agency}.csv`))) {
      if (row[0] !== 'rec_id') {
        rows.push(`${agency},${row[0]},${row[2]},${
          agency === 'police' ? 'yes' : ''}`);
      }
    }
  }
  const file = join(dir, 'truth.csv');
  writeFileSync(file, rows.join('\n'));
  return file;
}

/* GNU time's last line: processor, wall, memory. */
function measured(ran) {
  const [user, system, wall, kb] = ran.stderr.trim().split('\n').pop()
    .split(' ').map(Number);
  return { cpu: user + system, wall, mb: kb / 1024, out: ran.stdout };
}

function ours(dir, more = []) {
  return measured(run('/usr/bin/time', ['-f', '%U %S %e %M',
    join(root, 'build/diogel'), 'link',
    ...AGENCIES.map((a) => join(dir, `${a}.csv`)),
    '--out', join(scratch, 'links.csv'),
    '--clusters', join(scratch, 'clusters.csv'), ...more]));
}

function theirs(linkage, dir) {
  return measured(run('/usr/bin/time', ['-f', '%U %S %e %M',
    process.execPath, join(linkage, 'fs_duckdb.mjs'), 'synB'],
  { cwd: scratch,
    env: { ...process.env, SYN: dir, DUCK: join(root, 'tests/bench/peers') } }));
}

/* The best recall of a row of the table whose precision is enough. */
function recallAt(text, precision) {
  return Math.max(0, ...[...text.matchAll(
    /^ *-?[\d.]+ +(\d\.\d+) +(\d\.\d+) +\d\.\d+$/gm)]
    .filter((m) => Number(m[1]) >= precision).map((m) => Number(m[2])));
}

const least = (all, what) => Math.min(...all.map((one) => one[what]));

export async function linking({ rounds, million }) {
  const linkage = process.env.LINKAGE;
  if (!linkage) {
    line('LINKAGE names no folder: see docs/speed.md');
    return;
  }
  const dir = extracts(linkage, million ? 520000 : 52000);
  const known = await truth(dir);
  const sides = { ours: [], theirs: [] };
  for (let i = 0; i < rounds; i += 1) {
    sides.ours.push(ours(dir));
    sides.theirs.push(theirs(linkage, dir));
  }
  for (const side of ['ours', 'theirs']) {
    line(side, ...['cpu', 'wall', 'mb'].map((what) => (
      `${what} ${least(sides[side], what).toFixed(2)}`)));
  }
  const found = ours(dir, ['--review', '-30', '--evaluate', known]);
  const base = JSON.parse(sides.theirs[0].out.split('\n')[0]);
  const misses = [1 - recallAt(found.out, 0.999), 1 - base.at['0.999'].R];
  line('misses at pair precision 0.999', misses[0].toFixed(4),
    misses[1].toFixed(4));
  console.log(found.out.split('\n').slice(0, 4).join('\n'));
  for (const [what, want] of [['cpu', 14], ['wall', 10], ['mb', 3]]) {
    goal(`${what}, files to clusters`,
      least(sides.theirs, what) / least(sides.ours, what), want);
  }
  goal('misses at pair precision 0.999', misses[1] / misses[0], 3);
}
