// Ed25519 of the browser itself, or of @noble/ed25519 beside this page for browsers without it.
// Whichever is taken proves itself first, on a signature that is right and on one that is wrong.
import { FALLBACK } from "./config.js";
import { fromBase64 } from "./base32.js";

// RFC 8032, 7.1, TEST 2.
const KEY = fromBase64("PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=");
const MESSAGE = Uint8Array.of(0x72);
const SIGNATURE = fromBase64(
  "kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAA==",
);

let chosen = null;

/** `(signature, message, key) → Promise<boolean>`, or null where nothing here can tell. */
export function verifier() {
  chosen = chosen || choose();
  return chosen;
}

async function choose() {
  for (const way of FALLBACK ? [native, noble] : [native]) {
    try {
      const verify = await way();
      if (await proves(verify)) return verify;
    } catch (error) {
      // Not this one: the browser does not know the algorithm, or the file did not come.
    }
  }
  return null;
}

async function proves(verify) {
  const wrong = SIGNATURE.slice();
  wrong[40] ^= 1;
  return (await verify(SIGNATURE, MESSAGE, KEY)) === true && (await verify(wrong, MESSAGE, KEY)) === false;
}

async function native() {
  const name = "Ed25519";
  await crypto.subtle.importKey("raw", KEY, { name }, false, ["verify"]); // fails where it is not known
  return async (signature, message, key) => {
    try {
      const imported = await crypto.subtle.importKey("raw", key, { name }, false, ["verify"]);
      return await crypto.subtle.verify({ name }, imported, signature, message);
    } catch (error) {
      return false; // a key that is none
    }
  };
}

async function noble() {
  const { verifyAsync } = await import("./noble-ed25519.js");
  return async (signature, message, key) => {
    try {
      return await verifyAsync(signature, message, key, { zip215: false });
    } catch (error) {
      return false;
    }
  };
}
