// Assertions, headline numbers and predictions of a variant: this run against the pinned run.

import { clock } from "../report/quantity.js";
import { html } from "../texts/element.js";
import { t } from "../texts/texts.js";
import { readable, translated } from "../texts/verdicts.js";
import { cell, row, spoken, table } from "./table.js";

const TONES = { "met": "good", "violated": "bad", "expected violation": "warning", "undecided": "warning" };

/** Returns the class of a verdict. */
export const tone = (verdict) => TONES[verdict] ?? (/expected/.test(verdict) ? "warning"
  : /violat/.test(verdict) ? "bad" : "faint");

/** Returns the variant of a view with a name; without one, the only variant or none. */
export function variantOf({ variants } = { variants: [] }, name) {
  return variants.find((each) => each.name === name) ?? (variants.length === 1 ? variants[0] : undefined);
}

export class Assertions {
  #seek;
  #rows = html("div", {});

  /** @param seek function that moves the live view to a time in seconds */
  constructor(root, seek) {
    this.#seek = seek;
    root.append(html("h2", { id: "assertions-title" }, () => t.assertions), this.#rows);
    this.show(undefined);
  }

  /**
   * Shows a variant of a run.
   *
   * @param pinned { view, variant, label } or null
   */
  show(view, variantName, pinned = null) {
    const now = variantOf(view, variantName);
    if (!now) {
      this.#rows.replaceChildren(html("p", { class: "faint" }, () => t.runForAssertions));
      return;
    }
    const before = pinned && (variantOf(pinned.view, pinned.variant) ?? pinned.view.variants[0]);
    const heads = [spoken(t.assertion), t.now, ...before ? [t.pinned] : []];
    this.#rows.replaceChildren(table(heads, [...now.assertions.map((each) => this.#assertion(each, before)),
      ...now.numbers.map((each) => number(each, before))]), ...losses(now), ...predictions(now));
  }

  #assertion({ name, bound, value, verdict, symbol, distance, at }, before) {
    const label = `${name} ${readable(bound)}`;
    const mark = html("span", { class: "symbol " + tone(verdict), "aria-hidden": "true" }, symbol);
    const words = at === null ? html("span", {}, label) : html("button", { type: "button", class: "seek",
      title: t.showViolation(clock(at)), onclick: () => this.#seek(at) }, label);
    const shown = html("td", { class: "value " + tone(verdict) }, value,
      verdict === "met" ? null : html("small", {}, t.verdict(verdict)));
    const old = before?.assertions.find((each) => each.name === name);
    const cells = [shown, before ? cell(old?.value ?? "–", { class: "old" }) : null];
    return row(html("span", { class: "named" }, mark, spoken(t.verdict(verdict)), words), cells,
      { title: [t.verdict(verdict), distance].filter(Boolean).join(", ") });
  }
}

function number({ label, value }, before) {
  const old = before?.numbers.find((each) => each.label === label)?.value ?? "–";
  const mark = html("span", { class: "symbol faint", "aria-hidden": "true" }, "·");
  return row(html("span", { class: "named" }, mark, html("span", {}, label)),
    [cell(value, { class: "value" }), before ? cell(old, { class: "old" }) : null]);
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
  const heads = [t.prediction, t.predicted, ...estimates ? [t.estimate] : [], t.measured];
  const rows = found.map((each) => row(each.name, [
    cell(each.predictedText),
    estimates ? cell(each.estimateText || "–") : null,
    html("td", { class: "value " + (each.within === false ? "bad" : "") }, each.measuredText || t.noData,
      each.error ? html("small", {}, each.error) : null),
  ], { title: translated(each).words }));
  return [html("h3", {}, t.predictionsOfAuthor), table(heads, rows)];
}
