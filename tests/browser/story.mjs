/*
 * story -- what the people of the main job say, in both languages: answers
 * to the questions of the Wales pack, by the names of their inputs.  Every
 * child here is invented.
 */

/* In the order of the task list: section, answers. */
export function concern(language, child) {
  const cy = language === 'cy';
  return [
    ['danger', { immediate_danger: 'no', may_be_crime: 'unknown' }],
    ['worker', { about_worker: 'no' }],
    ['urgent', { urgency: 'today', spoken_to: ['duty_line'],
      spoken_details: cy ? 'Y llinell ddyletswydd, 09:10'
        : 'The duty line, 09:10' }],
    ['who', { 'given_name.0': child.given, 'family_name.0': child.family,
      'unborn.0': 'no', 'birth_date.0-day': child.day,
      'birth_date.0-month': child.month, 'birth_date.0-year': child.year,
      'home.0': '3 Maes y Nant, Pont y Garreg', 'language.0': 'cy',
      'ethnic_group.0-why': cy ? 'Heb ofyn eto' : 'Not asked yet',
      'disability.0': ['none_known'], 'communication.0': ['time'] }],
    ['words', { 'own_words.0': child.words, 'child_asked.0': 'yes',
      'may_hear.0': ['mother'], 'told_back.0': 'yes' }],
    ['happened', { happened: child.happened, 'happened_on-day': '1',
      'happened_on-month': '3', 'happened_on-year': '2027',
      harm_kinds: ['neglect'], source_of_account: 'child_told',
      'impact.0': cy ? 'Mae’n flinedig ac yn methu canolbwyntio.'
        : 'Tired, and cannot attend to anything.',
      'likelihood.0': 'likely',
      'protective.0': cy ? 'Mae’r fam-gu yn galw bob dydd Sul.'
        : 'The grandmother calls every Sunday.' }],
    ['household', { 'adults.0-why': cy ? 'Dim ond y fam a welwyd'
      : 'Only the mother has been seen',
    'siblings.0-why': cy ? 'Ni wyddom' : 'Not known to us',
    'lives_with.0': cy ? 'Y fam' : 'The mother',
    'not_known_adults.0': 'unknown' }],
    ['family', { family_knows: 'no', telling_risk: cy
      ? 'Gallai’r plentyn gael ei feio am siarad.'
      : 'The child might be blamed for speaking.',
    route: 'protection', 'support_level': 'not_sure' }],
    ['contact', { 'safe_contact-why': cy ? 'Trwy’r ysgol yn unig'
      : 'Through the school only' }],
    ['you', { reporter_kind: 'professional', named: 'yes',
      answer_language: language }],
  ];
}

export const children = {
  cy: { given: 'Gwenlian', family: 'Prydderch', day: '14', month: '5',
    year: '2020',
    words: 'Dwi ddim isio mynd adra. Does ’na neb yno yn y nos.',
    happened: 'Daeth i’r ysgol heb gôt am y trydydd diwrnod. Dywedodd wrth y '
      + 'cynorthwyydd amser cinio nad oes neb gartref gyda’r nos.' },
  en: { given: 'Elin', family: 'Robert', day: '3', month: '10', year: '2019',
    words: 'Nobody wakes up in the morning so I make the toast.',
    happened: 'Came to school without breakfast for the third day. Told the '
      + 'lunchtime assistant that nobody gets up in the morning.' },
};

export const linking = {
  cy: { evidence: ['names_and_birth'],
    reason: 'Un llythyren yn wahanol; yr un dyddiad geni a’r un ysgol.' },
  en: { evidence: ['names_and_birth', 'spoke_to_source'],
    reason: 'One letter differs; the same date of birth and school.' },
};

export const unlinking = {
  cy: { evidence: ['spoke_to_source'],
    reason: 'Dywedodd yr ysgol fod dwy gyfnither o’r un enw.' },
  en: { evidence: ['spoke_to_source'],
    reason: 'The school says that there are two cousins of that name.' },
};

/* Why an entry goes to the other child, and why one stays. */
export const settling = {
  cy: { move: 'Am ei chyfnither yr ysgrifennwyd hyn.',
    keep: 'Mae hyn yn wir amdani hi, beth bynnag am y cysylltiad.' },
  en: { move: 'This was written about her cousin.',
    keep: 'This is true of her, whatever the link said.' },
};

export const history = {
  cy: { read_what: ['thread', 'earlier_concerns'],
    pattern: 'Yr un peth dair gwaith mewn tri mis.' },
  en: { read_what: ['thread', 'earlier_concerns'],
    pattern: 'The same thing three times in three months.' },
};

/* The outcome and the reason stand on the concern's own page. */
export const outcome = {
  cy: { 'outcome.0': 'assessment',
    'reason.0': 'Mae’r hanes yn dangos esgeulustod dros fisoedd.' },
  en: { 'outcome.0': 'assessment',
    'reason.0': 'The history shows neglect over months.' },
};

export const decision = {
  cy: { 'threshold_level.0': 'level_3',
    'allocated_to.0-why': 'Neilltuir yn y bore',
    'interim_safety.0': 'Bydd y fam-gu yn aros heno.',
    crime: 'no', tell_reporter: 'outcome' },
  en: { 'threshold_level.0': 'level_3',
    'allocated_to.0-why': 'Allocated in the morning',
    'interim_safety.0': 'The grandmother stays tonight.',
    crime: 'no', tell_reporter: 'outcome' },
};

/* In the language that the reporter asked for. */
export const feedback = {
  cy: { feedback_text: 'Byddwn yn asesu. Roedd eich pryder yn bwysig.',
    should_do: 'Parhewch i wrando ar y plentyn.', told_how: 'here' },
  en: { feedback_text: 'We shall assess. Your concern mattered.',
    should_do: 'Go on listening to the child.', told_how: 'here' },
};

export const challenge = {
  cy: { not_safe_now: 'no', stage: 'practitioners',
    reason: 'Ni ddylai’r asesiad aros tan y bore.',
    wanted: 'Ymweliad heddiw.', resolved: 'no' },
  en: { not_safe_now: 'no', stage: 'practitioners',
    reason: 'The assessment ought not to wait until the morning.',
    wanted: 'A visit today.', resolved: 'no' },
};
