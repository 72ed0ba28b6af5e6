// Keeps the pinned run in the storage of the browser, until the reader removes it.

import { keepValue, storedValue } from "../database.js";

const STORE = "pinned", KEY = "run";

/** Stores the pinned run: { view, variant, label }; null removes it. */
export const keepPinned = (run) => keepValue(STORE, KEY, run);

/** Returns the stored pinned run, or null. */
export const storedPinned = () => storedValue(STORE, KEY);
