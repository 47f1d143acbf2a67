/*
 * ring -- nurses who check while the store is well, and while it is not: then
 * a check must say what "ring the duty line" says, with status 503, and
 * nothing of what was asked.
 */
import { Caller, choicesOf, hiddenOf, sleep } from '../served.mjs';
import { ok, same } from '../browser/tap.mjs';

/* The page for a fault says it in both languages. */
function headline(page) {
  return (/<h1[^>]*>([^]*?)<\/h1>/.exec(page)?.[1] ?? '')
    .replace(/<[^>]*>/g, ' ').trim();
}

export async function nurse(served, language) {
  const caller = new Caller(served, language);
  await caller.signIn(served.loginOf('tour.nurse'));
  const { body } = await caller.get('/check');
  caller.with = { ...choicesOf(body), token: hiddenOf(body, '/check') };
  return caller;
}

/* Both languages, what each is told when it must ring, and a question. */
export async function open(served) {
  const nurses = [];
  for (const language of ['en', 'cy']) {
    const caller = await nurse(served, language);
    const { body } = await caller.check(served.question('ring'), caller.with);
    caller.ring = headline(body);
    nurses.push(caller);
  }
  return nurses;
}

export async function rings(nurses, question, how) {
  for (const caller of nurses) {
    const { status, body } = await caller.check(question, caller.with);
    same(status, 503, `${how}: a check is answered 503 (${caller.language})`);
    ok(caller.ring && headline(body).includes(caller.ring),
      `${how}: in the words of "ring the duty line" (${caller.language})`,
      headline(body));
    const said = [question.nhs, question.given, question.family]
      .filter((w) => w && body.includes(w));
    same(said.join(), '', `${how}: it repeats nothing (${caller.language})`);
    ok(!/\/receipts\//.test(body),
      `${how}: it gives no receipt (${caller.language})`);
  }
}

export async function answers(nurses, question, how) {
  for (const caller of nurses) {
    const { status, body } = await caller.check(question, caller.with);
    ok(status === 200 && headline(body) !== caller.ring
      && /\/receipts\/l/.test(body),
    `${how}: a check is answered, with a receipt (${caller.language})`,
    `${status} ${headline(body)}`);
  }
}

/* It may take a moment until the store is found to be back. */
export async function soon(nurses, question) {
  for (let i = 0; i < 50; i += 1) {
    const { status } = await nurses[0].check(question, nurses[0].with);
    if (status === 200) return;
    await sleep(100);
  }
}
