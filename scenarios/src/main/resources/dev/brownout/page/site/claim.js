// The result that the sender of a link got, and the guess of the reader before the run.

import { MAX_ANSWER } from "./link.js";
import { html } from "./texts/element.js";
import { t } from "./texts/texts.js";

/** Returns the result of a run as a link carries it; undefined without a verdict. The answer is in the language of the sender. */
export const claimOf = ({ result: { view, exitCode } }, answer) => view.verdict ? { verdict: view.verdict,
  passed: exitCode === 0, answer: answer.slice(0, MAX_ANSWER), requests: view.requests, events: view.events } : undefined;

/** Properties that depend on text, seed and version only, neither on the language nor on the shown variant. */
const COMPARED = ["verdict", "requests", "events"];

export class Claim {
  #root;
  #run;
  #of = null;
  #claim = null;
  #guess = null;

  /** @param run function that runs the scenario */
  constructor(root, run) {
    [this.#root, this.#run] = [root, run];
  }

  /** Shows a claim about inputs; nothing for undefined. */
  show(claim, inputs) {
    this.#claim = claim ?? null;
    this.#of = inputs;
    this.#guess = null;
    this.#root.hidden = !claim;
    if (claim) {
      this.#draw(html("p", { class: "buttons" }, this.#button(() => t.run, () => this.#run(), "primary"),
        this.#button(() => t.guessFirst, () => this.#ask())));
    }
  }

  /** Compares a run with the claim and with the guess. The run of another text hides the claim. */
  judge(run) {
    if (!this.#claim) {
      return;
    }
    const own = run.of === this.#of ? claimOf(run, "") : undefined;
    this.#root.hidden = !own;
    if (own) {
      const same = COMPARED.every((name) => own[name] === this.#claim[name]);
      const guess = this.#guess === null ? [] : [html("p", {},
        () => t.guessWas(t.passOrFail(this.#guess), this.#guess === own.passed))];
      this.#draw(...guess, html("p", { class: same ? "good" : "warning" }, () => same ? t.claimConfirmed : t.claimDiffers));
    }
  }

  #draw(...more) {
    const { verdict, passed, answer } = this.#claim;
    const outcome = html("span", { class: "verdict" }, () => t.outcome(verdict));
    outcome.classList.toggle("bad", !passed);
    this.#root.replaceChildren(html("p", {}, html("b", {}, () => t.senderGot), " ", outcome, " ",
      html("span", { dir: "auto" }, answer), " ", html("span", { class: "faint" }, () => t.claimOnly)), ...more);
  }

  /** Hides the claim until the reader has chosen a verdict. */
  #ask() {
    const choose = (guess) => {
      this.#guess = guess;
      this.#root.replaceChildren(html("p", {}, () => t.lockedInValue(t.passOrFail(guess))));
      this.#run();
    };
    this.#root.replaceChildren(html("p", {}, html("b", {}, () => t.guessVerdict)), html("p", { class: "buttons" },
      this.#button(() => t.guessPass, () => choose(true)), this.#button(() => t.guessFail, () => choose(false))));
    this.#root.querySelector("button").focus();
  }

  #button(label, action, style = "") {
    return html("button", { type: "button", class: style, onclick: action }, label);
  }
}
