// Moderating with the keyboard and in place. Without this script every button posts its form.
import { listenToKeys } from "./queue-keys.js";
import { Selection } from "./queue-selection.js";

const talk = document.getElementById("talk");
const form = document.getElementById("talk-form");
const bar = document.getElementById("talk-bar");
const rows = () => [...document.querySelectorAll("[data-row]")];

const queue = {
  rows,
  last: "",
  at: null,

  // The row that keys act on: the one with the focus in it, or that had it last.
  current() {
    const row = document.activeElement?.closest?.("[data-row]");
    return row ?? rows().find((each) => each.dataset.row === this.at) ?? null;
  },

  go(step) {
    const all = rows();
    const now = all.indexOf(this.current());
    const next = all[now === -1 ? 0 : Math.min(Math.max(now + step, 0), all.length - 1)];
    if (next) this.stand(next);
  },

  stand(row) {
    for (const each of rows()) each.classList.toggle("is-current", each === row);
    this.at = row.dataset.row;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  },

  // With rows selected an action is for them, else for the current one.
  chosen() {
    const picked = selection.picked();
    if (picked.length) return picked;
    const row = this.current();
    return row ? [row.dataset.row] : [];
  },

  async act(action) {
    const pks = this.chosen();
    if (!pks.length) return say("Choose a comment first: j and k move.");
    const wanted = action === "pin" ? this.pinning(pks[0]) : action;
    const typed = new FormData(form);
    const body = new FormData();
    for (const name of ["csrfmiddlewaretoken", "reason", "own_reason"]) {
      body.set(name, typed.get(name) ?? "");
    }
    body.set("do", wanted);
    for (const pk of action === "pin" ? pks.slice(0, 1) : pks) body.append("pk", pk);
    const single = selection.picked().length === 0;
    const answer = await send(talk.dataset.act, body);
    if (!answer) return;
    selection.clear();
    form.elements.reason.value = "";
    form.elements.own_reason.value = "";
    if (single && !["pin", "settle"].includes(action)) this.go(1);
  },

  pinning(pk) {
    const row = rows().find((each) => each.dataset.row === pk);
    return row?.dataset.pinned ? "unpin" : "pin";
  },

  async undo() {
    if (!this.last) return say("There is nothing to undo here.");
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("batch", this.last);
    for (const row of rows()) body.append("seen", row.dataset.row);
    await send(talk.dataset.undo, body);
  },

  follow(selector) {
    const row = this.current();
    const link = row?.querySelector(selector);
    if (!link) return;
    const url = new URL(link.href);
    url.searchParams.set("next", talk.dataset.here);
    location.assign(url);
  },
};

const selection = new Selection(rows);

async function send(url, body) {
  talk.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "error",
    });
    if (!response.ok) throw new Error(response.status);
    const answer = await response.json();
    if (answer.on) return goOn(url, body, answer);
    show(answer);
    return answer;
  } catch {
    say("That did not work. Is the connection there, and are you still signed in?");
    return null;
  } finally {
    talk.removeAttribute("aria-busy");
  }
}

// A great batch is undone in parts; each answer says with what to ask for the next.
function goOn(url, body, answer) {
  say(answer.said);
  for (const [name, value] of Object.entries(answer.on)) body.set(name, value);
  return send(url, body);
}

function show(answer) {
  const focused = document.activeElement?.closest?.("[data-row]")?.dataset.row;
  for (const { pk, html } of answer.rows) {
    const old = document.getElementById(`row-${pk}`);
    if (!old) continue;
    const made = document.createElement("template");
    made.innerHTML = html;
    const row = made.content.firstElementChild;
    row.classList.toggle("is-done", row.dataset.state !== began.get(String(pk)));
    old.replaceWith(row);
    if (String(pk) === focused) queue.stand(row);
  }
  for (const [tab, count] of Object.entries(answer.counts)) {
    const shown = document.querySelector(`[data-count="${tab}"]`);
    if (shown) shown.textContent = count;
  }
  queue.last = answer.batch;
  selection.tell();
  say(answer.said, answer.batch);
}

function say(words, batch = "") {
  document.getElementById("talk-undo")?.remove();
  const span = document.createElement("span");
  span.textContent = words;
  bar.replaceChildren(span);
  if (!batch) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small button-secondary";
  button.textContent = "Undo";
  button.addEventListener("click", () => queue.undo());
  bar.append(" ", button);
}

// What the rows were when the page came: so that a row that was dealt with can step back.
const began = new Map(rows().map((row) => [row.dataset.row, row.dataset.state]));
queue.last = document.querySelector("#talk-undo [name=batch]")?.value ?? "";

form?.addEventListener("submit", (event) => {
  const button = event.submitter;
  const [action, pk] = (button?.value ?? "").split(" ");
  if (button?.hasAttribute("formaction") || !action) return;
  event.preventDefault();
  if (pk) {
    selection.clear();
    queue.stand(document.getElementById(`row-${pk}`));
  }
  queue.act(action === "unpin" ? "pin" : action);
});

const help = document.getElementById("talk-help");
const keysButton = document.getElementById("talk-keys");
if (keysButton) {
  keysButton.hidden = false;
  keysButton.addEventListener("click", () => help.showModal());
}
listenToKeys(talk, queue, selection, help);
