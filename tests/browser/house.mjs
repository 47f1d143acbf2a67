/*
 * house -- a demonstration to walk through: its own database, its own server
 * on a free port, and a browser.  Everything is ended by its process id.
 *
 * Under tests/pg/with-postgres the database is one of that server, and with
 * DIOGEL_NODES=2 two nodes answer by turns behind nginx, request by request;
 * with DIOGEL_KILL=10 one of them is killed every ten seconds and started
 * again; DIOGEL_SEED says when the first time is, and which.
 */
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { front, freePort } from './front.mjs';
import { ok, same } from './tap.mjs';
import { dice, sleep } from '../served.mjs';
import { database, drop, onServer, tell } from '../server.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const program = process.env.DIOGEL ?? join(root, 'build/diogel');
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/* The night on which every demonstration begins. */
const env = { ...process.env, DIOGEL_NOW: '2027-03-02T03:07:00Z' };

function must(args) {
  const done = spawnSync(program, args, { encoding: 'utf8', env });
  if (done.status !== 0) {
    throw new Error(`diogel ${args[0]}: ${done.stderr}${done.stdout}`);
  }
  return done.stdout;
}

/* The folder of a demonstration of so many people: made once for a run,
   copied for each house. */
const templates = new Map();
const templateName = (people) => `walk_${process.pid}_${people}`;
function templateOf(people) {
  if (!templates.has(people)) {
    const dir = mkdtempSync(join(tmpdir(), 'diogel-template-'));
    process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
    const db = onServer ? database(templateName(people))
      : `sqlite:${join(dir, 'diogel.db')}`;
    const at = ['--db', db, '--keys', join(dir, 'diogel.db.keys')];
    must(['init', ...at, '--pack', join(root, 'practice/wales'), '--demo']);
    must(['demo', ...at, '--people', String(people), '--seed', '1']);
    templates.set(people, dir);
  }
  return templates.get(people);
}
const seed = Number(process.env.DIOGEL_SEED ?? process.pid);
let walks = 0;
const SOON = 3000; /* milliseconds */

/* Ends a process, and waits until it has. */
async function ended(server, signal) {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.removeAllListeners('exit');
  await new Promise((resolve) => {
    server.once('exit', resolve);
    server.kill(signal);
  });
}

/* The 16 bytes of an id's text, as hex. */
function idHex(text) {
  const digits = '0123456789abcdefghjkmnpqrstvwxyz';
  let n = 0n;
  for (const c of text.slice(1)) n = n * 32n + BigInt(digits.indexOf(c));
  return n.toString(16).padStart(32, '0').toUpperCase();
}

