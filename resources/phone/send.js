// The road to the laptop: announce, send the next piece from where the laptop says it is.
class Lost extends Error {} // nobody answered
class Over extends Error {} // the laptop knows this code no more

class Answer extends Error {
  constructor(status, data) {
    super(data.code);
    this.status = status;
    this.data = data;
  }
}

async function call(method, path, options) {
  const { body = undefined, offset = null, patience = 20000, stop = new AbortController() } = options || {};
  const timer = setTimeout(() => stop.abort(), patience);
  let response, text;
  try {
    const headers = offset === null ? {} : { "Upload-Offset": String(offset) };
    response = await fetch(BASE + path, {
      method, body, headers, signal: stop.signal, cache: "no-store", credentials: "omit",
    });
    text = await response.text();
  } catch (error) {
    throw new Lost();
  } finally {
    clearTimeout(timer);
  }
  if (response.status === 404) throw new Over();
  let data;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Lost(); // not our laptop: a Wi-Fi that shows its own page, or half an answer
  }
  if (response.ok) return data;
  if (data.code === "ended") throw new Over();
  throw new Answer(response.status, data);
}

/** Bring an item over, from wherever it broke off; `moved` hears how far it is. */
async function transfer(item, moved) {
  const offer = { id: item.id, name: item.name, size: item.blob.size, crc32: item.crc, role: item.role };
  let there = await call("POST", "/pictures", { body: JSON.stringify(offer) });
  for (let corrections = 0; there.state === "receiving";) {
    moved(there.offset);
    const piece = await bytesOf(item.blob.slice(there.offset, there.offset + LIMITS.piece));
    try {
      there = await call("PATCH", "/pictures/" + item.id, { body: piece, offset: there.offset });
    } catch (error) {
      const told = error instanceof Answer && typeof error.data.offset === "number";
      corrections += 1;
      if (!told || corrections > 3) throw error;
      there = { state: "receiving", offset: error.data.offset };
    }
  }
  return there;
}
