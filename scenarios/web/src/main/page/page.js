import { about, indentWithTab, select, word } from "./editor.js";
import { CHECK_SECONDS, Engine, RUN_SECONDS, StoppedCall } from "./engine.js";
import * as files from "./files.js";
import * as library from "./library.js";
import { copied, decoded, encoded, isSeed, MAX_FILES } from "./link.js";
import { keepOffline } from "./offline.js";
import * as outcome from "./result.js";

const ids = "start pick run cancel seed link embed title question notice reset text checked problems estimate ask word "
  + "estimate-title explanation stale status stage empty save-result save-report save-text version";
const at = Object.fromEntries(ids.split(" ").map((id) => [id, document.getElementById(id)]));
const tabs = [...document.querySelectorAll("[role=tab]")];
const engine = new Engine();

const FIRST = "hello-world";
const STORE = "brownout";
/** Names of texts that are not in the library. */
const OWN = "", LINKED = "#";

const shipped = new Map();
let scenarios = [];
let name = FIRST;
let drafts = {};
/** The fragment that is shown; the address loses it with another scenario. */
let fragment = "";
let running = false;
/** Result of the last run, and state of the inputs at its start. */
let result = null, resultOf = "";
/** State of the inputs at the last completed check, and its number of errors. */
let checkedOf = "", errors = 0;
let timer = 0;

const inputs = () => [at.seed.value, files.revision(), at.text.value].join("\n");
const listed = () => scenarios.find((each) => each.name === name);
const edited = () => shipped.has(name) && at.text.value !== shipped.get(name);

function restore() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) ?? {};
  } catch {
    return {};
  }
}

function store() {
  drafts[name] = at.text.value;
  if (shipped.has(name) && !edited()) {
    delete drafts[name];
  }
  const kept = { name, drafts, seed: at.seed.value, fragment };
  for (const each of [{ ...kept, files: files.texts() }, kept]) {
    try {
      return localStorage.setItem(STORE, JSON.stringify(each));
    } catch {
      // Too large with files, or no storage: the edits live until the page is closed.
    }
  }
}

async function shippedText(wanted) {
  if (!shipped.has(wanted)) {
    shipped.set(wanted, (await engine.call("scenario", [wanted], CHECK_SECONDS)).text);
  }
  return shipped.get(wanted);
}

/** Shows a text under a name. */
function show(newName, text) {
  name = newName;
  at.text.value = text;
  at.text.scrollTop = 0;
  describe();
  check();
}

/** Shows title, question and hints of the current text. */
function describe() {
  const told = about(at.text.value);
  const kind = name === LINKED ? "Scenario of a link" : name === OWN ? "Own text" : "";
  at.title.textContent = told.title || listed()?.title || kind || name;
  at.question.textContent = told.question || "A scenario describes a system in YAML. Edit it, and press Run.";
  at.pick.textContent = (kind || name) + " ▾";
  document.title = at.title.textContent + " – Brownout";
  at.reset.hidden = !edited();
  for (const button of [at.link, at.embed, at["save-text"], at.run]) {
    button.disabled = at.text.value.trim() === "" || button === at.run && running;
  }
  at.stale.textContent = result && resultOf !== inputs()
    ? "The report is of an older text. Run again to update it." : "";
}

async function choose(wanted) {
  store();
  leaveLink();
  try {
    show(wanted, drafts[wanted] ?? (wanted === OWN ? "" : await shippedText(wanted)));
  } catch (error) {
    outcome.tell(error.message, true);
  }
  at.text.focus();
  store();
}

function leaveLink() {
  fragment = "";
  at.notice.textContent = "";
  history.replaceState(null, "", location.pathname + location.search);
}

function changed() {
  describe();
  if (at.status.className === "bad") {
    outcome.tell("");
  }
  clearTimeout(timer);
  timer = setTimeout(() => {
    store();
    check();
  }, 300);
}

/** Checks the current text, and shows the problems and the estimate. Returns whether the text has no errors. */
async function check() {
  clearTimeout(timer);
  const now = inputs();
  if (checkedOf !== now && at.text.value.trim() !== "") {
    const args = [at.text.value, files.texts()];
    try {
      const { problems } = await engine.call("validate", args, CHECK_SECONDS);
      if (now === inputs()) {
        checkedOf = now;
        complain(problems);
        errors || estimate(now, args);
      }
    } catch (error) {
      at.checked.textContent = error instanceof StoppedCall ? "Not checked. " + error.message : error.message;
    }
  }
  return checkedOf === now && errors === 0;
}

