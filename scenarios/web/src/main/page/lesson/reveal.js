// The reveal of a lesson: guess, estimate, prediction and measurement, and the verdicts of the assertions.

import { html } from "../report/element.js";
import { quantity } from "../report/quantity.js";
import { MARKS, valuesLine } from "./numberline.js";
import { offBy } from "./scale.js";

/** Returns the values of a revealed prediction, each { key, symbol, label, value, text, words }. */
export function revealed(lesson, prediction) {
  const result = lesson.result(prediction.name);
  const guess = lesson.guess(prediction.name);
  const off = offBy(guess, result.measured, result.unit);
  const parts = {
    guess: { value: guess, text: guess === null ? "skipped" : quantity(guess, result.unit), words: off && `off by ${off}` },
    estimate: { value: result.estimate, text: result.estimateText, words: "" },
    predicted: { value: result.predicted, text: result.predictedText,
      words: (result.error && `error ${result.error}`) + (result.within ? ", within tolerance" : "") },
    measured: { value: result.measured, text: result.measuredText, words: "" },
  };
  return MARKS.map((mark) => ({ ...mark, ...parts[mark.key] })).filter(({ text }) => text);
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
const listed = (names) => names.length ? "violated by " + names.join(", ") : "no variant violates it";
const single = (names) => names.length ? "it is violated" : "it is met";

/** Returns the comparison of the guessed verdicts of an assertion with those of the run, as the command prints it. */
export function judged(lesson, assertion) {
  const { variants } = lesson.results;
  const guessed = lesson.state.violations[assertion];
  const actual = variants.filter(({ assertions }) =>
    assertions.some(({ name, verdict }) => name === assertion && isViolated(verdict))).map(({ name }) => name);
  const words = variants.length > 1 ? listed : single;
  const correct = guessed.length === actual.length && guessed.every((name) => actual.includes(name));
  return `${assertion}: your guess: ${words(guessed)}: ${correct ? "correct" : `wrong, ${words(actual)}`}`;
}
