// Charts over time of the chosen variant, with the pinned run in grey and a cursor.
import { html, svg } from "../report/element.js";
import { Plot, hatch, nearest } from "../report/plot.js";
import { quantity } from "../report/quantity.js";
import { t } from "../texts/texts.js";
import { set } from "./box.js";

const GHOST = "#9a9a9a";
const OWN = "#0072b2";
const GHOST_WIDTH = 1.8;
/** Usual size of the font of the page. */
const PIXELS = 16;
/** Largest number of lines with values beside the title. */
const VALUES = 3;

/** Returns the size of the texts of the page, relative to the usual one. */
const scaleOfPage = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / PIXELS;

/** Returns a panel of a figure with the lines of one variant; null if it has none. */
function panelOf(figure, variant) {
  const panel = figure?.panels.find(({ variants }) => variants.includes(variant));
  if (!panel) {
    return null;
  }
  const all = panel.lines.map((line, i) => ({ ...figure.legend[i], ...line }));
  const lines = all.filter((line) => !line.variant || line.variant === variant);
  return { ...panel, lines: lines.length === 1 && !lines[0].area ? [{ ...lines[0], color: OWN, dash: "" }] : lines };
}

/** Returns the lines of a ghost. Of stacked areas, each is the sum with the areas below it. */
function ghostLines(panel) {
  const areas = panel.lines.filter((line) => line.area);
  let sum = null;
  const stacked = areas.map((line) => {
    sum = line.values.map((value, i) => value + (sum ? sum[i] : 0));
    return { ...line, values: sum };
  });
  return [...panel.lines.filter((line) => !line.area), ...stacked]
    .map(({ name, moments, values }) => ({ name, moments, values, width: GHOST_WIDTH }));
}

/** Returns an axis that has the values of two. */
function union(one, other) {
  const logarithmic = one.logarithmic && other.logarithmic;
  const zeros = [one.zero, other.zero].filter((zero) => zero !== null);
  return { logarithmic, from: Math.min(one.from, other.from), to: Math.max(one.to, other.to),
    zero: logarithmic && zeros.length ? Math.min(...zeros) : null };
}

function swatch(line, ghost) {
  const { fill, definition } = line.hatched ? hatch(line.color) : { fill: line.color, definition: "" };
  return svg("svg", { width: 22, height: 10, "aria-hidden": true }, definition, line.area && !ghost
    ? svg("rect", { width: 22, height: 10, fill })
    : svg("line", { x1: 0, y1: 5, x2: 22, y2: 5, stroke: ghost ? GHOST : line.color, "stroke-width": 2.4,
      "stroke-dasharray": ghost ? "" : line.dash }));
}

export class LiveChart {
  constructor(seek) {
    this.title = html("strong", { dir: "auto" });
    this.legend = html("span", { class: "live-legend" });
    this.note = html("p", { class: "live-note" });
    this.cursor = html("div", { class: "live-cursor", hidden: true });
    this.frame = html("div", { class: "live-plot" }, this.cursor);
    this.caption = html("figcaption", {}, this.title, " ", this.legend);
    this.element = html("figure", { class: "live-chart" }, this.caption, this.frame, this.note);
    this.frame.addEventListener("click", (event) => {
      const { left, width } = this.plot.picture.getBoundingClientRect();
      seek(this.plot.moment(event.clientX - left, width / this.plot.picture.viewBox.baseVal.width));
    });
  }

  /** Takes the figure of a run and of the pinned run, each with its variant, in the given state of the view. */
  load({ figure, variant, state }, pinned) {
    this.state = state;
    this.panel = panelOf(figure, variant);
    this.element.hidden = !this.panel;
    if (!this.panel) {
      return;
    }
    const ghost = pinned && panelOf(pinned.figure, pinned.variant);
    const same = ghost && pinned.figure.unit === figure.unit && pinned.figure.axis === figure.axis;
    this.ghosts = same ? ghostLines(ghost) : [];
    this.figure = same ? { ...figure, range: union(figure.range, pinned.figure.range) } : figure;
    this.title.textContent = figure.title;
    this.note.textContent = pinned && !same
      ? t.noPinnedHere(ghost ? pinned.figure.axis : t.anotherMetric) : "";
    this.pinned = same ? pinned.label : null;
    this.values(null);
  }

  /** The chart for a picture: title, note on the grey line, a drawing of a size, and the place of a time on it. */
  get forPicture() {
    let plot = null;
    return {
      title: this.figure.title,
      note: this.pinned === null ? "" : ` (${t.greyPinned(this.pinned)})`,
      draw: (width, height) => {
        plot = this.#plotted(width, height, 0);
        return plot.picture;
      },
      place: (at) => plot.left + plot.x(at),
    };
  }

  /** Draws the chart with a size in pixels. Returns the place of the time 0, which is at least the given one. */
  fit(width, height, left = 0) {
    if (!this.panel) {
      return 0;
    }
    if (left > 0 && this.plot.left === left) {
      return left;
    }
    this.scale = scaleOfPage();
    this.plot = this.#plotted(width / this.scale, height / this.scale, left);
    const { picture } = this.plot;
    const { width: wide, height: high } = picture.viewBox.baseVal;
    set(picture, { width: this.scale * wide, height: this.scale * high });
    this.frame.replaceChildren(picture, this.cursor);
    this.cursor.style.height = this.plot.height * this.scale + "px";
    return this.plot.left;
  }

  #plotted(width, height, left) {
    const panel = { ...this.panel, rest: [...this.panel.rest, ...this.ghosts] };
    // The lines carry their legend.
    return new Plot({ ...this.figure, legend: [], left }, panel, this.state, width, height, false);
  }

  /** Moves the cursor to a time; away for null. */
  point(at) {
    if (!this.panel) {
      return;
    }
    this.cursor.hidden = at === null;
    if (at !== null) {
      this.cursor.style.transform = `translateX(${(this.scale * (this.plot.left + this.plot.x(at))).toFixed(1)}px)`;
    }
  }

  /** Shows the legend with the values at a time. */
  values(at) {
    if (!this.panel) {
      return;
    }
    const { lines } = this.panel;
    const value = ({ moments, values }) => at === null || !moments.length ? ""
      : " " + quantity(values[nearest(moments, at)], this.figure.unit);
    const few = lines.length <= VALUES;
    const names = lines.length > 1 ? lines.map((line) => ({ line, name: line.name }))
      : lines.map((line) => ({ line, name: t.thisRun }));
    const ghosts = this.pinned === null ? []
      : [{ line: this.ghosts[0], ghost: true, name: t.pinnedRun(this.pinned) }];
    this.legend.replaceChildren(...[...names, ...ghosts].map(({ line, name, ghost }) => html("span", { dir: "auto" },
      swatch(line, ghost), ` ${name}`, few && (!ghost || lines.length === 1) ? html("b", {}, value(line)) : null)));
  }
}
