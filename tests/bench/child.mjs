/*
 * child -- a child's page with ENTRIES entries as its social worker sees it:
 * Diogel beside fastify's template library with as many entries in a page of
 * the same size.  The demonstration's fullest child has fewer, so that the
 * worker writes notes, through the one door, until there are enough.
 */
import { inTurn, pageSize, say } from './check.mjs';
import { Diogel, peer, requestsFile } from './sides.mjs';
import { goal } from './report.mjs';

const ENTRIES = 200;
/* Of the length of an ordinary note. */
const NOTE = 'Rang the school at nine. Came on time, had eaten, played with'
  + ' the others. Teacher will ring when that changes.';

async function writeNotes(worker, path, count) {
  const { body } = await worker.get(path.replace('/en', ''));
  const [, concern] = /href="\/en(\/concern\/[^"]*)"/.exec(body);
  const page = (await worker.get(concern)).body;
  const [, form] = /href="\/en(\/concern\/[^"]*record\/note)"/.exec(page);
  for (let i = 0; i < count; i += 1) {
    const done = await worker.post(form,
      { note_kind: 'remark', remark: `${NOTE} (${i + 1})` });
    if (done.status !== 303) throw new Error(`a note: ${done.status}`);
  }
}

/* The path of a child's page with that many entries. */
export async function filled(diogel, worker) {
  const { path, entries } = diogel.fullest('owain');
  if (entries < ENTRIES) await writeNotes(worker, path, ENTRIES - entries);
  return path;
}

export async function childPage({ people, rounds, seconds }) {
  const diogel = await Diogel.on(people);
  const worker = await diogel.as('owain');
  const path = await filled(diogel, worker);
  diogel.file = requestsFile([diogel.get(path, worker)]);
  const size = await pageSize(diogel, diogel.file);
  const node = await peer([], diogel.people(), { size, entries: ENTRIES });
  node.file = requestsFile([node.child]);
  const found = await inTurn([diogel, node],
    { rounds, connections: 64, seconds });
  say(found, 64);
  goal(`a child's page with ${ENTRIES} entries, beside fastify's templates`,
    found[1].ratio, 3);
  goal('... in processor time', found[1].cpu / found[0].cpu, 3);
  for (const side of [diogel, node]) await side.close();
}
