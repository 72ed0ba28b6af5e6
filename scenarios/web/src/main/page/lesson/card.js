// The flow of one lesson: guesses, lock in, run, reveal, lesson text.

import { html } from "../report/element.js";
import { quantity } from "../report/quantity.js";
import { copied } from "../link.js";
import { Collection } from "./collect.js";
import { callGraph } from "./graph.js";
import { designOf } from "./model.js";
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
    const heading = html("h2", { tabindex: -1, class: "heading" }, lesson.heading);
    this.root = html("article", { class: "lesson-card" },
      html("div", { class: "lesson-bar" }, button("All lessons", () => mode.list()), button("Present", () => mode.present(), { class: "present-button" }),
        button("Copy link", () => mode.share()), button("Copy link to present", () => mode.share(true))),
      heading, html("p", { class: "question" }, lesson.question),
      this.#said, ...Object.values(this.#parts), this.#collection.root);
    this.#showDesign();
    this.focus = () => heading.focus();
    this.draw();
  }

  /** Shows the design beside the questions: the call graph, and the text without predictions. */
  async #showDesign() {
    const { designElement: place } = this.#mode.host;
    const heading = html("h2", {}, "Design");
    place.replaceChildren(heading,
      html("pre", { tabindex: 0, role: "region", "aria-label": "Design of the scenario" }, designOf(this.#lesson.text)));
    const targets = await this.#mode.host.call("targets", [this.#lesson.text, {}, this.#lesson.name]).catch(() => null);
    if (targets && heading.isConnected) {
      heading.after(callGraph(targets));
    }
  }

  /** Ends the requests of the panel. */
  close() {
    this.#collection.close();
  }

  /** Draws all parts again, such as after a presentation. */
  draw() {
    const { results } = this.#lesson;
    this.#mode.conceal(!results);
    this.#parts.guesses.replaceChildren(html("h3", {}, results ? "Guesses and measurements" : "Predict before you run"),
      html("ol", {}, ...this.#lesson.predictions.map((prediction) => this.#prediction(prediction))));
    this.#drawVerdicts();
    this.#drawAction();
    this.#drawCode();
    this.#drawOutcome();
  }

  #prediction(prediction) {
    const item = html("li", {}, html("h4", {}, prediction.name), html("p", { class: "words" }, prediction.words));
    if (this.#lesson.results) {
      item.append(reveal(this.#lesson, prediction));
    } else if (this.#lesson.isLocked(prediction.name)) {
      const guess = this.#lesson.guess(prediction.name);
      item.append(html("p", { class: "locked" }, guess === null ? "Skipped" : "Locked in: ",
        guess === null ? "" : html("b", {}, quantity(guess, prediction.unit))));
    } else {
      item.append(...this.#question(prediction));
    }
    return item;
  }

  #question(prediction) {
    const lock = button("Lock in", () => this.#lock(prediction, input.value), { class: "primary", disabled: "" });
    const input = new GuessInput(prediction.unit, prediction.words, () => {
      lock.disabled = input.value === null;
    });
    input.root.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !lock.disabled) {
        event.preventDefault();
        lock.click();
      }
    });
    return [input.root, html("div", { class: "lesson-bar" }, lock,
      button("Skip", () => this.#lock(prediction, null), { class: "quiet", "aria-label": `Skip ${prediction.name}` }))];
  }

  #lock(prediction, value) {
    this.#lesson.lock(prediction.name, value);
    const at = this.#lesson.predictions.indexOf(prediction);
    this.#parts.guesses.querySelectorAll("ol > li")[at].replaceWith(this.#prediction(prediction));
    this.#say(value === null ? `${prediction.name}: skipped.`
      : `${prediction.name}: locked in ${quantity(value, prediction.unit)}.`);
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
      verdicts.append(html("h3", {}, "Your guesses of the assertions"),
        html("ul", {}, ...guessed.map(({ name }) => html("li", {}, judged(this.#lesson, name)))));
    } else if (!results && assertions.length) {
      const box = html("input", { type: "checkbox", checked: state.verdicts });
      const fields = html("div", { class: "assertions" });
      box.addEventListener("change", () => this.#askVerdicts(box.checked, fields));
      verdicts.append(html("label", { class: "toggle" }, box, " Also guess which assertions are violated"), fields);
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
    return html("fieldset", {}, html("legend", {}, html("b", {}, name), ` ${bound}, violated by`),
      ...boxes.map((box) => html("label", {}, box, " ", variants.length > 1 ? box.value : "this design")));
  }

  #drawAction() {
    const { complete, results } = this.#lesson;
    const hint = html("p", { class: "hint" }, complete ? "" : "Lock in or skip each guess first.");
    this.#run = button("Run and reveal", () => this.#start(), { class: "primary", disabled: complete ? null : "" });
    const skip = complete ? null : button("Skip all guesses", () => this.#skip(), { class: "quiet" });
    this.#parts.action.replaceChildren(...results ? [] : [html("div", { class: "lesson-bar" }, this.#run, skip), hint]);
  }

  #skip() {
    this.#lesson.predictions.filter(({ name }) => !this.#lesson.isLocked(name))
      .forEach(({ name }) => this.#lesson.lock(name, null));
    this.draw();
    this.#run.focus();
  }

  async #start() {
    const bar = html("progress", { "aria-label": "Progress of the run", max: 1 });
    this.#parts.action.replaceChildren(bar);
    this.#say("The simulation runs.");
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
    this.#say(this.#lesson.predictions.map((prediction) =>
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
        html("summary", {}, "Code of your guesses for the teacher"),
        html("output", { class: "code" }, this.#lesson.code()),
        html("div", { class: "lesson-bar" }, button("Copy code", async () => {
          said.textContent = await copied(this.#lesson.code(), "Code of your guesses") ? "Copied." : "";
        }), button("Save file", () => this.#save()), said)));
    }
  }

  #save() {
    const address = URL.createObjectURL(new Blob([this.#lesson.file()], { type: "application/json" }));
    const name = this.#lesson.name.split("/").at(-1);
    html("a", { href: address, download: `guesses-${name}-${student}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  #drawOutcome() {
    const { results, lesson } = this.#lesson;
    const next = this.#mode.nextEntry;
    this.#parts.outcome.replaceChildren(...!results ? [] : [
      html("h3", {}, "Answer"),
      html("p", { class: "answer" }, results.answer || results.sentence),
      html("p", { class: results.stopped ? "bad" : "hint" }, results.stopped
        ? `The run ended early: ${results.stopped}` : `${results.verdict} ${results.sentence}`.trim()),
      html("h3", {}, "Lesson"), html("p", { class: "lesson-text" }, lesson),
      html("div", { class: "lesson-bar" },
        next ? button(`Next: ${next.step ? `${next.step}. ` : ""}${next.title}`, () => this.#mode.next(),
          { class: "primary" }) : null,
        button("Guess again", () => this.#again())),
    ]);
  }

  #again() {
    this.#lesson.reset();
    this.draw();
    this.focus();
  }

  #say(words) {
    this.#said.textContent = words;
  }
}
