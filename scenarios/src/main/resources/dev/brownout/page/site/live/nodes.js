// The nodes of a component at a time: their states, their slots in the box, and the words for them.
import { quantity } from "../report/quantity.js";
import { t } from "../texts/texts.js";

/** Forms of nodes in a box: size and distance in pixels, most nodes in a row, and the number up to which they apply. */
const ROWS = { width: 112, height: 30, gap: 3, row: 1, form: "row" };
const FORMS = [
  { most: 4, width: 25, height: 21, gap: 3, row: 4, form: "chip" },
  { most: 12, width: 18, height: 20, gap: 2, row: 5, form: "chip" },
  { most: 40, width: 12, height: 12, gap: 2, row: 10, form: "square" },
  { most: Infinity, width: 6, height: 6, gap: 1, row: 25, form: "square" }];

/** Size of the name of a region, and greatest width of a region with its name beside the nodes, in pixels. */
export const REGION = 10;
const BESIDE = 118;

const STATES = ["up", "down", "unreachable", "out"];

/** The number of nodes of a component up to which each node can be reached by keyboard. */
export const REACHED = 12;

/** Returns the state of a node: at a time in seconds, or at the end of the run for null. */
export function stateAt(node, at) {
  const { periods } = node;
  const last = periods[periods.length - 1] ?? { state: "up", from: 0, to: Infinity };
  return at === null ? last : periods.find((each) => each.from <= at && at < each.to) ?? last;
}

/** Returns the name of a node without its region. */
export const shortName = ({ name, region }) => region ? name.slice(0, -(" · " + region).length) : name;

/** Returns the utilization of a node in an interval, or in the whole run; null if it is unknown. */
export const utilization = (node, step) => (step < 0 ? node.mean : node.values[step]) ?? null;

/** Returns the words for a node: "web/1 (east), up, utilization 45 %". */
export function nodeWords(box, node, state, step) {
  const share = utilization(node, step);
  const place = node.region ? ` (${node.region})` : "";
  const busy = share === null || state.state === "down" ? "" : t.nodeUtilization(quantity(share, "ratio"));
  return `${box.name}/${shortName(node)}${place}, ${t.state(state.state)}${busy}`;
}

/** Returns the nodes of a region that are in service at a time, each with its state. */
export function present(box, region, at) {
  return box.nodes.filter((node) => node.region === region)
    .map((node) => ({ node, state: stateAt(node, at) }))
    .filter(({ state }) => state.state !== "out");
}

/** Returns the largest number of nodes of a region that are in service at the same time. */
function slots(box, region) {
  const times = new Set(box.nodes.flatMap((node) => node.periods.map((period) => period.from)));
  return Math.max(1, ...[null, ...times].map((at) => present(box, region, at).length));
}

/** Returns the role that a node has or had before a time; empty for a node without roles. */
export function role(node, at) {
  const past = node.periods.filter(({ state, from }) => !STATES.includes(state) && (at === null || from <= at));
  return past.at(-1)?.state ?? "";
}

/**
 * Returns the form of the nodes of a box, and for each region its name, number of slots and size in pixels. The name of
 * a region is beside its nodes if they have one narrow row, else above them.
 */
export function groups(box, textWidth) {
  const counts = box.regions.map((name) => ({ name, count: slots(box, name) }));
  const form = box.members ? ROWS : FORMS.find(({ most }) => Math.max(...counts.map((each) => each.count)) <= most);
  const regions = counts.map(({ name, count }) => {
    const columns = Math.min(count, form.row);
    const border = name ? 3 : 0;
    const wide = columns * (form.width + form.gap) - form.gap + 2 * border;
    const label = name ? Math.ceil(textWidth(name, REGION)) + 5 : 0;
    const beside = name && count <= form.row && wide + label <= BESIDE;
    const top = name && !beside ? REGION + 1 : 0;
    return { name, count, columns, border, left: beside ? label : 0, top,
      width: beside ? wide + label : Math.max(wide, label + border),
      height: Math.ceil(count / columns) * (form.height + form.gap) - form.gap + 2 * border + top };
  });
  return { form, regions };
}
