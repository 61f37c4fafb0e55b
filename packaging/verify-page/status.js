// The centre's signed list of what it knows and has taken back, as app/protocol/status.py
// writes it: a Token Status List, one bit a certificate, with three members of our own.
import { hexOf } from "./bytes.js";
import { isBytes, open1, verify1 } from "./cose.js";
import { parseNumber } from "./numbers.js";
import { Refused } from "./refused.js";

const TYPE = "application/statuslist+cwt";
const SUB = 2, IAT = 6, TTL = 65534, LIST = 65533, DIRECTORY = -70001, KNOWN = -70002, KEYS = -70003;
const PLACE = /^[0-9A-Z]{2,6}-\d{4}$/;
const HASH_PREFIX = 8;
const LARGEST_MESSAGE = 4 * 1024 * 1024, LARGEST_BITS = 8 * 1024 * 1024;
const LAST_SECOND = 253370764800; // 9999-01-01
const LAST_DAY = 2932896;

export const TRUSTED_FOR = 30 * 86400;
export const CLOCKS_APART = 86400;

/** A list that was read: `root` signed it, `issued` is in seconds since 1970. */
export class StatusList {
  constructor(parts) {
    Object.assign(this, parts);
  }

  /** "revoked", "good" or "unknown": what it says of the certificate with this number. */
  standing(text) {
    const number = parseNumber(text);
    const span = number && this.directory.get(`${number.device}-${String(number.year).padStart(4, "0")}`);
    if (!span || number.sequence < 1 || number.sequence > span[1]) return "unknown";
    const index = span[0] + number.sequence - 1;
    if (bitOf(this.revoked, index)) return "revoked";
    return bitOf(this.known, index) ? "good" : "unknown";
  }

  /** The day since which a laptop's key is not believed for this record, or null. */
  keyRevokedSince(device, hash) {
    const told = device === null ? undefined : this.keys.get(device);
    if (!told || told.spared.has(hexOf(hash.slice(0, HASH_PREFIX)))) return null;
    return told.since;
  }

  /** Whether it is too old, or from too far ahead, to say that a certificate stands. */
  outdated(now) {
    const age = now - this.issued;
    return age > TRUSTED_FOR || age < -CLOCKS_APART;
  }
}

function bitOf(bits, index) {
  return ((bits[index >> 3] >> (index & 7)) & 1) === 1;
}

/** The list in `message`, when one of `roots` signed it; Refused otherwise. */
export async function readList(message, roots, verify) {
  if (message.length > LARGEST_MESSAGE) throw new Refused("too large");
  const opened = open1(message, TYPE);
  for (const root of roots) {
    const payload = await verify1(opened, root, verify).catch(otherwiseNull);
    if (payload !== null) return await parsed(payload, root);
  }
  throw new Refused("not a list signed by a root that is trusted");
}

function otherwiseNull(error) {
  if (error instanceof Refused) return null;
  throw error;
}

async function parsed(payload, root) {
  if (!(payload instanceof Map) || payload.size !== 7) throw new Refused("not the facts of a status list");
  const [uri, issued, ttl, list, places, held, keys] =
    [SUB, IAT, TTL, LIST, DIRECTORY, KNOWN, KEYS].map((key) => payload.get(key));
  const shaped = typeof uri === "string" && isCount(issued) && issued < LAST_SECOND && isCount(ttl)
    && list instanceof Map && list.get("bits") === 1 && isBytes(list.get("lst"))
    && places instanceof Map && isBytes(held) && keys instanceof Map;
  if (!shaped) throw new Refused("not the facts of a status list");
  const [revoked, known] = await Promise.all([inflate(list.get("lst")), inflate(held)]);
  if (revoked.length !== known.length) throw new Refused("two bitstrings of unequal length");
  const directory = directoryOf(places, revoked.length * 8);
  return new StatusList({ uri, issued, ttl, directory, revoked, known, keys: keysOf(keys), root });
}

/** What zlib packed; Refused when it is cut, goes on after its end, or grows beyond measure. */
async function inflate(packed) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const parts = [];
  let size = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      parts.push(next.value);
      size += next.value.length;
      if (size > LARGEST_BITS) break;
    }
  } catch (error) {
    throw new Refused("a bitstring that is not compressed, or cut off");
  }
  if (size > LARGEST_BITS) {
    reader.cancel().catch(() => {});
    throw new Refused("a bitstring beyond measure");
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function directoryOf(places, total) {
  const found = new Map();
  for (const [place, span] of places) {
    const shaped = typeof place === "string" && PLACE.test(place)
      && Array.isArray(span) && span.length === 2 && isCount(span[0]) && isCount(span[1]) && span[1] > 0;
    if (!shaped) throw new Refused("a directory of another form");
    found.set(place, span);
  }
  let end = 0;
  for (const [offset, count] of [...found.values()].sort((one, other) => one[0] - other[0])) {
    if (offset < end) throw new Refused("bits that two laptops share");
    end = offset + count;
  }
  if (end > total) throw new Refused("bits that are not there");
  return found;
}

function keysOf(keys) {
  const found = new Map();
  for (const [device, told] of keys) {
    const shaped = typeof device === "string" && Array.isArray(told) && told.length === 2
      && isCount(told[0]) && told[0] <= LAST_DAY && Array.isArray(told[1])
      && told[1].every((prefix) => isBytes(prefix) && prefix.length === HASH_PREFIX);
    if (!shaped) throw new Refused("revoked keys of another form");
    found.set(device, { since: told[0], spared: new Set(told[1].map(hexOf)) });
  }
  return found;
}

function isCount(value) {
  return typeof value === "number" && value >= 0;
}
