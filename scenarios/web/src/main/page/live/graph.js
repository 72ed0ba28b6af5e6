// The topology of a variant: boxes of components, and calls as curves with their rates and failures. It is drawn once
// for a size, and updated for each interval.
import { lifted, svg, textWidth } from "../report/element.js";
import { nearest } from "../report/plot.js";
import { quantity } from "../report/quantity.js";
import { BoxPicture, pressable, set } from "./box.js";
import { layout } from "./layout.js";

const CALLS = "#9db4c4";
const ERROR = "#c0392b";
const RIBBON = 13;
const THIN = 1.6;
const NOTE = 11;
const ROW = 13;
/** Scales of the picture. At the smallest one, it scrolls; the low one is the smallest for a height. */
const SCALE = { least: 0.65, low: 0.8, most: 1.5 };

export class Graph {
  /** Creates the graph of a model of a report. The picture has no size before the first call of fit. */
  constructor(model, onBreak) {
    this.model = model;
    this.onBreak = onBreak;
    this.picture = svg("svg", { role: "group" });
    this.boxes = model.boxes.map((box) => new BoxPicture(box, onBreak));
  }

  /** Draws the picture for a space in pixels. Returns the curves with their widths, and the scale. */
  fit(width, height) {
    const { model } = this;
    const placed = layout(model, new Map(this.boxes.map(({ box, size }) => [box.name, size])), width, height);
    this.links = model.arrows.map((arrow, i) => this.link(arrow, placed.curves[i]));
    const boxes = this.boxes.map((each) => each.draw(placed.boxes.get(each.box.name)));
    const taken = [...placed.boxes.values()];
    // Calls with the most failures get their labels first.
    const order = [...this.links].sort((one, other) => other.arrow.rate * other.arrow.failed - one.arrow.rate * one.arrow.failed);
    const labels = order.flatMap((link) => this.label(link, taken, placed));
    this.picture.replaceChildren(...this.links.map((link) => link.part), ...boxes, ...labels);
    // Labels beside a row can be wider than the rows.
    const left = Math.min(0, ...taken.map(({ x }) => x));
    const whole = { left, width: Math.max(placed.width, ...taken.map((each) => each.x + each.width)) - left, height: placed.height };
    const scale = Math.max(SCALE.least, Math.min(SCALE.most, width / whole.width, Math.max(SCALE.low, height / whole.height)));
    set(this.picture, { viewBox: `${left} 0 ${whole.width} ${whole.height}`, width: Math.round(whole.width * scale),
      height: Math.round(whole.height * scale) });
    return { scale, ...whole,
      links: this.links.map(({ arrow, curve }) => ({ arrow, curve, thick: this.thickness(arrow.rate) })) };
  }

  link(arrow, curve) {
    const [x, y, ...rest] = curve;
    const path = (stroke, width, more) => svg("path",
      { d: `M${x} ${y}C${rest}`, fill: "none", stroke, "stroke-width": width, ...more });
    const calls = path(CALLS, THIN);
    const failures = path(ERROR, 0, { "stroke-dasharray": "6 4" });
    const pressed = pressable({ type: "link", name: `${arrow.from} -> ${arrow.to}`, from: arrow.from, to: arrow.to }, true,
      this.onBreak, path("#fff", 18, { "stroke-opacity": 0 }), calls, failures);
    set(pressed.part, { "data-link": `${arrow.from} ${arrow.to}` });
    return { arrow, curve, calls, failures, ...pressed };
  }

  /** Places the label of a call beside its curve, where the widest label covers no box and no other label. */
  label(link, taken, { width: end, across }) {
    const { arrow, curve: at } = link;
    const failing = arrow.failures.some((count) => count > 0);
    const rate = textWidth(quantity(Math.max(...arrow.sent), "1/s"), NOTE);
    const long = textWidth("99.9 % errors", NOTE);
    const short = textWidth("99.9 %", NOTE);
    const beside = (this.thickness(this.model.most * 0.8)) / 2;
    for (const wordy of [true, false]) {
      const width = Math.max(rate, failing ? wordy ? long : short : 0) + 4;
      const height = failing ? 2 * ROW : ROW;
      for (let from = 0; from + 7 < at.length; from += 6) {
        for (const t of [0.5, 0.35, 0.65, 0.2, 0.8]) {
          const [x, y] = point(at, from, t);
          const [up, left] = [[0, beside + height / 2], [beside + width / 2, 0]];
          const shifts = across ? [up, left] : [left, up];
          const place = [...shifts.flatMap(([dx, dy]) => [[-dx, -dy], [dx, dy]]), [0, 0]].map(([dx, dy]) => (
            { x: x + dx - width / 2, y: y + dy - height / 2, width, height }))
            .find((each) => each.y > 0 && (!across || each.x > 0 && each.x + width < end) && !taken.some((other) => overlap(each, other)));
          if (place) {
            taken.push(place);
            const middle = { "text-anchor": "middle", "font-size": NOTE };
            link.rate = lifted(place.x + width / 2, place.y + ROW - 3, "", middle);
            link.share = failing ? lifted(place.x + width / 2, place.y + 2 * ROW - 3, "", { ...middle, fill: ERROR }) : null;
            link.suffix = wordy ? " errors" : "";
            return failing ? [link.rate, link.share] : [link.rate];
          }
        }
      }
    }
    return [];
  }

  thickness(rate) {
    return Math.max(THIN, RIBBON * rate / this.model.most);
  }

  /** Returns the interval of a time in seconds; -1 for null, the whole run. */
  step(at) {
    return at === null || !this.model.moments.length ? -1 : nearest(this.model.moments, at);
  }

  /** Shows a time in seconds, or the whole run for null. */
  draw(at) {
    const step = this.step(at);
    const arrows = this.links.map(({ arrow }) => {
      const rate = step < 0 ? arrow.rate : arrow.sent[step] ?? 0;
      const failed = step < 0 ? arrow.failed : rate && Math.min(1, arrow.failures[step] / rate);
      return { from: arrow.from, to: arrow.to, rate, failed };
    });
    this.links.forEach((link, i) => {
      const { from, to, rate, failed } = arrows[i];
      const thick = this.thickness(rate);
      set(link.calls, { "stroke-width": thick.toFixed(1) });
      set(link.failures, { "stroke-width": failed ? Math.max(1.6, thick * failed).toFixed(1) : 0 });
      const words = quantity(rate, "1/s");
      const share = failed ? quantity(failed, "ratio") : "";
      link.rate?.replaceChildren(words);
      link.share?.replaceChildren(share && share + link.suffix);
      link.name(`${from} to ${to}, ${words}, ${share ? share + " errors" : "no errors"}`);
    });
    this.boxes.forEach((box) => box.update(step, at, arrows));
    return step;
  }
}

const overlap = (one, other) => one.x < other.x + other.width && other.x < one.x + one.width
  && one.y < other.y + other.height && other.y < one.y + one.height;

/** Returns a point of a segment of a curve. */
export function point(at, from, t) {
  const s = 1 - t;
  return [from, from + 1].map((i) => s ** 3 * at[i] + 3 * s * s * t * at[i + 2] + 3 * s * t * t * at[i + 4] + t ** 3 * at[i + 6]);
}
