/*
 * workers -- callers who are at work while a server is killed, and count what
 * it has answered: checks with their receipts, and texts that were taken.
 */
import { Caller, choicesOf, hiddenOf } from '../served.mjs';

/* Somebody who checks; acked: {leaf, hash} of every answer. */
export class Checker {
  constructor(served, lot) {
    this.caller = new Caller(served);
    this.lot = lot;
    this.acked = [];
    this.questions = ['on', 'none', 'alike', 'ring']
      .map((a) => served.question(a));
  }

  async begin(login) {
    await this.caller.signIn(login);
    const { body } = await this.caller.get('/check');
    this.with = { ...choicesOf(body), token: hiddenOf(body, '/check') };
  }

  async once() {
    const { status, body } =
      await this.caller.check(this.questions[this.lot(4)], this.with);
    const leaf = /\/receipts\/(l[0-9a-z]{26})/.exec(body)?.[1];
    const hash = /([0-9a-f]{4}) ([0-9a-f]{4}) ([0-9a-f]{4}) ([0-9a-f]{4})/
      .exec(body)?.slice(1).join('');
    if (status !== 200 || !leaf || !hash) {
      throw new Error(`a check was answered ${status} without a receipt`);
    }
    this.acked.push({ leaf, hash });
  }
}

/* Somebody who writes; sent and acked: how often the text was changed. */
export class Writer {
  constructor(served) {
    this.caller = new Caller(served);
    Object.assign(this,
      { sent: 0, acked: 0, lost: 0, lostSent: 0, tried: 0 });
  }

  async begin(login) {
    await this.caller.signIn(login);
    const { headers } = await this.caller.post('/report');
    this.page = headers.location.replace(/^\/\w\w/, '');
    await this.read();
  }

  /* The text as the server has it now, and with it the next revision. */
  async read() {
    const { status, body } = await this.caller.get(`${this.page}/happened`);
    const text = /<textarea[^>]*name="happened"[^>]*>([^<]*)</.exec(body);
    if (status !== 200 || !text) return -1;
    this.csrf = hiddenOf(body, '/happened').csrf;
    this.revision = hiddenOf(body, '/happened')['was.happened'];
    return Number(text[1].trim() || 0);
  }

  async once() {
    this.sent += 1;
    this.tried += 1;
    const { status, body } = await this.caller.ask('POST',
      `/en${this.page}/save-field`, new URLSearchParams({
        csrf: this.csrf, field: 'happened', value: String(this.sent),
        was: this.revision,
      }).toString());
    if (status !== 200) {
      throw new Error(`a text was answered ${status}`);
    }
    this.revision = body;
    this.acked = this.sent;
  }

  /* After a restart: what was taken must be there, and is gone on from. */
  async look() {
    const there = await this.read();
    this.lost += there < this.acked;
    this.lostSent += there < this.sent;
    this.sent = Math.max(this.sent, there);
    this.acked = Math.max(this.acked, there);
    return there;
  }
}

/* Works until the server is gone; anything else it says is kept. */
export async function work(worker, state) {
  while (!state.killed) {
    try {
      await worker.once();
    } catch (e) {
      if (!state.killed) state.trouble.push(String(e));
      return;
    }
  }
}
