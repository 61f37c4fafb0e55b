// From the address, a pasted text or a picture to a verdict. Nothing leaves the browser: the only
// request is the one for the list, which is the same for everybody.
import { fromBase64 } from "./base32.js";
import { isTraining, looksLikeCode } from "./code.js";
import { ROOTS } from "./config.js";
import { verifier } from "./ed25519.js";
import { rememberLanguage, rememberedLanguage } from "./language.js";
import { makeLists } from "./lists.js";
import { serveOffline } from "./offline.js";
import { canReadPictures, codeIn } from "./picture.js";
import { judge } from "./verdict.js";
import { showLanguage, showResult } from "./view.js";

const at = (id) => document.getElementById(id);
const roots = ROOTS.map(fromBase64);
const clock = () => Date.now() / 1000;

let language = rememberedLanguage();
let shown = { name: "start" };
let last = ""; // the text that was checked last
let turn = 0; // answers to an older question come too late

function speak(wanted) {
  language = wanted;
  rememberLanguage(wanted);
  showLanguage(language);
  showResult(shown, language);
}

function show(result) {
  shown = result;
  showResult(result, language);
}

async function check(text) {
  turn += 1;
  const mine = turn;
  last = text;
  show({ name: "busy" });
  try {
    const result = await resultOf(text);
    if (mine === turn) show(result);
  } catch (error) {
    if (mine === turn) show({ name: "failed" });
    throw error; // a bug of ours: never a verdict
  }
}

async function resultOf(text) {
  const training = isTraining(text);
  if (!training && !looksLikeCode(text)) return { name: "noCode" };
  const verify = await verifier();
  if (verify === null && !training) return { name: "noCrypto" };
  return await judge(text, roots, makeLists(roots, verify, clock), clock(), verify);
}

function checkAddress() {
  if (location.hash.length > 1) {
    at("other").open = false;
    check(location.hash);
  } else {
    at("other").open = true;
    turn += 1;
    show({ name: "start" });
  }
}

function checkPasted(event) {
  event.preventDefault();
  const text = at("text").value;
  if (text.trim() === "") {
    at("text").focus();
    return;
  }
  toTheVerdict(check(text));
}

async function checkPicture() {
  const [file] = at("picture").files;
  at("picture").value = "";
  if (!file) return;
  turn += 1;
  show({ name: "busy" });
  const text = await codeIn(file);
  if (text === null) show({ name: "noPicture" });
  await toTheVerdict(text === null ? null : check(text));
}

/** Up to what was found, for eyes and for screen readers. */
async function toTheVerdict(checking) {
  scrollTo({ top: 0 });
  await checking;
  at("word").focus({ preventScroll: true });
}

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => speak(button.dataset.language));
}
at("paste").addEventListener("submit", checkPasted);
at("picture").addEventListener("change", checkPicture);
at("again").addEventListener("click", () => check(last));
addEventListener("hashchange", checkAddress);
showLanguage(language);
checkAddress();
canReadPictures().then((can) => { at("choose").hidden = !can; });
serveOffline();
