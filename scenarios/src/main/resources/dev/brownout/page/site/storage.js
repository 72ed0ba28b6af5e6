// The inputs of the last visit in the storage of the browser.

const STORE = "brownout";

/** Returns the stored inputs: { name, drafts, seed, files, fragment, auto }. */
export function restored() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) ?? {};
  } catch {
    return {};
  }
}

/** Stores the inputs; without the files where they are too large. */
export function keep(inputs, files) {
  for (const each of [{ ...inputs, files }, inputs]) {
    try {
      return localStorage.setItem(STORE, JSON.stringify(each));
    } catch {
      // Too large with files, or no storage: the edits live until the page is closed.
    }
  }
}
