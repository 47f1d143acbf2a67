// What assets/app.js does, in a real browser under the policy of our pages:
// drafts are saved on pause and on leaving a field, and a session's end is
// announced.  The server here is a stand-in that remembers what it was sent.
// Prints TAP.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { chromium } from "playwright-core";

const ROOT = new URL("../../", import.meta.url);
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; " +
  "frame-ancestors 'none'; require-trusted-types-for 'script'";
const FILES = {
  "/app.js": "assets/app.js",
  "/logo.svg": "assets/logo.svg",
  "/govuk-frontend.min.js":
    "node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js",
  "/moj-frontend.min.js":
    "node_modules/@ministryofjustice/frontend/moj/moj-frontend.min.js",
};

const page = (warn, end) => `<!DOCTYPE html>
<html lang="cy" class="govuk-template"><head><meta charset="utf-8">
<title>Diogel</title><link rel="icon" href="/logo.svg">
<script type="module" src="/app.js"></script></head>
<body class="govuk-template__body">
<form data-autosave="/draft" method="post" action="/continue">
<input type="hidden" name="csrf" value="token">
<input type="hidden" name="was.words" value="3">
<input type="hidden" name="was.kinds" value="0">
<textarea name="words" id="words"></textarea>
<input type="checkbox" name="kinds" value="a" id="a">
<input type="checkbox" name="kinds" value="b" id="b">
<input name="loose" id="loose">
<p role="status" data-autosave-status data-saved="Cadwyd"
 data-failed="Heb ei gadw" data-conflict="Newidiwyd"></p>
<button id="go">Parhau</button></form>
<div data-changed="/changed" data-version="1.4" hidden id="news">News</div>
<details class="govuk-details" data-module="govuk-details"></details>
<dialog data-idle data-warn="${warn}" data-end="${end}" data-gone="/gone">
<form method="post" action="/stay"><input type="hidden" name="csrf"
 value="token"><button id="stay">Aros</button></form></dialog>
</body></html>`;

// ---- the stand-in ----

const seen = { drafts: [], sent: [], late: 0, stays: 0, answer: 200, asked: 0, version: "1.4" };

function answerPost(url, body, res) {
  if (url === "/stay") {
    seen.stays += 1;
    return res.writeHead(204).end();
  }
  const sent = new URLSearchParams(body);
  if (url !== "/draft") {
    seen.sent.push(sent.get("was.words"));
    return res.writeHead(200).end("arrived");
  }
  seen.drafts.push({
    field: sent.get("field"),
    was: sent.get("was"),
    csrf: sent.get("csrf"),
    values: sent.getAll("value"),
  });
  const next = String(Number(sent.get("was")) + 1);
  return setTimeout(() => {
    res.writeHead(seen.answer).end(seen.answer === 200 ? next : "");
  }, seen.late).unref();
}

function answerGet(url, res) {
  if (FILES[url]) {
    const type = url.endsWith(".svg") ? "image/svg+xml" : "text/javascript";
    res.writeHead(200, { "content-type": type });
    return res.end(readFileSync(new URL(FILES[url], ROOT)));
  }
  if (url === "/changed") {
    seen.asked += 1;
    return res.writeHead(200).end(seen.version);
  }
  const found = url.match(/^\/page\/(\d+)\/(\d+)$/);
  res.writeHead(200, {
    "content-type": "text/html",
    "content-security-policy": POLICY,
  });
  return res.end(found ? page(found[1], found[2]) : "<title>x</title>arrived");
}

const server = createServer((req, res) => {
  let body = "";
  req.on("data", (part) => (body += part));
  req.on("end", () =>
    req.method === "POST"
      ? answerPost(req.url, body, res)
      : answerGet(req.url, res),
  );
});

// ---- cases ----

