// Comparisons: the pinned run, all variants of a run, and twenty runs with other seeds.

import { html } from "../texts/element.js";
import { follow, t } from "../texts/texts.js";
import { tone } from "./assertions.js";
import { cell, row, spoken, table } from "./table.js";

const RUNS = 20;

export class Comparison {
  #host;
  #pin = html("button", { type: "button", onclick: () => this.#host.pin() }, () => t.pinRun);
  #unpin = html("button", { type: "button", hidden: true, onclick: () => this.#host.unpin() }, () => t.unpin);
  #more = html("button", { type: "button", onclick: () => this.#replicate() }, () => t.runs(RUNS));
  #all = html("button", { type: "button", "aria-expanded": "false", onclick: () => this.#toggle() }, () => t.allVariants);
  #pinned = html("p", { class: "faint" });
  #variants = html("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": () => t.allVariants, hidden: true });
  #progress = html("progress", { max: 1, value: 0, "aria-label": () => t.progressOfRuns, hidden: true });
  #replicas = html("div", { "aria-live": "polite" });
  #view = null;

  /** @param host { pin(), unpin(), replicate(runs, progress) => Promise of the result } */
  constructor(root, host) {
    this.#host = host;
    follow(this.#more, "title", () => t.runsHelp(RUNS));
    root.append(html("div", { class: "buttons" }, this.#pin, this.#unpin, this.#more, this.#all), this.#pinned,
      this.#variants, this.#progress, this.#replicas);
    this.show(null, null);
  }

  /** Shows the comparisons of a run. */
  show(view, pinned) {
    if (this.#view !== view) {
      this.#replicas.replaceChildren();
    }
    this.#view = view;
    this.#pin.disabled = this.#more.disabled = view === null;
    this.#unpin.hidden = pinned === null;
    follow(this.#pinned, "textContent", () => pinned ? t.pinnedHelp(pinned.label) : "");
    this.#all.hidden = (view?.variants.length ?? 0) < 2;
    this.#variants.hidden ||= this.#all.hidden;
    this.#variants.replaceChildren(...this.#all.hidden ? [] : [matrix(view)]);
    this.#all.setAttribute("aria-expanded", String(!this.#variants.hidden));
  }

  #toggle() {
    this.#variants.hidden = !this.#variants.hidden;
    this.#all.setAttribute("aria-expanded", String(!this.#variants.hidden));
  }

  async #replicate() {
    const of = this.#view;
    this.#more.disabled = true;
    this.#progress.hidden = false;
    this.#progress.value = 0;
    let content;
    try {
      const result = await this.#host.replicate(RUNS, (share) => {
        this.#progress.value = [share].flat().reduce((sum, each) => sum + each, 0) / [share].flat().length;
      });
      content = [html("h3", {}, () => t.runsDifferentSeeds(result.runs)), ...result.variants.map((each) =>
        replicas(each, result.runs, result.variants.length > 1))];
    } catch (error) {
      content = [html("p", { class: "warning" }, error.message)];
    }
    this.#progress.hidden = true;
    this.#more.disabled = false;
    if (of === this.#view) {
      this.#replicas.replaceChildren(...content);
    }
  }
}

/** A table with the assertions and headline numbers of each variant. */
function matrix({ variants }) {
  const names = (parts) => [...new Set(variants.flatMap(parts))];
  const assertions = names((variant) => variant.assertions.map(({ name }) => name));
  const numbers = names((variant) => variant.numbers.map(({ label }) => label));
  const verdict = (found) => found
    ? cell(`${found.symbol} ${found.value}`, { class: tone(found.verdict), title: t.verdict(found.verdict) }) : cell("–");
  return table([spoken(t.assertion), ...variants.map(({ name }) => name)], [
    ...assertions.map((name) => row(name, variants.map((variant) =>
      verdict(variant.assertions.find((each) => each.name === name))))),
    ...numbers.map((label) => row(label, variants.map((variant) =>
      cell(variant.numbers.find((each) => each.label === label)?.value ?? "–")))),
  ]);
}

/** A table with the share of runs that meet each assertion, and the interval of the mean. */
function replicas({ name, rows }, runs, named) {
  return table([() => t.assertion, () => t.met, () => t.meanInterval], rows.map((each) => row(`${each.name} ${each.bound}`.trim(), [
    each.met === null ? cell("") : cell(share(each.met, runs), { class: tone(each.verdict), title: () => t.verdict(each.verdict) }),
    cell(each.mean, { title: () => t.fromTo(each.low, each.high) }),
  ])), named ? name : "");
}

function share(met, runs) {
  const filled = html("span", { class: "filled" });
  filled.style.setProperty("--share", met / runs);
  const bar = html("span", { class: "bar", "aria-hidden": "true" }, filled);
  return html("span", { class: "share" }, bar, () => t.metOf(met, runs));
}
