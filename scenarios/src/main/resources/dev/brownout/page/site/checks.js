// The checks of the current text: problems, analytical estimate, settings for sliders, and their capacities.

import { CHECK_SECONDS } from "./engine.js";
import { StoppedCall } from "./engineworker.js";
import { t } from "./texts/texts.js";

export class Checks {
  #engine;
  #inputs;
  #args;
  #shown;
  #busy = false;
  #first = "validate";
  #of = null;
  #validated = { of: null, problems: [] };

  /**
   * @param inputs function that returns the state of the inputs as a text
   * @param args function that returns text, files and name
   * @param shown functions for each kind of result: problems, failure, estimate, settings, paths, capacity
   */
  constructor(engine, inputs, args, shown) {
    [this.#engine, this.#inputs, this.#args, this.#shown] = [engine, inputs, args, shown];
  }

  /**
   * Checks the current text, in the background.
   *
   * @param first the check to begin with: "validate", or "estimate" after a change by a slider
   */
  request(first = "validate") {
    this.#first = first;
    if (!this.#busy) {
      this.#busy = true;
      this.#all().finally(() => {
        this.#busy = false;
      });
    }
  }

  /** Returns the problems of the current text. Rejects if it cannot be checked. */
  async problems() {
    const now = this.#inputs();
    if (this.#validated.of !== now) {
      const { problems } = await this.#call("validate", ...this.#args());
      if (now === this.#inputs()) {
        this.#validated = { of: now, problems };
        this.#shown.problems(problems);
      }
    }
    return this.#validated.of === now ? this.#validated.problems : [];
  }

  /** Requests the capacities of the visible sliders. */
  async capacities() {
    const now = this.#inputs();
    const [text, files, name] = this.#args();
    for (const path of this.#shown.paths()) {
      const capacity = await this.#call("capacity", text, files, path, name).catch(() => null);
      if (now !== this.#inputs()) {
        return;
      }
      this.#shown.capacity(path, capacity);
    }
  }

  /** Repeats the checks until they are of the current inputs. */
  async #all() {
    for (let now = this.#inputs(); this.#of !== now; now = this.#inputs()) {
      const steps = this.#first === "estimate" ? ["estimate", "problems"] : ["problems", "estimate"];
      this.#of = null;
      try {
        let valid = true;
        for (const step of [...steps, "settings"]) {
          valid &&= await this.#step(step, now);
        }
        if (now === this.#inputs()) {
          this.#of = now;
          valid && await this.capacities();
        }
      } catch (error) {
        this.#of = now;
        this.#shown.failure(error instanceof StoppedCall ? t.notCheckedReason(error.message) : error.message);
      }
    }
  }

  /** Makes one check. Returns whether the next one makes sense: the text is still the same, and has no errors. */
  async #step(step, now) {
    if (step === "problems") {
      const problems = await this.problems();
      return now === this.#inputs() && problems.every(({ severity }) => severity !== "error");
    }
    const failed = (error) => step === "estimate" ? { failure: error.message } : null;
    const made = await this.#call(step, ...this.#args()).catch(failed);
    const current = now === this.#inputs();
    if (current && made) {
      this.#shown[step](made);
    }
    return current;
  }

  #call(name, ...args) {
    return this.#engine.call(name, args, CHECK_SECONDS);
  }
}