export class House {
  /* make(run, dir): instead of the demonstration, what the program is run
     with to make another; dir is for its files. */
  static async open({ people = 300, make = null } = {}) {
    const house = new House();
    house.dir = mkdtempSync(join(tmpdir(), 'diogel-house-'));
    house.keys = join(house.dir, 'diogel.db.keys');
    if (onServer) house.name = `walk_${process.pid}_house_${walks += 1}`;
    if (make) house.makes(make);
    else house.copies(people);
    house.twice = house.doubled();
    await house.serve();
    house.browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic',
        '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync'],
    });
    return house;
  }

  copies(people) {
    const from = templateOf(people);
    copyFileSync(join(from, 'diogel.db.keys'), this.keys);
    if (onServer) {
      this.db = database(this.name, templateName(people));
      return;
    }
    this.db = `sqlite:${join(this.dir, 'diogel.db')}`;
    copyFileSync(join(from, 'diogel.db'), join(this.dir, 'diogel.db'));
    cpSync(join(from, 'diogel.db.pristine'),
      join(this.dir, 'diogel.db.pristine'), { recursive: true });
  }

  makes(make) {
    this.db = onServer ? database(this.name)
      : `sqlite:${join(this.dir, 'diogel.db')}`;
    make((...args) => this.run(...args), this.dir);
  }

  /* Starts (again), one node or as many as are asked for; resolves when all
     say that they answer. */
  async serve() {
    const nodes = Number(process.env.DIOGEL_NODES ?? 1);
    this.log = '';
    this.servers = [];
    this.ports = [];
    for (let i = 0; i < nodes; i += 1) {
      this.ports[i] = nodes > 1 ? await freePort() : 0;
      await this.node(i);
    }
    if (nodes === 1) return;
    this.front = await front(root, this.dir, this.ports);
    this.base = `http://127.0.0.1:${this.front.port}`;
    if (process.env.DIOGEL_KILL) this.killing = this.kills();
  }

  /* One server, which is not expected to end. */
  node(i) {
    return new Promise((resolve) => {
      const server = spawn(program, ['serve', '--db', this.db,
        '--keys', this.keys, '--listen', `127.0.0.1:${this.ports[i]}`],
      { stdio: ['ignore', 'pipe', 'pipe'], env });
      this.servers[i] = server;
      server.stderr.on('data', (d) => { this.log += d; });
      server.on('exit', (code, signal) => {
        console.log(`Bail out! the server ended (${code ?? signal}): `
          + this.log);
        process.exit(1);
      });
      server.stdout.on('data', (d) => {
        const said = /http:\/\/127\.0\.0\.1:(\d+)/.exec(String(d));
        if (!said) return;
        /* A demonstration that begins again answers on another port. */
        if (!this.front) this.base = `http://127.0.0.1:${said[1]}`;
        resolve();
      });
    });
  }

  /* Kills a node and starts it again, until the end; the first time soon,
     so that no journey is over before. */
  async kills() {
    const every = Number(process.env.DIOGEL_KILL) * 1000;
    const lot = dice(seed);
    let pause = lot(SOON);
    for (this.killed = 0; ; this.killed += 1) {
      await Promise.race([sleep(pause),
        new Promise((go) => { this.wake = go; })]);
      if (this.ending) return;
      const i = lot(this.servers.length);
      await ended(this.servers[i], 'SIGKILL');
      await this.node(i);
      pause = every;
    }
  }

  async stop(signal = 'SIGTERM') {
    this.ending = true;
    this.wake?.();
    await this.killing;
    await this.front?.stop();
    for (const server of this.servers) await ended(server, signal);
    if (this.killing) {
      console.log(`# seed ${seed}: a node was killed ${this.killed} times`);
    }
  }

  async close() {
    await this.browser?.close();
    await this.stop();
    this.prove();
    if (this.name) drop(this.name);
    rmSync(this.dir, { recursive: true, force: true });
  }

  /* How many entries say word for word what their author said just before in
     the same language, in whatever thread. */
  doubled() {
    const before = (column) => `${column} = LAG(${column}) OVER w`;
    return Number(this.ask('SELECT COUNT(*) FROM (SELECT '
      + `${['form', 'language', 'answers'].map(before).join(' AND ')} AS again `
      + 'FROM entry '
      + "WHERE answers <> '{}' WINDOW w AS (PARTITION BY author "
      + 'ORDER BY recorded_at)) x WHERE again'));
  }

  /* Whatever was walked, the record and its ledger still agree. */
  prove() {
    ok(this.doubled() <= this.twice, 'nothing was recorded twice',
      `${this.doubled()} stand twice, ${this.twice} before`);
    for (const [what, ...words] of [
      ['rebuilding changes nothing of what was walked', 'rebuild', '--verify'],
      ['the ledger of what was walked verifies', 'audit', 'verify'],
    ]) {
      let why = '';
      try { this.run(...words); } catch (e) { why = e.message; }
      ok(!why, what, why);
    }
  }

  run(...args) {
    return must([...args, '--db', this.db, '--keys', this.keys]);
  }

  /* What the database holds; only to find out whom to walk as. */
  ask(sql) {
    if (onServer) return tell(this.db, sql);
    const said = spawnSync('sqlite3', ['-readonly',
      join(this.dir, 'diogel.db'), sql], { encoding: 'utf8' });
    if (said.status !== 0) throw new Error(said.stderr);
    return said.stdout.replace(/\n$/, '');
  }

  /* Puts the database where a long wait would have put it. */
  tell(sql) {
    if (onServer) {
      tell(this.db, sql);
      return;
    }
    const said = spawnSync('sqlite3', ['-cmd', '.timeout 5000',
      join(this.dir, 'diogel.db'), sql], { encoding: 'utf8' });
    if (said.status !== 0) throw new Error(said.stderr);
  }

  /* What the demonstration left for the tour. */
  tour(key) {
    return this.ask(`SELECT value FROM meta WHERE key = '${key}'`);
  }

  /* The sign-in name of one of the tour's people. */
  login(key) {
    const hex = idHex(this.tour(key));
    return this.ask(`SELECT login FROM account WHERE hex(id) = '${hex}'`);
  }

  /* The sign-in name of somebody whose name stands on a page. */
  loginOf(name) {
    return this.ask(`SELECT login FROM account WHERE name = '${name}'`);
  }

  /* NHS number, first name, family name, birth date for one answer. */
  question(answer) { return this.tour(`tour.check.${answer}`).split('\n'); }

  /* A page of somebody's own: own cookies, own size, with script or not. */
  async visitor({ script = true, width = 1280, language = 'en' } = {}) {
    const context = await this.browser.newContext({
      javaScriptEnabled: script,
      viewport: { width, height: 900 },
      locale: language === 'cy' ? 'cy-GB' : 'en-GB',
    });
    const page = await context.newPage();
    const visitor = new Visitor(this, page, language);
    page.on('pageerror', (e) => visitor.complaints.push(String(e)));
    page.on('console', (m) => {
      if (m.type() === 'error' && !/status of (4|5)\d\d/.test(m.text())) {
        visitor.complaints.push(m.text());
      }
    });
    return visitor;
  }
}

export class Visitor {
  constructor(house, page, language) {
    Object.assign(this, { house, page, language, complaints: [] });
  }

  /* Somebody else at the same page: signed in as this one is. */
  async twin(how) {
    const twin = await this.house.visitor({ language: this.language, ...how });
    await twin.page.context().addCookies(await this.page.context().cookies());
    return twin;
  }

