/*
 * happen -- what the demonstration does not hold and the crawl must see: a
 * protected child leaves the register (died, 18, left the country), moves to
 * another authority, stays here for a time; and records that may be one
 * person's.  Recorded by whoever may, through the program's own pages; pairs
 * as the program finds them itself.
 */
import { Caller, idText, unescape } from '../served.mjs';

const at = (name, y, m, d) => ({ [`${name}-day`]: String(d),
  [`${name}-month`]: String(m), [`${name}-year`]: String(y) });

/* ---- one form, as somebody without script fills it in ---- */

function formOf(page, action) {
  const all = [...page.matchAll(/<form[^>]*>[^]*?<\/form>/g)].map((m) => m[0]);
  return all.find((f) => !/^<form[^>]* hidden>/.test(f)
    && f.includes(`action="${action}"`) && f.includes('name="csrf"')) ?? '';
}

/* What is sent: hidden fields, the answers that are asked for here, and a
 * reason wherever a question takes one instead. */
function filled(form, answers) {
  const body = new URLSearchParams();
  for (const [tag] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    body.append(/name="([^"]*)"/.exec(tag)[1],
      unescape(/value="([^"]*)"/.exec(tag)?.[1] ?? ''));
  }
  const names = new Set([...form.matchAll(/ name="([^"]*)"/g)]
    .map((m) => m[1]));
  for (const [name, value] of Object.entries(answers)) {
    if (names.has(name)) {
      for (const one of [value].flat()) body.append(name, one);
    }
  }
  for (const name of names) {
    const base = name.replace(/-why$/, '');
    if (base !== name && !Object.keys(answers).some((a) => a === base
      || a.startsWith(`${base}-`))) body.append(name, '-');
  }
  body.append('go', 'on');
  return body.toString();
}

export async function send(caller, path, answers) {
  const page = await caller.ask('GET', path);
  const form = formOf(page.body, path);
  const answer = await caller.ask('POST', path, filled(form, answers));
  if (answer.status !== 303) {
    const faults = /govuk-error-summary[^]*?<\/div><\/div>/.exec(answer.body);
    throw new Error(`${caller.login}: POST ${path}: ${answer.status} `
      + (faults?.[0] ?? page.status).toString().replace(/<[^>]*>/g, ' '));
  }
  return answer.headers.location;
}

