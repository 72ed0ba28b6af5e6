// Cases of the functions of the editor that need no editor: [input, expected].

import { description, loadSchema, suggestions } from "./editor/completion.js";
import { withFault } from "./editor/faults.js";
import { written } from "./editor/numbers.js";
import { positionOf } from "./editor/problems.js";

const NUMBERS = [
  ["720/s", 800, "800/s"], ["1k/s", 1.2, "1.2k/s"], ["10ms", 12.5, "12.5ms"], ["1.5s", 2, "2s"], ["95%", 99.5, "99.5%"],
  ["95 %", 97, "97 %"], ["4", 6, "6"], ["x10", 4, "x4"], ["$0.77", 1.25, "$1.25"], ["1,000/s", 2500, "2,500/s"],
  ["999/s", 1234567, "1235000/s"], ["10ms", 0.0000123456, "0.00001235ms"], ["4", 12345, "12350"], ["10ms", 0, "0ms"],
  ["200ppm", 1e9, "1000000000ppm"], ["10ms", 99.996, "100ms"], ["1Mbps", 1 / 3, "0.3333Mbps"], ["-50ms", -20, "-20ms"],
  ["+100ms", 150, "+150ms"], ["64MiB", 128, "128MiB"], ["0.5/min", 0.1 + 0.2, "0.3/min"], ["5", -0.00001, "-0.00001"],
  ["unlimited", 3, null], ["2m30s", 3, null], ["exp(10ms)", 4, null], ["1:30", 3, null], ["1.5s", NaN, null],
  ["10ms", Infinity, null], ["", 1, null], ["10ms 20ms", 1, null],
];

const ADDED = "at 4m: crash web/1 for 72s";
const FAULTS = [
  ["faults:\n  - at 1m: hang web/1\n", `faults:\n  - at 1m: hang web/1\n  - ${ADDED}\n`],
  ["faults:\n  - at 1m: hang web/1   # why\n  # end\n\nsla:\n", 
    `faults:\n  - at 1m: hang web/1   # why\n  - ${ADDED}\n  # end\n\nsla:\n`],
  ["faults:   # first\n  # second\n  - at 1m: x\n", `faults:   # first\n  # second\n  - at 1m: x\n  - ${ADDED}\n`],
  ["faults:\n- at 1m: hang web/1\nsla:\n", `faults:\n- at 1m: hang web/1\n- ${ADDED}\nsla:\n`],
  ["faults:\n    -   at 1m: x", `faults:\n    -   at 1m: x\n    -   ${ADDED}`],
  ["faults:\n  - at: 1m\n    do: crash\n    target: web/1\nload: 1/s\n",
    `faults:\n  - at: 1m\n    do: crash\n    target: web/1\n  - ${ADDED}\nload: 1/s\n`],
  ["faults:\n  - { at: 1m, do: crash,\n      target: web/1 }\n",
    `faults:\n  - { at: 1m, do: crash,\n      target: web/1 }\n  - ${ADDED}\n`],
  ["faults:\n  -\n    at 1m: x\n", `faults:\n  -\n    at 1m: x\n  - ${ADDED}\n`],
  ["'faults':\n  - at 1m: x\n", `'faults':\n  - at 1m: x\n  - ${ADDED}\n`],
  ["faults: []\nsla: {}\n", `faults: [${ADDED}]\nsla: {}\n`],
  ["faults: [ ]  # none\n", `faults: [${ADDED}]  # none\n`],
  ["faults: [at 3m: power-off a for 30s as o]\n", `faults: [at 3m: power-off a for 30s as o, ${ADDED}]\n`],
  ["faults: [at 3m: a, ]\n", `faults: [at 3m: a, ${ADDED} ]\n`],
  ["faults: [\n  at 3m: a,   # c\n  at 4m: b  # d\n]\n",
    `faults: [\n  at 3m: a,   # c\n  at 4m: b,  # d\n  ${ADDED}\n]\n`],
  ["faults: [at 3m: 'it''s ], {',\n         at 4m: b]\n",
    `faults: [at 3m: 'it''s ], {',\n         at 4m: b,\n         ${ADDED}]\n`],
  ["faults: [{ at: 3m, do: hang }]\n", `faults: [{ at: 3m, do: hang }, ${ADDED}]\n`],
  ["faults:   # none yet\n\nsla:\n", `faults:   # none yet\n  - ${ADDED}\n\nsla:\n`],
  ["faults:\nsla:\n", `faults:\n  - ${ADDED}\nsla:\n`],
  ["faults: ~  # none\n", `faults:  # none\n  - ${ADDED}\n`],
  ["faults: null", `faults:\n  - ${ADDED}`],
  ["a: 1\nsla:\n  x: y\n", `a: 1\nfaults:\n  - ${ADDED}\nsla:\n  x: y\n`],
  ["a: 1\n\nb: 2\n\n# why\nsla:\n", `a: 1\n\nb: 2\n\nfaults:\n  - ${ADDED}\n\n# why\nsla:\n`],
  ["a: 1\nb: 2", `a: 1\nb: 2\nfaults:\n  - ${ADDED}\n`],
  ["a: 1\n\nb: 2\n\n", `a: 1\n\nb: 2\n\nfaults:\n  - ${ADDED}\n\n`],
  ["a: |\n  text\n\n  sla:\nb: 2\n", `a: |\n  text\n\n  sla:\nb: 2\nfaults:\n  - ${ADDED}\n`],
  ["", `faults:\n  - ${ADDED}\n`],
  ["---\na: 1\n", `---\na: 1\nfaults:\n  - ${ADDED}\n`],
  ["a: 1\r\nsla:\r\n  x: y\r\n", `a: 1\r\nfaults:\r\n  - ${ADDED}\r\nsla:\r\n  x: y\r\n`],
  ["faults:\r\n  - at 1m: x\r\nsla:\r\n", `faults:\r\n  - at 1m: x\r\n  - ${ADDED}\r\nsla:\r\n`],
  ["faults: [\r\n  at 1m: x\r\n]\r\n", `faults: [\r\n  at 1m: x,\r\n  ${ADDED}\r\n]\r\n`],
  ["variants:\n  v:\n    faults:\n      - at 1m: b\nsla:\n",
    `variants:\n  v:\n    faults:\n      - at 1m: b\nfaults:\n  - ${ADDED}\nsla:\n`],
  ["faults: &all\n  - at 1m: x\n", null], ["faults: *all\n", null], ["faults:\n\t- at 1m: x\n", null],
  ["faults:\n  x: y\n", null], ["faults: {}\n", null], ["faults: none\n", null], ["{faults: []}\n", null],
  ["faults: []\nfaults: []\n", null], ["a: 1\n---\nfaults: []\n", null], ["faults: [at 3m: a\nsla:\n", null],
  ["faults: !!seq []\n", null], ["faults: [*a] x\n", null],
];