async function estimate(now, args) {
  let text;
  try {
    text = (await engine.call("estimate", args, CHECK_SECONDS)).text;
  } catch (error) {
    text = "No estimate. " + error.message;
  }
  if (now === inputs()) {
    at["estimate-title"].hidden = false;
    at.estimate.textContent = text;
  }
}

function complain(problems) {
  errors = problems.filter(({ severity }) => severity === "error").length;
  const count = (number, noun) => number === 0 ? [] : [number + " " + noun + (number === 1 ? "" : "s")];
  at.checked.textContent = [...count(errors, "error"), ...count(problems.length - errors, "warning")].join(", ")
    || "No problems.";
  at.checked.classList.toggle("bad", errors > 0);
  at.estimate.textContent = "";
  at["estimate-title"].hidden = true;
  at.problems.replaceChildren(...problems.slice(0, 100).map(problem));
}

function problem(found) {
  const { file, line, column, severity, message } = found;
  const own = file === "scenario";
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = severity === "error" ? "bad" : "warning";
  button.textContent = [...own ? [] : [file], ...line ? [line, column] : [], ` ${severity}: ${message}`].join(":");
  button.addEventListener("click", () => own && select(at.text, found));
  item.append(button);
  return item;
}

function busy(active) {
  running = active;
  at.run.disabled = active;
  at.cancel.disabled = !active;
  at.empty.hidden = active || result !== null;
}

async function run() {
  if (running || at.text.value.trim() === "") {
    return;
  }
  busy(true);
  outcome.tell("Checking the text …");
  try {
    if (!isSeed(at.seed.value || "0")) {
      throw new Error("The seed is not a whole number below 9,007,199,254,740,992.");
    } else if (await check()) {
      await simulate();
    } else {
      openTab(tabs[0]);
      throw new Error(errors ? "Fix the errors to run." : at.checked.textContent);
    }
  } catch (error) {
    outcome.tell(error.message, !(error instanceof StoppedCall));
  }
  busy(false);
  outcome.bars(null);
  describe();
}

async function simulate() {
  const now = inputs();
  outcome.tell("Running …");
  outcome.bars([]);
  const options = { name: name === OWN || name === LINKED ? "scenario" : name, files: files.texts() };
  if (at.seed.value) {
    options.seed = Number(at.seed.value);
  }
  const made = await engine.call("run", [at.text.value, options], RUN_SECONDS, outcome.bars);
  result = made;
  resultOf = now;
  at["save-result"].disabled = at["save-report"].disabled = false;
  at.notice.textContent = "";
  await outcome.show(made);
}

/** Runs, and scrolls to the report, or to the errors, where the screen has no space for both. */
async function runAndReveal() {
  await run();
  if (errors > 0) {
    at.problems.scrollIntoView({ block: "nearest" });
  } else if (at.stage.getBoundingClientRect().top > innerHeight / 2) {
    at.status.scrollIntoView();
  }
}

function cancel() {
  engine.stop("Cancelled.");
  at.run.focus();
}

async function explain(term) {
  openTab(tabs[1]);
  at.word.value = term;
  if (term !== "") {
    try {
      at.explanation.textContent = running ? "The engine is busy. Ask again after the run."
        : (await engine.call("explain", [term], CHECK_SECONDS)).text;
    } catch (error) {
      at.explanation.textContent = error.message;
    }
  }
}

function openTab(chosen) {
  for (const tab of tabs) {
    tab.setAttribute("aria-selected", tab === chosen);
    tab.tabIndex = tab === chosen ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = tab !== chosen;
  }
}

/** Returns the current scenario as a fragment; a text of the library is only named, unless it must be whole. */
async function fragmentOf(whole) {
  const known = shipped.has(name);
  return encoded({
    name: known ? name : undefined,
    text: known && !edited() && !whole ? undefined : at.text.value,
    seed: at.seed.value || undefined,
    files: files.bytes() > 0 && files.bytes() <= MAX_FILES ? files.texts() : undefined,
  });
}

async function copyLink() {
  fragment = await fragmentOf(false);
  history.replaceState(null, "", fragment);
  store();
  await copy(at.link, location.href, "Link to this scenario");
}

