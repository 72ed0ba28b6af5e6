// The topology of a variant: boxes of components, and calls as curves with their rates and failures. It is drawn once
// for a size, and updated for each interval.
import { INK, lifted, svg, textWidth } from "../report/element.js";
import { nearest } from "../report/plot.js";
import { quantity } from "../report/quantity.js";
import { t } from "../texts/texts.js";
import { BoxPicture, pressable, set } from "./box.js";
import { layout } from "./layout.js";

const CALLS = "#9db4c4";
const ERROR = "#c0392b";
const RIBBON = 13;
const THIN = 1.6;
/** Width in which a call can be pressed. */
const REACH = 18;
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
    const failures = ({ arrow }) => arrow.rate * arrow.failed;
    const labels = [...this.links].sort((one, other) => failures(other) - failures(one))
      .flatMap((link) => this.label(link, taken, placed));
    this.picture.replaceChildren(...this.links.map((link) => link.part), ...boxes, ...labels);
    // Labels beside a row can be wider than the rows.
    const left = Math.min(0, ...taken.map(({ x }) => x));
    const right = Math.max(placed.width, ...taken.map((each) => each.x + each.width));
    const whole = { left, width: right - left, height: placed.height };
    const fitting = Math.min(width / whole.width, Math.max(SCALE.low, height / whole.height));
    const scale = Math.max(SCALE.least, Math.min(SCALE.most, fitting));
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
    const { from, to } = arrow;
    const pressed = pressable({ type: "link", name: `${from} -> ${to}`, from, to }, true, this.onBreak,
      path("#fff", REACH, { "stroke-opacity": 0 }), calls, failures);
    set(pressed.part, { "data-link": `${from} ${to}` });
    return { arrow, curve, calls, failures, ...pressed };
  }

  /** Places the label of a call beside its curve, where the widest label covers no box and no other label. */
  label(link, taken, placed) {
    const { arrow } = link;
    const failing = arrow.failures.some((count) => count > 0);
    const rate = textWidth(quantity(Math.max(...arrow.sent), "1/s"), NOTE);
    const height = failing ? 2 * ROW : ROW;
    for (const suffix of [t.errorsSuffix, ""]) {
      const width = Math.max(rate, failing ? textWidth("99.9 %" + suffix, NOTE) : 0) + 4;
      const place = this.free(link.curve, { width, height }, taken, placed);
      if (place) {
        taken.push(place);
        const row = (number, fill) => lifted(place.x + width / 2, place.y + number * ROW - 3, "",
          { "text-anchor": "middle", "font-size": NOTE, fill });
        Object.assign(link, { rate: row(1, INK), share: failing ? row(2, ERROR) : null, suffix });
        return failing ? [link.rate, link.share] : [link.rate];
      }
    }
    return [];
  }

  /** Returns a free place beside a curve: above or below a column, left or right of a row; else on the curve. */
  free(curve, { width, height }, taken, { width: end, across }) {
    const beside = this.thickness(this.model.most * 0.8) / 2;
    const [up, left] = [[0, beside + height / 2], [beside + width / 2, 0]];
    const shifts = [...(across ? [up, left] : [left, up]).flatMap(([x, y]) => [[-x, -y], [x, y]]), [0, 0]];
    const fits = (place) => place.y > 0 && (!across || place.x > 0 && place.x + width < end)
      && !taken.some((other) => overlap(place, other));
    for (let from = 0; from + 7 < curve.length; from += 6) {
      for (const part of [0.5, 0.35, 0.65, 0.2, 0.8]) {
        const [x, y] = point(curve, from, part);
        const place = shifts.map(([dx, dy]) => ({ x: x + dx - width / 2, y: y + dy - height / 2, width, height }))
          .find(fits);
        if (place) {
          return place;
        }
      }
    }
    return null;
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
      link.name(t.callWords(from, to, words, share));
    });
    this.boxes.forEach((box) => box.update(step, at));
    return step;
  }
}

const overlap = (one, other) => one.x < other.x + other.width && other.x < one.x + one.width
  && one.y < other.y + other.height && other.y < one.y + one.height;

/** Returns a point of a segment of a curve. */
export function point(at, from, part) {
  const rest = 1 - part;
  return [from, from + 1].map((i) => rest ** 3 * at[i] + 3 * rest * rest * part * at[i + 2]
    + 3 * rest * part * part * at[i + 4] + part ** 3 * at[i + 6]);
}
