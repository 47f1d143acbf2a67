/*
 * link -- extracts of four agencies put together, beside the same published
 * steps as SQL in DuckDB: processor, wall, memory, and what each finds at a
 * pair precision of 0.999; children whom a linkage easily loses, and twins it
 * easily makes one; and two invented sets of others, FEBRL 3 and 4.
 *
 * LINKAGE names a folder with the generator and the other side: gen.c,
 * fs_duckdb.mjs, error_breakdown.mjs, names/ and data/.  They are no part of
 * this tree.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync, mkdirSync, readFileSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from '../served.mjs';
import { AGENCIES, Known } from './linked.mjs';
import { goal, line } from './report.mjs';
import { scratch } from './sides.mjs';

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

/* Who is who, as diogel link --evaluate takes it. */
function truth(dir, known) {
  const rows = ['source,id,person'];
  known.person.forEach((person, id) => (
    rows.push(`${AGENCIES[known.agency[id]]},${id},${person}`)));
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

const links = join(scratch, 'links.csv');
const clusters = join(scratch, 'clusters.csv');

function linked(files, more) {
  return measured(run('/usr/bin/time', ['-f', '%U %S %e %M',
    join(root, 'build/diogel'), 'link', ...files,
    '--out', links, '--clusters', clusters, ...more]));
}

function ours(dir, more = []) {
  return linked(AGENCIES.map((a) => join(dir, `${a}.csv`)), more);
}

function theirs(linkage, set, env) {
  return measured(run('/usr/bin/time', ['-f', '%U %S %e %M',
    process.execPath, join(linkage, 'fs_duckdb.mjs'), set],
  { cwd: scratch,
    env: { ...process.env, ...env, DUCK: join(root, 'tests/bench/peers') } }));
}

const said = (ran) => JSON.parse(ran.out.split('\n')[0]);

/* The best recall of a row of the table whose precision is enough. */
function recallAt(text, precision) {
  return Math.max(0, ...[...text.matchAll(
    /^ *-?[\d.]+ +(\d\.\d+) +(\d\.\d+) +\d\.\d+$/gm)]
    .filter((m) => Number(m[1]) >= precision).map((m) => Number(m[2])));
}

const least = (all, what) => Math.min(...all.map((one) => one[what]));

/* ---- whom a linkage loses, and whom it makes one ---- */

/* Welsh and transliterated names, and police: found as often as others are
   where 999 of 1,000 are right. */
async function fairness(dir, known, model) {
  ours(dir, ['--model', model, '--threshold', '-30', '--review', '-30']);
  const found = await known.shares(links, 0.999);
  line('found at pair precision 0.999', ...Object.entries(found)
    .map(([group, share]) => `${group} ${share.toFixed(4)}`));
  for (const group of ['welsh', 'translit']) {
    goal(`recall of all less that of ${group}, points`,
      100 * (found.all - found[group]), 0, 1, '');
  }
  goal('recall between health and police', found.healthPolice, 0.9, null, '');
}

/* The highest threshold at which clusters find 95 of 100 pairs. */
async function twinsMade(dir, known, model) {
  let best = null;
  for (let from = -20, to = 100; to - from > 1;) {
    const at = Math.floor((from + to) / 2);
    ours(dir, ['--model', model, '--threshold', String(at)]);
    const found = { at, ...await known.clusters(clusters) };
    if (found.recall >= 0.95) {
      from = at;
      best = found;
    } else to = at;
  }
  return best;
}

async function twins(dir, known, model) {
  const without = join(dir, 'without.model');
  writeFileSync(without, readFileSync(model, 'utf8')
    .replace(/^start (-?\d+) .*$/m, 'start $1 -3000'));
  const made = [await twinsMade(dir, known, model),
    await twinsMade(dir, known, without)];
  for (const [i, what] of ['with', 'without'].entries()) {
    line(`twins made one, ${what} the household`, made[i].twins,
      `recall ${made[i].recall.toFixed(4)}`, `at ${made[i].at} dB`);
  }
  goal('twins made one at cluster recall 0.95',
    made[1].twins / Math.max(made[0].twins, 1), 25);
}

/* ---- sets of others ---- */

const personOf = (id) => /^[^-]+-[^-]+/.exec(id)[0];

/* As plain tables, and who is who. */
function febrlFiles(linkage, names) {
  const known = ['source,id,person'];
  const files = names.map((name) => {
    const rows = readFileSync(join(linkage, 'data', `${name}.csv`), 'utf8')
      .trim().split('\n').map((row) => row.split(',').map((c) => c.trim()));
    known.push(...rows.slice(1)
      .map(([id]) => `${name},${id},${personOf(id)}`));
    const file = join(scratch, `${name}.csv`);
    writeFileSync(file, rows.map((row) => row.join(',')).join('\n'));
    return file;
  });
  writeFileSync(join(scratch, 'febrl-truth.csv'), known.join('\n'));
  return files;
}

function febrl(linkage, set, names, more) {
  const data = join(scratch, 'febrl');
  mkdirSync(data, { recursive: true });
  for (const name of names) {
    copyFileSync(join(linkage, 'data', `${name}.csv`),
      join(data, `${name}.csv`));
  }
  const ran = linked(febrlFiles(linkage, names), [...more,
    '--evaluate', join(scratch, 'febrl-truth.csv')]);
  const base = said(theirs(linkage, set, { DATA: scratch }));
  const found = ['pairs', 'clusters'].map((what) => Number(
    new RegExp(`^${what} .* F1 ([\\d.]+)`, 'm').exec(ran.out)[1]));
  [base.best.F1, base.clBestF1.F1].forEach((best, i) => {
    const what = `${set}, F1 of ${['pairs', 'clusters'][i]}`;
    line(what, found[i].toFixed(5), `best ${Number(best).toFixed(5)}`);
    goal(`${what}, points more`, 100 * (found[i] - best), 0, null, '');
  });
}

/* ---- all of it ---- */

function costs(sides) {
  for (const side of ['ours', 'theirs']) {
    line(side, ...['cpu', 'wall', 'mb'].map((what) => (
      `${what} ${least(sides[side], what).toFixed(2)}`)));
  }
  for (const [what, want] of [['cpu', 14], ['wall', 10], ['mb', 3]]) {
    goal(`${what}, files to clusters`,
      least(sides.theirs, what) / least(sides.ours, what), want);
  }
}

export async function linking({ linkage, rounds, million }) {
  febrl(linkage, 'febrl3', ['dataset3'], []);
  febrl(linkage, 'febrl4', ['dataset4a', 'dataset4b'], ['--between']);
  const dir = extracts(linkage, million ? 520000 : 52000);
  const known = await Known.of(linkage, dir);
  line('settings', `${known.person.length} rows`, `seed ${SEED}`,
    'model: learned, threshold: chosen by each side');
  const sides = { ours: [], theirs: [] };
  for (let i = 0; i < rounds; i += 1) {
    sides.ours.push(ours(dir));
    sides.theirs.push(theirs(linkage, 'synB', { SYN: dir }));
  }
  costs(sides);
  const model = join(dir, 'learned.model');
  const found = ours(dir, ['--review', '-30', '--train', model,
    '--evaluate', truth(dir, known)]);
  const misses = [1 - recallAt(found.out, 0.999),
    1 - said(sides.theirs[0]).at['0.999'].R];
  line('misses at pair precision 0.999', misses[0].toFixed(4),
    misses[1].toFixed(4));
  console.log(found.out.split('\n').slice(0, 4).join('\n'));
  line('twins made one at that threshold',
    (await known.clusters(clusters)).twins);
  goal('misses at pair precision 0.999', misses[1] / misses[0], 3);
  await fairness(dir, known, model);
  await twins(dir, known, model);
}
