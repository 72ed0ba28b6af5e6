// The box of a component: its name, its nodes by region, and its state, utilization and queue as words and bars.
import { FAINT, INK, shortened, svg, text, textWidth } from "../report/element.js";
import { clock, quantity } from "../report/quantity.js";
import { fittedText, heatColor, nodeCross } from "../report/topology.js";
import { t } from "../texts/texts.js";
import { REACHED, REGION, groups, nodeWords, present, role, shortName, utilization } from "./nodes.js";

const NAME = 13;
const NOTE = 11;
const PAD = 7;
const HEAD = 20;
const ROW = 14;
const BAR = 5;
const LEAST = 76;
/** Greatest number of letters that are compressed to fit. */
const TIGHT = 2;
/** Width of a row of regions, from which on the next region is below it. */
const FLOW = 110;
const DOWN = "#b0002a";
const DOWN_FILL = "#fbeef0";
const QUEUE = "#5b6b78";
const TRACK = "#e3e3e3";
const BORDER = "#8a97a3";

/** Sets attributes that differ. */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    const now = String(value);
    if (element.getAttribute(name) !== now) {
      element.setAttribute(name, now);
    }
  }
}

const say = (element, words) => element.textContent === words || element.replaceChildren(words);
const show = (element, shown) => set(element, { visibility: shown ? "inherit" : "hidden" });

/** Returns a name for a small node: the initial of its role, else the part of the name that fits. */
const abbreviated = (name, played, room) =>
  played ? played[0].toUpperCase() : shortened(name, 10, room).replace(/^…$/, "");

/** Returns a part of a picture that can be pressed, with its target. The words are its label and its tooltip. */
export function pressable(target, reached, onBreak, ...children) {
  const tip = svg("title");
  const part = svg("g", { class: "target", ...reached ? { role: "button", tabindex: 0 } : {} }, tip, ...children);
  const press = () => onBreak(typeof target === "function" ? target() : target, part);
  part.addEventListener("click", press);
  part.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      press();
    }
  });
  const name = (words) => {
    say(tip, words);
    if (reached) {
      set(part, { "aria-description": t.pressToBreak });
    }
  };
  return { part, name };
}

export class BoxPicture {
  constructor(box, onBreak) {
    this.box = box;
    this.onBreak = onBreak;
    this.groups = box.nodes.length ? groups(box, textWidth) : { regions: [] };
    this.measures = box.measures.map((measure) => ({ ...measure, ...this.barOf(measure) }));
    this.rows = Math.max(box.lines.length, box.users ? 2 : this.measures.length + (box.members ? 0 : 1));
    this.size = this.measured();
  }

  /** Returns the bar of a measure: its colour and the value of its full length. */
  barOf({ unit, least, values, after }) {
    if (least > 0) {
      return { full: Math.max(1, ...values), color: () => QUEUE };
    }
    return after || unit !== "ratio" ? { full: 0 }
      : { full: 1, color: (value, name) => name.startsWith("hit") ? QUEUE : heatColor(value) };
  }

  measured() {
    const { box } = this;
    const lines = [...box.lines, ...box.users ? ["9,999/s", t.shareOk("99.99 %")] : box.members ? [] : [t.downSince("0:00")],
      ...this.measures.map(({ before, after, unit, values }) =>
        before + (unit === "ratio" ? "99.9 %" : quantity(Math.max(0, ...values), unit)) + after)];
    let [x, y, wide, tall] = [0, 0, 0, 0];
    for (const region of this.groups.regions) {
      if (x > 0 && x + region.width > FLOW) {
        [x, y, tall] = [0, y + tall + 4, 0];
      }
      Object.assign(region, { x, y });
      x += region.width + 4;
      wide = Math.max(wide, x - 4);
      tall = Math.max(tall, region.height);
    }
    this.nodesHeight = this.groups.regions.length ? y + tall + 4 : 0;
    const bars = this.measures.filter((measure) => measure.full).length;
    return {
      width: Math.ceil(Math.max(LEAST, wide + 2 * PAD, textWidth(box.name, NAME) * 1.15 + 16 + 2 * PAD,
        ...lines.map((line) => textWidth(line, NOTE) + 2 * PAD))),
      height: HEAD + this.nodesHeight + this.rows * ROW + bars * BAR + 5 };
  }