const cases = {
  "the page is marked as one with script, and nothing is refused": async (t) => {
    await t.open(600, 900);
    const names = await t.tab.evaluate(() => document.body.className);
    t.want(names.includes("govuk-frontend-supported"), names);
    t.want(t.messages.length === 0, t.messages.join("\n"));
  },
  "a pause saves the field with the revision that was shown": async (t) => {
    await t.open(600, 900);
    await t.tab.locator("#words").pressSequentially("Mae ofn arna i");
    t.want(seen.drafts.length === 0, "saved before the pause");
    await t.until(() => seen.drafts.length === 1);
    t.same(seen.drafts[0], {
      field: "words",
      was: "3",
      csrf: "token",
      values: ["Mae ofn arna i"],
    });
    await t.until(async () => (await t.status()) === "Cadwyd");
  },
  "the next save follows the revision that the server gave": async (t) => {
    await t.open(600, 900);
    await t.leave("words", "un");
    await t.until(() => seen.drafts.length === 1);
    await t.leave("words", "dau");
    await t.until(() => seen.drafts.length === 2);
    t.same(seen.drafts.map((d) => d.was), ["3", "4"]);
  },
  "all ticked boxes of one name are sent together": async (t) => {
    await t.open(600, 900);
    await t.tab.locator("#a").check();
    await t.tab.locator("#b").check();
    await t.until(() => seen.drafts.at(-1)?.values.length === 2);
    t.same(seen.drafts.at(-1).values, ["a", "b"]);
  },
  "a field without a revision is not saved": async (t) => {
    await t.open(600, 900);
    await t.leave("loose", "x");
    await t.leave("words", "y");
    await t.until(() => seen.drafts.length > 0);
    t.same(seen.drafts.map((d) => d.field), ["words"]);
  },
  "what the server could not take is sent again": async (t) => {
    await t.open(600, 900);
    seen.answer = 503;
    await t.leave("words", "un");
    await t.until(async () => (await t.status()) === "Heb ei gadw");
    seen.answer = 200;
    await t.leave("loose", "x");
    await t.until(async () => (await t.status()) === "Cadwyd");
    t.same(seen.drafts.map((d) => d.was), ["3", "3"]);
  },
  "a conflict is said and nothing is overwritten": async (t) => {
    await t.open(600, 900);
    seen.answer = 409;
    await t.leave("words", "un");
    await t.until(async () => (await t.status()) === "Newidiwyd");
    await t.leave("loose", "x");
    await t.tab.waitForTimeout(300);
    t.want(seen.drafts.length === 1, "sent again");
  },
  "a form waits for what is on its way, and goes once": async (t) => {
    await t.open(600, 900);
    seen.late = 700;
    await t.leave("words", "un");
    await t.until(() => seen.drafts.length === 1);
    await t.tab.locator("#go").click();
    await t.tab.locator("#go").click({ noWaitAfter: true }).catch(() => {});
    await t.tab.waitForURL("**/continue");
    t.same(seen.sent, ["4"]);
  },
  "a form goes all the same when nothing arrives": async (t) => {
    await t.open(600, 900);
    seen.late = 60000;
    await t.leave("words", "un");
    await t.until(() => seen.drafts.length === 1);
    await t.tab.locator("#go").click();
    await t.tab.waitForURL("**/continue", { timeout: 8000 });
    t.same(seen.sent, ["3"]);
  },
  "that others changed something is said, and not asked for ever": async (t) => {
    await t.tab.clock.install();
    await t.open(6000, 9000);
    const news = t.tab.locator("#news");
    await t.tab.clock.runFor(31000);
    await t.until(() => seen.asked === 2);
    t.want(await news.isHidden(), "nothing has changed yet");
    await t.tab.clock.runFor(600000);
    await t.until(() => seen.asked >= 8);
    t.want(seen.asked <= 9, `asked ${seen.asked} times in an empty room`);
    seen.version = "1.5";
    await t.tab.keyboard.press("Shift");
    await t.tab.clock.runFor(16000);
    await t.until(() => news.isVisible());
    t.want(t.messages.length === 0, t.messages.join("\n"));
  },
  "the end is announced, and staying starts it anew": async (t) => {
    await t.open(2, 60);
    const dialog = t.tab.locator("dialog");
    await dialog.waitFor({ state: "visible", timeout: 8000 });
    await t.tab.keyboard.press("Escape");
    t.want(await dialog.isVisible(), "Escape closed it");
    await t.tab.locator("#stay").click();
    await dialog.waitFor({ state: "hidden", timeout: 8000 });
    t.want(seen.stays === 1, `${seen.stays} asked to stay`);
  },
  "without an answer the page gives way to another": async (t) => {
    await t.open(1, 3);
    await t.tab.waitForURL("**/gone", { timeout: 10000 });
    t.want(seen.stays === 0, "stayed");
  },
};

class Trial {
  constructor(tab, base) {
    this.tab = tab;
    this.base = base;
    this.messages = [];
    tab.on("console", (m) => this.messages.push(m.text()));
    tab.on("pageerror", (e) => this.messages.push(String(e)));
  }

  open(warn, end) {
    return this.tab.goto(`${this.base}/page/${warn}/${end}`);
  }

  status() {
    return this.tab.locator("[data-autosave-status]").textContent();
  }

  async leave(id, text) {
    await this.tab.locator(`#${id}`).fill(text);
    await this.tab.locator("#go").focus();
  }

  want(holds, why) {
    if (!holds) throw new Error(why);
  }

  same(got, want) {
    const [g, w] = [JSON.stringify(got), JSON.stringify(want)];
    this.want(g === w, `got ${g}, wanted ${w}`);
  }

  async until(holds) {
    const end = Date.now() + 8000;
    while (!(await holds())) {
      this.want(Date.now() < end, "it did not come to that");
      await this.tab.waitForTimeout(50);
    }
  }
}

async function tryOne(browser, base, run) {
  Object.assign(seen, { drafts: [], sent: [], late: 0, stays: 0,
    answer: 200, asked: 0, version: "1.4" });
  const context = await browser.newContext();
  try {
    await run(new Trial(await context.newPage(), base));
    return null;
  } catch (error) {
    return error.message;
  } finally {
    await context.close();
  }
}

await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});
const base = `http://127.0.0.1:${server.address().port}`;
let count = 0;
let failed = 0;
for (const [name, run] of Object.entries(cases)) {
  const why = await tryOne(browser, base, run);
  count += 1;
  failed += why ? 1 : 0;
  console.log(`${why ? "not ok" : "ok"} ${count} - script: ${name}`);
  if (why) console.log(why.replace(/^/gm, "# "));
}
console.log(`1..${count}`);
await browser.close();
server.close();
process.exitCode = failed ? 1 : 0;
