/*
 * years -- what is said in the two years of Mirain and Gruff: who they are,
 * and the longer answers.  Both are invented.
 */
import { day } from './course.mjs';
import * as said from './story.mjs';

export const MIRAIN = { given: 'Mirain', family: 'Tegid', born: '2018-02-09' };
export const GRUFF = { given: 'Gruff', family: 'Tegid', born: '2021-08-30' };

/* One answer for each child, in their order. */
export const each = (name, ...values) => Object.fromEntries(
  values.map((value, i) => [`${name}.${i}`, value]));

/* The answers about one child, at its place in the report. */
export function about(child, place) {
  const [year, month, d] = child.born.split('-').map(Number);
  const all = said.concern('cy', { given: child.given, family: child.family,
    day: String(d), month: String(month), year: String(year),
    words: place ? 'Mae sŵn mawr.' : 'Mae’n gweiddi ac wedyn yn taflu pethau.',
    happened: 'Daeth y ddau i’r adran am dri y bore. Clais ar ei braich.' });
  return Object.fromEntries(all.flatMap(([, answers]) =>
    Object.entries(answers).map(([name, value]) =>
      [name.replace(/\.0(?=$|-)/, `.${place}`), value])));
}

/* ---- the conference ---- */

export const PLACED = { conference_type: 'initial', quorate: 'yes',
  chair_independent: 'yes', minute_taker: 'Sali Wyn',
  minute_taker_other_role: 'no', consensus: 'yes',
  family_views: 'Mae’r fam yn cytuno â’r cynllun.',
  'childs_views.0': 'Aros gyda Mam-gu.', 'childs_views.1': 'Chwarae.',
  'decision.0': 'placed', 'decision_why.0': 'Niwed, a mwy yn debygol.',
  'categories.0': ['physical', 'emotional'], 'primary_category.0': 'physical',
  'limb.0': 'harmed', 'on_evidence.0': 'Y clais, a geiriau Mirain.',
  'co_ordinator.0': 'Owain',
  'contingency.0': 'Y llys.', 'looked_after.0': 'no',
  ...day('next_core_group.0', '2027-03-25'),
  ...day('next_review.0', '2027-06-11'),
  'decision.1': 'not_registered', 'decision_why.1': 'Nid oedd yno.',
  'safety_plan.1': 'Mae Gruff yn byw gyda’i fam-gu am y tro.',
  'safety_agency.1': 'Dyffryn Aran', 'safety_person.1': 'Owain Trefor',
  ...day('safety_review_on.1', '2027-06-11') };

export const sitting = (name) => PLACED[name]
  ?? (/^attendance:\d:(present|may_decide)$/.test(name) ? 'yes' : undefined)
  ?? (/^views\.\d:\d:view_why$/.test(name) ? 'Yr hyn a glywsom.' : undefined)
  ?? (/^views\.0:\d:view_for$/.test(name) ? 'for_it' : undefined)
  ?? (/^views\.1:\d:view_for$/.test(name) ? 'against_it' : undefined);

/* ---- the plan ---- */

export const RISK = 'Nobody answers her at night';
export const CHANGE = 'An adult wakes when Mirain calls';
export const HIDDEN = 'Police calls to the home';
export const TASK = 'A place at breakfast club';

export const PLAN = { plan_kind: 'protection', 'plan_outcomes:0:risk': RISK,
  'plan_outcomes:0:change': CHANGE,
  'plan_outcomes:0:measure': 'She says so, three weeks in a row',
  'plan_outcomes:0:baseline': '3', 'plan_outcomes:0:outcome_for': 'mother',
  'plan_outcomes:1:risk': HIDDEN, 'plan_outcomes:1:change': 'None in a month',
  'plan_outcomes:1:measure': 'The police log',
  'plan_outcomes:1:baseline': '2', strengths: 'Mam-gu is there.',
  'actions:0:action_what': TASK, 'actions:0:action_who': 'Mared',
  'actions:0:action_for': 'mother', ...day('actions:0:action_due', '2027-04-20'),
  contingency: 'Mam-gu takes both children in.',
  bottom_line: 'We go to court.', bottom_line_for: 'mother',
  ...day('plan_review', '2027-06-11') };