  /** Returns the element of the box at its place. */
  draw({ x, y, width, height }) {
    const { box } = this;
    this.room = width - 2 * PAD;
    this.frame = svg("rect", { x, y, width, height, rx: box.users ? 9 : 4 });
    this.name = fittedText(x + PAD, y + HEAD - 5, box.name, this.room - 14,
      { "font-size": NAME, "font-weight": "bold" });
    this.cross = nodeCross(x + PAD + Math.min(this.room - 14, textWidth(box.name, NAME) * 1.12) + 5, y + 7, 7);
    this.lines = [];
    let at = y + HEAD + this.nodesHeight;
    const offset = box.members || box.users ? 0 : 1;
    for (let i = 0; i < this.rows; i++) {
      const line = text(x + PAD, at + 10, "", { "font-size": NOTE, fill: FAINT });
      const measure = box.users ? null : this.measures[i - offset];
      at += ROW;
      const bar = measure?.full ? [svg("rect", { x: x + PAD, y: at, width: this.room, height: 3, fill: TRACK }),
        svg("rect", { x: x + PAD, y: at, width: 0, height: 3 })] : [];
      at += bar.length ? BAR : 0;
      this.lines.push({ line, bar, measure });
    }
    const drawn = [this.frame, this.name, this.cross, ...this.lines.flatMap(({ line, bar }) => [line, ...bar])];
    if (box.users) {
      const part = svg("g", { role: "img" }, ...drawn);
      this.head = { part, name: (words) => set(part, { "aria-label": words }) };
    } else {
      this.head = pressable({ type: "component", name: box.name }, true, this.onBreak, ...drawn);
    }
    this.slots = [];
    const regions = this.groups.regions.map((region) => this.region(region, x + PAD, y + HEAD));
    return svg("g", { "data-component": box.name }, this.head.part, ...regions);
  }

  /** Returns the frame of a region with the slots of its nodes. */
  region(region, left, top) {
    const { form } = this.groups;
    const { name, columns, count, border } = region;
    const [inset, head] = [border + region.left, border + region.top];
    const [x, y] = [left + region.x, top + region.y];
    const parts = [];
    if (name) {
      const frame = pressable({ type: "region", name }, true, this.onBreak,
        svg("rect", { x, y, width: region.width, height: region.height, rx: 3, fill: "#fff", "fill-opacity": 0.6,
          stroke: BORDER }),
        text(x + 4, y + (region.left ? region.height / 2 + 4 : 10), name, { "font-size": REGION, fill: FAINT }));
      frame.name(t.region(name));
      parts.push(frame.part);
    }
    for (let i = 0; i < count; i++) {
      const slot = this.slot(x + inset + (i % columns) * (form.width + form.gap),
        y + head + Math.floor(i / columns) * (form.height + form.gap));
      this.slots.push(Object.assign(slot, { region: name, i }));
      parts.push(slot.part);
    }
    return svg("g", {}, ...parts);
  }

  /** Returns the picture of a node at a place. The node of a slot changes when instances are added or removed. */
  slot(x, y) {
    const { form: { width, height, form } } = this.groups;
    const slot = { target: null };
    const frame = svg("rect", { x, y, width, height, rx: form === "square" ? 1 : 3 });
    const cross = form === "row" ? nodeCross(x + width - 13, y + 5, 7)
      : form === "chip" ? nodeCross(x + width / 2 - 3, y + height - 8, 5)
        : nodeCross(x + 2, y + 2, Math.max(1, width - 4));
    const edge = form === "row" ? 5 : 3;
    const track = svg("rect", { x: x + edge, y: y + height - 6, width: width - 2 * edge, height: 4, fill: TRACK });
    const bar = svg("rect", { x: x + edge, y: y + height - 6, width: 0, height: 4 });
    const label = text(x + edge, y + (form === "row" ? 11 : 10), "", { "font-size": 10, "font-weight": "bold" });
    const words = text(x + 5, y + 21, "", { "font-size": 10, fill: FAINT });
    const parts = form === "square" ? [frame, cross] : form === "chip" ? [frame, track, bar, label, cross]
      : [frame, track, bar, label, words, cross];
    const pressed = pressable(() => slot.target, this.box.nodes.length <= REACHED, this.onBreak, ...parts);
    return Object.assign(slot, pressed, { frame, cross, track, bar, label, words, space: width - 2 * edge });
  }

