/*
 * bench [ITEM...] [--people N] [--rounds N] [--seconds N] [--million]
 *
 * What Diogel does in a second, beside something: both sides in turn, in one
 * run, on one machine.  docs/speed.md says what each item is for, and what
 * was found last.  Items: see the table; without one, all of them.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkOnPostgres, checkOnSqlite } from './check.mjs';
import { childPage } from './child.mjs';
import { overload, slowBeside } from './crowd.mjs';
import { growth } from './growth.mjs';
import { importing } from './import.mjs';
import { linking } from './link.mjs';
import { longHistory } from './long.mjs';
import { lookups } from './lookup.mjs';
import { named } from './named.mjs';
import { heading, line, sayGoals } from './report.mjs';
import { rest } from './rest.mjs';
import { calibrate } from './sides.mjs';
import { sweepOpen } from './sweep.mjs';

/* What is beside those is a folder that is no part of this tree: LINKAGE, or
 * the one in SHARED.  Without it three items are left out, and it ends badly. */
const linkage = resolve(process.env.LINKAGE
  || join(process.env.SHARED || '../shared', 'linkage'));
const besideLinkage = (run) => async (options) => {
  if (existsSync(join(linkage, 'gen.c'))) {
    await run({ ...options, linkage });
    return;
  }
  line(`not measured: no gen.c in ${linkage} (LINKAGE, docs/speed.md)`);
  process.exitCode = 1;
};

const items = {
  check: ['A register check on SQLite', checkOnSqlite],
  postgres: ['A register check on PostgreSQL', checkOnPostgres],
  child: ['A child\'s page', childPage],
  slow: ['Slow requests beside it', slowBeside],
  overload: ['Five times overload', overload],
  growth: ['Ten times as many people', growth],
  long: ['A long history', longHistory],
  sweep: ['What time alone brings', sweepOpen],
  import: ['A register brought in', importing],
  link: ['Whole extracts put together', besideLinkage(linking)],
  lookup: ['One among very many', besideLinkage(lookups)],
  named: ['A check by name among so many', besideLinkage(named)],
  rest: ['Starting, memory, sizes of pages', rest],
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    people: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    million: { type: 'boolean', default: false },
  },
});
const options = {
  people: Number(values.people),
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  million: values.million,
};

for (const name of positionals) {
  if (!items[name]) {
    console.error(`bench: no item ${name}; there are: ${
      Object.keys(items).join(' ')}`);
    process.exit(2);
  }
}
heading('This machine');
line('settings', ...Object.entries(options).map(([k, v]) => `${k} ${v}`),
  `node ${process.version}`, `${availableParallelism()} cores`);
const c = calibrate();
line('a page kept by the disk (fdatasync)', `p50 ${c.fsync_p50} us`,
  `p99 ${c.fsync_p99} us`);
line('SHA-256 on one core', `${c.sha256} MB/s`);
for (const [name, [title, run]] of Object.entries(items)) {
  if (positionals.length && !positionals.includes(name)) continue;
  heading(title);
  await run(options);
}
sayGoals();
