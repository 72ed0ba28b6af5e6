// The live view of a run: topology with moving samples of calls, two charts, player.
import { html } from "../texts/element.js";
import { follow, onLanguage, t } from "../texts/texts.js";
import { viewState } from "../report/view.js";
import { callGraph } from "../lesson/graph.js";
import { card, film } from "./card.js";
import { LiveChart } from "./charts.js";
import { Dots } from "./dots.js";
import { Graph } from "./graph.js";
import { file, framed } from "./picture.js";
import { Player } from "./player.js";

export { BreakMenu, secondsOf } from "./break.js";
export { eventLog } from "./log.js";

/** Frames of one measurement, and their longest mean duration in milliseconds at which the number of dots stays. */
const FRAMES = 30;
const SLOW_MILLIS = 17;
/** Shortest time between two updates of the pictures during play, in milliseconds. Faster ones cannot be read. */
const UPDATE_MILLIS = 90;
/** Width of the pictures while the view is hidden, in pixels. */
const HIDDEN_WIDTH = 580;
/** Part of the height of the view for the topology, and heights in pixels. */
const GRAPH = { share: 0.46, least: 210 };
const CHART = { least: 104, most: 220 };

/** Part of the run that a film shows before and after a fault. */
const FILM_AROUND = 0.1;

/** Returns the charts of a variant of a run. */
function chartsOf({ view, variant }) {
  return view.variants.find(({ name }) => name === variant)?.charts ?? [];
}

