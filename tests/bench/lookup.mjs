/*
 * lookup -- one person among very many, asked for with slips: the index in a
 * process of its own beside PostgreSQL by several keys; what is lost against
 * comparing with everybody; ten times as many; a start from its image.
 *
 * LINKAGE names a folder with the generator and the other side: gen.c,
 * names/, pg_load.sql and pg_lookup.mjs.  They are no part of this tree.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../served.mjs';
import { goal, line } from './report.mjs';
import { scratch } from './sides.mjs';

const SEED = process.env.LINKAGE_SEED || '11';
/* How the other side's PostgreSQL is set. */
export const ROOMY = 'shared_buffers=2GB work_mem=64MB'
  + ' maintenance_work_mem=1GB effective_cache_size=12GB'
  + ' random_page_cost=1.1 jit=off max_parallel_workers_per_gather=0';

function run(program, args, options = {}) {
  const ran = spawnSync(program, args,
    { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (ran.status !== 0) {
    throw new Error(`${program}: ${ran.stderr}${ran.stdout}`);
  }
  return ran.stdout;
}

export function register(linkage, people) {
  const dir = join(scratch, `register-${people}`);
  line('settings', `${people} persons`, `seed ${SEED}`);
  mkdirSync(dir, { recursive: true });
  const gen = join(scratch, 'gen');
  run('cc', ['-O2', '-w', join(linkage, 'gen.c'), '-o', gen]);
  run(gen, [join(linkage, 'names'), String(people), SEED, dir, 'lookup']);
  return dir;
}

/* Its lines of JSON, by step. */
function ours(dir, ...more) {
  const steps = {};
  const out = run(join(root, 'build/tests/bench/lookup_bench'),
    [join(dir, 'register.csv'), join(dir, 'queries.csv'), ...more]);
  for (const text of out.trim().split('\n')) {
    line('ours', text);
    const step = JSON.parse(text);
    steps[step.step] = step;
  }
  return steps;
}

/*
 * In the shell beside a cluster: the other side's tables as it says they are
 * to be made, but for its two indexes of trigrams, which the keys do not use.
 * They want a role of their own.
 */
export const keyed = `
    sockets=$(psql "$PGURL" -qAtc 'show unix_socket_directories')
    psql "$PGURL" -qc 'create role postgres superuser login'
    grep -v reg_gi "$LINKAGE/pg_load.sql" >"$LK/load.sql"
    psql -h "$sockets" -U postgres -d postgres -q -v ON_ERROR_STOP=1 \
        -f "$LK/load.sql" <"$LK/register.csv" >/dev/null`;

/*
 * A cluster that stays, asked for a round at a time.  The other side knocks
 * at a port of its own, so the socket has a second name.
 */
async function theirs(linkage, dir) {
  const socket = join(dir, '.s.PGSQL.5499');
  const child = spawn(join(root, 'tests/pg/with-postgres'), ['sh', '-euc', `
    ${keyed}
    ln -sf "$sockets/.s.PGSQL.5432" "$SOCKET"
    while read -r round; do
        node "$LINKAGE/pg_lookup.mjs" multikey 10000
    done`], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      LINKAGE: linkage,
      LK: dir,
      PGS: dir,
      SOCKET: socket,
      DUCK: join(root, 'tests/bench/peers'),
      FSYNC: 'off',
      PGSETTINGS: ROOMY,
    },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async round() {
      child.stdin.write('round\n');
      for (;;) {
        const { value, done } = await lines.next();
        if (done) throw new Error('the other side ended');
        if (value.startsWith('{')) {
          line('theirs', value);
          return JSON.parse(value);
        }
      }
    },
    close() {
      const ended = new Promise((resolve) => { child.once('exit', resolve); });
      child.stdin.end();
      rmSync(socket, { force: true });
      return ended;
    },
  };
}

const least = (all, what) => Math.min(...all.map((one) => one[what]));

export async function lookups({ linkage, rounds, million }) {
  const people = million ? 1000000 : 100000;
  const dir = register(linkage, people);
  line('settings of theirs', 'fsync=off', ROOMY);
  const other = await theirs(linkage, dir);
  const found = [];
  const base = [];
  /* In turn, so that what else the machine does falls on both. */
  while (found.length < rounds) {
    found.push(found.length ? ours(dir) : ours(dir, '1000', join(dir, 'image')));
    base.push(await other.round());
  }
  await other.close();
  const asked = found.map((one) => one.ask);
  const { build, map, everybody } = found[0];
  goal('p50 of a look-up', (least(base, 'p50_ms') * 1000)
    / least(asked, 'p50_us'), 60);
  goal('p99 of a look-up', (least(base, 'p99_ms') * 1000)
    / least(asked, 'p99_us'), 80);
  goal('the first is right, points more',
    100 * (asked[0].recall1 - base[0].recall1), 1.5);
  goal('one of five is right, points more',
    100 * (asked[0].recall5 - base[0].recall5), 1.1);
  goal('found of whom a look at everybody finds', everybody.recall1_of_it,
    0.997);
  goal('bytes a person', build.bytes_each, 0, 110);
  /* beside filling it from the store: the item `named` */
  goal('start from an image, beside making it', build.wall_ms / map.wall_ms,
    10);
  const ten = ours(register(linkage, people * 10));
  /* Of each question the least of its passes: what others do on the machine
     is in the tenfold's larger share of memory otherwise. */
  goal('p50, ten times as many people', ten.ask.least_p50_us
    / least(asked, 'least_p50_us'), 0, 2.5);
  goal('megabytes for ten times as many', ten.build.bytes / 1e6, 0,
    (1200 * people) / 1e6);
}
