// Replaces the engine in tests of the page: words of the text select the behaviour. Each run has the same result.

const LIBRARY = [
  { theme: "first steps", name: "saturation", title: "One box", question: "How much more?", step: 0, predictions: 0 },
  { theme: "first steps", name: "hello-world", title: "one box", question: "", step: 0, predictions: 0 },
  { theme: "first steps", name: "load-balancer", title: "Two servers", question: "Does the site survive a crash?", step: 0,
    predictions: 0 },
  { theme: "capacity", name: "black-friday", title: "Black Friday: five times the load", step: 0, predictions: 0,
    question: "Five times as many visitors arrive as the shop can serve. Does a waiting room sell more?" },
];

let base = "";

const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function text(name) {
  const { title, question } = LIBRARY.find((each) => each.name === name);
  return `version: 1\nscenario: "${title}"\n${question && `about:\n  question: ${question}\n`}load: 180/s\n`
    + "components:\n  box: { kind: server, cores: 4, service: exp(20ms) }\n"
    + "requests:\n  page: { path: [box] }\nrun: 5m\nsla:\n  fast: page.p99 < 400ms\n";
}

function validate(given, files, file) {
  if (given.includes("hang-check")) {
    for (;;);
  }
  const problems = given.split("\n").flatMap((line, i) => line.includes("coers")
    ? [{ file, line: i + 1, column: line.indexOf("coers") + 1, length: 5, severity: "error",
      rule: "unknown-key", message: "unknown key \"coers\" in server \"box\"; did you mean \"cores\"?",
      fix: { label: "Replace by cores", text: "cores" } }] : []);
  return { problems, text: "" };
}

async function run(given, { seed }, progress) {
  if (given.includes("hang-run")) {
    for (;;);
  }
  if (given.includes("too-large")) {
    throw new Error("The run needs more than 1024 MB. Fewer requests need less: lower load, or a shorter run.");
  }
  const shares = given.includes("question") ? [0, 0, 0] : [0];
  for (const variant of shares.keys()) {
    for (let tenths = 0; tenths <= 10; tenths++) {
      shares[variant] = tenths / 10;
      progress(shares);
      await sleep(5);
    }
  }
  const result = await (await fetch(new URL("test-run.json", base))).json();
  return { ...result, resultJson: JSON.stringify({ version: 2, seed }) };
}

function settings(given) {
  return given.split("\n").flatMap((line, i) => {
    const [, value, number] = /^load: ((\d+)\/s)$/.exec(line) ?? [];
    return value ? [{ path: "load", label: "load", help: "Requests per second", value, number: Number(number), unit: "/s",
      integer: false, min: 10, max: 1000, choices: null, logarithmic: true, line: i + 1, column: 7, length: value.length }] : [];
  });
}

const CALLS = {
  validate,
  library: () => LIBRARY,
  scenario: text,
  explain: (word) => ({ text: `${word}  (kind of component)\nAn explanation of ${word}.` }),
  settings,
  capacity: () => ({ at: 200, words: "capacity 200/s: box is saturated" }),
  estimate: () => ({ variants: [], text: "resource  from  offered  capacity  rho     mean     p99  by\n"
    + "box       0:00    180/s     200/s  0.9  59.4 ms  244 ms  (1)\n(1) M/M/4/1004" }),
  run,
};

onmessage = async ({ data }) => {
  if (data.type === "init") {
    base = data.base;
    const module = data.module ?? new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    return postMessage({ type: "ready", module });
  }
  const { id, call, args } = data;
  try {
    const value = await CALLS[call](...args, (done) => postMessage({ id, type: "progress", value: done }));
    postMessage({ id, type: "result", value });
  } catch (error) {
    postMessage({ id, type: "error", message: error.message });
  }
};
