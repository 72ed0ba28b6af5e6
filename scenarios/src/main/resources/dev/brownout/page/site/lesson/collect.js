// The guesses of a class: codes and files, or live from the server, as one histogram per prediction.

import { quantity } from "../report/quantity.js";
import { html } from "../texts/element.js";
import { follow, t } from "../texts/texts.js";
import { lineOf } from "./guesses.js";
import { histogram } from "./numberline.js";
import { median } from "./scale.js";

/** Returns the guesses of a class in words. */
export function summary(values, unit, measured) {
  return (values.length ? t.guessesMedian(t.guesses(values.length), quantity(median(values), unit)) : t.noGuesses)
    + (measured === null ? "" : t.measuredSuffix(quantity(measured, unit))) + ".";
}

/** Returns the histogram of a prediction and its description. */
export function guessesFigure(lesson, prediction, values, wide = false) {
  const measured = lesson.result(prediction.name)?.measured ?? null;
  const words = summary(values, prediction.unit, measured);
  return html("figure", {},
    values.length ? histogram(prediction.unit, values, measured, `${prediction.name}: ${words}`, wide) : "",
    html("figcaption", {}, words));
}

/** Returns the button of the teacher that removes the guesses of the class for a prediction; empty for participants. */
export function clearButton(lesson, prediction, classroom) {
  const failed = html("span", { class: "bad", role: "alert" });
  const clear = async () => {
    const done = await classroom.clear(lesson.name, prediction.name);
    follow(failed, "textContent", () => done ? "" : t.notCleared);
  };
  return classroom?.isTeacher ? html("p", {}, html("button", { type: "button", onclick: clear,
    "aria-label": () => t.clearGuessesOf(prediction.name) }, () => t.clear), " ", failed) : "";
}

/** Panel of the teacher with the guesses of the class. */
export class Collection {
  #lesson;
  #mode;
  #live = null;
  #stop = () => {};
  #figures;
  #said = html("p", { role: "status", class: "hint" });
  #problems = html("ul", { class: "bad" });
  #codes;

  constructor(lesson, mode) {
    this.#lesson = lesson;
    this.#mode = mode;
    this.#codes = html("textarea", { rows: 4, spellcheck: "false", autocapitalize: "off", autocomplete: "off",
      placeholder: () => t.onePerLine });
    this.#codes.value = lesson.state.codes;
    this.#codes.addEventListener("input", () => lesson.collect(this.#codes.value));
    this.#figures = html("div", { class: "figures" }, ...lesson.predictions.flatMap((prediction) => [
      html("h4", {}, prediction.name), html("figure"), clearButton(lesson, prediction, mode.classroom)]));
    lesson.onChange(() => this.root.open && this.draw());
    this.root = html("details", { class: "collection" },
      html("summary", {}, () => mode.host.server?.class ? t.guessesOfClass : t.collectGuesses),
      mode.host.server?.class ? html("details", {}, html("summary", {}, () => t.codesAndFiles), this.#entry()) : this.#entry(),
      this.#said, this.#problems, this.#figures);
    this.root.addEventListener("toggle", () => this.#toggled());
    this.#acceptDrops();
  }

  #entry() {
    const files = html("input", { type: "file", multiple: "", accept: ".json,.txt,text/plain,application/json",
      class: "unseen" });
    files.addEventListener("change", async () => {
      await this.#take(files.files);
      files.value = "";
    });
    return html("div", {}, html("label", {}, () => t.codesOfParticipants, this.#codes),
      html("div", { class: "lesson-bar" }, html("label", { class: "button" }, () => t.addFiles, files),
        html("span", { class: "hint" }, () => t.orDropFiles),
        html("button", { type: "button", class: "quiet", onclick: () => this.#replace("") }, () => t.removeAll)));
  }

  #acceptDrops() {
    for (const type of ["dragover", "drop"]) {
      this.root.addEventListener(type, (event) => {
        if (event.dataTransfer?.types.includes("Files")) {
          event.preventDefault();
          event.stopPropagation();
          if (type === "drop") {
            this.#take(event.dataTransfer.files);
          }
        }
      });
    }
  }

  async #take(files) {
    const lines = [];
    for (const file of files) {
      const text = await file.text();
      lines.push(file.name.endsWith(".json") ? lineOf(file.name, text) : text.trim());
    }
    this.#replace([this.#codes.value.trim(), ...lines].filter(Boolean).join("\n") + "\n");
  }

  #replace(text) {
    this.#codes.value = text;
    this.#lesson.collect(text);
  }

  #toggled() {
    this.#stop();
    this.#stop = this.root.open && this.#mode.classroom
      ? this.#mode.classroom.watch(this.#lesson.name, (live) => this.#received(live)) : () => {};
    this.draw();
  }

  #received(live) {
    this.#live = live ?? this.#live;
    this.#mode.joined(live?.joined ?? null);
    this.draw(live ? "" : t.noConnection);
  }

  /** Draws the histograms again. */
  draw(problem = "") {
    const { students, repeated, problems, values } = this.#lesson.collected(this.#mode.lessonNames);
    const said = [problem, this.#mode.classroom && this.#live ? t.joinedSentence(this.#live.joined) : "",
      students || !this.#mode.classroom ? t.codes(students) : "",
      repeated ? t.repeated(repeated) : ""].filter(Boolean).join(" ");
    if (this.#said.textContent !== said) {
      this.#said.textContent = said;
    }
    this.#problems.replaceChildren(...problems.map((words) => html("li", {}, words)));
    this.#figures.querySelectorAll("figure").forEach((figure, i) => {
      const prediction = this.#lesson.predictions[i];
      figure.replaceWith(
        guessesFigure(this.#lesson, prediction, [...this.#live?.values(prediction.name) ?? [], ...values[i]]));
    });
  }

  /** Ends the requests to the server. */
  close() {
    this.#stop();
    this.root.open = false;
  }
}
