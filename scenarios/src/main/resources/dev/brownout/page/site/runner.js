// Runs of the current text: one at a time, on request or after a change.

import { RUN_SECONDS } from "./engine.js";
import { StoppedCall } from "./engineworker.js";
import { language, t } from "./texts/texts.js";

/** A run on change starts after this time in milliseconds without a change by a slider or of the text. */
const PAUSES = { slider: 60, text: 350 };
/** Longest run in milliseconds after which runs follow changes. */
const QUICK = 1000;

export class Runner {
  #engine;
  #host;
  #timer = 0;
  #token = 0;
  #choice = null;
  #used = null;
  #duration = null;
  /** True if a run is active or planned. */
  running = false;
  /** The inputs of the simulation that is active; null if there is none. */
  simulated = null;
  /** The last completed run: { result, of, text, name, seed, files, time }. */
  last = null;

  /** @param host { inputs(), check(), options(), text(), status(words, bad), progress(share), changed(), done(run), translated(run) } */
  constructor(engine, host) {
    [this.#engine, this.#host] = [engine, host];
  }

  /** True if a change starts a run: the choice of the reader, otherwise true after a quick run. */
  get automatic() {
    return this.#choice ?? (this.#duration !== null && this.#duration < QUICK);
  }

  /** The choice of the reader; null: the page chooses. */
  get choice() {
    return this.#choice;
  }

  set choice(on) {
    this.#choice = on;
    this.#host.changed();
  }

  /** Cancels the run of an older text, and plans the next one. A slider runs unless the reader has switched it off. */
  follow(source) {
    if (!this.automatic && (source !== "slider" || this.#choice === false)) {
      return;
    }
    this.#end();
    this.running = true;
    this.#host.changed();
    this.#timer = setTimeout(() => this.run({ quiet: true, checked: source === "slider" }), PAUSES[source] ?? PAUSES.text);
  }

  /**
   * Runs the text. Returns the view, or null without a result.
   *
   * @param options quiet: an invalid text is no failure; checked: the run checks the text; engine: another engine
   */
  async run({ quiet = false, checked = false, engine = this.#engine, progress = () => {} } = {}) {
    this.#end();
    const token = ++this.#token;
    const mine = () => token === this.#token;
    this.running = true;
    this.#host.changed();
    try {
      if (!checked && !await this.#valid(mine, quiet)) {
        return null;
      }
      return mine() ? await this.#simulated(mine, engine, progress) : null;
    } catch (error) {
      if (mine()) {
        this.#host.status(error.message, !(error instanceof StoppedCall));
      }
      return null;
    } finally {
      if (mine()) {
        this.running = false;
        this.simulated = null;
        this.#host.progress(null);
        this.#host.changed();
      }
    }
  }

  async #valid(mine, quiet) {
    this.#host.status(quiet ? "" : () => t.checkingText);
    const errors = await this.#host.check(quiet);
    if (errors !== "" && mine()) {
      this.#host.status(quiet ? "" : errors, !quiet);
    }
    return errors === "";
  }

  async #simulated(mine, engine, progress) {
    const started = performance.now();
    const of = this.#host.inputs();
    const inputs = { of, text: this.#host.text(), ...this.#host.options() };
    const report = (value) => {
      if (mine()) {
        const shares = [value].flat();
        const share = shares.reduce((sum, each) => sum + each, 0) / shares.length;
        this.#host.progress(share, (performance.now() - started) / 1000);
        progress(share);
      }
    };
    this.#used = engine;
    this.simulated = of;
    this.#host.status(() => t.running);
    const { name, files, seed } = inputs;
    const result = await engine.call("run", [inputs.text, { name, files, seed, language: language() }], RUN_SECONDS, report,
      (place) => mine() && this.#host.status(() => place > 0 ? t.inQueue(place) : t.running));
    if (!mine()) {
      return null;
    }
    this.#duration = performance.now() - started;
    this.last = { ...inputs, result, time: Date.now() };
    this.#host.done(this.last);
    return result.view;
  }

  /** Repeats the last run if it was quick, as its charts and its report have texts in the language of the run. */
  async translate() {
    const { last } = this;
    if (last && !this.running && this.#duration !== null && this.#duration < QUICK) {
      const { text, name, files, seed } = last;
      const result = await this.#engine.call("run", [text, { name, files, seed, language: language() }], RUN_SECONDS)
        .catch(() => null);
      if (result && this.last === last) {
        this.last = { ...last, result };
        this.#host.translated(this.last);
      }
    }
  }

  /** Cancels the run, and a planned one. */
  cancel() {
    const active = this.running;
    this.#end();
    this.#token++;
    this.running = false;
    if (active) {
      this.#host.status(() => t.cancelled);
      this.#host.progress(null);
      this.#host.changed();
    }
  }

  /** Forgets whether the last run was quick, for another scenario. */
  forget() {
    this.cancel();
    this.#duration = null;
  }

  #end() {
    clearTimeout(this.#timer);
    this.#token++;
    this.simulated = null;
    (this.#used ?? this.#engine).stopRuns();
  }
}
