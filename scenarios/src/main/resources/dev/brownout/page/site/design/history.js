// The last runs of this visit: time, verdict, and the first line that differs from the run before.

import { html } from "../texts/element.js";
import { follow, t } from "../texts/texts.js";
import { countsOf } from "../texts/verdicts.js";

const KEPT = 20;

/** Returns the first line of a text that another text has not at this place. */
export function firstDifference(text, before) {
  const lines = text.split("\n");
  const others = before.split("\n");
  const at = lines.findIndex((line, i) => line !== others[i]);
  const shown = at >= 0 ? lines[at] : others.length > lines.length ? "" : null;
  return shown === null ? t.sameText : shown.trim() === "" ? t.lineChanged((at < 0 ? lines.length : at) + 1)
    : t.lineIs(at + 1, shown.replace(/\s#.*/, "").trim().slice(0, 80));
}

export class RunHistory {
  #runs = [];
  #button;
  #dialog;
  #list;
  #restore;

  /** @param restore function that shows a run again */
  constructor({ button, dialog, list }, restore) {
    [this.#button, this.#dialog, this.#list, this.#restore] = [button, dialog, list, restore];
    button.addEventListener("click", () => this.#open());
    this.#count();
  }

  /** Adds a run: { text, name, seed, files, result, time }. */
  add(run) {
    this.#runs = [run, ...this.#runs].slice(0, KEPT);
    this.#count();
    this.#button.disabled = false;
  }

  #count() {
    follow(this.#button, "textContent", () => t.history(this.#runs.length));
  }

  #open() {
    const entries = this.#runs.map((run, i) => this.#entry(run, this.#runs[i + 1]));
    this.#list.replaceChildren(html("ol", { class: "runs" }, ...entries));
    this.#dialog.showModal();
  }

  #entry(run, before) {
    const { view } = run.result;
    const { verdict } = view;
    const change = !before ? t.firstRun : before.name !== run.name ? t.scenarioNamed(run.name || t.ownTextName)
      : before.seed !== run.seed && before.text === run.text ? (run.seed ? t.seedNamed(run.seed) : t.seedOfTheText)
        : firstDifference(run.text, before.text);
    return html("li", {}, html("button", { type: "button", class: "scenario", onclick: () => {
      this.#dialog.close();
      this.#restore(run);
    } }, html("span", { class: "faint" }, new Date(run.time).toLocaleTimeString() + " "),
    html("b", { class: verdict === "FAIL" ? "bad" : "good" }, t.outcome(verdict)), " " + countsOf(view), html("code", {}, change)));
  }
}
