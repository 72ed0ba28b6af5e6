// Assertions, headline numbers and predictions of a variant: this run against the pinned run.

import { clock } from "../report/quantity.js";
import { html } from "../report/element.js";

const TONES = { "met": "good", "violated": "bad", "expected violation": "warning", "undecided": "warning" };

/** Returns the class of a verdict. */
export const tone = (verdict) => TONES[verdict] ?? (/expected/.test(verdict) ? "warning"
  : /violat/.test(verdict) ? "bad" : "faint");

/** Returns the variant of a view with a name; without one, the only variant or none. */
export function variantOf(view, name) {
  return view?.variants.find((each) => each.name === name) ?? (view?.variants.length === 1 ? view.variants[0] : undefined);
}

export class Assertions {
  #seek;
  #rows = html("div", {});

  /** @param seek function that moves the live view to a time in seconds */
  constructor(root, seek) {
    this.#seek = seek;
    root.append(html("h2", { id: "assertions-title" }, "Assertions"), this.#rows);
    this.show(null);
  }

  /**
   * Shows a variant of a run.
   *
   * @param pinned { view, variant, label } or null
   */
  show(view, variantName, pinned = null) {
    const now = variantOf(view, variantName);
    if (!now) {
      this.#rows.replaceChildren(html("p", { class: "faint" }, "Run the scenario to see its assertions."));
      return;
    }
    const before = pinned && (variantOf(pinned.view, pinned.variant) ?? pinned.view.variants[0]);
    const table = html("table", { class: "numbers" },
      html("thead", {}, html("tr", {}, html("th", { scope: "col", colspan: 2 }, html("span", { class: "unseen" }, "assertion")),
        html("th", { scope: "col" }, "now"), before ? html("th", { scope: "col", title: pinned.label }, "pinned") : null)),
      html("tbody", {}, ...now.assertions.map((each) => this.#assertion(each, before)),
        ...now.numbers.map((each) => number(each, before))));
    this.#rows.replaceChildren(table, ...losses(now), ...predictions(now));
  }

  #assertion(assertion, before) {
    const { name, bound, value, verdict, symbol, distance, at } = assertion;
    const label = `${name} ${spaced(bound)}`;
    const old = before?.assertions.find((each) => each.name === name);
    const words = [verdict, distance].filter(Boolean).join(", ");
    return html("tr", { title: words },
      html("td", { class: tone(verdict) }, html("span", { "aria-hidden": "true" }, symbol), html("span", { class: "unseen" }, verdict)),
      html("th", { scope: "row" }, at === null ? label : html("button", { type: "button", class: "seek",
        title: "Show the first violation, at " + clock(at), onclick: () => this.#seek(at) }, label)),
      html("td", { class: "value " + tone(verdict) }, value, verdict === "met" ? null : html("small", {}, verdict)),
      before ? html("td", { class: "old" }, old ? old.value : "–") : null);
  }
}

/** A bound as it is written in a table. */
const spaced = (bound) => bound.replace(">=", "≥").replace("<=", "≤");

function number({ label, value }, before) {
  return html("tr", {}, html("td", { class: "faint" }, html("span", { "aria-hidden": "true" }, "·")),
    html("th", { scope: "row" }, label), html("td", { class: "value" }, value),
    before ? html("td", { class: "old" }, before.numbers.find((each) => each.label === label)?.value ?? "–") : null);
}

function losses({ losses: found }) {
  return found.length === 0 ? []
    : [html("ul", { class: "losses" }, ...found.map((words) => html("li", { class: "warning" }, words)))];
}

function predictions({ predictions: found }) {
  if (found.length === 0) {
    return [];
  }
  const estimates = found.some(({ estimateText }) => estimateText);
  const head = ["prediction", "predicted", ...estimates ? ["estimate"] : [], "measured"];
  return [html("h3", {}, "Predictions of the author"), html("table", { class: "numbers" },
    html("thead", {}, html("tr", {}, ...head.map((words) => html("th", { scope: "col" }, words)))),
    html("tbody", {}, ...found.map((each) => html("tr", { title: each.words }, html("th", { scope: "row" }, each.name),
      html("td", {}, each.predictedText), estimates ? html("td", {}, each.estimateText || "–") : null,
      html("td", { class: "value " + (each.within === false ? "bad" : "") }, each.measuredText || "no data",
        each.error ? html("small", {}, each.error) : null)))))];
}
