/*
 * canary -- what a demonstration has planted, and who may know it: texts
 * that must be on no page of anybody else.
 *
 * The rules of safety.md are written here once more, by hand and without the
 * program's own policy; only what a text is, is read from the database.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { idText, root } from '../served.mjs';

const program = process.env.UNSEALED
  ?? join(root, 'build/tests/crawl/unsealed');

function unsealed(served) {
  const done = spawnSync(program, [served.db, served.keys],
    { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout);
}

const spaced = (nhs) => nhs.replace(/(\d{3})(\d{3})(\d{4})/, '$1 $2 $3');

/* Everybody with a label, and by whom they may be known (S7). */
function labelled(served) {
  return served.sql(`
    SELECT hex(l.source) AS source, l.label, hex(p.person) AS person,
      f.given, f.family, f.nhs, f.birth_date AS born,
      (SELECT group_concat(hex(x.account)) FROM label_list x
        WHERE x.source = l.source AND x.until IS NULL) AS list
    FROM label l
    JOIN source_person p ON p.source = l.source
    JOIN source_face f ON f.source = l.source
    WHERE l.until IS NULL AND l.label <> 'normal'`);
}

/* Everything that stands in clear where texts to look for may stand too. */
function inClear(served) {
  const texts = (sql) => served.sql(sql).map((r) => r.text);
  return {
    faces: served.sql(`SELECT hex(p.person) AS person,
        f.given || ' ' || f.family AS name
      FROM source_face f JOIN source_person p ON p.source = f.source
      WHERE f.given IS NOT NULL AND f.family IS NOT NULL`),
    accounts: texts('SELECT name AS text FROM account'),
    agencies: texts('SELECT name_cy AS text FROM agency '
      + 'UNION SELECT name_en FROM agency'),
    answers: texts('SELECT answers AS text FROM entry').join('\n'),
  };
}

/* Two people may have one name, or a name be part of another's: then it
 * betrays nobody. */
function isUnique(clear, { given, family, person }) {
  const name = `${given} ${family}`;
  return !clear.faces.some((f) => f.person !== person && f.name.includes(name))
    && !clear.accounts.some((a) => a.includes(name));
}

function notElsewhere(clear, text) {
  return !clear.answers.includes(text)
    && !clear.faces.some((f) => f.name.includes(text))
    && !clear.accounts.some((a) => a.includes(text))
    && !clear.agencies.includes(text);
}

/* What names somebody: names, numbers, and their own addresses here. */
function namesOf(clear, who) {
  const texts = [idText('p', who.person), idText('s', who.source)];
  if (who.nhs) texts.push(who.nhs, spaced(who.nhs));
  if (who.given && who.family && isUnique(clear, who)) {
    texts.push(`${who.given} ${who.family}`, `${who.family}, ${who.given}`);
  }
  return texts;
}

class Canaries {
  constructor() {
    this.all = []; // {text, rule, may: (account) => boolean}
  }

  count(rule) {
    return new Set(this.all.filter((c) => c.rule.startsWith(rule))
      .map((c) => c.text)).size;
  }

  /* where: of which addresses it is forbidden; null: of all. */
  add(rule, texts, may, where = null) {
    for (const text of texts) this.all.push({ rule, text, may, where });
  }

  /* Those that this account may not know. */
  against(account) {
    return this.all.filter((c) => !c.may(account));
  }
}

function plantLabelled(served, clear, found, canaries) {
  for (const who of labelled(served)) {
    if (who.nhs === found.tour.ring) continue;
    found[who.label].push(who);
    const list = (who.list ?? '').split(',');
    if (who.label === 'sealed') {
      canaries.add('S7: a sealed child', namesOf(clear, who),
        (a) => list.includes(a.id)
          || a.roles.includes('auditor'));
    }
  }
}

/* How a family is reached: said in a sentence, or row by row. */
function contactTexts(text) {
  if (!text.startsWith('[')) return [text];
  return JSON.parse(text).flatMap((row) => row.how ?? []);
}

/* Where anybody is stands on no page that was not asked for it (S7, S10);
 * who reported neither (S12), nor how the family is reached (S18). */
function plantSealedValues(clear, values, canaries) {
  for (const v of values) {
    if (v.use === 'location' && ['home', 'telephone', 'now'].includes(v.kind)
      && notElsewhere(clear, v.text)) {
      canaries.add(`S10: a place (${v.kind})`, [v.text], () => false);
    }
    if (v.use === 'location' && v.kind === 'safe_contact') {
      const texts = contactTexts(v.text).filter((t) =>
        notElsewhere(clear, t));
      canaries.add('S18: how a family is reached', texts, () => false);
    }
    if (v.use === 'reporter' && notElsewhere(clear, v.text.split(',')[0])) {
      canaries.add('S12: who reported', [v.text.split(',')[0]], () => false);
    }
  }
}