async function copyEmbedCode() {
  const address = new URL("embed.html", location.href).href + await fragmentOf(true);
  const title = at.title.textContent.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  const code = `<iframe src="${address}" title="${title}" width="100%" height="640" style="border:0" loading="lazy" `
    + `allow="clipboard-write"></iframe>\n<script src="${new URL("embed.js", location.href).href}" async></script>`;
  await copy(at.embed, code, "HTML for your page");
}

async function copy(button, text, label) {
  const done = await copied(text, label);
  const long = text.length > 8000 ? " It is long: some programs cut links after 8,000 characters." : "";
  const without = files.bytes() > MAX_FILES ? " It is without the files, which have more than 64 kB." : "";
  outcome.tell((done ? "Copied." : "") + long + without);
}

function save(file, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Shows the scenario of the address. Nothing runs before the reader presses Run. */
async function follow() {
  const scenario = await decoded(location.hash);
  let text = scenario.text;
  if (scenario.name !== undefined) {
    await engine.start();
    if (scenarios.some((each) => each.name === scenario.name)) {
      const whole = await shippedText(scenario.name);
      text ??= whole;
    }
  }
  if (text === undefined) {
    throw new Error(`This link names the scenario “${scenario.name}”, which is not in this library.`);
  }
  fragment = location.hash;
  at.seed.value = scenario.seed ?? "";
  files.replace(scenario.files);
  show(text === shipped.get(scenario.name) ? scenario.name : LINKED, text);
  at.notice.textContent = "This link carries a scenario. Nothing has run yet.";
  outcome.tell("Ready. Press Run to simulate.");
  store();
}

async function followOr(otherwise) {
  try {
    await follow();
  } catch (error) {
    await otherwise();
    at.notice.textContent = error.message;
    outcome.tell("Ready. Press Run to simulate.");
  }
}

async function begin() {
  const kept = restore();
  drafts = kept.drafts ?? {};
  const same = kept.name !== undefined && location.hash === (kept.fragment ?? "");
  outcome.tell("Loading the engine …");
  if (same || location.hash === "") {
    name = kept.name ?? FIRST;
    at.text.value = drafts[name] ?? "";
    at.seed.value = kept.seed ?? "";
    files.replace(new Map(Object.entries(kept.files ?? {})));
    fragment = location.hash;
    describe();
  }
  await engine.start();
  scenarios = await engine.call("library", [], CHECK_SECONDS);
  library.fill(scenarios, choose);
  at.pick.disabled = false;
  const resume = async () => {
    if (name !== OWN && name !== LINKED) {
      await shippedText(name);
    }
    show(name, drafts[name] ?? shipped.get(name) ?? "");
    outcome.tell("Ready. Press Run to simulate.");
  };
  await (same || location.hash === "" ? resume() : followOr(resume));
  if (kept.name === undefined && location.hash === "") {
    await run();
  }
}

at.text.addEventListener("input", changed);
at.seed.addEventListener("input", changed);
files.onChange(changed);
at.run.addEventListener("click", runAndReveal);
at.cancel.addEventListener("click", cancel);
at.pick.addEventListener("click", () => library.open(name));
at.reset.addEventListener("click", () => {
  show(name, shipped.get(name));
  store();
});
at.link.addEventListener("click", copyLink);
at.embed.addEventListener("click", copyEmbedCode);
at.ask.addEventListener("click", () => explain(at.word.value.trim()));
at["save-result"].addEventListener("click", () => save("result.json", "application/json", result.resultJson));
at["save-report"].addEventListener("click", () => save("report.html", "text/html", result.reportHtml));
at["save-text"].addEventListener("click", () => save("scenario.yaml", "application/yaml", at.text.value));
at.word.addEventListener("keydown", (event) => event.key === "Enter" && at.ask.click());
tabs.forEach((tab, i) => {
  tab.addEventListener("click", () => openTab(tab));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: tabs.length - 1 }[event.key];
    if (step) {
      tabs[(i + step) % tabs.length].focus();
      openTab(document.activeElement);
    }
  });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    runAndReveal();
  } else if (event.key === "F1" && document.activeElement === at.text) {
    event.preventDefault();
    explain(word(at.text));
  }
});
addEventListener("hashchange", () => location.hash !== fragment && followOr(async () => {}));
addEventListener("pagehide", store);
indentWithTab(at.text);
at.start.remove();
begin().catch((error) => outcome.tell(error.message, true)).then(() => keepOffline((reload) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Reload for the newer version";
  button.addEventListener("click", reload);
  at.version.replaceChildren(button);
}));
