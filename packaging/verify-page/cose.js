// COSE_Sign1 with Ed25519 (RFC 9052), as app/protocol/cose.py writes it: no other algorithm, no
// header that is not known, nothing believed before its signature.
import { sameBytes } from "./bytes.js";
import { decode, encodeArray, encodeBytes, encodeText } from "./cbor.js";
import { Refused } from "./refused.js";

const CHAIN = 258; // unprotected, private use: delegations, root's first
const EDDSA = Uint8Array.of(0xa1, 0x01, 0x27); // {1: -8}

/** The protected header of a message of our own kind: {1: -8, 16: type}, or {1: -8}. */
function protectedHeader(type) {
  if (!type) return EDDSA;
  return Uint8Array.from([0xa2, 0x01, 0x27, 0x10, ...encodeText(type)]);
}

/** The parts of a message, *unverified*; Refused when it is none of this kind. */
export function open1(message, type = "") {
  const value = decode(message);
  if (!Array.isArray(value) || value.length !== 4) throw new Refused("not a COSE_Sign1 message");
  const [header, unprotected, body, signature] = value;
  const shaped = isBytes(header) && unprotected instanceof Map && isBytes(body) && isBytes(signature);
  if (!shaped) throw new Refused("not a COSE_Sign1 message");
  if (!sameBytes(header, protectedHeader(type))) throw new Refused("another algorithm, or another kind of message");
  return { header, chain: chainOf(unprotected), body, signature };
}

function chainOf(unprotected) {
  if (unprotected.size === 0) return [];
  const chain = unprotected.get(CHAIN);
  if (unprotected.size !== 1 || !Array.isArray(chain)) throw new Refused("a header that is not known");
  if (chain.length < 1 || chain.length > 3 || !chain.every(isBytes)) throw new Refused("a chain of another form");
  return chain;
}

/** The payload, when `key` signed the opened message; Refused otherwise. */
export async function verify1(opened, key, verify) {
  const { header, body, signature } = opened;
  const signed = encodeArray([encodeText("Signature1"), encodeBytes(header), encodeBytes(new Uint8Array()), encodeBytes(body)]);
  if (signature.length !== 64 || !(await verify(signature, signed, key))) throw new Refused("wrong signature");
  return decode(body);
}

export function isBytes(value) {
  return value instanceof Uint8Array;
}
