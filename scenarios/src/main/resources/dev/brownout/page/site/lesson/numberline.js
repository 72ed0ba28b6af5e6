// The number line: a slider and a field for a guess, and the drawn line with the values of a lesson.

import { quantity } from "../report/quantity.js";
import { html, svg } from "../texts/element.js";
import { follow, t } from "../texts/texts.js";
import { scaleOf, withoutOutliers } from "./scale.js";

const NARROW = 300;
const WIDE = 360;
const EDGE = 12;
const ROW = 21;
const AXIS = 26;

let made = 0;

/** Input of one guess. It shows no value before the reader chooses one. */
export class GuessInput {
  #scale;
  #slider;
  #field;
  #unit;
  #said;
  #onChange;

  /** @param words function that returns the prediction in words, the name of the fields for screen readers */
  constructor(unit, words, onChange) {
    this.#scale = scaleOf(unit);
    this.#onChange = onChange;
    this.value = null;
    const id = `guess-${++made}`;
    this.#slider = html("input", { type: "range", min: 0, max: this.#scale.positions, step: 1,
      value: Math.round(this.#scale.positions / 2), class: "unset", "aria-label": () => t.guessOnLine(words()),
      "aria-valuetext": () => t.noGuessYet });
    this.#field = html("input", { type: "text", inputmode: "decimal", autocomplete: "off", size: 8, maxlength: 20,
      "aria-label": () => t.guessAsNumber(words()), "aria-describedby": id });
    this.#said = html("p", { id, class: "hint" });
    this.#unit = this.#scale.units.length > 1
      ? html("select", { "aria-label": () => t.unitOfGuess(words()) },
        ...this.#scale.units.map(([name]) => html("option", { value: name }, name)))
      : html("span", { class: "unit" }, this.#scale.units[0][0]);
    this.#listen();
    this.root = html("div", { class: "guess" },
      html("div", { class: "line" }, this.#slider, this.#ticks()),
      html("div", { class: "typed" }, this.#field, this.#unit), this.#said);
  }

  #listen() {
    const slid = () => this.#choose(this.#scale.value(Number(this.#slider.value)), this.#slider);
    this.#slider.addEventListener("input", slid);
    // A click on the middle changes no value, but is a choice.
    this.#slider.addEventListener("pointerup", slid);
    this.#field.addEventListener("input", () => this.#type());
    this.#field.addEventListener("change", () => this.#complain());
    this.#unit.addEventListener("change", () => this.#type());
  }

  #ticks() {
    return html("div", { class: "ticks", "aria-hidden": "true" }, ...this.#scale.ticks().map(({ value, label }) => {
      const position = this.#scale.position(value);
      const tick = html("span", { class: position === 0 ? "first" : position === this.#scale.positions ? "last" : null }, label);
      tick.style.left = 100 * position / this.#scale.positions + "%";
      return tick;
    }));
  }

  /** Shows a guess. */
  set(value) {
    this.#choose(value, null);
  }

  focus() {
    this.#field.focus();
  }

  #choose(value, source) {
    const { number, unit } = this.#scale.written(value);
    this.value = value;
    this.#show(source);
    this.#field.value = number;
    if (this.#scale.units.length > 1) {
      this.#unit.value = unit;
    }
    follow(this.#said, "textContent", "");
    this.#field.removeAttribute("aria-invalid");
    this.#onChange();
  }

  #show(source) {
    this.#slider.classList.remove("unset");
    follow(this.#slider, "aria-valuetext", quantity(this.value, this.#scale.unit));
    if (source !== this.#slider) {
      this.#slider.value = this.#scale.position(this.value);
    }
  }

  #type() {
    const typed = this.#field.value;
    const value = this.#scale.read(typed, this.#unit.value);
    this.value = Number.isFinite(value) ? value : null;
    if (this.value !== null) {
      const own = this.#scale.units.find(([name]) => typed.trim().endsWith(name) && name !== "");
      this.#unit.value = own && this.#scale.units.length > 1 ? own[0] : this.#unit.value;
      this.#show(this.#field);
      follow(this.#said, "textContent", "");
      this.#field.removeAttribute("aria-invalid");
    }
    this.#onChange();
  }

  #complain() {
    const wrong = this.#field.value.trim() !== "" && this.value === null;
    this.#field.setAttribute("aria-invalid", wrong);
    follow(this.#said, "textContent", () => wrong ? t.enterNumber(quantity(this.#scale.value(60), this.#scale.unit)) : "");
  }
}

/** The values of a revealed prediction: name of the style, symbol, and labels in a table and a narrow picture. */
export const marks = () => [
  { key: "guess", symbol: "●", label: t.yourGuess, short: t.yourGuess },
  { key: "estimate", symbol: "▲", label: t.analyticalEstimate, short: t.estimate },
  { key: "predicted", symbol: "◆", label: t.predictionOfFile, short: t.predicted },
  { key: "measured", symbol: "■", label: t.measured, short: t.measured },
];

const placed = (share, width) => EDGE + share * (width - 2 * EDGE);

/** Draws the axis of a scale at a height. */
function axis(scale, y, width) {
  const ticks = scale.ticks();
  return svg("g", { class: "axis" },
    svg("line", { x1: EDGE, x2: width - EDGE, y1: y, y2: y }),
    ...ticks.flatMap(({ value, label }, i) => {
      const x = placed(scale.share(value), width);
      const anchor = x < 40 ? "start" : x > width - 40 ? "end" : "middle";
      return [svg("line", { x1: x, x2: x, y1: y, y2: y + 4 }),
        svg("text", { x: anchor === "start" ? 2 : anchor === "end" ? width - 2 : x, y: y + 18, "text-anchor": anchor,
          class: i ? "" : "first" }, label)];
    }));
}

/**
 * Draws a number line with labelled values, each { key, value, label, short, text }. Values without a number are left out.
 *
 * @param wide draws for the whole window, with the long labels
 */
export function valuesLine(unit, values, description, wide = false) {
  const width = wide ? WIDE : NARROW;
  const shown = values.filter(({ value }) => Number.isFinite(value));
  const scale = scaleOf(unit).zoomed(shown.map(({ value }) => value));
  const base = shown.length * ROW + 6;
  const picture = svg("svg", { viewBox: `0 0 ${width} ${base + AXIS}`, class: "values", role: "img",
    "aria-label": description }, axis(scale, base, width));
  const places = shown.map(({ value }, row) => ({ x: placed(scale.share(value), width), y: row * ROW + 14 }));
  picture.append(...shown.map(({ key }, row) => svg("g", { class: "mark " + key },
    svg("line", { x1: places[row].x, x2: places[row].x, y1: places[row].y - 5, y2: base }))));
  shown.forEach(({ key, label, short, text }, row) => {
    const { x, y } = places[row];
    const left = x > width * 0.55;
    picture.append(svg("g", { class: "mark " + key },
      svg("text", { x, y, "text-anchor": "middle", class: "symbol" }, marks().find((mark) => mark.key === key).symbol),
      svg("text", { x: x + (left ? -9 : 9), y, "text-anchor": left ? "end" : "start" },
        `${wide ? label : short} `, svg("tspan", { class: "amount" }, text))));
  });
  return picture;
}

/**
 * Draws the histogram of guesses, with the measurement if it is known. Words at the ends of the line count the outliers
 * beyond them.
 */
export function histogram(unit, guesses, measured, description, wide = false) {
  const width = wide ? WIDE : NARROW;
  const scale = scaleOf(unit).zoomed([...withoutOutliers(guesses), ...measured === null ? [] : [measured]]);
  const { inside, below, above } = scale.split(guesses);
  const bins = scale.bins(inside);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const [top, base] = [18, 108];
  const beyond = below || above ? ROW : 0;
  const label = [description, below, above].filter(Boolean).join(" ");
  const picture = svg("svg", { viewBox: `0 0 ${width} ${base + AXIS + beyond}`, class: "histogram", role: "img",
    "aria-label": label }, axis(scale, base, width));
  if (beyond) {
    const y = base + AXIS + beyond - 5;
    picture.append(svg("text", { x: 2, y, class: "beyond" }, below),
      svg("text", { x: width - 2, y, "text-anchor": "end", class: "beyond" }, above));
  }
  for (const { from, to, count } of bins.filter((bin) => bin.count)) {
    const height = (base - top - 14) * count / most;
    const [x, room] = [placed(from, width), placed(to, width) - placed(from, width)];
    picture.append(svg("rect", { x: x + 0.5, width: Math.max(1, room - 1), y: base - height, height, class: "bin" }),
      svg("text", { x: x + room / 2, y: base - height - 3, "text-anchor": "middle", class: "count" }, count));
  }
  if (measured !== null) {
    const x = placed(scale.share(measured), width);
    const left = x > width * 0.55;
    picture.append(svg("g", { class: "mark measured" }, svg("line", { x1: x, x2: x, y1: top - 12, y2: base }),
      svg("text", { x: x + (left ? -5 : 5), y: top - 5, "text-anchor": left ? "end" : "start" },
        t.measuredMark, svg("tspan", { class: "amount" }, quantity(measured, unit)))));
  }
  return picture;
}
