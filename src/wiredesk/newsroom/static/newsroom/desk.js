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

// A button of the row in hand, or of the story.
function press(inRow, own) {
  const row = rowHere();
  const button = row ? row.querySelector(inRow) : one(own);
  if (!button || button.disabled) return false;
  if (row) stay(row);
  button.form.requestSubmit(button);
  return true;
}

// After a row leaves the list, the next one has the focus when the board comes back.
function stay(row) {
  const list = rows();
  const next = list[list.indexOf(row) + 1] || list[list.indexOf(row) - 1];
  store.setItem("row", next ? next.id : "");
}

const spike = () => press("[formaction$='/spike/']", "#spike button");
const unspike = () => { if (!press("[formaction$='/unspike/']", "#unspike button") && board) undo(); };
const take = () => press("[formaction$='/take/']", "#take [data-take]");
const undo = () => { const button = one("#undo"); if (button) button.form.requestSubmit(button); };

function tick() {
  const place = rowHere() || document.activeElement.closest("[data-item]");
  const box = place?.querySelector("input[type=checkbox][name=story], input[type=checkbox][name=item]");
  if (box) { box.checked = !box.checked; box.dispatchEvent(new Event("change", { bubbles: true })); }
}

function merge() {
  if (board) {
    const form = one("#acts");
    if (form && all("#acts [name=story]:checked").length > 1) form.requestSubmit(one("#acts .below button"));
    return;
  }
  const fold = one("#regroup-fold");
  if (fold) { fold.open = true; one("#m-to").focus(); }
}

function comment() {
  const fold = one("#comment");
  if (!fold) return;
  const line = document.activeElement.closest("[data-line]");
  fold.open = true;
  if (line) one(`#n-about option[data-line="${line.id}"]`).selected = true;
  one("#n-text").focus();
}

