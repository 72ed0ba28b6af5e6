// Stores the files that files.json lists, with their SHA-256 as hexadecimal digits, and serves them without a network.

const PREFIX = `brownout ${registration.scope} `;
const CACHE = PREFIX + location.search;
const LIST = "files.json";
/** Files that are stored when a page first requests them: those of a language other than English. */
const ON_DEMAND = /^korean\//;

function integrity(hexadecimal) {
  const bytes = hexadecimal.match(/../g).map((byte) => parseInt(byte, 16));
  return "sha256-" + btoa(String.fromCharCode(...bytes));
}

async function store() {
  const listed = await fetch(LIST, { cache: "no-store" });
  const cache = await caches.open(CACHE);
  await cache.put(LIST, listed.clone());
  const files = Object.entries(await listed.json()).filter(([name]) => !ON_DEMAND.test(name));
  await Promise.all(files.map(async ([name, digest]) => {
    const response = await fetch(name, { cache: "no-cache", integrity: integrity(digest) });
    if (!response.ok) {
      throw new Error(`${name}: HTTP ${response.status}`);
    }
    // A copy, as a redirected response must not serve a navigation.
    await cache.put(name, new Response(await response.blob(), { headers: response.headers }));
  }));
}

async function removeOldVersions() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function served(request) {
  const url = new URL(request.url);
  const path = url.pathname.endsWith("/") ? url.pathname + "index.html" : url.pathname;
  const cache = await caches.open(CACHE);
  const stored = await cache.match(path);
  // The list of files shows whether there is a newer version.
  if (path.endsWith("/" + LIST)) {
    return fetch(request).catch(() => stored);
  }
  if (stored || !ON_DEMAND.test(url.href.slice(registration.scope.length))) {
    return stored ?? fetch(request);
  }
  const found = await fetch(request, { cache: "no-cache" });
  if (found.ok) {
    await cache.put(path, found.clone());
  }
  return found;
}

addEventListener("install", (event) => event.waitUntil(store()));
addEventListener("activate", (event) => event.waitUntil(removeOldVersions()));
addEventListener("message", (event) => {
  if (event.data === "activate") {
    skipWaiting();
  }
});
addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && event.request.url.startsWith(registration.scope)) {
    event.respondWith(served(event.request));
  }
});
