// The flow of one lesson: guesses, lock in, run, reveal, lesson text.

import { quantity } from "../report/quantity.js";
import { copied } from "../link.js";
import { html } from "../texts/element.js";
import { follow, t } from "../texts/texts.js";
import { countsOf, translated } from "../texts/verdicts.js";
import { Collection } from "./collect.js";
import { callGraph } from "./graph.js";
import { designOf, headingOf } from "./model.js";
import { GuessInput } from "./numberline.js";
import { judged, reveal, revealed, sentence } from "./reveal.js";
import { student } from "./store.js";

const button = (words, click, more = {}) => html("button", { type: "button", onclick: click, ...more }, words);

/** Panel of a lesson. */
export class LessonCard {
  #lesson;
  #mode;
  #run;
  #said;
  #parts = {};
  #collection;

  /** @param mode actions of the page: list(), present(), next(), share(), host, nextEntry */
  constructor(lesson, mode) {
    this.#lesson = lesson;
    this.#mode = mode;
    this.#said = html("p", { role: "status", class: "unseen" });
    for (const name of ["guesses", "verdicts", "action", "code", "outcome"]) {
      this.#parts[name] = html("div", { class: `lesson-${name}` });
    }
    this.#collection = new Collection(lesson, mode);
    const heading = html("h2", { tabindex: -1, class: "heading" }, () => lesson.heading);
    this.root = html("article", { class: "lesson-card" },
      html("div", { class: "lesson-bar" }, button(() => t.allLessons, () => mode.list()),
        button(() => t.present, () => mode.present(), { class: "present-button" }),
        button(() => t.copyLink, () => mode.share()), button(() => t.copyPresentLink, () => mode.share(true))),
      heading, html("p", { class: "question" }, () => lesson.question),
      this.#said, ...Object.values(this.#parts), this.#collection.root);
    this.#showDesign();
    this.focus = () => heading.focus();
    this.draw();
  }

  /** Shows the design beside the questions: the call graph, and the text without predictions. */
  async #showDesign() {
    const { designElement: place } = this.#mode.host;
    const heading = html("h2", {}, () => t.design);
    place.replaceChildren(heading,
      html("pre", { tabindex: 0, role: "region", "aria-label": () => t.designOfScenario }, designOf(this.#lesson.text)));
    const targets = await this.#mode.host.call("targets", [this.#lesson.text, {}, this.#lesson.name]).catch(() => null);
    if (targets && heading.isConnected) {
      heading.after(callGraph(targets));
    }
  }

  /** Ends the requests of the panel. */
  close() {
    this.#collection.close();
  }

  /** Draws the results again, as their size depends on the words. The inputs of open guesses stay. */
  translate() {
    if (this.#lesson.results) {
      this.#parts.guesses.querySelectorAll("ol > li").forEach((item, i) =>
        item.replaceWith(this.#prediction(this.#lesson.predictions[i])));
    }
    if (this.#collection.root.open) {
      this.#collection.draw();
    }
  }

  /** Draws all parts again, such as after a presentation. */
  draw() {
    const { results } = this.#lesson;
    this.#mode.conceal(!results);
    this.#parts.guesses.replaceChildren(html("h3", {}, () => results ? t.guessesAndMeasurements : t.predictFirst),
      html("ol", {}, ...this.#lesson.predictions.map((prediction) => this.#prediction(prediction))));
    this.#drawVerdicts();
    this.#drawAction();
    this.#drawCode();
    this.#drawOutcome();
  }

  #prediction(prediction) {
    const item = html("li", {}, html("h4", {}, prediction.name), html("p", { class: "words" }, () => translated(prediction).words));
    if (this.#lesson.results) {
      item.append(reveal(this.#lesson, prediction));
    } else if (this.#lesson.isLocked(prediction.name)) {
      const guess = this.#lesson.guess(prediction.name);
      item.append(html("p", { class: "locked" }, () => guess === null ? t.skipped : t.lockedIn,
        guess === null ? "" : html("b", {}, quantity(guess, prediction.unit))));
    } else {
      item.append(...this.#question(prediction));
    }
    return item;
  }

  #question(prediction) {
    const lock = button(() => t.lockIn, () => this.#lock(prediction, input.value), { class: "primary", disabled: "" });
    const input = new GuessInput(prediction.unit, () => translated(prediction).words, () => {
      lock.disabled = input.value === null;
    });
    input.root.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !lock.disabled) {
        event.preventDefault();
        lock.click();
      }
    });
    return [input.root, html("div", { class: "lesson-bar" }, lock,
      button(() => t.skip, () => this.#lock(prediction, null), { class: "quiet", "aria-label": () => t.skipPrediction(prediction.name) }))];
  }

  #lock(prediction, value) {
    this.#lesson.lock(prediction.name, value);
    const at = this.#lesson.predictions.indexOf(prediction);
    this.#parts.guesses.querySelectorAll("ol > li")[at].replaceWith(this.#prediction(prediction));
    this.#say(() => value === null ? t.saidSkipped(prediction.name)
      : t.saidLocked(prediction.name, quantity(value, prediction.unit)));
    this.#drawAction();
    this.#drawCode();
    (this.#parts.guesses.querySelector(".typed input") ?? this.#run).focus();
  }

  #drawVerdicts() {
    const { verdicts } = this.#parts;
    const { state, results, assertions } = this.#lesson;
    verdicts.replaceChildren();
    if (results && Object.keys(state.violations).length) {
      const guessed = assertions.filter(({ name }) => name in state.violations);
      verdicts.append(html("h3", {}, () => t.guessesOfAssertions),
        html("ul", {}, ...guessed.map(({ name }) => html("li", {}, () => judged(this.#lesson, name)))));
    } else if (!results && assertions.length) {
      const box = html("input", { type: "checkbox", checked: state.verdicts });
      const fields = html("div", { class: "assertions" });
      box.addEventListener("change", () => this.#askVerdicts(box.checked, fields));
      verdicts.append(html("label", { class: "toggle" }, box, () => t.alsoGuess), fields);
      this.#askVerdicts(state.verdicts, fields);
    }
  }

  async #askVerdicts(wanted, fields) {
    this.#lesson.state.verdicts = wanted;
    if (!wanted) {
      this.#lesson.assertions.forEach(({ name }) => this.#lesson.judge(name, null));
      fields.replaceChildren();
      return;
    }
    const variants = await this.#lesson.variantNames();
    fields.replaceChildren(...this.#lesson.assertions.map((assertion) => this.#assertion(assertion, variants)));
  }

  #assertion({ name, bound }, variants) {
    const guessed = this.#lesson.state.violations[name] ?? [];
    const boxes = variants.map((variant) => html("input", { type: "checkbox", value: variant,
      checked: guessed.includes(variant) }));
    const judge = () => this.#lesson.judge(name, boxes.filter((box) => box.checked).map((box) => box.value));
    boxes.forEach((box) => box.addEventListener("change", judge));
    judge();
    const explained = (one) => () => this.#lesson.explained(one);
    const design = () => t.thisDesign;
    return html("fieldset", {}, html("legend", {}, html("b", {}, explained(name)), () => t.violatedByQuestion(bound)),
      ...boxes.map((box) => html("label", {}, box, " ", variants.length > 1 ? explained(box.value) : design)));
  }

  #drawAction() {
    const { complete, results } = this.#lesson;
    const hint = html("p", { class: "hint" }, () => complete ? "" : t.lockFirst);
    this.#run = button(() => t.runAndReveal, () => this.#start(), { class: "primary", disabled: complete ? null : "" });
    const skip = complete ? null : button(() => t.skipAll, () => this.#skip(), { class: "quiet" });
    this.#parts.action.replaceChildren(...results ? [] : [html("div", { class: "lesson-bar" }, this.#run, skip), hint]);
  }

  #skip() {
    this.#lesson.predictions.filter(({ name }) => !this.#lesson.isLocked(name))
      .forEach(({ name }) => this.#lesson.lock(name, null));
    this.draw();
    this.#run.focus();
  }

  async #start() {
    const bar = html("progress", { "aria-label": () => t.progressOfRun, max: 1 });
    this.#parts.action.replaceChildren(bar);
    this.#say(() => t.simulationRuns);
    try {
      await this.#lesson.run((share) => {
        bar.value = share;
      });
      this.draw();
      this.#announce();
      this.#parts.guesses.scrollIntoView({ block: "start" });
    } catch (error) {
      this.#drawAction();
      this.#parts.action.append(html("p", { class: "bad", role: "alert" }, error.message));
      this.#run.focus();
    }
  }

  #announce() {
    this.#say(() => this.#lesson.predictions.map((prediction) =>
      sentence(prediction, revealed(this.#lesson, prediction))).join(" "));
    const heading = this.#parts.guesses.querySelector("h3");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  #drawCode() {
    const { code } = this.#parts;
    const guessed = this.#lesson.predictions.some(({ name }) => this.#lesson.guess(name) !== null);
    code.replaceChildren();
    if (this.#lesson.complete && guessed) {
      const said = html("span", { role: "status" });
      code.append(html("details", { open: this.#lesson.results ? null : "" },
        html("summary", {}, () => t.codeOfGuesses),
        html("output", { class: "code" }, this.#lesson.code()),
        html("div", { class: "lesson-bar" }, button(() => t.copyCode, async () => {
          const done = await copied(this.#lesson.code(), t.codeLabel);
          follow(said, "textContent", () => done ? t.copied : "");
        }), button(() => t.saveFile, () => this.#save()), said)));
    }
  }

  #save() {
    const address = URL.createObjectURL(new Blob([this.#lesson.file()], { type: "application/json" }));
    const name = this.#lesson.name.split("/").at(-1);
    html("a", { href: address, download: `guesses-${name}-${student}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  #drawOutcome() {
    const { results } = this.#lesson;
    const next = this.#mode.nextEntry;
    this.#parts.outcome.replaceChildren(...!results ? [] : [
      html("h3", {}, () => t.answer),
      html("p", { class: "answer" }, () => translated(results).answer || countsOf(results)),
      html("p", { class: results.stopped ? "bad" : "hint" }, () => results.stopped
        ? t.endedEarly(results.stopped) : `${t.outcome(results.verdict)} ${countsOf(results)}`.trim()),
      html("h3", {}, () => t.lesson), html("p", { class: "lesson-text" }, () => this.#lesson.lesson),
      html("div", { class: "lesson-bar" },
        next ? button(() => t.nextLesson(headingOf(next)), () => this.#mode.next(),
          { class: "primary" }) : null,
        button(() => t.guessAgain, () => this.#again())),
    ]);
  }

  #again() {
    this.#lesson.reset();
    this.draw();
    this.focus();
  }

  #say(words) {
    follow(this.#said, "textContent", words);
  }
}
