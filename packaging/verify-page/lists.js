// The list beside this page, and the newest one this browser has seen: kept for a day without a
// network, and so that nobody can hand it an older one again.
import { hexOf, sameBytes } from "./bytes.js";
import { CLOCKS_APART, readList } from "./status.js";
import { Refused } from "./refused.js";

const FILE = "status.cwt";
const KEPT = "kurasi-status";
const PATIENCE_MS = 6000;

/** `root → Promise<StatusList | null>` for judge(); asks the network each time. */
export function makeLists(roots, verify, clock) {
  return async (root) => {
    const message = await fetched();
    const fresh = await believed(message, roots, verify);
    const kept = await believed(await keptFor(root), roots, verify);
    const ours = fresh !== null && sameBytes(fresh.root, root);
    if (!ours || (kept !== null && kept.issued >= fresh.issued)) return kept || fresh;
    if (fresh.issued - clock() <= CLOCKS_APART) await keep(root, message);
    return fresh;
  };
}

async function fetched() {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(FILE, { cache: "no-cache", credentials: "omit", signal: stop.signal });
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  } catch (error) {
    return null; // no network
  } finally {
    clearTimeout(timer);
  }
}

async function believed(message, roots, verify) {
  if (message === null) return null;
  try {
    return await readList(message, roots, verify);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

function nameFor(root) {
  return `${FILE}?root=${hexOf(root)}`;
}

async function keptFor(root) {
  try {
    const cache = await caches.open(KEPT);
    const answer = await cache.match(nameFor(root));
    return answer ? new Uint8Array(await answer.arrayBuffer()) : null;
  } catch (error) {
    return null; // a browser that keeps nothing
  }
}

async function keep(root, message) {
  try {
    const cache = await caches.open(KEPT);
    await cache.put(nameFor(root), new Response(message));
  } catch (error) {
    // The disk is full, or this browser keeps nothing: the list still counts now.
  }
}
