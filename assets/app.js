// The only script of Diogel.  Every page works without it; it makes waiting
// and losing text less likely.  All words come from the page, so that both
// languages are the server's.
import { initAll as initGovuk } from "./govuk-frontend.min.js";
import { initAll as initMoj } from "./moj-frontend.min.js";

const contact = new BroadcastChannel("diogel-contact");
let lastContact = Date.now();

// The server heard from us: the session is fresh, in every tab.
function heard() {
  lastContact = Date.now();
  contact.postMessage(lastContact);
}

contact.addEventListener("message", (event) => {
  lastContact = Math.max(lastContact, event.data);
});

// ---- drafts: saved on pause and when a field is left ----
//
// <form data-autosave="/cy/draft/..." > with a hidden input name="csrf" and,
// for each field F, a hidden input name="was.F" that holds the revision which
// the reader was shown.  POST field, was, csrf and value (once per value);
// 200 answers with the new revision as text, 409 says that somebody else
// saved another value.  An element [data-autosave-status] carries the words:
// data-saved, data-failed, data-conflict.

const PAUSE_MS = 1500;
const ARRIVE_MS = 3000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-autosave-status]");
    this.waiting = new Set();
    this.busy = false;
    this.timer = 0;
    form.addEventListener("input", (event) => this.changed(event.target));
    form.addEventListener("focusout", () => this.save());
    form.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("visibilitychange", () => this.save());
    window.addEventListener("online", () => this.save());
  }

  changed(field) {
    if (!field.name || !this.revision(field.name)) return;
    this.waiting.add(field.name);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE_MS);
  }

  // Continue sends everything: from here on the answers are the server's.
  stop() {
    clearTimeout(this.timer);
    this.waiting.clear();
  }

  // What is on its way arrives first, or the form would come after it with
  // the revision from before, as if two people had typed.
  async submitted(event) {
    this.stop();
    if (!this.busy || this.arrived) return;
    event.preventDefault();
    if (this.leaving) return;
    this.leaving = true;
    await Promise.race([this.saving, new Promise((over) => {
      setTimeout(over, ARRIVE_MS);
    })]);
    this.arrived = true;
    this.form.requestSubmit(event.submitter);
  }

  revision(name) {
    return this.form.elements.namedItem(`was.${name}`);
  }

  save() {
    if (!this.busy) this.saving = this.saveAll();
  }

  // One at a time, so that a field's revisions follow each other.
  async saveAll() {
    this.busy = true;
    for (const name of [...this.waiting]) {
      if (!this.waiting.delete(name)) continue; // stopped
      if (!(await this.send(name))) {
        this.waiting.add(name);
        break;
      }
    }
    this.busy = false;
  }

  body(name) {
    const all = new FormData(this.form);
    const body = new URLSearchParams({
      csrf: all.get("csrf") ?? "",
      field: name,
      was: this.revision(name).value,
    });
    for (const value of all.getAll(name)) body.append("value", value);
    return body;
  }

  // False when the text did not reach the server and must be sent again.
  async send(name) {
    let answer;
    try {
      answer = await fetch(this.form.dataset.autosave, {
        method: "POST",
        body: this.body(name),
        keepalive: true,
        redirect: "error",
      });
    } catch {
      this.say("failed");
      return false;
    }
    if (answer.ok) {
      this.revision(name).value = (await answer.text()).trim();
      heard();
    }
    if (answer.ok) this.say("saved");
    else this.say(answer.status === 409 ? "conflict" : "failed");
    return answer.ok || answer.status < 500;
  }

  say(what) {
    const words = this.status?.dataset[what];
    if (words && this.status.textContent !== words) {
      this.status.textContent = words;
    }
  }
}

// ---- a page that others change while it is read ----
//
// <div data-changed="/cy/..." data-version="..." hidden> says that something
// has changed, never what: the page is asked for again by whoever reads it.
// Asked only while somebody is here, or a session would never end by itself.

const ASK_MS = 15000;
const HERE_MS = 120000;

class Changed {
  constructor(notice) {
    this.notice = notice;
    this.here = Date.now();
    for (const sign of ["input", "keydown", "pointermove", "scroll"]) {
      document.addEventListener(sign, () => { this.here = Date.now(); },
        { passive: true, capture: true });
    }
    this.timer = setInterval(() => this.ask(), ASK_MS);
  }

  async ask() {
    if (document.hidden || Date.now() - this.here > HERE_MS) return;
    let answer;
    try {
      answer = await fetch(this.notice.dataset.changed, { redirect: "error" });
    } catch {
      return;
    }
    if (answer.status >= 500) return;
    const version = answer.ok ? (await answer.text()).trim() : "";
    if (version === this.notice.dataset.version) return;
    clearInterval(this.timer);
    this.notice.hidden = false;
  }
}

// ---- a page that is there to be printed ----

// Where there is no script the browser's own menu prints.
class Print {
  constructor(button) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

// ---- the form that somebody last typed in ----

let edited = null;

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (form?.method === "post" && !form.dataset.autosave) edited = form;
});

// ---- the warning before a session ends ----
//
// <dialog data-idle data-warn="780" data-end="900" data-gone="/cy/..."> holds
// a <form method="post"> whose button asks to stay.  Seconds since the server
// last heard from this browser.

class Idle {
  constructor(dialog) {
    this.dialog = dialog;
    this.form = dialog.querySelector("form");
    this.warn = Number(dialog.dataset.warn) * 1000;
    this.end = Number(dialog.dataset.end) * 1000;
    this.form.addEventListener("submit", (event) => this.stay(event));
    this.dialog.addEventListener("cancel", (event) => event.preventDefault());
    this.timer = setInterval(() => this.look(), 1000);
  }

  look() {
    const idle = Date.now() - lastContact;
    if (idle >= this.end) this.leave();
    else if (idle >= this.warn && !this.dialog.open) this.dialog.showModal();
    else if (idle < this.warn && this.dialog.open) this.dialog.close();
  }

  // What was typed and no draft keeps is handed over to be kept: the server
  // does nothing else with it, whether the session is over there or not.
  leave() {
    clearInterval(this.timer);
    if (!edited?.isConnected) {
      location.assign(this.dialog.dataset.gone);
      return;
    }
    for (const field of edited.elements) {
      if (field.type === "file") field.disabled = true;
    }
    const keep = document.createElement("input");
    Object.assign(keep, { type: "hidden", name: "keep", value: "yes" });
    edited.append(keep);
    HTMLFormElement.prototype.submit.call(edited);
  }

  // Where asking by script fails, the form is sent as any form is.
  async stay(event) {
    event.preventDefault();
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(this.form)),
        redirect: "error",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      heard();
      this.look();
    } catch {
      this.form.submit();
    }
  }
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
heard();
initGovuk();
initMoj();
for (const form of document.querySelectorAll("form[data-autosave]")) {
  new Autosave(form);
}
for (const button of document.querySelectorAll("[data-print]")) {
  new Print(button);
}
for (const notice of document.querySelectorAll("[data-changed]")) {
  new Changed(notice);
}
for (const dialog of document.querySelectorAll("dialog[data-idle]")) {
  new Idle(dialog);
}
