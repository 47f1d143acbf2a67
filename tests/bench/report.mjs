/*
 * report -- how figures are printed: what was measured in a line of its
 * own, and each goal with what was reached.
 */
const goals = [];

export function heading(text) { console.log(`\n${text}`); }

export function line(what, ...figures) {
  console.log(`  ${what.padEnd(44)} ${figures.filter(Boolean)
    .map((f) => String(f).padStart(10)).join('  ')}`);
}

/* least: the ratio that is wanted; most: the one that must not be passed. */
export function goal(what, ratio, least, most = null, unit = 'x') {
  const met = most === null ? ratio >= least : ratio <= most;
  const want = most === null ? `at least ${least}` : `at most ${most}`;
  const figure = `${ratio.toFixed(unit ? 2 : 3)}${unit}`;
  goals.push({ what, figure, want, met });
  line(`= ${what}`, figure, `(${want})`,
    met ? 'met' : 'NOT MET');
}

export function sayGoals() {
  heading('Goals');
  for (const g of goals) {
    line(g.what, g.figure, `(${g.want})`,
      g.met ? 'met' : 'NOT MET');
  }
}
