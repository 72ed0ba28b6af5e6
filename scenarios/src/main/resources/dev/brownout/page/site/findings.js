// Problems and analytical estimate of the current text.

import { follow, onLanguage, t } from "./texts/texts.js";
import { translated } from "./texts/verdicts.js";

const [checked, list, estimate, title] = ["checked", "problems", "estimate", "estimate-title"]
  .map((id) => document.getElementById(id));

const SHOWN = 100;
const LENGTH = 110;

export class Findings {
  #select;
  #first = null;
  #again = () => {};

  /** @param select function that selects the place of a problem in the text */
  constructor(select) {
    this.#select = select;
    checked.addEventListener("click", () => this.#first && select(this.#first));
    this.tell(() => t.notChecked);
    onLanguage(() => this.#again());
  }

  /** Shows one line instead of the number of problems. */
  tell(words, bad = false) {
    follow(checked, "textContent", words);
    checked.classList.toggle("bad", bad);
  }

  /**
   * Shows the problems of a text.
   *
   * @param file name of the text, against the names of its files
   */
  show(problems, file) {
    this.#again = () => list.replaceChildren(...problems.slice(0, SHOWN).map((each) => this.#item(each, file)));
    const errors = problems.filter(({ severity }) => severity === "error").length;
    const warnings = problems.length - errors;
    const counts = () => [...errors ? [t.errors(errors)] : [], ...warnings ? [t.warnings(warnings)] : []].join(", ")
      || t.noProblems;
    const own = problems.filter((each) => each.file === file && each.line);
    this.#first = own.find(({ severity }) => severity === "error") ?? own[0] ?? null;
    const first = this.#first;
    this.tell(() => {
      const words = first ? t.lineMessage(first.line, translated(first).message) : translated(problems[0] ?? {}).message ?? "";
      const short = words.length > LENGTH ? words.slice(0, LENGTH - 1) + "…" : words;
      return short ? `${counts()} · ${short}` : counts();
    }, errors > 0);
    checked.disabled = this.#first === null;
    this.#again();
    if (errors > 0) {
      this.estimate("");
    }
  }

  /** Shows the analytical estimate; nothing for an empty text. */
  estimate(text) {
    follow(estimate, "textContent", text);
    title.hidden = text === "";
  }

  #item(problem, file) {
    const { line, column, severity, message } = translated(problem);
    const own = problem.file === file;
    const place = [...own ? [] : [problem.file], ...line ? [line, column] : []].map((each) => each + ":").join("");
    const item = document.createElement("li");
    const words = document.createElement(own && line ? "button" : "span");
    words.className = severity === "error" ? "bad" : "warning";
    words.textContent = `${place} ${t.severity(severity)}: ${message}`.trim();
    if (own && line) {
      words.type = "button";
      words.addEventListener("click", () => this.#select(problem));
    }
    item.append(words);
    return item;
  }
}
