// A draw done again (app/domain/market/draw.py and draw_files.py say the same, in Python):
// the shape of RFC 3797 with SHA-256.
import { hexOf } from "./bytes.js";
import { sha256 } from "./sha256.js";

const KIND = "kurasi-draw-1";
const RESULT_KIND = "kurasi-draw-1-result";
const MOST = 65535;
export const MOST_BYTES = 32 * 1024 * 1024;

const FIELDS = ["announced_on", "candidates", "decided_on", "kind", "places", "salt", "sources", "title"];
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const HALF_CHARACTER = /[\ud800-\udfff]/u;
// What Python calls a blank; JavaScript's own \s is another set.
const BLANK = "\\t\\n\\v\\f\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const ENDS = new RegExp(`^[${BLANK}]+|[${BLANK}]+$`, "g");
const BETWEEN = new RegExp(`[${BLANK};/]+`);

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The verdict on some files (each a Uint8Array), in any order, and what was drawn anew:
 * `{verdict, announcement, fingerprint, claim, order}`.
 */
export async function check(files, published = "") {
  let announcement = null;
  let claim = null;
  for (const bytes of files) {
    const found = read(bytes);
    if (found === null) return { verdict: "no_draw" };
    if (found.kind === KIND && announcement === null) announcement = found;
    else if (found.kind === RESULT_KIND && claim === null) claim = found;
    else return { verdict: "no_draw" };
  }
  if (announcement === null) return { verdict: claim ? "list_missing" : "no_draw", claim };
  return await judge(announcement, claim, published);
}

/** Draw again what was announced and compare it with what is said to have come out. */
export async function judge(announcement, claim, published = "") {
  const fingerprint = hexOf(await sha256(new TextEncoder().encode(canonical(announcement))));
  const found = { verdict: "announced", announcement, fingerprint, claim };
  const seen = hexadecimal(published);
  const wanted = [...(seen === "" ? [] : [seen]), ...(claim ? [claim.fingerprint] : [])];
  if (wanted.some((one) => one !== fingerprint)) return { ...found, verdict: "other_list" };
  if (claim === null) return found;
  const order = await draw(announcement, claim.numbers, fingerprint);
  if (order === null) return { ...found, verdict: "bad_numbers" };
  const keys = order.map(([key]) => key);
  const same = keys.length === claim.order.length && keys.every((key, at) => key === claim.order[at]);
  return { ...found, verdict: same ? "same" : "other_order", order };
}

/** Everyone in the order that the public numbers give; null when they are no numbers. */
export async function draw(announcement, numbers, fingerprint) {
  if (numbers.length !== announcement.sources.length) return null;
  const lines = numbers.map(wholeNumbers);
  if (lines.includes(null)) return null;
  const key = lines.map((line) => line.map((value) => `${value}.`).join("") + "/").join("") + `${fingerprint}/`;
  const left = announcement.candidates.slice();
  const order = [];
  for (let turn = 0; left.length > 0; turn += 1) {
    const rest = remainder(await sha256(framed(key, turn)), left.length);
    order.push(...left.splice(rest, 1));
  }
  return order;
}

/** What is read of a source's line, rising, as text without noughts before it; null for none. */
export function wholeNumbers(line) {
  const found = line.replace(ENDS, "").split(BETWEEN).map((part) => part.replace(/[.,]/g, ""));
  if (!found.every((part) => /^[0-9]{1,18}$/.test(part))) return null;
  const values = found.map((part) => part.replace(/^0+(?=.)/, ""));
  return values.sort((one, other) => one.length - other.length || (one < other ? -1 : one > other ? 1 : 0));
}

function framed(key, turn) {
  const bytes = new Uint8Array(key.length + 4);
  const mark = [turn >> 8, turn & 255];
  bytes.set(mark, 0);
  for (let at = 0; at < key.length; at += 1) bytes[at + 2] = key.charCodeAt(at);
  bytes.set(mark, key.length + 2);
  return bytes;
}

function remainder(digest, count) {
  return digest.reduce((rest, byte) => (rest * 256 + byte) % count, 0);
}

/** A file of a draw, or null: the announcement only in its one spelling. */
export function read(bytes) {
  if (bytes.length > MOST_BYTES) return null;
  let text;
  let value;
  try {
    text = strict.decode(bytes).replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
    value = JSON.parse(text);
  } catch (error) {
    return null; // no UTF-8, or no JSON
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  if (value.kind === RESULT_KIND) return isResult(value) ? value : null;
  return isAnnouncement(value) && canonical(value) === text ? value : null;
}

function isResult({ fingerprint, numbers, order }) {
  return Array.isArray(numbers) && Array.isArray(order) && [fingerprint, ...numbers, ...order].every(isText);
}

function isAnnouncement(value) {
  const { candidates, places, sources, announced_on: told, decided_on: decided } = value;
  if (value.kind !== KIND || Object.keys(value).sort().join() !== FIELDS.join()) return false;
  if (!Number.isInteger(places) || places < 1 || places > MOST) return false;
  if (!Array.isArray(sources) || sources.length === 0) return false;
  if (![value.title, value.salt, ...sources].every(isWhole) || value.salt === "") return false;
  if (sources.some((source) => source.replace(ENDS, "") === "")) return false;
  return isDay(told) && isDay(decided) && told < decided && areCandidates(candidates);
}

function areCandidates(all) {
  if (!Array.isArray(all) || all.length < 1 || all.length > MOST) return false;
  const shaped = all.every((one) => Array.isArray(one) && one.length === 3 && one.every(isWhole) && UUID.test(one[0]));
  // In the order of their keys, so nobody stands there twice.
  return shaped && all.every(([key], at) => at === 0 || all[at - 1][0] < key);
}

function isText(value) {
  return typeof value === "string";
}

function isWhole(value) {
  return isText(value) && !HALF_CHARACTER.test(value);
}

function isDay(value) {
  if (!isText(value) || !/^\d{4}-\d{2}-\d{2}$/.test(value) || value < "0001") return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === value;
}

/** The one spelling of a JSON value: sorted names, no blanks. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${pairs.join()}}`;
}

/** A hash as people write it: in groups, in capitals. */
export function hexadecimal(text) {
  return text.replace(new RegExp(`[${BLANK}:-]`, "g"), "").toLowerCase();
}