export async function record(caller, who, form, answers) {
  const draft = await send(caller,
    `/en/child/${idText('p', who.person)}/record/${form}`, {});
  const { body } = await caller.ask('GET', draft);
  let path = new RegExp(`href="(${draft}/(?!check|throw)[^"#?]*)"`)
    .exec(body)[1];
  for (let i = 0; i < 20 && !path.includes('/check-answers'); i += 1) {
    path = (await send(caller, path, answers)).replace(/[?#].*/, '');
  }
  await send(caller, path, {});
}

/* ---- what is recorded ---- */

const words = (label, what) =>
  `Mae hyn am ${what} plentyn ${label}, a neb arall`;

const endings = ['died', 'turned_18', 'left_uk'];

/* The children of that label who are on the register, and their worker. */
function registered(served, found, label) {
  const on = new Set(served.sql(`SELECT hex(p.source) AS source
    FROM register_spell s JOIN source_person p ON p.person = s.person
    WHERE s.off_at IS NULL`).map((r) => r.source));
  const workers = new Map(served.sql(`SELECT hex(p.source) AS source, a.login
    FROM tie t JOIN source_person p ON p.person = t.person
    JOIN account a ON a.id = t.whom WHERE t.kind = 'allocated'`)
    .map((r) => [r.source, r.login]));
  return found[label].filter((w) => on.has(w.source) && workers.has(w.source))
    .map((w) => ({ ...w, worker: workers.get(w.source) }));
}

async function leaves(custodian, who, label, reason) {
  await record(custodian, who, 'register_removal', {
    ...at('removed_on', 2027, 3, 1), removal_reason: reason,
    off_evidence: words(label, reason) });
}

async function moves(worker, custodian, who, label, host) {
  await record(worker, who, 'child_moved', { ...at('moved_on', 2027, 3, 1),
    move_kind: 'with_family', move_permanent: 'no', moved_to: host,
    move_told: words(label, 'symud') });
  await record(worker, who, 'transfer_step', { transfer_step: 'agencies_informed',
    transfer_signed: words(label, 'llofnod'),
    transfer_note: words(label, 'cam') });
  await record(custodian, who, 'temporary_entry', {
    temporary_step: 'begins', ...at('stay_from', 2027, 3, 1), host,
    home_authority: words(label, 'cofrestr'),
    ...at('home_told_on', 2027, 3, 1), stay_categories: ['neglect'],
    stay_for_good: 'no', ...at('stay_until', 2027, 4, 30),
    home_worker: words(label, 'cydlynydd'),
    core_group_told: words(label, 'grŵp craidd') });
}

/* Whoever is on the child's list, and nobody else. */
const listed = (who) => (a) => (who.list ?? '').split(',').includes(a.id);

async function ofLabel(served, planted, label, hands) {
  const [mover, ...others] = registered(served, planted.found, label);
  const { canaries } = planted;
  for (const [i, reason] of endings.entries()) {
    await leaves(hands.custodian, others[i], label, reason);
    canaries.add('S7: how a protected child left the register',
      [words(label, reason)], listed(others[i]));
  }
  const worker = await new Caller(served).signIn(mover.worker);
  await moves(worker, hands.custodian, mover, label, hands.host.id);
  worker.close();
  canaries.add('S7: the move of a protected child', ['symud', 'llofnod', 'cam',
    'cofrestr', 'cydlynydd', 'grŵp craidd'].map((w) => words(label, w)),
  listed(mover));
  canaries.add('S7: where a protected child stays', hands.host.names, (a) =>
    listed(mover)(a) || a.agency === hands.host.hex,
  new RegExp(`/${idText('p', mover.person)}`));
  return { mover, gone: others.slice(0, endings.length) };
}

/* ---- records that may be one person's ---- */

/* A source's own id serves as the pair's, on both engines. */
function pairs(served, planted) {
  const { sealed, shielded } = planted.found;
  const plain = served.sql(`SELECT hex(f.source) AS source FROM source_face f
    JOIN source s ON s.id = f.source WHERE f.given <> '' AND NOT EXISTS
    (SELECT 1 FROM label l WHERE l.source = f.source) ORDER BY f.source
    LIMIT 4`);
  const all = [[sealed[0], plain[0]], [shielded[0], plain[1]],
    [sealed[1], shielded[1]], [plain[2], plain[3]]];
  const put = (a, b) => 'INSERT INTO pair (id, a, b, origin, made_at) '
    + "SELECT x.id, x.id, y.id, 'linkage', x.made_at FROM source x, source y "
    + `WHERE hex(x.id) = '${a.source}' AND hex(y.id) = '${b.source}'`;
  for (const [a, b] of all) served.alter(put(a, b));
  for (const [a, b] of all.slice(0, -1)) {
    planted.canaries.add('S7: a pair with a protected child',
      [idText('q', a.source)], (who) => who.roles.includes('auditor')
        || [a, b].every((one) =>
          one.label === undefined || listed(one)(who)));
  }
  planted.found.pairs = all.map(([a]) => a.source);
  searches(served, planted, plain[2]);
}

/* Before an ordinary child's record was made the protected ones were found:
   beside the pair that everybody reads they are in no row and no count. */
function searches(served, planted, made) {
  const { sealed, shielded } = planted.found;
  const of = `FROM source x WHERE hex(x.id) = '${made.source}'`;
  served.alter('INSERT INTO sought (source, entry, at, way, asked, hash, model) '
    + "SELECT x.id, (SELECT a.entry FROM entry_about a WHERE a.source = "
    + `x.id LIMIT 1), x.made_at, 'unasked', 'name', '', '' ${of} AND NOT EXISTS `
    + '(SELECT 1 FROM sought s WHERE s.source = x.id)');
  for (const who of [...sealed.slice(0, 3), ...shielded.slice(0, 3)]) {
    served.alter('INSERT INTO sought_found (source, other, band, weight, exact, '
      + `said) SELECT x.id, y.id, 3, 77, 0, 0 ${of.replace('x WHERE',
        'x, source y WHERE')} AND hex(y.id) = '${who.source}'`);
  }
}

/* The server runs; what happens is added to what was planted. */
export async function happen(served, planted) {
  const [host] = served.sql(`SELECT hex(id) AS hex, name_cy, name_en
    FROM agency WHERE kind = 'local_authority' AND id NOT IN (SELECT agency
    FROM account WHERE login = 'nerys')`);
  const hands = {
    custodian: await new Caller(served).signIn('nerys'),
    host: { hex: host.hex, id: idText('g', host.hex),
      names: [host.name_cy, host.name_en] },
  };
  planted.found.happened = {};
  for (const label of ['shielded', 'sealed']) {
    planted.found.happened[label] =
      await ofLabel(served, planted, label, hands);
  }
  hands.custodian.close();
  pairs(served, planted);
}