  url(path) { return `${this.house.base}/${this.language}${path}`; }

  async go(path) {
    const answer = await this.page.goto(this.url(path));
    return await this.away() ? this.go(path) : answer;
  }

  /* Whether nginx had to answer for a node that was killed meanwhile. */
  async away() {
    return this.house.front
      && await this.page.locator('body[data-away]').count() > 0;
  }

  /* The demonstration's password stands on its sign-in page. */
  async signIn(login) {
    await this.go('/sign-in');
    const password = await this.page.locator('[data-demo-password]')
      .innerText();
    const fill = async () => {
      await this.page.fill('#login', login);
      await this.page.fill('#password', password.trim());
    };
    await fill();
    await this.press('main form button', fill);
    this.login = login;
    return this;
  }

  /* Does what leads to another page, and sends it again for as long as nginx
     has to answer; the answer. */
  async turns(act) {
    let [answer] = await Promise.all([this.page.waitForNavigation(), act()]);
    while (await this.away()) answer = await this.page.reload();
    return answer;
  }

  /* The same for what is posted without a page. */
  async post(url, body) {
    for (;;) {
      const answer = await this.page.request.post(url, body);
      const away = this.house.front
        && (await answer.text()).includes('<body data-away>');
      if (!away) return answer;
    }
  }

  text() { return this.page.locator('body').innerText(); }

  /* again: the page is gone back to, as nginx's own says, and this is put in
     anew; without it the same is sent again.  Whether the page was gone back
     to: then it may have been done already the first time. */
  async press(name, again = null) {
    const button = this.page.locator(name);
    if (await button.count() === 0) {
      throw new Error(`not on ${this.page.url()}: ${name}\n`
        + await this.faults());
    }
    if (!again) {
      await this.turns(() => button.first().click());
      return false;
    }
    await Promise.all([this.page.waitForNavigation(), button.first().click()]);
    if (!await this.away()) return false;
    await this.page.goBack();
    while (await this.away()) await this.page.reload();
    await again();
    await this.press(name, again);
    return true;
  }

  /* Answers questions by name: {name: text, option, or list of options}.
     One whose question is not (yet) on the page is left. */
  async answer(answers) {
    for (const [name, value] of Object.entries(answers)) {
      const put = this.page.locator(`main [name="${name}"]:not([type=hidden])`);
      if (await put.count() === 0) continue;
      const kind = await put.first().evaluate((e) => e.type);
      if (kind === 'radio' || kind === 'checkbox') {
        for (const one of [].concat(value)) {
          await this.page.check(`main [name="${name}"][value="${one}"]`);
        }
        continue;
      }
      if (!await put.isVisible()) {
        await put.locator('xpath=ancestor::details[not(@open)]/summary')
          .last().click();
      }
      if (kind === 'select-one') await put.selectOption(value);
      else await put.fill(value);
    }
  }

  /* Answers one part of a form and goes on, again while more is asked. */
  async part(answers, button = 'main #form button[name=go][value=on]') {
    const at = () => new URL(this.page.url()).pathname;
    const here = at();
    for (let i = 0; i < 3; i += 1) {
      await this.answer(answers);
      await this.press(button);
      if (at() !== here) return;
    }
    throw new Error(`does not go on: ${here}\n${await this.faults()}`);
  }

  /* The mistakes that the page names. */
  async faults() {
    return (await this.page.locator('.govuk-error-summary')
      .allInnerTexts()).join('\n');
  }

  /* What axe finds; needs script, so it is put in by the test itself. */
  async axe() {
    if (!await this.page.evaluate(() => 'axe' in globalThis)) {
      await this.page.evaluate(axeSource);
    }
    const found = await this.page.evaluate(() => globalThis.axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
        'best-practice'],
    }));
    return found.violations.map((v) =>
      `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3)}`);
  }

  /* Wider than the window: the page scrolls sideways. */
  overflow() {
    return this.page.evaluate(() =>
      document.documentElement.scrollWidth - innerWidth);
  }

  /* How many tables are wider than the place that they scroll in. */
  cut() {
    return this.page.evaluate(() => [...document.querySelectorAll('.dg-scroll')]
      .filter((e) => e.scrollWidth > e.clientWidth + 1).length);
  }

  /* On paper only what is said: no menus, nothing to press, no addresses;
     what is left of them. */
  async printed() {
    await this.page.emulateMedia({ media: 'print' });
    const left = await this.page.evaluate(() =>
      [...document.querySelectorAll('nav, button, .govuk-button, '
        + '.dg-header__hide')]
        .filter((e) => e.getClientRects().length > 0)
        .concat([...document.links].filter((a) =>
          getComputedStyle(a, '::after').content.includes('/')))
        .map((e) => `${e.tagName}.${e.className}`).slice(0, 3));
    await this.page.emulateMedia({ media: 'screen' });
    return left;
  }

  async shoot(name) {
    const dir = join(root, 'tests/browser/out');
    mkdirSync(dir, { recursive: true });
    await this.page.screenshot({ path: join(dir, `${name}.png`),
      fullPage: true });
  }

  close() { return this.page.context().close(); }
}
