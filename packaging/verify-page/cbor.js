// The part of CBOR that our messages use, in its one deterministic form (RFC 8949, 4.2.1):
// whole numbers, byte and text strings, arrays, maps, true and false. Anything else, a length
// written longer than need be, keys out of order or twice, and bytes after the end are refused.
import { compareBytes, joinBytes } from "./bytes.js";
import { Refused } from "./refused.js";

const DEEPEST = 8;
const UNSIGNED = 0, NEGATIVE = 1, BYTES = 2, TEXT = 3, ARRAY = 4, MAP = 5, SIMPLE = 7;
const FALSE = 20, TRUE = 21;
const SHORT = 24; // arguments below stand in the first byte

/** The one value that `bytes` are; maps become Map. Refused for anything else. */
export function decode(bytes) {
  const reader = new Reader(bytes);
  const value = reader.value(0);
  if (reader.at !== bytes.length) throw new Refused("trailing bytes");
  return value;
}

/** The message's bytes as they stand in what was signed (a byte string). */
export function encodeBytes(bytes) {
  return joinBytes(head(BYTES, bytes.length), bytes);
}

export function encodeText(text) {
  const bytes = new TextEncoder().encode(text);
  return joinBytes(head(TEXT, bytes.length), bytes);
}

/** An array of values that are encoded already. */
export function encodeArray(parts) {
  return joinBytes(head(ARRAY, parts.length), ...parts);
}

function head(major, length) {
  if (length < SHORT) return Uint8Array.of((major << 5) | length);
  if (length < 0x100) return Uint8Array.of((major << 5) | 24, length);
  if (length < 0x10000) return Uint8Array.of((major << 5) | 25, length >> 8, length & 0xff);
  return Uint8Array.of((major << 5) | 26, length >>> 24, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff);
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  value(depth) {
    if (depth > DEEPEST) throw new Refused("too deep");
    const first = this.take(1)[0];
    const major = first >> 5, info = first & 31;
    if (major === SIMPLE) {
      if (info === FALSE || info === TRUE) return info === TRUE;
      throw new Refused("a value of another kind");
    }
    const argument = this.argument(info);
    if (major === UNSIGNED) return argument;
    if (major === NEGATIVE) return -1 - argument;
    if (major === BYTES) return this.take(argument).slice();
    if (major === TEXT) return textOf(this.take(argument));
    if (major === ARRAY) return this.array(argument, depth);
    if (major === MAP) return this.map(argument, depth);
    throw new Refused("a tag");
  }

  take(count) {
    const end = this.at + count;
    if (end > this.bytes.length) throw new Refused("cut off");
    const part = this.bytes.subarray(this.at, end);
    this.at = end;
    return part;
  }

  argument(info) {
    if (info < SHORT) return info;
    const width = { 24: 1, 25: 2, 26: 4, 27: 8 }[info];
    if (width === undefined) throw new Refused("a length that is open");
    let value = 0;
    for (const byte of this.take(width)) value = value * 256 + byte;
    const least = width === 1 ? SHORT : 256 ** (width / 2);
    if (value < least) throw new Refused("a number longer than need be");
    if (value > Number.MAX_SAFE_INTEGER - 1) throw new Refused("a number beyond all of ours");
    return value;
  }

  array(count, depth) {
    const found = [];
    for (let left = count; left > 0; left -= 1) found.push(this.value(depth + 1));
    return found;
  }

  map(count, depth) {
    const found = new Map();
    let before = null;
    for (let left = count; left > 0; left -= 1) {
      const start = this.at;
      const key = this.value(depth + 1);
      if (typeof key !== "number" && typeof key !== "string") throw new Refused("a key of another kind");
      const written = this.bytes.subarray(start, this.at);
      if (before !== null && compareBytes(before, written) >= 0) throw new Refused("keys out of order, or twice");
      before = written;
      found.set(key, this.value(depth + 1));
    }
    return found;
  }
}

function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new Refused("text that is no UTF-8");
  }
}