  /** Shows the box in an interval, -1 for the whole run. */
  update(step, at) {
    const { box } = this;
    const byRegion = new Map(this.groups.regions.map(({ name }) => [name, present(box, name, at)]));
    const nodes = [...byRegion.values()].flat();
    const down = nodes.filter(({ state }) => state.state === "down");
    const dead = !box.users && nodes.length > 0 && down.length === nodes.length;
    set(this.frame, { fill: dead ? DOWN_FILL : box.fill, stroke: dead ? DOWN : BORDER,
      "stroke-width": dead ? 1.5 : 1, "stroke-dasharray": dead ? "4 3" : "none" });
    set(this.name, { fill: dead ? DOWN : INK });
    show(this.cross, dead);
    this.slots.forEach((slot) => this.node(slot, byRegion.get(slot.region)[slot.i], step, at));
    const words = this.words(step, nodes, down);
    this.lines.forEach(({ line, bar: [track, bar], measure }, i) => {
      say(line, words[i] ?? "");
      set(line, { fill: dead ? DOWN : FAINT });
      if (bar) {
        const value = step < 0 ? null : measure.values[step] ?? null;
        show(track, value !== null);
        set(bar, { width: (this.room * Math.min(1, (value ?? 0) / measure.full)).toFixed(1),
          fill: measure.color(value, measure.before) });
      }
    });
    this.head.name([box.name, ...words.filter((each) => each)].join(", ") + ` (${box.kind})`);
  }

  node(slot, found, step, at) {
    slot.part.style.display = found ? "" : "none";
    if (!found) {
      return;
    }
    const { box, groups: { form: { form } } } = this;
    const { node, state } = found;
    const name = shortName(node);
    slot.target = { type: "node", name: box.name, node: `${box.name}/${name}` };
    const down = state.state === "down";
    const share = down ? null : utilization(node, step);
    const away = down || state.state === "unreachable";
    set(slot.frame, { fill: form === "square" && !down ? heatColor(share) : "#fff", stroke: down ? DOWN : BORDER,
      "stroke-width": down ? 1.4 : 1, "stroke-dasharray": away ? "3 2" : "none" });
    show(slot.cross, down);
    show(slot.track, share !== null);
    set(slot.bar, { width: (slot.space * Math.min(1, share ?? 0)).toFixed(1), fill: heatColor(share) });
    const wide = form === "row" ? 0 : textWidth(name, 10);
    const tight = wide > slot.space && name.length <= TIGHT;
    say(slot.label, wide <= slot.space || tight ? name : abbreviated(name, role(node, at), slot.space));
    if (tight) {
      set(slot.label, { textLength: slot.space, lengthAdjust: "spacingAndGlyphs" });
    } else {
      slot.label.removeAttribute("textLength");
    }
    set(slot.label, { fill: down ? DOWN : INK });
    say(slot.words, state.from > 0 || down ? t.stateSince(t.state(state.state), clock(Math.floor(state.from))) : t.state(state.state));
    set(slot.words, { fill: down ? DOWN : FAINT });
    slot.name(nodeWords(box, node, state, step));
  }

  /** Returns the rows of text. */
  words(step, nodes, down) {
    const { box } = this;
    if (step < 0) {
      return box.lines;
    }
    if (box.users) {
      const [sent, ended, failed] = [box.sent, box.ended, box.failures].map((values) => values[step] ?? 0);
      return [quantity(sent, "1/s"), ended ? t.shareOk(quantity(1 - failed / ended, "ratio"))
        : sent ? t.noResponse : ""];
    }
    const up = nodes.length - down.length;
    const state = !box.nodes.length ? "" : !nodes.length ? t.outOfService
      : !up ? t.downSince(clock(Math.floor(Math.min(...down.map((each) => each.state.from)))))
        : nodes.length === 1 ? t.up : t.nodesUp(up, nodes.length);
    return [...box.members ? [] : [state], ...this.measures.map(({ before, after, unit, values }) =>
      values[step] == null ? "" : before + quantity(values[step], unit) + after)];
  }
}
