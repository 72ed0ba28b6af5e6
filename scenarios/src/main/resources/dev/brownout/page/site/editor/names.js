// Names that a scenario declares, at the places that refer to them.

import { t } from "../texts/texts.js";
import { child, keysOf, resolved, valuesOf } from "./schema.js";

const ANY = null;
const SHOWN_NODES = 6;

/** Keys that name components, with the kinds of these. */
const COMPONENTS = {
  path: ANY, steps: ANY, parallel: ANY, visit: ANY, source: ANY, to: ANY,
  call: ["server"], push: ["server"], host: ["machine"],
  read: ["cache", "store", "database"], write: ["cache", "store", "database", "cdn"], publish: ["queue", "topic"],
  queue: ["queue", "topic"], store: ["cache", "database", "store"],
};
const UTILIZED = ["server", "database", "cache", "store", "machine"];
const REGIONS = ["regions", "order", "primary", "region"];
const REQUESTS = ["request", "priority"];

/** Returns the names that a value at a path may be: [{ name, detail }]. */
export function referenceNames(path, root) {
  const key = path.findLast((step) => typeof step === "string" && !/^\d|^rest$/.test(step));
  if (path.length < 2) {
    return [];
  }
  if (REQUESTS.includes(key) || (path[0] === "journeys" && key === "steps")) {
    return names(root, "requests", "request");
  }
  if (REGIONS.includes(key)) {
    return names(root, "regions", "region");
  }
  if (key === "expect_violations") {
    return names(root, "sla", "assertion");
  }
  if (key === "target" || key === "other") {
    return targets(root);
  }
  if (path[0] === "sla" || path[0] === "predict") {
    return metrics(root);
  }
  if (!Object.hasOwn(COMPONENTS, key) || !["requests", "components"].includes(path[0])) {
    return [];
  }
  const components = child(root, "components");
  return keysOf(components)
    .map((name) => ({ name, detail: kind(components, name) }))
    .filter((each) => COMPONENTS[key] === ANY || COMPONENTS[key].includes(each.detail));
}

function names(root, section, detail) {
  return keysOf(child(root, section)).map((name) => ({ name, detail: t.detail(detail) }));
}

function kind(components, name) {
  return child(child(components, name), "kind")?.text ?? "";
}

/** The most frequent metrics; the reference has all. */
function metrics(root) {
  const requests = keysOf(child(root, "requests"));
  const all = child(root, "components");
  const components = keysOf(all).filter((name) => UTILIZED.includes(kind(all, name)));
  const of = (owners, metric) => owners.map((name) => ({ name: `${name}.${metric}`, detail: t.detail("metric") }));
  return [
    { name: "availability", detail: t.detail("metric") },
    ...["p99", "p95", "mean", "availability", "error_rate", "throughput"].flatMap((metric) => of(requests, metric)),
    ...of(components, "utilization"),
  ];
}

/** Returns a component and its nodes, as faults name them. */
export function nodesOf(name, component) {
  const type = child(component, "kind")?.text;
  const count = (key) => Math.min(SHOWN_NODES, Number.parseInt(child(component, key)?.text, 10) || 0);
  const numbered = (prefix, length) => Array.from({ length }, (_, index) => `${name}/${prefix}${index + 1}`);
  if (type === "database") {
    return [name, `${name}/primary`, ...numbered("replica-", count("replicas"))];
  }
  const length = count("nodes") || 1;
  if (!["server", "cache", "store"].includes(type)) {
    return [name];
  }
  return [name, ...numbered("", length), ...(length > 1 ? [`${name}/*`] : [])];
}

function targets(root) {
  const components = child(root, "components");
  const found = keysOf(components).flatMap((name) => nodesOf(name, child(components, name))
    .map((each) => ({ name: each, detail: each === name ? kind(components, name) : t.detail("node") })));
  return [...found, ...keysOf(child(root, "regions")).map((name) => ({ name: `region/${name}`, detail: t.detail("region") }))];
}

function links(root) {
  const regions = keysOf(child(root, "regions"));
  return regions.flatMap((from, index) => regions.slice(index + 1).map((to) => `link/${from}~${to}`));
}

/** Returns the completions of the last word of a fault: verbs, targets, arguments of the verb, duration and name. */
export function sentenceWords(schema, typed, root) {
  const words = typed.split(/\s+/);
  const [verb] = words;
  const word = (name, detail, info = "", more = false) =>
    ({ label: name, insert: more ? `${name} ` : name, caret: 0, detail, info, more });
  if (words.length === 1) {
    const verbs = valuesOf(resolved(schema, [schema.properties.do]));
    return verbs.map(({ value, info }) => word(value, t.detail("fault"), info, true));
  }
  const before = words.at(-2);
  if (before === "for") {
    return ["10s", "30s", "1m", "5m"].map((each) => word(each, t.detail("duration")));
  }
  if (before === "as") {
    return [];
  }
  if (words.length === 2 && verb === "degrade") {
    return links(root).map((each) => word(each, t.detail("link"), "", true));
  }
  if (words.length === 2 && verb === "set") {
    return keysOf(child(root, "params")).map((name) => word(`params.${name} to`, t.detail("parameter"), "", true));
  }
  if ((words.length === 2 && verb !== "traffic") || before === "~") {
    return targets(root).map(({ name, detail }) => word(name, detail, "", true));
  }
  return [
    ...argumentsOf(schema, verb, verb === "traffic" ? 1 : 2).filter((each) => !words.includes(each))
      .map((each) => word(each, t.detail("example"), "", each === "~" || each === "to" || each === "by" || each === "every")),
    ...[["for", t.durationOfFault], ["as", t.nameOfFault]]
      .filter(([each]) => !words.includes(each)).map(([each, info]) => word(each, "", info, true)),
  ];
}

/** Returns the words between target and duration in the examples of a verb. */
function argumentsOf(schema, verb, first) {
  const examples = Object.values(schema.patternProperties).flatMap((each) => each.examples ?? []);
  const words = examples.filter((each) => each.split(" ")[0] === verb)
    .flatMap((each) => each.replace(/ (for|as) .*$/, "").split(" ").slice(first));
  return [...new Set(words)].filter((each) => !/^[a-z]+\/|^(db|web)$/.test(each));
}
