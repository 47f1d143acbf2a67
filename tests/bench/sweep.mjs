/*
 * sweep -- what time alone brings, while 1,000, 10,000 and 100,000 deadlines
 * are open of which a hundred are missed: on SQLite, and on PostgreSQL where
 * there is one.
 */
import { execFileSync } from 'node:child_process';
import { goal, line } from './report.mjs';

const THOUSANDS = [1, 10, 100];

function run(thousands, env) {
  const text = execFileSync('build/tests/bench/sweep_bench',
    [String(thousands)], { encoding: 'utf8', env });
  const found = [...text.matchAll(
    /among \d+: ([\d.]+) ms of processor, ([\d.]+) ms, ([\d.]+) statements/g)];
  if (found.length !== 2) throw new Error(`sweep: cannot read ${text}`);
  const [idle, one] = found.map(([, ...n]) => n.map(Number));
  return { idle, one };
}

function onEngine(name, env) {
  let first;
  for (const n of THOUSANDS) {
    const { idle, one } = run(n, env);
    first ??= one;
    line(`${name}, ${n},000 open: nothing due`,
      `${idle[0].toFixed(3)} ms of processor, ${idle[1].toFixed(3)} ms`,
      `${idle[2]} statements`);
    line(`${name}, ${n},000 open: each that changes`,
      `${one[0].toFixed(2)} ms of processor, ${one[1].toFixed(2)} ms`,
      `${one[2]} statements`);
    goal(`${name}, ${n},000 open beside ${THOUSANDS[0]},000`,
      one[1] / first[1], null, 1.5);
  }
}

export async function sweepOpen() {
  const { PGURL, ...plain } = process.env;
  onEngine('SQLite', plain);
  const url = process.env.BENCH_PGURL ?? PGURL;
  if (url) onEngine('PostgreSQL', { ...plain, PGURL: url });
}
