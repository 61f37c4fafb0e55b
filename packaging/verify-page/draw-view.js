// What stands on the page of a draw. Text from a file goes in by textContent alone.
import { filled } from "./words.js";

const MOST_ROWS = 500; // shown at once; the rest is found by its name
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const at = (id) => document.getElementById(id);

/** What was announced, and the numbers that came. */
export function showFacts({ announcement, fingerprint, claim }, words) {
  at("facts").hidden = !announcement;
  if (!announcement) return;
  const count = (number) => number.toLocaleString(words.locale);
  at("title").textContent = plain(announcement.title);
  at("candidates").textContent = count(announcement.candidates.length);
  at("places").textContent = count(announcement.places);
  at("announced").textContent = dayOf(announcement.announced_on, words);
  at("decided").textContent = dayOf(announcement.decided_on, words);
  at("fingerprint").textContent = fingerprint.replace(/(.{8})(?=.)/g, "$1 ");
  at("sources").replaceChildren(...announcement.sources.map((source, index) => {
    const line = made("li", plain(source));
    const number = claim && claim.numbers[index];
    if (number) line.append(made("span", filled(words.numberGiven, { number: plain(number) }), "small"));
    return line;
  }));
}

/** A field for each public number. */
export function showSources(sources) {
  at("numbers").replaceChildren(...sources.map((source, index) => {
    const holder = document.createElement("div");
    const label = made("label", plain(source));
    const input = made("input", "", "line");
    input.id = `number${index}`;
    label.htmlFor = input.id;
    input.inputMode = "decimal";
    input.autocomplete = "off";
    holder.append(label, input);
    return holder;
  }));
}

/** The order, or the part of it in which `wanted` occurs. */
export function showOrder(order, places, wanted, words) {
  const text = wanted.trim().toLocaleLowerCase(words.locale);
  const numbered = order.map(([, name, area], index) => ({ place: index + 1, name, area }));
  const fitting = numbered.filter(({ name, area }) => `${name} ${area}`.toLocaleLowerCase(words.locale).includes(text));
  const rows = fitting.slice(0, MOST_ROWS);
  const lines = rows.map((row) => orderLine(row, row.place > places));
  const first = rows.findIndex(({ place }) => place > places);
  if (first >= 0) lines.splice(first, 0, made("li", words.waiting, "line-between"));
  at("order").replaceChildren(...lines);
  const count = (number) => number.toLocaleString(words.locale);
  at("found").textContent = filled(words.found, { shown: count(rows.length), count: count(order.length) });
}

function orderLine({ place, name, area }, waiting) {
  const line = made("li", "", waiting ? "waiting" : "");
  line.append(made("span", String(place), "place"), made("bdi", plain(name)), made("span", plain(area), "small area"));
  return line;
}

function made(tag, text, kind = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

function plain(text) {
  return text.replace(UNSEEN, " ").trim();
}

function dayOf(day, words) {
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(words.locale, options);
}
