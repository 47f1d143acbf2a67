/*
 * tap -- says what held and what did not, in the form the runner counts.
 */
let count = 0;
let failed = 0;

export function ok(holds, what, why = '') {
  count += 1;
  if (!holds) failed += 1;
  console.log(`${holds ? 'ok' : 'not ok'} ${count} - ${what}`);
  if (!holds && why) {
    for (const line of String(why).split('\n')) console.log(`# ${line}`);
  }
}

export function same(got, want, what) {
  ok(got === want, what, `got ${JSON.stringify(got)}, `
    + `want ${JSON.stringify(want)}`);
}

export function contains(text, part, what) {
  ok(text.includes(part), what, `not there: ${part}\n${text.slice(0, 600)}`);
}

export function lacks(text, part, what) {
  const at = text.indexOf(part);
  ok(at < 0, what, `there: ${text.slice(Math.max(0, at - 80), at + 80)}`);
}

/* Runs a journey; one that throws has failed, and the next is tried. */
export async function journey(name, run) {
  try {
    await run();
  } catch (e) {
    ok(false, `${name} ends`, e.stack);
  }
}

export function done() {
  console.log(`1..${count}`);
  process.exitCode = failed || !count ? 1 : 0;
}
