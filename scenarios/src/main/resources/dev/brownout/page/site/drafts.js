// The changed texts of the reader in the storage of the browser. A draft has a key: the name of its source, and, unless
// the reader has opened it from the library, "@" and the time. A link, a lesson or a file gets a new key each time, so
// that it never takes the place of a draft.

import { keepValue, storedValue } from "./database.js";

const STORE = "brownout";
const FILES = "files";

function read(storage) {
  try {
    const kept = JSON.parse(storage().getItem(STORE));
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {};
  }
}

function write(storage, kept) {
  try {
    storage().setItem(STORE, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

const inBrowser = () => localStorage;
const inTab = () => sessionStorage;

/** Returns the name of the source of a key. */
export const sourceOf = (key) => key.replace(/@\d+$/, "");

export class Drafts {
  /** The texts of drafts as this tab has read or stored them last; another tab may have changed them since. */
  #seen = new Map();

  /** The drafts by key: { text, seed, time, original, undo }. Early versions stored only texts. */
  #all() {
    const { drafts = {} } = read(inBrowser);
    return Object.fromEntries(Object.entries(drafts)
      .map(([key, draft]) => [key, typeof draft === "string" ? { text: draft, time: 0 } : draft]));
  }

  #keepAll(drafts) {
    return write(inBrowser, { ...read(inBrowser), drafts });
  }

  /** Returns the state of the last visit: of this tab, otherwise of the browser. */
  get visit() {
    return { ...read(inBrowser), ...read(inTab), drafts: undefined };
  }

  /** Stores the state of the visit: { name, fragment, auto, quick }. */
  set visit(visit) {
    write(inTab, visit);
    write(inBrowser, { ...visit, drafts: read(inBrowser).drafts });
  }

  /** Returns the keys and the drafts, the newest first. */
  list() {
    return Object.entries(this.#all()).sort(([, one], [, other]) => other.time - one.time);
  }

  /** Returns a draft for the reader to continue; undefined if there is none. */
  open(key) {
    const draft = this.#all()[key];
    this.#seen.set(key, draft?.text);
    return draft;
  }

  /** Returns the files of a draft by path. */
  async files(key) {
    return await storedValue(FILES, key) ?? {};
  }

  /** Returns whether a draft has a key. */
  has(key) {
    return Object.hasOwn(this.#all(), key);
  }

  /** Returns a key that no draft has. */
  fresh(source) {
    let time = Date.now();
    while (this.has(`${source}@${time}`)) {
      time++;
    }
    return `${source}@${time}`;
  }

  /** Returns whether another tab has changed a draft since this tab has read it. */
  isElsewhere(key, text) {
    const draft = this.#all()[key];
    return draft !== undefined && draft.text !== text && draft.text !== this.#seen.get(key);
  }

  /** Stores a draft, without its undo history where there is no room for that. Returns whether it is stored. */
  keep(key, draft) {
    const all = this.#all();
    const { undo, ...rest } = { ...draft, time: Date.now() };
    this.#seen.set(key, draft.text);
    return this.#keepAll({ ...all, [key]: { ...rest, undo } }) || this.#keepAll({ ...all, [key]: rest });
  }

  /** Stores the files of a draft. Resolves to whether they are stored. */
  keepFiles(key, files) {
    return keepValue(FILES, key, Object.keys(files).length > 0 ? files : null);
  }

  /** Removes a draft with its files. Resolves to a function that stores both again. */
  async remove(key) {
    const { [key]: draft, ...others } = this.#all();
    this.#keepAll(others);
    this.#seen.delete(key);
    const files = await storedValue(FILES, key);
    await keepValue(FILES, key, null);
    return () => {
      this.#keepAll({ ...this.#all(), [key]: draft });
      return keepValue(FILES, key, files);
    };
  }

  /** Gives a draft another key. */
  async move(from, to) {
    const { [from]: draft, ...others } = this.#all();
    if (draft) {
      this.#keepAll({ ...others, [to]: draft });
      this.#seen.delete(from);
      const files = await storedValue(FILES, from);
      await keepValue(FILES, to, files);
      await keepValue(FILES, from, null);
    }
  }

  /** Calls a function after each change of the drafts by another tab. */
  onChange(listener) {
    addEventListener("storage", (event) => event.key === STORE && listener());
  }
}