export class LiveView {
  /** Creates an empty live view in an element. */
  constructor(root, { onBreak = () => {}, onSelect = () => {}, onVariant = () => {} } = {}) {
    Object.assign(this, { root, onBreak, onSelect, onVariant });
    this.view = this.variant = this.graph = null;
    this.pinned = null;
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.heading = html("h2", {});
    this.variants = html("select", { "aria-label": () => t.variant, onchange: () => {
      this.show(this.view, this.variants.value);
      this.onVariant(this.variants.value);
    } });
    this.state = html("p", { class: "live-state", role: "status" });
    this.canvas = html("canvas", { "aria-hidden": "true" });
    this.dots = new Dots(this.canvas);
    this.stage = html("div", { class: "live-stage", role: "group", "aria-label": () => t.topology, tabindex: 0 });
    this.sampling = html("p", { class: "live-note" });
    this.charts = [0, 1].map(() => new LiveChart((at) => this.seek(at)));
    this.player = new Player({ changed: (passed) => this.moved(passed), paced: () => this.pace() });
    this.body = html("div", { class: "live-body" }, this.stage, this.sampling,
      ...this.charts.map((chart) => chart.element));
    this.content = html("div", { class: "live-content", hidden: true },
      html("div", { class: "live-head" }, this.heading, this.variants, this.state), this.body, this.player.element);
    this.empty = html("div", { class: "live-empty" }, html("p", {}, () => t.liveEmpty));
    root.classList.add("live");
    root.replaceChildren(this.empty, this.content);
    root.addEventListener("keydown", (event) => this.player.key(event));
    new ResizeObserver(() => this.resized()).observe(this.body);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.fit());
    this.still.addEventListener("change", () => this.pace());
    onLanguage(() => {
      if (this.view) {
        this.show(this.view, this.variant);
      }
    });
  }

  /** Shows a variant of a run. Another scenario plays from its start; of the same one, the time stays. */
  show(view, variant) {
    const other = !this.view || this.view.title !== view.title;
    this.view = view;
    this.variant = view.variants.some(({ name }) => name === variant) ? variant : view.variants[0].name;
    this.model = view.topologies.find((model) => model.variant === this.variant) ?? null;
    this.graph = this.model && new Graph(this.model, (target, anchor) => {
      this.pause();
      this.onBreak(target, anchor, this.at());
    });
    const names = view.variants.map(({ name }) => name);
    this.variants.hidden = names.length < 2;
    this.variants.replaceChildren(...names.map((name) => html("option", { selected: name === this.variant }, name)));
    const moments = this.model?.moments ?? chartsOf(this)[0]?.panels[0]?.lines[0]?.moments ?? [];
    const { events } = view.variants.find(({ name }) => name === this.variant);
    this.player.load(view.seconds, moments.length > 1 ? moments[1] - moments[0] : view.seconds / 100, events);
    this.empty.hidden = true;
    this.content.hidden = false;
    this.drawnStep = null;
    this.dots.halved = 0;
    this.loadCharts();
    this.fit();
    if (other) {
      this.player.at = null;
      this.moved(0);
      this.waiting = !this.still.matches;
      this.begin();
    }
  }

  /** Shows a scenario that has not run: its call graph and its faults. */
  plan(targets) {
    this.empty.replaceChildren(callGraph(targets), html("p", {}, () => t.planned),
      html("ul", {}, ...targets.planned.map((sentence) => html("li", {}, sentence))));
    this.empty.hidden = false;
    this.content.hidden = true;
  }

  /** Shows a variant of another run in grey in the charts; no run for null. */
  pin(view, variant, label = "run") {
    this.pinned = view && { view, variant: variant ?? view.variants[0].name, label };
    if (this.view) {
      this.loadCharts();
      this.fit();
    }
  }

  /** Marks the picture as current, stale or older than a run that is running. */
  mode(mode, words = t.showingLastRunValid) {
    this.root.dataset.mode = mode;
    this.state.textContent = mode === "stale" ? words : "";
  }

  /** Returns the time in seconds; null for the whole run. */
  at() {
    return this.player.at;
  }

  seek(seconds) {
    this.waiting = false;
    this.player.seek(seconds);
  }

  play() {
    this.player.play();
  }

  pause() {
    this.player.pause();
  }

  /** Returns a chart (0, 1) or the "topology" as a file, "svg" or "png", in light colours. */
  picture(index, type) {
    const when = this.player.words();
    const where = `${this.view.title} · ${this.variant} · `;
    if (index === "topology") {
      return file(framed(this.graph.picture, t.topologyTime(when), [where + t.liveKey]), type);
    }
    const chart = this.charts[index];
    const lines = [where + chart.figure.axis, ...chart.pinned === null ? [] : [t.greyPinned(chart.pinned)]];
    return file(framed(chart.plot.picture, chart.figure.title, lines), type);
  }

  /** Returns the result as a picture, "svg" or "png", with words { question, answer, verdict, passed, origin }. */
  card(words, type) {
    return file(card(words, this.firstChart), type, 1);
  }

  /** The first chart for a picture, with the name of the variant in its title. */
  get firstChart() {
    const chart = this.charts[0].forPicture;
    return this.view.variants.length > 1 ? { ...chart, title: t.chartOf(chart.title, this.variant) } : chart;
  }

  /** Returns six seconds of the replay as a video: the first fault or violation, otherwise the whole run. */
  async film(words) {
    const { view, graph, dots } = this;
    if (!graph) {
      throw new Error(t.noCalls);
    }
    this.pause();
    const [from, to] = view.fault.length > 0 ? view.fault : [0, view.seconds];
    const around = FILM_AROUND * view.seconds;
    const before = this.at();
    try {
      return await film(words, { chart: this.firstChart, from: Math.max(0, from - around),
        to: Math.min(view.seconds, to + around), dots: dots.canvas, topology: (at) => {
          dots.draw(at, graph.draw(at));
          return graph.picture;
        } });
    } finally {
      this.player.seek(before);
    }
  }

  /** Returns the titles of the charts. */
  titles() {
    return this.charts.filter(({ panel }) => panel).map(({ figure }) => figure.title);
  }

  loadCharts() {
    const { view, variant, pinned } = this;
    const names = view.variants.map(({ name }) => name);
    const state = viewState(view.seconds, names);
    state.hidden = new Set(names.filter((name) => name !== variant));
    this.charts.forEach((chart, i) => chart.load({ figure: chartsOf(this)[i], variant, state },
      pinned && { figure: chartsOf(pinned)[i], variant: pinned.variant, label: pinned.label }));
  }

  resized() {
    const { clientWidth: width, clientHeight: height } = this.body;
    if (this.view && width && (width !== this.width || Math.abs(height - this.height) > 40)) {
      this.fit();
      this.begin();
    }
  }

  /** Plays a new run as soon as it can be seen. */
  begin() {
    if (this.waiting && this.body.clientWidth) {
      this.waiting = false;
      this.play();
    }
  }

  /** Draws all pictures for the size of the view. */
  fit() {
    if (!this.view) {
      return;
    }
    this.width = this.body.clientWidth || HIDDEN_WIDTH;
    this.height = this.body.clientHeight;
    const inner = this.width - 2;
    const high = Math.max(this.root.clientHeight, 320);
    if (this.graph) {
      const fitted = this.graph.fit(inner, Math.max(GRAPH.least, high * GRAPH.share));
      this.stage.replaceChildren(html("div", { class: "live-layers" }, this.graph.picture, this.canvas));
      this.dots.load(this.model, fitted);
    } else {
      this.stage.replaceChildren(html("p", { class: "live-note" }, t.noCalls));
    }
    this.pace();
    const others = [this.stage, this.sampling, ...this.charts.map((chart) => chart.caption)];
    const free = this.height - others.reduce((sum, each) => sum + each.offsetHeight + 14, 0);
    const height = Math.max(CHART.least, Math.min(CHART.most, free / 2));
    // Both charts have the time at the same place.
    const left = Math.max(...this.charts.map((chart) => chart.fit(inner, height)));
    this.charts.forEach((chart) => chart.fit(inner, height, left));
    this.moved(0);
  }

  /** Chooses the sampling of the dots for the speed, and states it. */
  pace() {
    if (!this.graph) {
      follow(this.sampling, "textContent", "");
      return;
    }
    this.dots.pace(this.player.rate());
    const calls = this.dots.calls;
    follow(this.sampling, "textContent", () => (this.still.matches ? t.noDots(t.liveKey)
      : t.dots(calls, calls.toLocaleString("en"), t.liveKey)) + " " + t.clickToBreak);
  }

  /** Shows the time of the player after a frame of some milliseconds. */
  moved(passed) {
    const { view, graph, player: { at, playing } } = this;
    if (!view) {
      return;
    }
    this.measure(passed);
    const step = graph ? graph.step(at) : 0;
    const now = performance.now();
    if (!playing || step !== this.drawnStep && now - (this.updated ?? 0) > UPDATE_MILLIS) {
      this.drawnStep = step;
      this.updated = now;
      graph?.draw(at);
      this.charts.forEach((chart) => chart.values(at));
      this.player.label();
      const time = this.player.words();
      this.heading.textContent = view.variants.length > 1 ? t.liveTimeVariant(time) : t.liveTime(time);
      graph?.picture.setAttribute("aria-label", t.topologyOf(time, this.variant));
      this.onSelect(at);
    } else {
      this.player.slider.value = at;
    }
    this.charts.forEach((chart) => chart.point(at));
    if (graph) {
      this.dots.draw(this.still.matches ? null : at, step);
    }
  }

  /** Halves the number of dots when frames take too long. */
  measure(passed) {
    this.frames = passed && this.player.playing ? [...this.frames ?? [], passed] : [];
    if (this.frames.length < FRAMES) {
      return;
    }
    const mean = this.frames.reduce((sum, each) => sum + each, 0) / FRAMES;
    this.frames = [];
    if (mean > SLOW_MILLIS && this.graph && !this.still.matches && this.dots.halve()) {
      this.pace();
    }
  }
}