const SYSTEM = "components:\n  lb:\n    kind: load-balancer\n  web:\n    kind: server\n    nodes: 2\n"
  + "  db: { kind: database, replicas: 1 }\n  jobs: { kind: queue }\nparams:\n  peak: 500/s\n";

/** Completions: the caret is at ▮, and the expected labels are the first ones, or after "..." any of them. */
const COMPLETIONS = [
  ["components:\n  lb:\n    kind: ▮", "dns load-balancer server"],
  ["components:\n  lb:\n    kind: load-balancer\n    ▮\n", "algorithm weights backends"],
  ["components:\n  lb:\n    kind: load-balancer\n    ▮\n", "... health redispatch regions zones retry"],
  ["components:\n  lb:\n    ▮\n    kind: load-balancer\n", "algorithm weights backends"],
  ["components:\n  lb: { kind: load-balancer, ▮ }\n", "algorithm weights backends"],
  ["components:\n  lb: { kind: load-balancer, algorithm: ▮\nload: 1/s\n", "round-robin weighted random"],
  ["components:\n  db:\n    kind: database\n    failover:\n      lease: ▮", "30s"],
  ["load: ▮", "... ramp(100/s 500/s over=5m) users(500 think=exp(7s))"],
  ["load: $▮\nparams:\n  peak: 1/s\n", "peak"],
  [`${SYSTEM}requests:\n  page: { path: [lb, ▮ }\n`, "lb web db jobs"],
  [`${SYSTEM}requests:\n  page:\n    steps:\n      - read: ▮`, "db"],
  [`${SYSTEM}requests:\n  page:\n    steps:\n      - ▮`, "... lb web read publish parallel"],
  [`${SYSTEM}requests:\n  page:\n    path: [web]\n    ▮`, "share rate key"],
  [`${SYSTEM}faults:\n  - ▮`, "crash power-off blackhole"],
  [`${SYSTEM}faults:\n  ▮`, "crash power-off blackhole"],
  [`${SYSTEM}faults:\n  - at 4m: ▮`, "crash power-off blackhole"],
  [`${SYSTEM}faults:\n  - at 4m: crash ▮`, "lb web web/1 web/2 web/* db db/primary db/replica-1 jobs"],
  [`${SYSTEM}faults: [at 4m: slow web/1 ▮]`, "x10 for as"],
  [`${SYSTEM}faults:\n  - at: 4m\n    do: slow\n    ▮`, "... target for factor"],
  [`${SYSTEM}sla:\n  fast: ▮\nrequests:\n  page: {}\n`, "... page.p99 availability web.utilization"],
  [`${SYSTEM}variants:\n  one:\n    set: { ▮ }`, "lb. web. db. jobs. params.peak:"],
  [`${SYSTEM}variants:\n  one:\n    set: { web.c▮ }`, "... web.cores web.nodes"],
  [`${SYSTEM}variants:\n  one:\n    set: { lb.algorithm: ▮ }`, "round-robin weighted"],
  ["▮", "version scenario about"],
  ["# a comment ▮\nload: 1/s\n", null], ["about:\n  lesson: |\n    text ▮\n", null], ["components:\n  ▮", null],
];

