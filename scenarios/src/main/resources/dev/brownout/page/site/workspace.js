// The scenario that is open: its name, text, seed, files and drafts, and their storage.

import { CHECK_SECONDS } from "./engine.js";
import * as files from "./files.js";
import { encoded, MAX_FILES } from "./link.js";
import { keep, restored } from "./storage.js";
import { t } from "./texts/texts.js";

/** Names of texts that are not in the library. The text of the server has a prefix and its name. */
export const LINKED = "#";
const OWN = "";
const SERVED = "file:";
const FIRST = "hello-world";

export class Workspace {
  #engine;
  #editor;
  #seed;
  #shipped = new Map();
  #states = new Map();
  #drafts = {};
  name = FIRST;
  scenarios = [];
  /** The fragment that is shown; the address loses it with another scenario. */
  fragment = "";

  constructor(engine, editor, seed) {
    [this.#engine, this.#editor, this.#seed] = [engine, editor, seed];
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

  get listed() {
    return this.scenarios.find((each) => each.name === this.name);
  }

  /** True if the text has a source to which the changes can be reverted. */
  get edited() {
    return this.#shipped.has(this.name) && this.text !== this.#shipped.get(this.name);
  }

  /** The text of the source; empty if it is unknown. */
  get shippedText() {
    return this.#shipped.get(this.name) ?? "";
  }

  get served() {
    return this.name.startsWith(SERVED);
  }

  /** The name of the text for the engine. */
  get engineName() {
    return this.listed ? this.name : this.served ? this.name.slice(SERVED.length) : "scenario";
  }

  /** The name of the text for the reader. */
  get label() {
    return { [LINKED]: t.scenarioOfLink, [OWN]: t.ownText }[this.name] ?? (this.served ? this.engineName : this.name);
  }

  /** Text, files and name: the arguments of most calls. */
  get args() {
    return [this.text, files.texts(), this.engineName];
  }

  /** The options of a run. */
  get options() {
    return { name: this.engineName, files: files.texts(), seed: this.seed };
  }

  /** Reads the inputs of the last visit. Returns all that is stored. */
  restore() {
    const kept = restored();
    this.#drafts = kept.drafts ?? {};
    return kept;
  }

  /** Takes over the inputs of the last visit. */
  resume({ name = FIRST, seed = "", files: stored = {} }) {
    this.name = name;
    this.#seed.value = seed;
    files.replace(new Map(Object.entries(stored)));
  }

  /** Takes over the text of the server. */
  serve({ name, text, files: given = {} }) {
    this.name = SERVED + name;
    this.#shipped.set(this.name, text);
    files.replace(new Map(Object.entries(given)));
  }

  /** Stores the inputs. Other tabs may have stored drafts since this one has read them. */
  store(more) {
    const { name, fragment, seed } = this;
    this.#drafts = { ...restored().drafts, [name]: this.text };
    if (this.#shipped.has(name) && !this.edited) {
      delete this.#drafts[name];
    }
    keep({ name, drafts: this.#drafts, seed, fragment, ...more }, files.texts());
  }

  /** Returns the text of a scenario: with the changes of the reader, otherwise of the library. */
  async textOf(name) {
    const source = name === OWN || name === LINKED ? "" : await this.original(name);
    return this.#drafts[name] ?? source;
  }

  /** Returns the text of a scenario of the library, or of the server. */
  async original(name) {
    if (!this.#shipped.has(name)) {
      this.#shipped.set(name, await this.#engine.call("scenario", [name], CHECK_SECONDS));
    }
    return this.#shipped.get(name);
  }

  /** Keeps the history of changes of the text for a return within this visit. */
  leave() {
    this.#states.set(this.name, { state: this.#editor.state(), text: this.text });
  }

  /** Shows a text in the editor under a name. */
  enter(name, text) {
    this.name = name;
    const kept = this.#states.get(name);
    if (kept?.text === text) {
      this.#editor.restore(kept.state);
    } else {
      this.#editor.setText(text, { history: false });
    }
  }

  /** Forgets the link that is shown. */
  leaveLink() {
    this.fragment = "";
    history.replaceState(null, "", location.pathname + location.search);
  }

  /** Writes the scenario into the address, and returns the address. */
  async linked() {
    this.fragment = await this.fragmentOf();
    history.replaceState(null, "", this.fragment);
    return location.href;
  }

  /** Returns the scenario as a fragment; a text of the library is only named, unless it must be whole. */
  async fragmentOf(whole = false) {
    const known = this.listed && !this.edited && !whole;
    return encoded({
      name: known ? this.name : undefined,
      text: known ? undefined : this.text,
      seed: this.seed || undefined,
      files: files.bytes() > 0 && files.bytes() <= MAX_FILES ? files.texts() : undefined,
    });
  }

  /** Returns HTML that embeds the scenario in another page. */
  async embedCode(title) {
    const page = new URL("embed.html", location.href).href + await this.fragmentOf(true);
    const name = title.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    return `<iframe src="${page}" title="${name}" width="100%" height="640" loading="lazy" style="border: 0"></iframe>\n`
      + `<script src="${new URL("embed.js", location.href).href}" async></script>\n`;
  }
}
