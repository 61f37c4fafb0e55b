// What is on its way outlives a reload, and a browser that was put away while the camera was
// open. Where a browser keeps nothing (private windows of some), the page works without.
const BASE = location.pathname.replace(/\/+$/, "");
const SHELF = "foto" + BASE;

const shelf = new Promise(function (resolve) {
  try {
    const asked = indexedDB.open(SHELF, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("items", { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = asked.onblocked = () => resolve(null);
  } catch (error) {
    resolve(null);
  }
});

async function onShelf(mode, work) {
  const db = await shelf;
  if (db === null) return null;
  return new Promise(function (resolve) {
    try {
      const change = db.transaction("items", mode);
      const asked = work(change.objectStore("items"));
      change.oncomplete = () => resolve(asked.result);
      change.onabort = change.onerror = () => resolve(null);
    } catch (error) {
      resolve(null);
    }
  });
}

const keep = {
  /** Remember an item as it is now; its bytes only while they are still needed. */
  put(item) {
    const needed = item.state !== "stored" && item.state !== "refused";
    return onShelf("readwrite", (store) => store.put({
      id: item.id, at: item.at, number: item.number, name: item.name, role: item.role,
      thumb: item.thumb, state: item.state, text: item.text, crc: item.crc,
      file: needed ? item.blob || item.file : null, prepared: Boolean(item.blob),
    }));
  },
  drop(item) {
    return onShelf("readwrite", (store) => store.delete(item.id));
  },
  async all() {
    const found = (await onShelf("readonly", (store) => store.getAll())) || [];
    return found.sort((one, other) => one.at - other.at);
  },
  /** The dialog has ended: nothing of it stays on the phone. */
  async clear() {
    const db = await shelf;
    if (db !== null) db.close();
    try {
      indexedDB.deleteDatabase(SHELF);
    } catch (error) { /* there was none */ }
  },
};