const HOVERS = [
  ["components:\n  web:\n    kind: server\n    no▮des: 2\n", "Nodes in each region. By default 1."],
  ["components:\n  web:\n    kind: ser▮ver\n", "A tier of identical nodes that process requests"],
  ["components:\n  lb: { kind: load-balancer, algorithm: round▮-robin }\n", "Each backend in turn, those with a higher weight more often."],
  ["components:\n  db:\n    kind: database\n    failover: { lea▮se: 30s }\n",
    "Lease duration after the last renewal (TTL)."],
  [`${SYSTEM}faults:\n  - at 4m: cra▮sh web/1\n`, "The process dies"],
  [`${SYSTEM}faults:\n  - at 4m: crash w▮eb/1\n`, "server (web/1, web/2, web/*)."],
  [`${SYSTEM}requests:\n  page: { path: [l▮b] }\n`, "load-balancer."],
  [`${SYSTEM}variants:\n  one:\n    set: { web.co▮res: 4 }\n`, "CPU cores of a node."],
  ["# com▮ment\n", null],
];

const POSITIONS = [
  ["a\nbc\nd", 2, 2, 3], ["a\nbc", 9, 9, 4], ["🚀🚀 x: 2", 1, 4, 5],
  ["", 1, 1, 0], ["ab", 1, 1, 0], ["a\n\nb", 2, 5, 2],
];

/** Applies edits of one text. */
export function applied(text, edits) {
  return edits && edits.reduceRight((all, { from, to, insert }) => all.slice(0, from) + insert + all.slice(to), text);
}

/** Returns the number of cases and the failures. */
export async function results() {
  const schema = await loadSchema();
  const failures = [];
  let cases = 0;
  const check = (what, actual, expected) => {
    cases++;
    if (JSON.stringify(actual) !== JSON.stringify(expected)) {
      failures.push(`${what}\n  expected ${JSON.stringify(expected)}\n  actual   ${JSON.stringify(actual)}`);
    }
  };
  const caret = (text) => [text.replace("▮", ""), text.indexOf("▮")];
  for (const [value, number, expected] of NUMBERS) {
    check(`written(${value}, ${number})`, written(value, number), expected);
  }
  for (const [text, expected] of FAULTS) {
    const edits = withFault(text, "crash web/1", { at: "4m", for: "72s" });
    check(`withFault ${JSON.stringify(text)}`, applied(text, edits), expected);
  }
  check("without a duration", applied("", withFault("", "flush cache", { at: "10s" })),
    "faults:\n  - at 10s: flush cache\n");
  check("quoted in a flow list", applied("faults: []", withFault("faults: []", "set params.a to [1]", { at: "1s" })),
    "faults: [at 1s: 'set params.a to [1]']");
  for (const [text, expected] of COMPLETIONS) {
    const options = suggestions(schema, ...caret(text))?.options;
    const labels = options?.map((each) => each.label.trim()) ?? null;
    const any = expected?.startsWith("... ");
    const wanted = expected?.replace("... ", "").match(/[^ (]+(\([^)]*\)+)?/g) ?? null;
    const found = any ? wanted.filter((each) => labels?.includes(each)) : labels?.slice(0, wanted?.length) ?? null;
    check(`completion ${JSON.stringify(text)} in ${labels}`, found, wanted);
  }
  for (const [text, expected] of HOVERS) {
    const words = description(schema, ...caret(text))?.text ?? null;
    check(`hover ${JSON.stringify(text)}`, words?.slice(0, expected?.length) ?? null, expected);
  }
  for (const [text, line, column, expected] of POSITIONS) {
    check(`positionOf ${JSON.stringify([text, line, column])}`, positionOf(text, line, column), expected);
  }
  return { cases, failures };
}

/** Returns a text with one fault more, or null. */
export function withTraffic(text) {
  return applied(text, withFault(text, "traffic x2", { at: "1s", for: "1s" }));
}
