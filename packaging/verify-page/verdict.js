// The verdict on a code, in the order and with the names of app/protocol/verdict.py: its
// signature first, then what the centre's list says. What is not known is never valid.
import { sameBytes } from "./bytes.js";
import { isTraining, openCode } from "./code.js";
import { Refused } from "./refused.js";

/** Days since 1970-01-01 in Jakarta, which has no summer time. */
export function dayInJakarta(now) {
  return Math.floor((now + 7 * 3600) / 86400);
}

/**
 * `{name, facts, device, keyRevokedSince, why}`; `name` one of invalid, training, revoked,
 * expired, unchecked, final, provisional. `now` in seconds; `listFor(root)` gives the newest
 * list for a root, one of another root, or null; it is asked only about genuine codes.
 */
export async function judge(text, roots, listFor, now, verify) {
  if (isTraining(text)) return { name: "training" };
  let found;
  try {
    found = await openCode(text, roots, verify);
  } catch (error) {
    if (error instanceof Refused) return { name: "invalid" };
    throw error;
  }
  const list = await listFor(found.root);
  return { ...weigh(found, list, now), facts: found.facts, device: found.device, list };
}

function weigh(found, list, now) {
  const { facts, device, root } = found;
  const ours = list !== null && sameBytes(list.root, root) ? list : null;
  const standing = ours === null ? "unknown" : ours.standing(facts.number);
  const since = ours === null ? null : ours.keyRevokedSince(device, facts.hash);
  if (standing === "revoked") return { name: "revoked" };
  if (since !== null) return { name: "revoked", keyRevokedSince: since };
  if (facts.until < dayInJakarta(now)) return { name: "expired" };
  const why = unchecked(list, ours, standing, now);
  if (why !== null) return { name: "unchecked", why };
  return { name: facts.final ? "final" : "provisional" };
}

function unchecked(list, ours, standing, now) {
  if (list === null) return "no_list";
  if (ours === null) return "other_root";
  if (ours.outdated(now)) return "outdated";
  return standing === "unknown" ? "not_known" : null;
}
