/*
 * copies -- a social worker writes a report for a conference that was called,
 * marked for the mother alone, with words that the child keeps from everybody
 * (S16), and a copy for each parent (S17); a manager approves it first.  The
 * chair writes minutes of another that was held, with a row for the mother, and
 * there is a copy of these for each parent too.  Recorded through the program's
 * own pages; what nobody may find is added to what was planted.
 */
import { Caller, idText } from '../served.mjs';
import { ok } from '../browser/tap.mjs';
import { record, send } from './happen.mjs';

const HARM = 'Clais ar ei braich, ac un arall wythnos wedyn.';
const HEARD = 'Dw i eisiau mynd adre at Mam wedyn.';
const KEPT = 'Paid â dweud wrth neb fy mod i wedi dweud.';
const MINUTED = 'Dywedodd hi wrthym am y gwnio ar nos Fawrth.';
const MANAGER = 'gwen';
const LEAD = ['social_worker', 'team_manager', 'reviewing_officer'];
const ASKED = ['designated_safeguarding_person', 'deputy_safeguarding_person',
  'health_practitioner', 'police_supervisor', 'early_help_worker'];

/* A conference that was called and has not been: its first child who has no
 * label, and their worker. */
function choose(served) {
  const [one] = served.sql(`SELECT hex(e.thread) AS thread,
      json_extract(e.answers, '$.invited') AS invited,
      hex(p.source) AS source, hex(p.person) AS person, a.login
    FROM entry e JOIN entry_about b ON b.entry = e.id
    JOIN source_person p ON p.source = b.source
    JOIN tie t ON t.person = p.person AND t.kind = 'allocated'
    JOIN account a ON a.id = t.whom
    WHERE e.form = 'meeting_called'
    AND json_extract(e.answers, '$.called_type') = 'called_initial'
    AND NOT EXISTS (SELECT 1 FROM label l JOIN source_person o
      ON o.source = l.source WHERE o.person = p.person)
    AND NOT EXISTS (SELECT 1 FROM entry c WHERE c.thread = e.thread
      AND c.form = 'conference')
    ORDER BY e.thread, b.place`);
  return one;
}