/* A relative sees nothing of the child, whatever else they may (S9). */
function plantKin(served, clear, found, canaries) {
  found.kin = served.sql(`
    SELECT DISTINCT hex(k.account) AS account, hex(k.source) AS source,
      hex(p.person) AS person, f.given, f.family, f.nhs,
      f.birth_date AS born,
      NOT EXISTS (SELECT 1 FROM kin d WHERE d.account = k.account) AS found
    FROM kin_now k JOIN source_person p ON p.source = k.source
    JOIN source_face f ON f.source = k.source`);
  for (const who of found.kin) {
    if (who.nhs === found.tour.on) continue;
    canaries.add('S9: a relative’s child', namesOf(clear, who),
      (a) => a.id !== who.account);
  }
}

/* Discreet checks are for custodian, auditor and whoever asked (S4). */
function plantDiscreet(checks, found, canaries) {
  found.discreet = checks.filter((c) => c.discreet);
  for (const check of found.discreet) {
    canaries.add('S4: a discreet check', [check.reference],
      (a) => a.id === check.account.toUpperCase()
        || a.roles.includes('auditor')
        || a.roles.includes('register_custodian'));
  }
}

/* A concern about a colleague: its author and the officer’s desk (S15).  The
 * name is looked for when nothing else speaks of anybody who is called so. */
function plantWorkers(served, clear, found, canaries) {
  found.workers = served.sql(`
    SELECT hex(thread) AS thread, hex(author) AS author,
      json_extract(answers, '$.worker_who') AS who,
      EXISTS (SELECT 1 FROM entry o WHERE o.thread <> entry.thread
        AND instr(o.answers,
          json_extract(entry.answers, '$.worker_who')) > 0)
      AS common
    FROM entry WHERE json_extract(answers, '$.about_worker') = 'yes'
    AND json_extract(answers, '$.worker_who') IS NOT NULL`);
  for (const w of found.workers) {
    const named = w.common
      || clear.faces.some((f) => f.name.includes(w.who)) ? [] : [w.who];
    canaries.add('S15: a concern about a colleague',
      [idText('t', w.thread), ...named],
      (a) => a.id === w.author || a.roles.includes('designated_officer')
        || a.roles.includes('auditor'));
  }
}

const LETTER = /\/letter\//; // what one adult of the family is given

/* The answers of every entry, or of every entry of a form. */
function answersOf(served, form = '') {
  return served.sql('SELECT answers FROM entry WHERE answers IS NOT NULL '
    + `AND (form = '${form}' OR '' = '${form}')`)
    .map((e) => JSON.parse(e.answers));
}

/* A strategy discussion is the affair of who holds it: it stands in no
 * invitation to anybody else, and in no letter (S17). */
function plantStrategy(served, canaries) {
  const own = ['social_worker', 'team_manager', 'front_door_manager',
    'emergency_duty_worker', 'reviewing_officer'];
  const said = answersOf(served, 'strategy_discussion')
    .map((a) => a.information_shared).filter(Boolean);
  for (const text of new Set(said)) {
    canaries.add('S17: a strategy discussion', [text],
      (a) => a.roles.some((r) => own.includes(r)));
    canaries.add('S17: a strategy discussion in a letter', [text],
      () => false, LETTER);
  }
}

/* A letter is read by who works with the family; one that is held by whom it
 * is held for; and it says only what is marked for its adult (S17, S18). */
function plantLetters(served, canaries) {
  const letters = served.sql(`SELECT hex(id) AS id,
      json_extract(answers, '$.letter_reason') AS reason,
      json_extract(answers, '$.letter_shared') AS shared,
      json_extract(answers, '$.letter_held_for') AS held
    FROM entry WHERE form = 'family_letter'`);
  const works = ['social_worker', 'team_manager', 'reviewing_officer'];
  for (const l of letters) {
    const held = l.shared !== 'no';
    l.may = (a) => a.roles.some((r) => works.includes(r));
    canaries.add('S17: a letter', [l.reason], l.may);
    if (held) {
      canaries.add('S17: a letter that is held', [l.reason],
        (a) => idText('a', a.id) === l.held, LETTER);
    }
  }
  const outcomes = answersOf(served, 'plan')
    .flatMap((a) => a.plan_outcomes ?? []);
  for (const one of outcomes.filter((r) => !r.outcome_for)) {
    canaries.add('S17: a part of the plan that is marked for nobody',
      [one.risk, one.change], () => false, LETTER);
  }
  return letters;
}

