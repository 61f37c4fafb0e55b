// Base32 as it stands in a code: capital letters, no padding, one spelling for each message.
import { Refused } from "./refused.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The bytes of `text`; Refused for another letter, a letter too many or bits that say nothing. */
export function fromBase32(text) {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let held = 0, bits = 0, at = 0;
  for (let place = 0; place < text.length; place += 1) {
    const value = LETTERS.indexOf(text[place]);
    if (value < 0) throw new Refused("not base32");
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = (held >> bits) & 0xff;
      at += 1;
    }
  }
  const spare = held & ((1 << bits) - 1);
  if (bits >= 5 || spare !== 0) throw new Refused("a second spelling of the same message");
  return bytes;
}

/** The bytes of padded or bare base64, as keys are written in config.js. */
export function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
