// A lesson: a scenario with predictions, the guesses of the reader, and the results of its run.

import { t } from "../texts/texts.js";
import { translated } from "../texts/verdicts.js";
import { encoded } from "./code.js";
import { fileOf, merged } from "./guesses.js";
import { emptyState, forget, save, stateOf, student } from "./store.js";

const CALL_SECONDS = 10;
const HIDDEN = /^(about|predict|charts|sla|version|scenario):/;
/** A comment at the end of a line, which may give an answer away. */
const COMMENT = /^((?:[^"'#]|"[^"]*"|'[^']*'|\S#)*?)\s+#.*$/;
const EXPECTED = /,?\s*expect_violations:\s*(\[[^\]]*\]|[^,}\n]+)/g;

/** Returns the design of a scenario: its text without question, lesson, predictions, assertions and comments. */
export function designOf(text) {
  let shown = true;
  const lines = text.split("\n").filter((line) => {
    if (/^\S/.test(line) && !line.startsWith("#")) {
      shown = !HIDDEN.test(line);
    }
    return shown && !line.startsWith("#");
  });
  return lines.map((line) => line.replace(COMMENT, "$1")).join("\n")
    .replace(EXPECTED, "").replace(/\{\s*,\s*/g, "{ ").replace(/\{\s*\}/g, "{}")
    .replace(/\n{3,}/g, "\n\n").trim() + "\n";
}

/** Returns the title of a lesson with its step in the course. */
export const headingOf = (lesson) => (lesson.step ? `${lesson.step}. ` : "") + translated(lesson).title;

/** A lesson with its state. Listeners are called after each change. */
export class Lesson {
  #host;
  #classroom;
  #listeners = new Set();
  #source;
  #info;

  constructor(entry, info, text, host, classroom, state = stateOf(entry.name)) {
    const { predictions, assertions } = info;
    Object.assign(this, { predictions, assertions, name: entry.name, step: entry.step, text, view: null, state });
    this.#info = info;
    this.#source = [entry, info, text, host, classroom];
    this.#host = host;
    this.#classroom = classroom;
  }

  /** Reads a lesson from the engine. */
  static async load(entry, host, classroom) {
    const [info, text] = await Promise.all([
      host.call("lesson", [entry.name], CALL_SECONDS), host.call("scenario", [entry.name], CALL_SECONDS)]);
    return new Lesson(entry, info, text, host, classroom);
  }

  /** Returns this lesson without guesses and results, for a presentation. They are not kept. */
  fresh() {
    return new Lesson(...this.#source, emptyState(this.state.codes));
  }

  get heading() {
    return headingOf({ ...this.#info, step: this.step });
  }

  get question() {
    return translated(this.#info).question;
  }

  /** The lesson to learn. */
  get lesson() {
    return translated(this.#info).lesson;
  }

  /** Returns the name of an assertion or variant, with its explanation in the language of the page. */
  explained(name) {
    const explanation = translated(this.#info).names?.[name];
    return explanation ? `${name} (${explanation})` : name;
  }

  get results() {
    return this.state.results;
  }

  onChange(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed() {
    save();
    this.#listeners.forEach((listener) => listener());
  }

  isLocked(prediction) {
    return prediction in this.state.guesses;
  }

  guess(prediction) {
    return this.state.guesses[prediction] ?? null;
  }

  /** Fixes a guess; null skips the prediction. */
  lock(prediction, value, shared = true) {
    this.state.guesses[prediction] = value;
    if (value !== null && shared) {
      this.#classroom?.send(this.name, prediction, value);
    }
    this.#changed();
  }

  /** Returns whether each guess is locked in or skipped. */
  get complete() {
    return this.predictions.every(({ name }) => this.isLocked(name));
  }

  /** Stores the variants that violate an assertion according to the reader; null: no guess. */
  judge(assertion, variants) {
    if (variants === null) {
      delete this.state.violations[assertion];
    } else {
      this.state.violations[assertion] = variants;
    }
    save();
  }

  /** Returns the names of the variants. */
  async variantNames() {
    this.variants ??= (await this.#host.call("estimate", [this.text, {}, this.name], CALL_SECONDS)).variants
      .map(({ name }) => name);
    return this.variants;
  }

  /** Runs the scenario of the page and keeps the results. */
  async run(progress) {
    const view = await this.#host.run(progress);
    this.view = view;
    const found = view?.variants?.[0]?.predictions ?? [];
    if (!this.predictions.every(({ name }) => found.some((one) => one.name === name))) {
      throw new Error(t.noValues);
    }
    this.state.results = {
      answer: view.answer, translations: view.translations, verdict: view.verdict, sentence: view.sentence, stopped: view.stopped ?? "",
      predictions: this.predictions.map(({ name }) => found.find((one) => one.name === name)),
      variants: view.variants.map(({ name, assertions }) => (
        { name, assertions: assertions.map((one) => ({ name: one.name, verdict: one.verdict, value: one.value })) })),
    };
    this.state.done = !view.stopped;
    stateOf(this.name).done ||= this.state.done;
    this.#changed();
    return view;
  }

  /** Returns measured and predicted values of a prediction; undefined before the run. */
  result(prediction) {
    return this.results?.predictions.find(({ name }) => name === prediction);
  }

  /** Forgets guesses and results. */
  reset() {
    this.view = null;
    forget(this.name);
    this.#changed();
  }

  /** Returns the code of the guesses. */
  code() {
    return encoded(this.name, student, this.predictions.map(({ name }) => this.guess(name)));
  }

  /** Returns the text of the file of the guesses. */
  file() {
    return fileOf(this.name, student, this.predictions, this.state.guesses);
  }

  /** Replaces the codes of the class. */
  collect(codes) {
    this.state.codes = codes;
    this.#changed();
  }

  /** Returns the merged codes of the class. */
  collected(names) {
    return merged(this.state.codes, this.name, this.predictions, names);
  }
}
