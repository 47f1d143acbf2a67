/*
 * long -- what a long history costs: one entry more, and folding all of it,
 * behind one time, ten times and a hundred times as many entries.  The
 * programs count processor time of their own thread; both sides are theirs.
 */
import { execFileSync } from 'node:child_process';
import { goal, line } from './report.mjs';

const SIZES = [20, 200, 2000];

function run(program, entries) {
  return execFileSync(`build/tests/bench/${program}`, [String(entries)],
    { encoding: 'utf8' });
}

function numbers(text, pattern) {
  const found = pattern.exec(text);
  if (!found) throw new Error(`long: cannot read ${text}`);
  return found.slice(1).map(Number);
}

/* Behind what is kept in memory, and after it was forgotten. */
function appending(entries) {
  return numbers(run('append_bench', entries),
    /to \d+: ([\d.]+) ms; to \d+: ([\d.]+) ms.*memory: ([\d.]+) ms/s);
}

function folding(entries) {
  return numbers(run('fold_bench', entries),
    /reading answers and facts\s+median\s+([\d.]+).*folding\s+median\s+([\d.]+)/s);
}

export async function longHistory() {
  for (const n of SIZES) {
    const [short, kept, read] = appending(n);
    line(`two entries more behind ${n}`, `${kept.toFixed(2)} ms`,
      `when it must be read first ${read.toFixed(2)} ms`);
    goal(`two entries more behind ${n}, beside two behind ${SIZES[0]}`,
      kept / short, null, 2);
    const [reading, folded] = folding(n);
    goal(`${n} entries read and folded, beside reading them`,
      (reading + folded) / reading, null, 1.5);
  }
}
