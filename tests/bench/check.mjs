/*
 * check -- the register check by NHS number, with its session read and its
 * leaf durable before the answer goes: Diogel beside fastify with one
 * durable insert a request, and beside the least it could be (bare.c).
 * Equal questions, equal page size, in turn, several times.
 */
import {
  Diogel, bare, besideIt, load, median, onPostgres, peer, requestsFile,
} from './sides.mjs';
import { goal, line } from './report.mjs';

const PEOPLE_ON_POSTGRES = 1000;

/* All sides in turn; the median of each, and of the ratios in a round. */
export async function inTurn(sides, { rounds, connections, seconds }) {
  const found = sides.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [i, side] of sides.entries()) {
      const run = side.nodes ? both(side.nodes, { connections, seconds })
        : load(side, side.file, { connections, seconds });
      found[i].push(await run);
    }
  }
  return found.map((runs, i) => ({
    name: sides[i].name,
    ok: median(runs.map((r) => r.ok)),
    p50: median(runs.map((r) => r.p50)),
    p99: median(runs.map((r) => r.p99)),
    cpu: median(runs.map((r) => r.cpu)),
    bytes: runs[0].bytes,
    other: runs.reduce((n, r) => n + r.all - r.ok + r.broken, 0),
    ratio: median(runs.map((r, k) => found[0][k].ok / r.ok)),
  }));
}

export function say(found, connections) {
  for (const f of found) {
    line(`${f.name}, ${connections} connections`, `${f.ok.toFixed(0)}/s`,
      `p50 ${(f.p50 / 1000).toFixed(1)} ms`,
      `p99 ${(f.p99 / 1000).toFixed(1)} ms`,
      `${f.cpu.toFixed(0)} us of processor`, `${f.bytes} bytes`,
      f.other ? `${f.other} NOT ANSWERED 200` : '');
  }
}

export async function pageSize(diogel, file) {
  return Math.round((await load(diogel, file, {
    connections: 4, seconds: 1,
  })).bytes);
}

/* Both nodes at once, each with half of the connections. */
async function both(nodes, { connections, seconds }) {
  const found = await Promise.all(nodes.map((n) => load(n, n.file, {
    connections: connections / nodes.length, seconds,
  })));
  const sum = (what) => found.reduce((n, f) => n + f[what], 0);
  return {
    ok: sum('ok'),
    all: sum('all'),
    broken: sum('broken'),
    p50: median(found.map((f) => f.p50)),
    p99: Math.max(...found.map((f) => f.p99)),
    cpu: sum('cpu') / nodes.length,
    bytes: found[0].bytes,
  };
}

/* One node and two, in a cluster of tests/pg/with-postgres that keeps its
 * fsync. */
export async function checkOnPostgres({ rounds, seconds }) {
  const url = process.env.BENCH_PGURL;
  if (!url) throw new Error('run under tests/pg/with-postgres');
  const diogel = await onPostgres(PEOPLE_ON_POSTGRES, url);
  const checks = await diogel.checks();
  diogel.file = requestsFile(checks);
  const size = await pageSize(diogel, diogel.file);
  const node = await peer(checks, diogel.people(), {
    size, url: `${url}&options=-c%20search_path%3Dpeer`,
  });
  node.file = requestsFile(node.checks);
  const second = await besideIt(diogel);
  second.file = requestsFile(await second.checks());
  const two = { name: 'two nodes of it', nodes: [diogel, second] };
  const found = await inTurn([two, diogel, node],
    { rounds, connections: 64, seconds });
  say(found, 64);
  line('  one node of it beside fastify + pg (no goal)',
    `${(found[1].ok / found[2].ok).toFixed(2)}x`);
  goal('a check on PostgreSQL, two nodes, beside fastify + pg',
    found[2].ratio, 3);
  for (const side of [diogel, second, node]) await side.close();
}

export async function checkOnSqlite({ people, rounds, seconds }) {
  const diogel = await Diogel.on(people);
  const checks = await diogel.checks();
  diogel.file = requestsFile(checks);
  const size = await pageSize(diogel, diogel.file);
  const node = await peer(checks, diogel.people(), { size });
  const least = await bare(checks, size);
  for (const side of [node, least]) side.file = requestsFile(side.checks);
  const found = await inTurn([diogel, node, least],
    { rounds, connections: 64, seconds });
  say(found, 64);
  say(await inTurn([diogel, node, least],
    { rounds: 1, connections: 512, seconds }), 512);
  goal('a check on SQLite beside fastify + better-sqlite3',
    found[1].ratio, 5);
  goal('a check on SQLite beside bare libmicrohttpd in groups',
    found[2].ratio, 0.4);
  for (const side of [diogel, node, least]) await side.close();
}
