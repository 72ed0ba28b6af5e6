// Keeps the pinned run in the storage of the browser, until the reader removes it.

const NAME = "brownout", STORE = "pinned", KEY = "run";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function done(mode, action) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const request = action(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}

/** Stores the pinned run: { view, variant, label }; null removes it. Without storage it lives as long as the page. */
export async function keepPinned(run) {
  await done("readwrite", (store) => run ? store.put(run, KEY) : store.delete(KEY)).catch(() => {});
}

/** Returns the stored pinned run, or null. */
export async function storedPinned() {
  return await done("readonly", (store) => store.get(KEY)).catch(() => null) ?? null;
}
