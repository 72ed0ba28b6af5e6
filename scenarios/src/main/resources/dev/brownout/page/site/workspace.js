// The scenario that is open: its key, text, seed, files and draft.

import { about } from "./about.js";
import { Drafts, sourceOf } from "./drafts.js";
import { CHECK_SECONDS } from "./engine.js";
import * as files from "./files.js";
import { START } from "./guide.js";
import { encoded, MAX_FILES } from "./link.js";
import { t } from "./texts/texts.js";

/** Sources of texts that are not in the library. That of a file of the reader or of the server has a prefix and its name. */
export const LINKED = "#";
export const OWN = "";
const SERVED = "file:";
const OPENED = "mine:";
const PREFIX = new RegExp(`^(${SERVED}|${OPENED})`);
const LIBRARY = /^[a-z0-9][a-z0-9/-]*$/;
/** Steps of the undo history that a draft keeps. */
const STEPS = 50;

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export class Workspace {
  #engine;
  #editor;
  #seed;
  /** The inputs as their source has them, by key: { text, seed, files }. */
  #given = new Map();
  #library = new Map();
  #states = new Map();
  #kept = "";
  #entered = false;
  #report;
  drafts = new Drafts();
  name = START;
  scenarios = [];
  /** The fragment that is shown; the address loses it with another scenario. */
  fragment = "";

  /** @param report receives a function that returns a sentence about the storage */
  constructor(engine, editor, seed, report) {
    [this.#engine, this.#editor, this.#seed, this.#report] = [engine, editor, seed, report];
  }

  /** The state of all inputs as one text. */
  get inputs() {
    return [this.seed, files.revision(), this.text].join("\n");
  }

  get text() {
    return this.#editor.text();
  }

  get seed() {
    return this.#seed.value;
  }

  /** The name of the source of the text: a scenario of the library, a file, or none. */
  get source() {
    return sourceOf(this.name);
  }

  get listed() {
    return this.scenarios.find((each) => each.name === this.source);
  }

  /** True if the text has a source to which the changes can be reverted. */
  get edited() {
    return this.#given.has(this.name) && this.text !== this.#given.get(this.name).text;
  }

  /** True if text, seed or files are not those of the source. */
  get #changed() {
    const given = this.#given.get(this.name);
    return given ? this.edited || this.seed !== given.seed || !isSame(files.texts(), given.files) : this.text.trim() !== "";
  }

  /** The text of the source; empty if it is unknown. */
  get givenText() {
    return this.#given.get(this.name)?.text ?? "";
  }

  /** The name of the text for the engine. */
  get engineName() {
    return engineName(this.source);
  }

  /** The name of the text for the reader. */
  get label() {
    return labelOf(this.source);
  }

  /** Text, files and name: the arguments of most calls. */
  get args() {
    return [this.text, files.texts(), this.engineName];
  }

  /** The options of a run. */
  get options() {
    return { name: this.engineName, files: files.texts(), seed: this.seed };
  }

  /** Returns the texts of the reader: { key, title, label, text, time, file }, with the name of a file for the text. */
  get mine() {
    return this.drafts.list().map(([key, { text, time }]) => {
      const label = labelOf(sourceOf(key));
      return { key, title: about(text).title || label, label, text, time, file: engineName(sourceOf(key)) };
    });
  }

  /** Returns whether a key leads to a text. */
  has(key) {
    return LIBRARY.test(key) || this.drafts.has(key);
  }

  /** Takes over the name of the last visit. */
  resume(name = START) {
    this.name = this.has(name) ? name : LIBRARY.test(sourceOf(name)) ? sourceOf(name) : START;
  }

  /** Takes over the text of the server. A draft of an older text of the file gets another key; returns whether there is one. */
  async serve({ name, text, files: given = {} }) {
    this.name = this.source === SERVED + name ? this.name : SERVED + name;
    this.#given.set(this.name, { text, seed: "", files: given });
    const old = this.drafts.open(this.name);
    const older = old !== undefined && old.original !== text;
    if (older) {
      await this.drafts.move(this.name, this.drafts.fresh(this.name));
    }
    return older;
  }

  /** Registers inputs from outside of the library: of a link, a lesson or a file. Returns their key. */
  register(source, { text, seed = "", files: given = {} }) {
    const key = this.drafts.fresh(source);
    this.#given.set(key, { text, seed, files: given });
    return key;
  }

  /** Stores the inputs that the source has not. If another tab has changed the draft, this tab gets one of its own. */
  store(more) {
    if (!this.#entered) {
      return;
    }
    const changed = this.#changed;
    const elsewhere = this.drafts.isElsewhere(this.name, this.text);
    if (changed && elsewhere) {
      const given = this.#given.get(this.name);
      this.name = this.drafts.fresh(this.source);
      given && this.#given.set(this.name, given);
      this.#report(() => t.forked);
    }
    if (changed) {
      const original = LIBRARY.test(this.source) ? undefined : this.#given.get(this.name)?.text;
      const undo = this.#editor.undoHistory(STEPS);
      if (!this.drafts.keep(this.name, { text: this.text, seed: this.seed, original, undo })) {
        this.#report(() => t.notStored);
      }
      this.#storeFiles();
    } else if (!elsewhere && this.drafts.open(this.name)) {
      this.drafts.remove(this.name);
    }
    this.drafts.visit = { name: this.name, fragment: this.fragment, ...more };
  }

  #storeFiles() {
    const now = `${this.name}\n${files.revision()}`;
    if (this.#kept !== now) {
      this.#kept = now;
      this.drafts.keepFiles(this.name, files.texts())
        .then((stored) => stored || files.bytes() === 0 || this.#report(() => t.filesNotStored));
    }
  }

  /** Returns the inputs of a key: with the changes of the reader, otherwise of its source. */
  async load(key) {
    const draft = this.drafts.open(key);
    const source = sourceOf(key);
    if (!this.#given.has(key) && draft?.original !== undefined) {
      this.#given.set(key, { text: draft.original, seed: "", files: {} });
    } else if (!this.#given.has(key) && LIBRARY.test(source)) {
      this.#given.set(key, { text: await this.original(source), seed: "", files: {} });
    }
    return draft ? { ...draft, files: await this.drafts.files(key) } : this.#given.get(key) ?? { text: "" };
  }

  /** Returns the text of a scenario of the library. */
  async original(name) {
    if (!this.#library.has(name)) {
      this.#library.set(name, await this.#engine.call("scenario", [name], CHECK_SECONDS));
    }
    return this.#library.get(name);
  }

  /** Keeps the history of changes of the text for a return within this visit. */
  leave() {
    this.#states.set(this.name, { state: this.#editor.state(), text: this.text });
  }

  /** Shows inputs under a key. */
  enter(key, { text, seed = "", files: given = {}, undo }) {
    this.name = key;
    this.#entered = true;
    const kept = this.#states.get(key);
    if (kept?.text === text) {
      this.#editor.restore(kept.state);
    } else {
      this.#editor.setText(text, { history: false, undo });
    }
    this.#seed.value = seed;
    files.replace(new Map(Object.entries(given)));
    this.#kept = `${key}\n${files.revision()}`;
  }

  /** Replaces the text by that of a file of the reader, as one step of undo. A draft of the file with this text is continued. */
  async take(name, text) {
    const source = OPENED + name;
    const same = this.drafts.list().find(([key, draft]) => sourceOf(key) === source && draft.text === text);
    const key = same ? same[0] : this.drafts.fresh(source);
    const stored = await this.drafts.files(key);
    this.name = key;
    this.drafts.open(key);
    files.replace(new Map(Object.entries(stored)));
    this.#editor.setText(text);
  }

  /** Returns to the text of the source. The changes stay as a draft with another key. */
  async discard() {
    await this.drafts.move(this.name, this.drafts.fresh(this.source));
    // The files stay here too.
    this.#kept = "";
    this.#editor.setText(this.givenText);
  }

  /** Forgets the link that is shown. */
  leaveLink() {
    this.fragment = "";
    history.replaceState(null, "", location.pathname + location.search);
  }

  /** Writes the scenario into the address, with the claim of a result, and returns the address. */
  async linked(claim) {
    this.fragment = await this.fragmentOf({ claim });
    history.replaceState(null, "", this.fragment);
    return location.href;
  }

  /** Returns the scenario as a fragment; a text of the library is only named, unless it must be whole. */
  async fragmentOf({ whole = false, claim } = {}) {
    const known = this.listed && !this.edited && !whole;
    return encoded({
      name: known ? this.source : undefined,
      text: known ? undefined : this.text,
      seed: this.seed || undefined,
      files: files.bytes() > 0 && files.bytes() <= MAX_FILES ? files.texts() : undefined,
      claim,
    });
  }

  /** Returns HTML that embeds the scenario in another page. */
  async embedCode(title) {
    const page = new URL("embed.html", location.href).href + await this.fragmentOf({ whole: true });
    const name = title.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    return `<iframe src="${page}" title="${name}" width="100%" height="640" loading="lazy" style="border: 0"></iframe>\n`
      + `<script src="${new URL("embed.js", location.href).href}" async></script>\n`;
  }
}

/** Returns the name of a source for the engine. */
function engineName(source) {
  return source === LINKED || source === OWN ? "scenario" : source.replace(PREFIX, "");
}

/** Returns the name of a source for the reader. */
function labelOf(source) {
  return { [LINKED]: t.scenarioOfLink, [OWN]: t.ownText }[source] ?? engineName(source);
}
