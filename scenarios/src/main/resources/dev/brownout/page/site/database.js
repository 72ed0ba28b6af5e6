// Values in the database of the browser, by store and key. Without a database they live as long as the page.

const NAME = "brownout", VERSION = 2, STORES = ["pinned", "files"];

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => STORES.filter((name) => !request.result.objectStoreNames.contains(name))
      .forEach((name) => request.result.createObjectStore(name));
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });
}

async function done(store, mode, action) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const request = action(database.transaction(store, mode).objectStore(store));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}

/** Stores a value; null removes it. Returns whether the database has done so. */
export async function keepValue(store, key, value) {
  return await done(store, "readwrite", (all) => value === null ? all.delete(key) : all.put(value, key))
    .then(() => true, () => false);
}

/** Returns a stored value, or null. */
export async function storedValue(store, key) {
  return await done(store, "readonly", (all) => all.get(key)).catch(() => null) ?? null;
}