/* Words that a child allows nobody of the family are in no letter (S16). */
function plantWords(served, canaries) {
  const secret = new Set();
  for (const { own_words: said, may_hear: may } of answersOf(served)) {
    for (const [child, text] of Object.entries(said ?? {})) {
      const heard = JSON.stringify(may?.[child] ?? 'mother'); // was not asked
      if (!/mother|father/.test(heard) && text.length > 12) secret.add(text);
    }
  }
  canaries.add('S16: a child’s words', secret, () => false, LETTER);
}

/* A meeting is there for whom it asks, and for who works with the child. */
function plantMeetings(served, found, canaries) {
  const own = ['social_worker', 'team_manager', 'reviewing_officer',
    'head_of_service', 'front_door_manager', 'emergency_duty_worker',
    'front_door_worker', 'register_custodian', 'auditor'];
  found.meetings = served.sql(`SELECT hex(thread) AS thread,
      json_extract(answers, '$.invited') AS invited,
      json_extract(answers, '$.minute_taker') AS taker,
      (SELECT group_concat(f.given || ' ' || f.family)
        FROM entry_about b JOIN source_face f ON f.source = b.source
        WHERE b.entry = e.id) AS children
    FROM entry e WHERE form = 'meeting_called'`);
  for (const m of found.meetings) {
    const asked = JSON.parse(m.invited).map((r) => r.invited_agency);
    m.may = (a) => asked.includes(idText('g', a.agency))
      || idText('a', a.id) === m.taker // of that one alone (W34)
      || a.roles.some((r) => own.includes(r));
    canaries.add('S11: a meeting', [idText('t', m.thread)], m.may,
      /^\/\w\w\/(?!tour)/); // the tour says to everybody where it leads
    canaries.add('S11: whom a meeting is about', m.children.split(','), m.may,
      /\/meeting\//);
  }
}

/* Minutes are for whom they say, and for who leads the work; what stands apart
 * from them is for the latter alone (W33, S17). */
function plantMinutes(served, found, canaries) {
  const lead = (a) => ['social_worker', 'team_manager', 'reviewing_officer',
    'front_door_manager', 'emergency_duty_worker']
    .some((r) => a.roles.includes(r));
  found.minutes = answersOf(served, 'meeting_minutes');
  for (const m of found.minutes) {
    const given = (m.minutes_to ?? []).map((r) => r.minutes_agency);
    canaries.add('S17: the minutes of a meeting', [m.minutes_summary],
      (a) => lead(a) || given.includes(idText('g', a.agency)));
  }
  found.annexes = answersOf(served, 'minutes_annex');
  for (const m of found.annexes) {
    canaries.add('S17: an annex of minutes', [m.annex_text], lead);
    canaries.add('S17: an annex in a letter', [m.annex_text], () => false,
      LETTER);
  }
}

/* The accounts, what was planted by kind, and the canaries. */
export function plant(served) {
  const { values, checks } = unsealed(served);
  const canaries = new Canaries();
  /* Two children stand in the guided tour itself, to be typed. */
  const found = {
    sealed: [], shielded: [], restricted: [],
    tour: { ring: served.question('ring').nhs, on: served.question('on').nhs },
  };
  const clear = inClear(served);
  plantLabelled(served, clear, found, canaries);
  plantSealedValues(clear, values, canaries);
  plantKin(served, clear, found, canaries);
  plantDiscreet(checks, found, canaries);
  plantWorkers(served, clear, found, canaries);
  plantStrategy(served, canaries);
  found.letters = plantLetters(served, canaries);
  plantWords(served, canaries);
  plantMeetings(served, found, canaries);
  plantMinutes(served, found, canaries);
  found.reporters = values.filter((v) => v.use === 'reporter');
  found.values = values;
  const accounts = served.sql(`
    SELECT hex(a.id) AS id, a.login, a.name, hex(a.agency) AS agency,
      group_concat(r.role) AS roles
    FROM account a LEFT JOIN account_role r ON r.account = a.id
    WHERE a.ended_at IS NULL GROUP BY a.id ORDER BY a.login`)
    .map((a) => ({ ...a, roles: (a.roles ?? '').split(',') }));
  return { accounts, canaries, found };
}
