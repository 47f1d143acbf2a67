/*
 * import -- a register brought in as a command does, beside the same work
 * with a commit for each row: the same program, rows and database, only how
 * many rows one commit stands for differs.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../served.mjs';
import { goal, line } from './report.mjs';
import { region, scratch } from './sides.mjs';

const ROWS = 2000;
const PEOPLE = 1000;
const MANY = 128; /* as import_slice_alone in src/action/import_step.c */

function register() {
  const made = spawnSync(join(root, 'tests/import/make_csv.py'),
    [String(ROWS)], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const path = join(scratch, 'register.csv');
  writeFileSync(path, made.stdout);
  return path;
}

function brought(from, file, rows) {
  const dir = mkdtempSync(join(scratch, 'import-'));
  for (const name of ['diogel.db', 'diogel.db.keys']) {
    copyFileSync(join(from, name), join(dir, name));
  }
  const ran = spawnSync(join(root, 'build/tests/bench/import_bench'),
    [`sqlite:${join(dir, 'diogel.db')}`, join(dir, 'diogel.db.keys'), file,
      String(rows)], { encoding: 'utf8' });
  rmSync(dir, { recursive: true, force: true });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout);
}

const middle = (all) => [...all].sort((a, b) => a - b)[all.length >> 1];

export async function importing({ rounds }) {
  const from = region(PEOPLE);
  const file = register();
  const sides = { ours: [], theirs: [] };
  for (let i = 0; i < rounds; i += 1) {
    sides.ours.push(brought(from, file, MANY));
    sides.theirs.push(brought(from, file, 1));
  }
  for (const [phase, what] of [['check', 'read and matched'],
    ['apply', 'brought in']]) {
    const [ours, theirs] = [sides.ours, sides.theirs].map((all) => ({
      s: middle(all.map((one) => one[`${phase}_s`])),
      commits: all[0][`${phase}_commits`],
    }));
    line(`${ROWS} rows ${what}, many rows a commit`,
      `${(ROWS / ours.s).toFixed(0)}/s`, `${ours.commits} commits`);
    line(`${ROWS} rows ${what}, one row a commit`,
      `${(ROWS / theirs.s).toFixed(0)}/s`, `${theirs.commits} commits`);
    goal(`rows ${what}, beside one commit a row`, theirs.s / ours.s, 20);
  }
}
