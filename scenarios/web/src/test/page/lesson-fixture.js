// A page with class mode alone, and a host that replaces the engine. Tests reach both by window.fixture.

import { LessonMode } from "./lesson/lesson.js";

const LADDER = ["One server until it is overloaded", "Web server and database on separate machines",
  "Vertical scaling with larger servers", "Two web servers behind a load balancer", "A primary and read replicas",
  "A cache in front of the database", "A content delivery network", "Autoscaling of the web tier", "Two data centres",
  "A message queue for uploads", "Monitoring and automatic repair", "Sharding of the user data"];
const entry = (name, title, theme, step, predictions) => (
  { name, title, question: `Which load does ${title.toLowerCase()} serve?`, theme, step, predictions });
// The ladder is not in order here, and a scenario without predictions is no lesson.
const LIBRARY = [
  entry("cache-ttl", "How long to cache", "caches", 0, 3),
  entry("hello-world", "one box", "first steps", 0, 0),
  ...LADDER.map((title, i) => entry("step-" + String(i + 1).padStart(2, "0"), title, "ladder", i + 1, 4)).reverse(),
  entry("cdn", "A content delivery network for pictures", "edges", 0, 4),
];

const PREDICTIONS = [
  { name: "utilization at half load", words: "utilization of web from 30s to 2m", unit: "ratio", predicted: 0.5, measured: 0.5003,
    estimate: 0.5, within: true, predictedText: "50 %", measuredText: "50 %", estimateText: "50 %", error: "+0.062 %" },
  { name: "p99 at half load", words: "p99 of page from 30s to 2m", unit: "ns", predicted: 382e6, measured: 368e6, estimate: null,
    within: true, predictedText: "382 ms", measuredText: "368 ms", estimateText: "", error: "-3.8 %" },
  { name: "failed pages", words: "failed of page", unit: "1", predicted: 230, measured: 211, estimate: null, within: true,
    predictedText: "230", measuredText: "211", estimateText: "", error: "-8.3 %" },
  { name: "cost per hour", words: "cost per hour of web", unit: "$/h", predicted: 0.25, measured: 0.3, estimate: null, within: false,
    predictedText: "$0.25/h", measuredText: "$0.30/h", estimateText: "", error: "+20 %" },
];
const ASSERTIONS = [{ name: "availability in overload", bound: "≥ 75 %" }, { name: "p99 in overload", bound: "< 1 s" }];
const VARIANTS = ["unlimited queue", "queue of 50", "queue of 20"];
const VERDICTS = [["expected violation", "met", "met"], ["no data", "expected violation", "met"]];
const LESSON = "Capacity is a simple calculation: 4 cores / 80 ms = 50 pages/s. Latency rises long before it is reached. Beyond it "
  + "an unlimited queue makes every response late; a short queue rejects the excess and serves the rest.";
const TEXT = `# comment
version: 1
scenario: One server
about:
  question: At which load does it fail?
  lesson: secret lesson

load: step(25/s 45/s 60/s every=2m)
components:
  web: { kind: server, cores: 4, queue: unlimited }
requests:
  page: { path: [web], timeout: 2s }
sla:
  fast: page.p99 < 1s
predict:
  p99: page.p99 ~ 382ms +/- 20%
variants:
  unlimited queue: { expect_violations: [fast] }
  queue of 20: { set: { web.queue: 20 }, expect_violations: [fast] }
`;
const FEW = (name) => name === "cache-ttl" ? PREDICTIONS.slice(0, 3) : PREDICTIONS;

const seen = { opened: [], shared: [], concealed: [], joined: [], runs: 0 };
const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const parameters = new URLSearchParams(location.search);

const CALLS = {
  library: () => LIBRARY,
  scenario: () => TEXT,
  lesson: (name) => {
    const { title, question } = LIBRARY.find((each) => each.name === name);
    return { title, question, lesson: LESSON, assertions: ASSERTIONS,
      predictions: FEW(name).map(({ name: prediction, words, unit }) => ({ name: prediction, words, unit })) };
  },
  estimate: () => ({ text: "", variants: VARIANTS.map((name) => ({ name })) }),
  targets: () => ({
    components: [{ name: "lb", kind: "load-balancer", nodes: ["lb/1"] }, { name: "web", kind: "server", nodes: ["web/1", "web/2"] },
      { name: "cache", kind: "cache", nodes: ["cache/1"] }, { name: "db", kind: "database", nodes: ["db/1"] }],
    links: [{ from: "page", to: "lb" }, { from: "lb", to: "web" }, { from: "web", to: "cache" }, { from: "cache", to: "db" },
      { from: "web", to: "db" }] }),
};

let opened = "";

async function run(progress) {
  seen.runs++;
  for (let share = 0; share <= 1; share += 0.25) {
    progress(share);
    await sleep(10);
  }
  if (parameters.has("fail")) {
    throw new Error("The engine ended.");
  }
  return { answer: "At 60/s with a capacity of 50/s, 6.91 % of the pages succeed with an unlimited queue.", verdict: "PASS",
    sentence: "12 assertions met, 4 expected violations", stopped: "",
    variants: VARIANTS.map((name, i) => ({ name, charts: [{ title: "Availability of page" }], predictions: i ? [] : FEW(opened),
      assertions: ASSERTIONS.map((one, row) => ({ name: one.name, verdict: VERDICTS[row][i], value: "" })) })) };
}

const host = {
  call: async (name, args) => CALLS[name](...args),
  open: async (name) => {
    opened = name;
    seen.opened.push(name);
  },
  run,
  server: parameters.has("class") ? { class: true } : null,
  share: (link) => seen.shared.push(link),
  conceal: (hidden) => seen.concealed.push(hidden),
  onJoined: (count) => seen.joined.push(count),
  liveElement: document.getElementById("live"),
  designElement: document.getElementById("lesson-design"),
  picture: async () => new Blob(["<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 600 200' width='600' height='200'>"
    + "<path d='M0 180 L300 20 L600 150' stroke='green' fill='none'/></svg>"], { type: "image/svg+xml" }),
};
const mode = new LessonMode(document.getElementById("lessons"), host);
window.fixture = { mode, host, seen };
mode.show();
