// Comparisons: the pinned run, all variants of a run, and twenty runs with other seeds.

import { html } from "../report/element.js";
import { tone } from "./assertions.js";

const RUNS = 20;

export class Comparison {
  #host;
  #pin = html("button", { type: "button", onclick: () => this.#host.pin() }, "Pin this run");
  #unpin = html("button", { type: "button", hidden: true, onclick: () => this.#host.unpin() }, "Unpin");
  #more = html("button", { type: "button", onclick: () => this.#replicate() }, `${RUNS} runs`);
  #all = html("button", { type: "button", hidden: true, "aria-expanded": "false", onclick: () => this.#toggle() }, "All variants");
  #pinned = html("p", { class: "faint" });
  #variants = html("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "All variants", hidden: true });
  #progress = html("progress", { max: 1, value: 0, "aria-label": "Progress of the runs", hidden: true });
  #replicas = html("div", { "aria-live": "polite" });
  #view = null;

  /** @param host { pin(), unpin(), replicate(runs, progress) => Promise of the result } */
  constructor(root, host) {
    this.#host = host;
    this.#more.title = `Runs the text with ${RUNS} seeds, and shows how often each assertion is met.`;
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
    this.#pinned.textContent = pinned ? `Pinned: ${pinned.label}. It is the grey line of the charts.` : "";
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
      content = [html("h3", {}, `${result.runs} runs with different seeds`), ...result.variants.map((each) =>
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
  const names = (parts) => [...new Set(variants.flatMap((variant) => parts(variant)))];
  const assertions = names((variant) => variant.assertions.map(({ name }) => name));
  const numbers = names((variant) => variant.numbers.map(({ label }) => label));
  const cell = (found) => found ? html("td", { class: tone(found.verdict), title: found.verdict }, found.symbol + " " + found.value)
    : html("td", {}, "–");
  return html("table", { class: "numbers" },
    html("thead", {}, html("tr", {}, html("th", { scope: "col" }, html("span", { class: "unseen" }, "assertion")),
      ...variants.map(({ name }) => html("th", { scope: "col" }, name)))),
    html("tbody", {}, ...assertions.map((name) => html("tr", {}, html("th", { scope: "row" }, name),
      ...variants.map((variant) => cell(variant.assertions.find((each) => each.name === name))))),
    ...numbers.map((label) => html("tr", {}, html("th", { scope: "row" }, label), ...variants.map((variant) =>
      html("td", {}, variant.numbers.find((each) => each.label === label)?.value ?? "–"))))));
}

/** A table with the share of runs that meet each assertion, and the interval of the mean. */
function replicas({ name, rows }, runs, named) {
  return html("table", { class: "numbers" }, named ? html("caption", {}, name) : null,
    html("thead", {}, html("tr", {}, html("th", { scope: "col" }, "assertion"), html("th", { scope: "col" }, "met"),
      html("th", { scope: "col" }, "mean, 95 % interval"))),
    html("tbody", {}, ...rows.map((row) => html("tr", { title: row.verdict }, html("th", { scope: "row" }, `${row.name} ${row.bound}`.trim()),
      html("td", { class: row.verdict ? tone(row.verdict) : "" }, row.met == null ? "" : html("span", { class: "share" }, bar(row.met / runs),
        `${row.met} of ${runs}`)),
      html("td", { title: `${row.low} to ${row.high}` }, row.mean)))));
}

function bar(share) {
  const inner = html("span", { class: "filled" });
  inner.style.setProperty("--share", share);
  return html("span", { class: "bar", "aria-hidden": "true" }, inner);
}
