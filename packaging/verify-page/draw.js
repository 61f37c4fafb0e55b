// From the published files of a draw to its order. Nothing leaves the browser: there is no request.
import { HOST } from "./config.js";
import { check, judge } from "./draw-rule.js";
import { DRAW_WORDS } from "./draw-words.js";
import { showFacts, showOrder, showSources } from "./draw-view.js";
import { rememberLanguage, rememberedLanguage } from "./language.js";
import { serveOffline } from "./offline.js";
import { filled } from "./words.js";

const at = (id) => document.getElementById(id);

let language = rememberedLanguage();
let files = []; // {name, bytes} as they were chosen
let shown = { verdict: "start" };
let turn = 0; // answers to an older question come too late

function speak(wanted) {
  language = wanted;
  rememberLanguage(wanted);
  showLanguage();
  show(shown);
}

function showLanguage() {
  const words = DRAW_WORDS[language];
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = words[element.dataset.t];
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  at("languages").setAttribute("aria-label", words.language);
  at("address").textContent = filled(words.address, { host: HOST });
}

function show(result) {
  const words = DRAW_WORDS[language];
  const { verdict, announcement, order } = result;
  shown = result;
  document.body.dataset.verdict = verdict;
  at("word").textContent = words.word[verdict];
  at("sentence").textContent = words.sentence[verdict];
  at("todo").textContent = words.todo[verdict] || "";
  for (const id of ["sentence", "todo"]) at(id).hidden = at(id).textContent === "";
  showFacts(result, words);
  at("result").hidden = !order;
  if (order) showOrder(order, announcement.places, at("find").value, words);
  at("asking").hidden = verdict !== "announced";
  document.title = `${words.word[verdict]} · ${words.brand}`;
}

async function answer(asked) {
  turn += 1;
  const mine = turn;
  show({ verdict: "busy" });
  try {
    const result = await asked();
    if (mine !== turn) return;
    if (result.verdict === "announced") showSources(result.announcement.sources);
    show(result);
  } catch (error) {
    if (mine === turn) show({ verdict: "failed" });
    throw error; // a bug of ours: never a verdict
  }
}

async function open(chosen) {
  files = await Promise.all(chosen.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
  at("opened").replaceChildren(...files.map(({ name }) => {
    const line = document.createElement("li");
    line.textContent = name;
    return line;
  }));
  await checkFiles();
  scrollTo({ top: 0 });
  at("word").focus({ preventScroll: true });
}

async function checkFiles() {
  if (files.length === 0) return;
  await answer(() => check(files.map(({ bytes }) => bytes), at("published").value));
}

/** Draw with the numbers that were typed: there is no result yet to compare with. */
async function drawHere(event) {
  event.preventDefault();
  const { announcement, fingerprint } = shown;
  const numbers = [...document.querySelectorAll("#numbers input")].map((input) => input.value);
  const found = await judge(announcement, { fingerprint, numbers, order: [] }, at("published").value);
  // What nobody claimed cannot be another order: it is still the announcement, now with an order.
  show(found.order ? { ...found, verdict: "announced" } : { ...shown, order: null });
  at("numbers").querySelectorAll("input").forEach((input) => input.setAttribute("aria-invalid", String(!found.order)));
  if (found.order) at("orderTitle").scrollIntoView();
}

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => speak(button.dataset.language));
}
at("opening").addEventListener("submit", (event) => event.preventDefault());
at("asking").addEventListener("submit", drawHere);
at("published").addEventListener("change", checkFiles);
at("find").addEventListener("input", () => showOrder(shown.order, shown.announcement.places, at("find").value, DRAW_WORDS[language]));
at("files").addEventListener("change", () => open([...at("files").files]));
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length > 0) open([...event.dataTransfer.files]);
});
// The code on the paper names the fingerprint: `draw.html#` and 64 letters.
at("published").value = /^#[0-9a-fA-F]{64}$/.test(location.hash) ? location.hash.slice(1).toLowerCase() : "";
showLanguage();
show(shown);
serveOffline();
