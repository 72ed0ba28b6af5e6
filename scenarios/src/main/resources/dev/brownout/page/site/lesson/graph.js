// The call graph of a scenario before its run: components in layers, from the clients to the stores.

import { svg } from "../texts/element.js";
import { t } from "../texts/texts.js";

const [WIDTH, GAP, SPACE, LINE] = [90, 18, 14, 20];
const LETTERS = 8;
const MOST_EMS = 0.1;

/** Returns the layer of each name: the length of the longest path to it, without cycles. */
function layers(names, links) {
  const layer = new Map(names.map((name) => [name, 0]));
  for (let round = 0; round < names.length; round++) {
    let moved = false;
    for (const { from, to } of links) {
      const least = layer.get(from) + 1;
      if (from !== to && layer.get(to) < least && least < names.length) {
        layer.set(to, least);
        moved = true;
      }
    }
    if (!moved) {
      break;
    }
  }
  return layer;
}

function placedBoxes(names, links, height) {
  const layer = layers(names, links);
  const columns = [...Map.groupBy(names, (name) => layer.get(name))].sort(([one], [other]) => one - other);
  const rows = Math.max(...columns.map(([, members]) => members.length));
  const places = new Map();
  columns.forEach(([, members], column) => members.forEach((name, row) => places.set(name, {
    x: 2 + column * (WIDTH + GAP),
    y: 2 + (row + (rows - members.length) / 2) * (height + SPACE),
  })));
  return { places, wide: columns.length * (WIDTH + GAP) - GAP + 4, high: rows * (height + SPACE) - SPACE + 4 };
}

function arrow(one, other, height) {
  const forward = other.x > one.x;
  const from = { x: one.x + (forward ? WIDTH : WIDTH / 2), y: one.y + (forward ? height / 2 : height) };
  const to = { x: other.x + (forward ? 0 : WIDTH / 2), y: other.y + (forward ? height / 2 : height) };
  const bend = forward ? (to.x - from.x) / 2 : 0;
  const drop = forward ? 0 : SPACE;
  return svg("g", { class: "arrow" },
    svg("path", { d: `M${from.x} ${from.y} C${from.x + bend} ${from.y + drop} ${to.x - bend} ${to.y + drop} ${to.x} ${to.y}` }),
    forward ? svg("path", { class: "tip", d: `M${to.x} ${to.y} l-7 -4 v8 z` }) : null);
}

/** Breaks a text after hyphens and at spaces into lines that fit a box. */
function lines(text) {
  const broken = [""];
  for (const word of text.split(/(?<=-)|(?= )/)) {
    if (broken.at(-1) && (broken.at(-1) + word).length > LETTERS) {
      broken.push("");
    }
    broken[broken.length - 1] += word;
  }
  return broken.map((line) => line.trim());
}

/** Returns the lines of a box, each with its style: name, kind and number of nodes. */
function labels(name, components) {
  const component = components.find((each) => each.name === name);
  const nodes = component?.nodes?.length ?? 0;
  const kind = component ? component.kind + (nodes > 1 ? ` ×\u00a0${nodes}` : "") : t.clients;
  return { clients: !component, lines: [...lines(name).map((line) => [line, "name"]), ...lines(kind).map((line) => [line, null])] };
}

function box({ clients, lines: shown }, { x, y }, height) {
  const top = y + (height - shown.length * LINE) / 2 + 15;
  return svg("g", { class: clients ? "box clients" : "box" },
    svg("rect", { x, y, width: WIDTH, height, rx: 6 }),
    ...shown.map(([line, style], i) => svg("text", { x: x + WIDTH / 2, y: top + i * LINE, class: style,
      "text-anchor": "middle", ...line.length > LETTERS && { textLength: WIDTH - 8, lengthAdjust: "spacingAndGlyphs" } }, line)));
}

/** Draws the call graph of the components and links that the engine returns as targets. */
export function callGraph({ components, links }) {
  const names = [...new Set([...links.map(({ from }) => from), ...components.map(({ name }) => name),
    ...links.map(({ to }) => to)])];
  const boxes = names.map((name) => labels(name, components));
  const height = Math.max(...boxes.map((each) => each.lines.length)) * LINE + 10;
  const { places, wide, high } = placedBoxes(names, links, height);
  const calls = () => links.map(({ from, to }) => t.calls(from, to)).join(", ");
  const picture = svg("svg", { viewBox: `0 0 ${wide} ${high}`, class: "graph", role: "img",
    "aria-label": () => t.callGraph(calls() || names.join(", ")) },
  ...links.map(({ from, to }) => arrow(places.get(from), places.get(to), height)),
  ...names.map((name, i) => box(boxes[i], places.get(name), height)));
  picture.style.maxWidth = MOST_EMS * wide + "em";
  return picture;
}
