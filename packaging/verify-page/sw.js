// Keeps the page itself for a day without a network. The list is not its business: the page asks
// for it, believes only what is signed, and keeps the newest (lists.js).
const SHELL = "kurasi-page-{{version}}";
const OURS = "kurasi-page-";
const FILES = {{files}};

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(sweep().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const name = nameOf(request);
  if (request.method === "GET" && FILES.includes(name)) event.respondWith(answer(request, name));
});

async function fill() {
  const cache = await caches.open(SHELL);
  // Past the browser's own cache: a new worker must not keep old files for ever.
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
}

async function sweep() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
}

function nameOf(request) {
  const scope = self.registration.scope;
  const address = request.url.split(/[?#]/)[0];
  if (!address.startsWith(scope)) return null;
  const name = address.slice(scope.length);
  return name === "" || name === "index.html" ? "./" : name;
}

async function answer(request, name) {
  const cache = await caches.open(SHELL);
  return (await cache.match(name)) || fetch(request);
}