function find() {
  const fold = one(".filter");
  if (fold) fold.open = true;
  one("#find")?.focus();
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

function live() {
  const fold = one("#live");
  if (!fold) return;
  fold.open = true;
  one("#l-text").focus();
}

// A brief: its exact words are shown, and Enter publishes them.
async function brief() {
  const row = rowHere();
  const where = (row || document.body).dataset.brief;
  const shown = one("#brief");
  if (!where || !shown) return;
  const answer = await fetch(where);
  if (!answer.ok || answer.redirected || one("dialog[open]")) return;
  const { why, digest, words = [], credit } = await answer.json();
  const lines = words.map((each, at) => {
    const line = document.createElement(at ? "p" : "h3");
    const from = document.createElement("small");
    from.textContent = each.from ? ` ${each.from}` : " no source";
    line.append(each.text, from);
    return line;
  });
  one("#brief-words").replaceChildren(...lines, credit || "");
  one("#brief-why").textContent = why ? `■ Can't go out as a brief: ${why}` : "";
  const go = one("#brief-go");
  go.disabled = Boolean(why);
  go.form.action = new URL("send/", new URL(where, window.location.href)).pathname;
  go.form.elements.digest.value = digest || "";
  if (row) stay(row);
  shown.showModal();
  (why ? one("#brief [data-close]") : go).focus();
}

const keys = {
  j: () => move(1), k: () => move(-1),
  o: () => (rowHere()?.querySelector("h2 a") || document.activeElement).click(),
  a: approve, e: edit, s: spike, u: unspike, t: take, z: undo, x: tick, m: merge, c: comment, l: live, b: brief,
  r: () => { const link = one("#reload"); if (link && !link.hidden) link.click(); },
  "[": () => neighbour(-1), "]": () => neighbour(1),
  "/": find,
  "?": () => one("#keys")?.showModal(),
};

let went = false;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (typing) { if (event.key === "Escape") typing.blur(); return; }
  if (one("dialog[open]")) return;
  if (went && event.key === "b") { leave("/desk/"); return; }
  if (went && event.key === "i") { leave("/desk/?of=items"); return; }
  went = event.key === "g";
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

for (const button of all("[data-open]")) button.addEventListener("click", () => one(`#${button.dataset.open}`).showModal());

for (const button of all("[data-close]")) button.addEventListener("click", () => button.closest("dialog").close());

// An approval asks once.
const form = one("#approve");
const ask = one("#ask");
if (form && ask) {
  let asked = null;
  form.addEventListener("submit", (event) => {
    if (form.dataset.sure) return;
    event.preventDefault();
    asked = event.submitter;
    ask.showModal();
  });
  ask.addEventListener("close", () => {
    if (ask.returnValue !== "yes") return;
    form.dataset.sure = "yes";
    form.requestSubmit(asked);
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

// A line that the copy offers goes into the field that it is offered for.
for (const offer of all("[data-into]")) {
  offer.addEventListener("click", () => {
    const field = one(`#${offer.dataset.into}`);
    field.value = [field.value.trim(), offer.dataset.words].filter(Boolean).join("\n\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}

// Text typed and not saved is not lost by a slip.
for (const guarded of all("[data-guard]")) {
  let changed = false;
  guarded.addEventListener("input", () => { changed = true; });
  guarded.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}

// What is new is told above; the list does not move, and a row that a colleague changed says so.
function listen(heard) {
  const where = document.body.dataset;
  const source = new EventSource(`${where.stream}${where.stream.includes("?") ? "&" : "?"}after=${where.newest}&acts=${where.acts}`);
  source.addEventListener("news", (event) => heard(JSON.parse(event.data)));
  window.addEventListener("pagehide", () => source.close());
}

function sound() {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const loud = context.createGain();
  loud.gain.value = 0.05;
  tone.connect(loud).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.12);
}

function badge(row, words) {
  let mark = row.querySelector("[data-badge]");
  if (!mark) {
    mark = document.createElement("span");
    mark.className = "mark news";
    mark.dataset.badge = "";
    row.append(mark);
  }
  mark.textContent = words;
}

if (board && document.body.dataset.stream) {
  const said = one("#fresh");
  let told = 0;
  listen((news) => {
    for (const [key, words] of Object.entries(news.changed)) {
      const row = document.getElementById(`story-${key}`);
      if (row) badge(row, words);
    }
    if (news.new === told) return;
    const more = news.new > told;
    told = news.new;
    said.textContent = told ? `${told} new` : "";
    document.title = document.title.replace(/^\(\d+\) /, "");
    if (told) document.title = `(${told}) ${document.title}`;
    const link = one("#reload");
    if (link) link.hidden = !told;
    if (more && one("#sound")?.checked) sound();
    if (more && one("#tell")?.checked && Notification.permission === "granted") new Notification(`${told} new`, { tag: "desk" });
    if (more && document.body.dataset.renew) window.location.reload();
  });
}

for (const name of ["sound", "tell"]) {
  const box = one(`#${name}`);
  if (!box) continue;
  box.checked = window.localStorage.getItem(name) === "yes";
  box.addEventListener("change", () => {
    window.localStorage.setItem(name, box.checked ? "yes" : "no");
    if (name === "tell" && box.checked) Notification.requestPermission();
  });
}

for (const link of all("[data-pop]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    window.open(link.href, "ticker", "popup,width=420,height=640");
  });
}

if (board && one("#find")) {
  store.setItem("board", JSON.stringify(rows().map((row) => ({ id: row.id.slice(6), href: row.querySelector("h2 a").href }))));
  const field = one("#find");
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of all("[data-row]")) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    const none = one("#none");
    if (none) none.hidden = rows().length > 0;
  });
  const row = document.getElementById(store.getItem("row") || "-");
  if (row) row.querySelector("h2 a").focus();
  store.removeItem("row");
}

// At a story: who else is here, who writes, and whether copy or text changed meanwhile.
const token = () => one("[name=csrfmiddlewaretoken]")?.value || "";
let typedAt = 0;
if (story && document.body.dataset.here) {
  const look = async () => {
    if (document.hidden) return;
    const body = new URLSearchParams({ writing: Date.now() - typedAt < 20000 ? "yes" : "no", csrfmiddlewaretoken: token() });
    try {
      const answer = await fetch(document.body.dataset.here, { method: "POST", body });
      if (!answer.ok || answer.redirected) return;
      const found = await answer.json();
      const words = found.others.map((each) => `${each.name} ${each.writes ? "is writing" : "is here"}`);
      if (found.news > document.body.dataset.news) words.push("New copy came: reload to see it");
      if (found.digest !== document.body.dataset.digest) words.push("The text was changed: reload before you write");
      const shown = one("#others");
      if (shown.textContent !== words.join(". ")) shown.textContent = words.join(". ");
    } catch { /* The server is away for a moment; the next look tells. */ }
  };
  look();
  window.setInterval(look, 8000);
}

// Checks while typing: a moment after the last key, and only the newest answer counts.
for (const writing of all("[data-probe]")) {
  let wait = 0;
  let asked = 0;
  const shown = one("#said");
  const probe = async () => {
    asked += 1;
    const mine = asked;
    try {
      const answer = await fetch(writing.dataset.probe, { method: "POST", body: new URLSearchParams(new FormData(writing)) });
      if (!answer.ok || mine !== asked) return;
      const { findings } = await answer.json();
      shown.replaceChildren(...findings.map((each) => {
        const line = document.createElement("p");
        line.className = `finding ${each.stops ? "stop" : "warn"}`;
        const head = document.createElement("b");
        head.textContent = each.stops ? "■ Stops: " : "▲ Look: ";
        line.append(head, `${each.part}: ${each.message}`);
        return line;
      }));
      if (!findings.length) shown.textContent = "Nothing found while you type.";
    } catch { /* Saving checks it again. */ }
  };
  writing.addEventListener("input", () => {
    typedAt = Date.now();
    window.clearTimeout(wait);
    wait = window.setTimeout(probe, 400);
  });
}
