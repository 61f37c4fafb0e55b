// The signed facts of a certificate, as app/protocol/token.py writes and reads them: from the
// text of a code to facts that lead to a root key, with the same checks in the same order.
import { fromBase32 } from "./base32.js";
import { isBytes, open1, verify1 } from "./cose.js";
import { covers, parseNumber } from "./numbers.js";
import { Refused } from "./refused.js";

export const LEVELS = ["district", "city", "province"];
const GRADES = ["A", "B", "C", "D"];
const FIRST_DAY = -719162, LAST_DAY = 2932896; // years 1 to 9999, in days since 1970-01-01
const LARGEST = 4000; // letters; ours have some 600

/**
 * Whether a text is that of a practice paper, by itself or behind the # of an address: browsers
 * write the space behind the word as %20, and one before it as well.
 */
export function isTraining(text) {
  const said = text.slice(text.lastIndexOf("#") + 1).replace(/%20/g, " ");
  return [text, said].some((part) => part.trim().toUpperCase().startsWith("LATIHAN"));
}

/** Whether somebody meant a code: a payment code or free text is no forgery. */
export function looksLikeCode(text) {
  return text.includes("#") || text.trim().length > 100;
}

/**
 * `{facts, device, root}` of a genuine code; `device` null when the centre itself signed.
 * Refused when it must not be believed. `roots` are raw keys, `verify` comes from ed25519.js.
 */
export async function openCode(text, roots, verify) {
  const message = messageOf(text);
  let problem = new Refused("no root key is known");
  for (const root of roots) {
    try {
      return { ...(await trace(message, root, verify)), root };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem = error;
    }
  }
  throw problem;
}

function messageOf(text) {
  if (isTraining(text)) throw new Refused("a practice paper");
  const trimmed = text.trim();
  const code = trimmed.slice(trimmed.lastIndexOf("#") + 1).trim().toUpperCase();
  if (code.length > LARGEST) throw new Refused("longer than any code of ours");
  return fromBase32(code);
}

async function trace(message, root, verify) {
  const opened = open1(message);
  if (opened.chain.length === 0) {
    const facts = factsOf(await verify1(opened, root, verify));
    if (!facts.final) throw new Refused("the centre signs final certificates only");
    return { facts, device: null };
  }
  if (opened.chain.length !== 1) throw new Refused("a chain of unknown form");
  const delegation = await delegationOf(opened.chain[0], root, verify);
  const facts = factsOf(await verify1(opened, delegation.key, verify));
  checkWithin(facts, delegation);
  return { facts, device: delegation.device };
}

function factsOf(payload) {
  if (!(payload instanceof Map) || payload.size !== 10) throw new Refused("not the facts of a certificate");
  const [number, business, product, level, grade, total, issued, until, hash, final] =
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((key) => payload.get(key));
  const shaped = [number, business, product].every(isText) && isWhole(level, 0, LEVELS.length - 1)
    && GRADES.includes(grade) && isWhole(total, 0, 10000)
    && isDay(issued) && isDay(until) && isBytes(hash) && typeof final === "boolean";
  if (!shaped) throw new Refused("not the facts of a certificate");
  return { number, business, product, level: LEVELS[level], grade, total, issued, until, hash, final };
}

/** What the root let a laptop's key sign: numbers of one device, in a region, within a time. */
async function delegationOf(message, root, verify) {
  const opened = open1(message);
  const payload = await verify1(opened, root, verify);
  if (!(payload instanceof Map) || payload.size !== 5) throw new Refused("not a delegation");
  const [key, region, device, span, block] = [1, 2, 3, 4, 5].map((at) => payload.get(at));
  const shaped = isBytes(key) && key.length === 32 && isText(region) && isText(device)
    && isPair(span) && span.every(isDay) && isPair(block);
  if (!shaped) throw new Refused("not a delegation");
  return { key, region, device, notBefore: span[0], notAfter: span[1], first: block[0], last: block[1] };
}

function checkWithin(facts, delegation) {
  const number = parseNumber(facts.number);
  if (number === null) throw new Refused("a register number that is none");
  if (facts.final) throw new Refused("a laptop cannot sign a final certificate");
  const inside = number.device === delegation.device
    && covers(delegation.region, number.region)
    && delegation.first <= number.sequence && number.sequence <= delegation.last
    && delegation.notBefore <= facts.issued && facts.issued <= delegation.notAfter;
  if (!inside) throw new Refused("signed outside what the laptop was delegated");
}

function isText(value) {
  return typeof value === "string";
}

function isWhole(value, least, most) {
  return typeof value === "number" && value >= least && value <= most;
}

function isDay(value) {
  return isWhole(value, FIRST_DAY, LAST_DAY);
}

function isPair(value) {
  return Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === "number");
}
