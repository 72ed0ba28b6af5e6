// The reveal of a lesson: guess, estimate, prediction and measurement, and the verdicts of the assertions.

import { quantity } from "../report/quantity.js";
import { html } from "../texts/element.js";
import { t } from "../texts/texts.js";
import { marks, valuesLine } from "./numberline.js";
import { offBy } from "./scale.js";

/** Returns the values of a revealed prediction, each { key, symbol, label, value, text, words }. */
export function revealed(lesson, prediction) {
  const result = lesson.result(prediction.name);
  const guess = lesson.guess(prediction.name);
  const off = offBy(guess, result.measured, result.unit);
  const parts = {
    guess: { value: guess, text: guess === null ? t.skippedGuess : quantity(guess, result.unit), words: off && t.offBy(off) },
    estimate: { value: result.estimate, text: result.estimateText, words: "" },
    predicted: { value: result.predicted, text: result.predictedText,
      words: (result.error && t.errorIs(result.error)) + (result.within ? t.withinTolerance : "") },
    measured: { value: result.measured, text: result.measuredText, words: "" },
  };
  return marks().map((mark) => ({ ...mark, ...parts[mark.key] })).filter(({ text }) => text);
}

/** Returns one sentence about a revealed prediction. */
export function sentence(prediction, values) {
  return prediction.name + ": " + values.map(({ label, text, words }) => `${label} ${text}${words ? `, ${words}` : ""}`)
    .join("; ") + ".";
}

/** Returns the number line and the table of a prediction. */
export function reveal(lesson, prediction) {
  const values = revealed(lesson, prediction);
  return html("div", { class: "revealed" },
    valuesLine(lesson.result(prediction.name).unit, values, sentence(prediction, values)),
    html("table", {}, html("tbody", {}, ...values.map(({ key, symbol, label, text, words }) => html("tr", { class: key },
      html("th", { scope: "row" }, html("span", { class: "symbol", "aria-hidden": "true" }, symbol), label),
      html("td", { class: "amount" }, text), html("td", { class: "words" }, words))))));
}

const isViolated = (verdict) => !/^(met|undecided)\b/.test(verdict);

/** Returns the comparison of the guessed verdicts of an assertion with those of the run, as the command prints it. */
export function judged(lesson, assertion) {
  const { variants } = lesson.results;
  const guessed = lesson.state.violations[assertion];
  const actual = variants.filter(({ assertions }) =>
    assertions.some(({ name, verdict }) => name === assertion && isViolated(verdict))).map(({ name }) => name);
  const words = (names) => variants.length > 1 ? t.violatedBy(names) : t.violatedOrMet(names.length > 0);
  const correct = guessed.length === actual.length && guessed.every((name) => actual.includes(name));
  return t.judged(assertion, words(guessed), correct, words(actual));
}
