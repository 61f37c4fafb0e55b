// What stands on the page. Text from a code goes in by textContent alone, without the marks
// that turn the direction of writing, in an element that keeps its own direction.
import { HOST, REGIONS } from "./config.js";
import { parseNumber } from "./numbers.js";
import { OFFICIAL, WORDS, filled } from "./words.js";

const DAY_MS = 86400000;
const NAME_LIMIT = 40; // bytes, as app/protocol/token.py cuts them
const LONGEST_LETTER = 4;
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const at = (id) => document.getElementById(id);

/** Everything that does not depend on a code. */
export function showLanguage(language) {
  const words = WORDS[language];
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = words[element.dataset.t];
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  at("languages").setAttribute("aria-label", words.language);
  at("address").textContent = filled(words.address, { host: HOST });
}

/** The verdict `result` of judge(), or `{name}` of a state before it, in a language. */
export function showResult(result, language) {
  const words = WORDS[language];
  const values = valuesOf(result, words);
  document.body.dataset.verdict = result.name;
  at("word").textContent = words.word[result.name];
  at("sentence").textContent = filled(sentenceOf(result, words), values);
  at("official").textContent = OFFICIAL[result.name] ? filled(words.official, { word: OFFICIAL[result.name] }) : "";
  at("why").textContent = result.why ? filled(words.why[result.why], values) : "";
  at("todo").textContent = words.todo[result.name] || "";
  for (const id of ["sentence", "official", "why", "todo"]) at(id).hidden = at(id).textContent === "";
  at("again").hidden = result.name !== "unchecked";
  showFacts(result, words, values);
  document.title = OFFICIAL[result.name] ? `${words.word[result.name]} · ${words.brand}` : words.title;
}

function sentenceOf(result, words) {
  return result.keyRevokedSince === undefined ? words.sentence[result.name] : words.sentence.keyRevoked;
}

function valuesOf(result, words) {
  const { facts, device, keyRevokedSince, list } = result;
  return {
    device: device || "",
    until: facts ? dayOf(facts.until, words) : "",
    since: keyRevokedSince === undefined ? "" : dayOf(keyRevokedSince, words),
    list: list ? momentOf(list.issued, words) : "",
  };
}

function showFacts(result, words, values) {
  const { facts, device, list } = result;
  at("facts").hidden = !facts;
  if (!facts) return;
  fill("product", plain(facts.product));
  fill("business", plain(facts.business));
  fill("level", words.levels[facts.level]);
  fill("place", placeOf(facts));
  at("region").hidden = at("place").hidden;
  fill("grade", facts.grade);
  fill("total", filled(words.total, { total: (facts.total / 100).toLocaleString(words.locale) }));
  fill("until", values.until);
  fill("issued", dayOf(facts.issued, words));
  fill("number", plain(facts.number));
  fill("signed", device === null ? words.byCentre : filled(words.byLaptop, { device }));
  at("cut").hidden = ![facts.product, facts.business].some(isCut);
  at("status").textContent = filled(list ? words.statusPer : words.noStatus, values);
}

function fill(name, text) {
  at(name).textContent = text;
  at(name).hidden = text === "";
}

function plain(text) {
  return text.replace(UNSEEN, " ").trim();
}

function isCut(name) {
  return new TextEncoder().encode(name).length > NAME_LIMIT - LONGEST_LETTER;
}

/** The names of the region a number was given in, smallest first. */
function placeOf(facts) {
  const number = parseNumber(facts.number);
  const parts = number === null ? [] : number.region.split(".");
  const names = [];
  for (let depth = parts.length; depth > (parts.length > 1 ? 1 : 0); depth -= 1) {
    const name = REGIONS[parts.slice(0, depth).join(".")];
    if (name) names.push(name);
  }
  return names.join(", ");
}

function dayOf(days, words) {
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Date(days * DAY_MS).toLocaleDateString(words.locale, options);
}

function momentOf(seconds, words) {
  const moment = new Date(seconds * 1000), timeZone = "Asia/Jakarta";
  const day = moment.toLocaleDateString(words.locale, { day: "numeric", month: "long", year: "numeric", timeZone });
  const time = moment.toLocaleTimeString(words.locale, { hour: "2-digit", minute: "2-digit", timeZone });
  return `${day}, ${time} WIB`;
}
