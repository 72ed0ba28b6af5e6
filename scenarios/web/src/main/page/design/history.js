// The last runs of this visit: time, verdict, and the first line that differs from the run before.

import { html } from "../report/element.js";

const KEPT = 20;

/** Returns the first line of a text that another text has not at this place. */
export function firstDifference(text, before) {
  const lines = text.split("\n");
  const others = before.split("\n");
  const at = lines.findIndex((line, i) => line !== others[i]);
  const shown = at >= 0 ? lines[at] : others.length > lines.length ? "" : null;
  return shown === null ? "same text" : shown.trim() === "" ? `line ${(at < 0 ? lines.length : at) + 1} changed`
    : `line ${at + 1}: ${shown.trim().slice(0, 80)}`;
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
  }

  /** Adds a run: { text, name, seed, files, result, time }. */
  add(run) {
    this.#runs = [run, ...this.#runs].slice(0, KEPT);
    this.#button.textContent = `History (${this.#runs.length})`;
    this.#button.disabled = false;
  }

  #open() {
    const entries = this.#runs.map((run, i) => this.#entry(run, this.#runs[i + 1]));
    this.#list.replaceChildren(html("ol", { class: "runs" }, ...entries));
    this.#dialog.showModal();
  }

  #entry(run, before) {
    const { verdict, sentence } = run.result.view;
    const change = !before ? "first run" : before.name !== run.name ? "scenario " + (run.name || "own text")
      : before.seed !== run.seed && before.text === run.text ? "seed " + (run.seed || "of the text")
        : firstDifference(run.text, before.text);
    return html("li", {}, html("button", { type: "button", class: "scenario", onclick: () => {
      this.#dialog.close();
      this.#restore(run);
    } }, html("span", { class: "faint" }, new Date(run.time).toLocaleTimeString() + " "),
    html("b", { class: verdict === "FAIL" ? "bad" : "good" }, verdict), " " + sentence, html("code", {}, change)));
  }
}