/* The rows of the chronology that stand there, as a browser sends them. */
function rowsOf(body) {
  return Object.fromEntries([...body.matchAll(
    /<input[^>]*name="(social_story\.[^"]*)"[^>]*>/g)]
    .filter(([tag]) => !/type="hidden"/.test(tag))
    .map(([tag, name]) => [name, /value="([^"]*)"/.exec(tag)?.[1] ?? '']));
}

/* One that was held: a child who has no label, and their worker; first those
 * beside whose minutes something stands apart. */
function held(served) {
  const [one] = served.sql(`SELECT hex(e.thread) AS thread, b.place,
      hex(p.source) AS source, hex(p.person) AS person, a.login,
      c.login AS chair
    FROM entry e JOIN entry_about b ON b.entry = e.id
    JOIN source_person p ON p.source = b.source
    JOIN tie t ON t.person = p.person AND t.kind = 'allocated'
    JOIN account a ON a.id = t.whom
    JOIN tie r ON r.person = p.person AND r.kind = 'reviewing'
    JOIN account c ON c.id = r.whom
    WHERE e.form = 'conference' AND b.place = 0
    AND EXISTS (SELECT 1 FROM entry c WHERE c.thread = e.thread
      AND c.form = 'meeting_called')
    AND NOT EXISTS (SELECT 1 FROM label l JOIN source_person o
      ON o.source = l.source WHERE o.person = p.person)
    ORDER BY EXISTS (SELECT 1 FROM entry x WHERE x.thread = e.thread
      AND x.form = 'minutes_annex') DESC, e.recorded_at DESC`);
  return one;
}

async function letter(caller, who, adult, kind) {
  await record(caller, who, 'family_letter', { letter_to: 'Rhiant',
    letter_for: adult, letter_kind: kind, letter_language: 'cy',
    letter_reason: `Y copi i ${adult}.`, letter_shared: 'no',
    'letter_contact:0:who': 'Rhiant', 'letter_contact:0:how': '01632 960111',
    'letter_contact:0:when': 'Bore', 'letter_contact:0:avoid': 'Dim' });
}

async function as(served, login, does) {
  const caller = await new Caller(served).signIn(login);
  await does(caller);
  caller.close();
}

/* What is in the letters of that kind, by adult. */
function lettersOf(served, kind) {
  return served.sql(`SELECT hex(id) AS id,
      json_extract(answers, '$.letter_for') AS adult FROM entry
    WHERE json_extract(answers, '$.letter_kind') = '${kind}'`)
    .map((l) => ({ ...l, may: (a) => a.roles.some((r) => LEAD.includes(r)) }));
}

/* Minutes with a row for the mother alone, and a copy for each parent. */
async function minutesCopies(served, planted) {
  const who = held(served);
  await as(served, who.chair, (chair) => send(chair,
    `/en/meeting/${idText('t', who.thread)}/meeting_minutes`, {
      minutes_summary: 'Crynodeb o bopeth a ddywedwyd am bawb.',
      'family_copies.0:0:copy_for': ['mother'],
      'family_copies.0:0:copy_text': MINUTED }));
  const caller = await new Caller(served).signIn(who.login);
  for (const adult of ['mother', 'father']) {
    await letter(caller, who, adult, 'minutes_copy');
  }
  caller.close();
  const made = lettersOf(served, 'minutes_copy');
  const [mother, father] = ['mother', 'father'].map((adult) =>
    made.find((l) => l.adult === adult));
  planted.canaries.add('S17: minutes in the copy of another adult', [MINUTED],
    () => false, new RegExp(`/letter/${idText('e', father.id)}`));
  planted.canaries.add('S17: the whole minutes in a copy',
    ['Crynodeb o bopeth a ddywedwyd am bawb.'], () => false, /\/letter\//);
  planted.found.letters.push(...made);
  planted.found.minuted = { login: who.login, mother, father,
    texts: [MINUTED] };
}

export async function copies(served, planted) {
  const who = choose(served);
  const caller = await new Caller(served).signIn(who.login);
  const path = `/en/meeting/${idText('t', who.thread)}/social_work_report`;
  const { body } = await caller.ask('GET', path);
  ok(/value="[^"]*Front door/.test(body) && !/value="Strategy/.test(body),
    'a chronology begins with the record, without a strategy discussion');
  await send(caller, path, { ...rowsOf(body), 'social_harm.0': HARM,
    'social_words.0': HEARD, 'social_may_hear.0': ['mother'],
    social_for: ['mother'] });
  await send(caller, path, { ...rowsOf(body), 'social_effect.0': HARM,
    'social_words.0': KEPT, 'social_may_hear.0': ['nobody'],
    social_for: ['mother'] });
  await as(served, MANAGER, (manager) => record(manager, who, 'approval', {
    approval_of: 'report_to_share', approval_answer: 'approved',
    approval_reason: 'Darllenwyd.' }));
  for (const adult of ['mother', 'father']) {
    await letter(caller, who, adult, 'report_copy');
  }
  caller.close();
  const made = lettersOf(served, 'report_copy');
  const [{ may }] = made;
  const [mother, father] = ['mother', 'father'].map((adult) =>
    made.find((l) => l.adult === adult));
  const { canaries } = planted;
  const asked = JSON.parse(who.invited).map((r) => r.invited_agency);
  canaries.add('S17: a social work report', [HARM], (a) => may(a)
    || (asked.includes(idText('g', a.agency))
      && a.roles.some((r) => ASKED.includes(r))));
  canaries.add('S17: a report in the copy of another adult', [HARM, HEARD],
    () => false, new RegExp(`/letter/${idText('e', father.id)}`));
  canaries.add('S16: a child’s words in a copy', [KEPT], () => false,
    /\/letter\//);
  planted.found.letters.push(...made);
  planted.found.copies = { login: who.login, mother, father,
    texts: [HARM, HEARD] };
  await minutesCopies(served, planted);
}
