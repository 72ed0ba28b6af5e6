// Stands in for the engine in tests of the page: words of the text decide what happens. Each run has the same report.

const LIBRARY = [
  ["hello-world", "one box", "", "first steps"],
  ["load-balancer", "Two servers behind a load balancer survive a crash", "Does the site survive a crash?", "first steps"],
  ["black-friday", "Black Friday: five times the load, with and without a waiting room",
    "Five times as many visitors arrive as the shop can serve. Does a waiting room sell more, and how many should it admit?",
    "capacity"],
].map(([name, title, question, theme]) => ({ name, title, question, theme }));

let base = "";

const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function text(name) {
  const { title, question } = LIBRARY.find((each) => each.name === name);
  return `version: 1\nscenario: "${title}"\n${question && `about:\n  question: ${question}\n`}load: 180/s\n`
    + "components:\n  box: { kind: server, cores: 4, service: exp(20ms) }\nrequests:\n  page: { path: [box] }\nrun: 5m\n"
    + "sla:\n  fast: page.p99 < 400ms\n";
}

function validate(given) {
  if (given.includes("hang-check")) {
    for (;;);
  }
  const problems = given.split("\n").flatMap((line, i) => line.includes("coers")
    ? [{ file: "scenario", line: i + 1, column: line.indexOf("coers") + 1, length: 5, severity: "error",
      message: "unknown key \"coers\" in server \"box\"; did you mean \"cores\"?" }] : []);
  return { problems, text: "" };
}

async function run(given, { seed }, progress) {
  if (given.includes("hang-run")) {
    for (;;);
  }
  if (given.includes("too-large")) {
    throw new Error("The run needs more than 1024 MB. Fewer requests need less: lower load, or a shorter run.");
  }
  const variants = given.includes("question") ? ["15/s admitted", "45/s admitted", "no waiting room"] : ["base"];
  const slow = given.includes("slow") ? 100 : 5;
  for (const variant of variants) {
    for (let done = 0; done <= 10; done++) {
      progress({ variant, done: done / 10, variants });
      await sleep(slow);
    }
  }
  const reportHtml = await (await fetch(new URL("test-report.html", base))).text();
  return { resultJson: JSON.stringify({ version: 2, seed }), reportHtml, screen: "", verdict: "PASS", exitCode: 0, seconds: 0.4 };
}

const CALLS = {
  validate,
  library: () => LIBRARY,
  scenario: (name) => ({ text: text(name) }),
  explain: (word) => ({ text: `${word}  (kind of component)\nAn explanation of ${word}.` }),
  estimate: () => ({ text: "resource  from  offered  capacity  rho     mean     p99  by\n"
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
