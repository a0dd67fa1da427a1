// Keys, the polite count of new stories, and which items were opened. The desk works without all of it.
"use strict";

const one = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const store = window.sessionStorage;
const leave = (where) => { window.location.href = where; };
const rows = () => all("[data-row]").filter((row) => !row.hidden);
const rowHere = () => document.activeElement.closest("[data-row]");
const board = document.body.classList.contains("board");
const story = document.body.dataset.story;

function step(stops, here, by) {
  if (!stops.length) return;
  const at = stops.indexOf(here);
  const next = at < 0 ? (by > 0 ? 0 : stops.length - 1) : Math.min(Math.max(at + by, 0), stops.length - 1);
  stops[next].focus();
  stops[next].scrollIntoView({ block: "nearest" });
}

function move(by) {
  if (board) return step(rows().map((row) => row.querySelector("h2 a")), rowHere()?.querySelector("h2 a"), by);
  return step(all("[data-line] > summary"), document.activeElement.closest("summary"), by);
}

// The order of the board as it stood when a story was opened: [ and ] walk through it.
function neighbour(by) {
  const list = JSON.parse(store.getItem("board") || "[]");
  const next = list[list.findIndex((each) => each.id === story) + by];
  if (story && next) leave(next.href);
}

function spike() {
  const row = rowHere();
  const form = row ? row.querySelector("[data-spike]") : one("#spike");
  if (!form || form.action.endsWith("/unspike/")) return;
  store.setItem("spiked", form.action.replace("/spike/", "/unspike/"));
  form.requestSubmit();
}

function unspike() {
  const row = rowHere();
  const own = row ? row.querySelector("[data-spike][action$='/unspike/']") : one("#unspike");
  if (own) return own.requestSubmit();
  const form = one("[data-spike]") || one(".me form");
  const last = store.getItem("spiked");
  if (!board || !last || !form) return undefined;
  const copy = form.cloneNode(true);
  copy.hidden = true;
  copy.action = last;
  document.body.append(copy);
  store.removeItem("spiked");
  return copy.requestSubmit();
}

function approve() {
  const button = one("#approve button");
  if (!button) { if (rowHere()) rowHere().querySelector("h2 a").click(); return; }
  if (button.disabled) { one("#why").scrollIntoView({ block: "center" }); one("#findings")?.scrollIntoView(); return; }
  button.form.requestSubmit(button);
}

function edit() {
  const fold = one("#edit");
  if (!fold) return;
  fold.open = true;
  one("#f-title").focus();
}

const keys = {
  j: () => move(1), k: () => move(-1),
  o: () => (rowHere()?.querySelector("h2 a") || document.activeElement).click(),
  a: approve, e: edit, s: spike, u: unspike,
  "[": () => neighbour(-1), "]": () => neighbour(1),
  "/": () => one("#find")?.focus(),
  "?": () => one("#keys")?.showModal(),
};

let went = false;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (typing) { if (event.key === "Escape") typing.blur(); return; }
  if (one("dialog[open]")) return;
  if (went && event.key === "b") { leave("/desk/"); return; }
  went = event.key === "g";
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

for (const button of all("[data-open]")) button.addEventListener("click", () => one(`#${button.dataset.open}`).showModal());

// An approval asks once.
const form = one("#approve");
const ask = one("#ask");
if (form && ask) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sure) return;
    event.preventDefault();
    ask.showModal();
  });
  ask.addEventListener("close", () => {
    if (ask.returnValue !== "yes") return;
    form.dataset.sure = "yes";
    form.requestSubmit();
  });
}

// Which items the editor opened goes with the approval.
for (const item of all("[data-item]")) {
  item.addEventListener("toggle", () => {
    const number = item.dataset.item;
    if (!form || !item.open || form.querySelector(`[name=opened][value="${number}"]`)) return;
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "opened", value: number });
    form.append(field);
  });
}

// A jump to words inside a folded item unfolds it.
function unfold() {
  const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  if (!target) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (target.matches("[data-line]")) target.querySelector("summary").focus({ preventScroll: true });
  target.scrollIntoView({ block: "center" });
}
window.addEventListener("hashchange", unfold);
unfold();

// Text typed and not saved is not lost by a slip.
for (const guarded of all("[data-guard]")) {
  let changed = false;
  guarded.addEventListener("input", () => { changed = true; });
  guarded.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}

if (board) {
  store.setItem("board", JSON.stringify(rows().map((row) => ({ id: row.id.slice(6), href: row.querySelector("h2 a").href }))));
  const find = one("#find");
  one("[data-find]").hidden = false;
  one("[data-find]").addEventListener("submit", (event) => { event.preventDefault(); rows()[0]?.querySelector("h2 a").focus(); });
  find.addEventListener("input", () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of all("[data-row]")) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    const none = one("#none");
    if (none) none.hidden = rows().length > 0;
  });

  const said = one("#fresh");
  let told = 0;
  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(`${document.body.dataset.fresh}?after=${document.body.dataset.newest}`);
      if (!answer.ok || answer.redirected) return;
      const count = (await answer.json()).new;
      if (count === told) return;
      told = count;
      said.textContent = count ? `${count} new` : "";
      one("#reload").hidden = !count;
    } catch { /* The server is away for a moment; the next look tells. */ }
  };
  window.setInterval(look, 5000);
}
