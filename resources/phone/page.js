// The page's work: one picture after the other to the laptop, and what the laptop says of each.
const PATIENCE = 5; // tries in a row before a person is asked
let left = null;
let working = false;
let over = false;
let role = null;
let silent = 0; // questions in a row that nobody answered
let question = new AbortController();
let wanted = null; // the item whose "Pilih lagi" opens the gallery
let chosenFor = null; // the item for which the gallery is open

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function put(item, state, text) {
  item.state = state;
  item.text = text || "";
  show(item);
  summarise(left);
}

async function add(files) {
  for (const file of files) {
    const number = items.reduce((most, item) => Math.max(most, item.number), 0) + 1;
    const item = { id: newId(), at: Date.now() + number / 1000, number, name: file.name || "foto.jpg", role, file, tries: 0 };
    item.state = "queued";
    items.push(item);
    place(item);
    summarise(left);
    await keep.put(item);
    work();
  }
}

async function work() {
  if (working) return;
  working = true;
  for (let item = next(); item && !over; item = next()) await bring(item);
  working = false;
}

function next() {
  const now = Date.now();
  return items.find((item) => item.state === "queued" || (item.state === "waiting" && item.due <= now));
}

async function bring(item) {
  try {
    if (!item.blob) {
      put(item, "preparing");
      await prepare(item);
      await keep.put(item);
    }
    put(item, "sending");
    const there = await transfer(item, (offset) => {
      item.offset = offset;
      item.tries = 0;
      show(item);
    });
    await accept(item, there);
  } catch (error) {
    await fail(item, error);
  }
}

const isSettled = (item) => item.state === "stored" || item.state === "refused";

/** What the laptop says of an item that has arrived. */
async function accept(item, there) {
  if (isSettled(item)) return;
  item.offset = there.offset;
  const known = { whole: "checking", stored: "stored", refused: "refused" }[there.state];
  if (!known || item.state === known) return;
  put(item, known, there.text);
  if (isSettled(item)) {
    item.file = item.blob = null;
    await keep.put(item);
  }
}

async function fail(item, error) {
  if (isSettled(item) || item.state === "checking") return; // it had arrived after all
  if (error instanceof Over) return end();
  if (error instanceof Refused) return settle(item, "refused", error.message);
  if (!(error instanceof Answer || error instanceof Lost)) {
    return settle(item, "failed", "Foto ini tidak dapat dibaca ponsel.");
  }
  const code = error instanceof Answer ? error.data.code : "";
  if (["full", "too_large", "not_an_image"].includes(code)) {
    return settle(item, "refused", error.data.text);
  }
  if (error instanceof Answer && code !== "busy" && code !== "unknown") {
    return settle(item, "failed", error.data.text || "Foto ini rusak di jalan.");
  }
  item.tries += code === "busy" ? 0 : 1;
  if (item.tries > PATIENCE) return settle(item, "failed");
  const wait = code === "busy" ? 3000 : Math.min(8000, 500 * 2 ** item.tries);
  item.due = Date.now() + wait;
  put(item, "waiting", code === "busy" ? "Menunggu ponsel lain…" : "");
  setTimeout(work, wait + 20);
}

async function settle(item, state, text) {
  put(item, state, text);
  await keep.put(item);
}

function again(item) {
  if (item.state === "gone") {
    wanted = item;
    $("gallery").click();
    return;
  }
  item.tries = 0;
  put(item, "queued");
  work();
}

function discard(item) {
  items.splice(items.indexOf(item), 1);
  item.li.remove();
  keep.drop(item);
  call("DELETE", "/pictures/" + item.id).catch(() => null);
  summarise(left);
}

/** Listen to the laptop for as long as it speaks. */
async function listen() {
  for (let seen = ""; !over;) {
    try {
      question = new AbortController();
      const state = await call("GET", "/state?seen=" + seen, { patience: 30000, stop: question });
      seen = state.version;
      await hear(state);
    } catch (error) {
      if (error instanceof Over) return end();
      silent += 1;
      if (silent > 1) showLink(false);
      await pause(document.hidden ? 5000 : 1000);
    }
  }
}

async function hear(state) {
  const returned = silent > 1;
  silent = 0;
  left = state.left;
  showLink(true);
  for (const there of state.pictures) {
    const item = items.find((one) => one.id === there.id);
    if (item && ["checking", "sending", "waiting"].includes(item.state)) await accept(item, there);
    if (!item) adopt(there);
  }
  if (state.ended) return end();
  if (returned) retry();
  summarise(left);
}

/** A picture of this phone that the browser has forgotten. */
function adopt(there) {
  const states = { receiving: "gone", whole: "checking", stored: "stored", refused: "refused" };
  const item = { id: there.id, at: 0, number: items.length + 1, name: "", role: there.role, tries: 0 };
  item.state = states[there.state];
  item.text = there.text;
  items.push(item);
  place(item);
}

/** What waited for the line, or gave up on it, goes again. */
function retry() {
  for (const item of items) {
    const stopped = item.state === "waiting" || (item.state === "failed" && !item.text);
    if (!stopped) continue;
    item.tries = 0;
    put(item, "queued");
  }
  work();
}

async function end() {
  if (over) return;
  over = true;
  showOver();
  await keep.clear();
}

async function restore() {
  for (const kept of await keep.all()) {
    const item = { ...kept, tries: 0, file: kept.file };
    if (kept.prepared && kept.file) item.blob = kept.file;
    if (!isSettled(item)) item.state = kept.file ? "queued" : "gone";
    items.push(item);
    place(item);
  }
  summarise(left);
}

function choose(event) {
  const files = Array.from(event.target.files);
  event.target.value = "";
  if (chosenFor && files.length) {
    role = chosenFor.role || role;
    discard(chosenFor);
  }
  chosenFor = null;
  add(files);
}

function press(button) {
  role = role === button.dataset.role ? null : button.dataset.role;
  for (const other of document.querySelectorAll(".role")) {
    other.setAttribute("aria-pressed", String(other.dataset.role === role));
  }
  $("camera-text").textContent = role ? `Ambil foto: ${roleName(role)}` : "Ambil foto";
}

$("camera").addEventListener("change", choose);
$("gallery").addEventListener("change", choose);
$("gallery").addEventListener("click", () => {
  [chosenFor, wanted] = [wanted, null];
});
for (const button of document.querySelectorAll(".role")) {
  button.addEventListener("click", () => press(button));
}
// After a lock the old question hangs on a line that is no more.
document.addEventListener("visibilitychange", () => {
  if (document.hidden || over) return;
  question.abort();
  retry();
});
restore().then(() => {
  work();
  listen();
});
