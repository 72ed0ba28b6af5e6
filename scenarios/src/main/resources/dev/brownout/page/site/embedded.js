// A scenario in another page: its text can be changed and run. With "?change" in the address the text is open.

import { about } from "./about.js";
import { CHECK_SECONDS, RUN_SECONDS, WorkerEngine } from "./engine.js";
import { StoppedCall } from "./engineworker.js";
import { decoded, encoded } from "./link.js";
import * as outcome from "./result.js";
import { known } from "./texts/sentences.js";
import { follow, language, t } from "./texts/texts.js";
import { translated } from "./texts/verdicts.js";

const MOST_ROWS = 24;
const at = Object.fromEntries(["start", "title", "question", "change", "text", "problems", "run", "cancel", "reset", "open",
  "stage"].map((id) => [id, document.getElementById(id)]));
const engine = new WorkerEngine();
let scenario = null;

/** Returns the text of the scenario; a link that only names it needs the engine for its text. */
async function original() {
  return scenario.text ??= await engine.call("scenario", [scenario.name], CHECK_SECONDS);
}

async function show() {
  scenario = null;
  at.run.disabled = true;
  at.text.disabled = true;
  try {
    scenario = await decoded(location.hash);
    showText(await original());
    at.text.rows = Math.min(MOST_ROWS, at.text.value.split("\n").length);
    outcome.tell(t.nothingYet);
    at.text.disabled = false;
    at.run.disabled = false;
  } catch (error) {
    at.title.textContent = t.noScenario;
    outcome.tell(error.message, true);
  }
}

function showText(text) {
  at.text.value = text;
  const { title, question } = about(text);
  follow(at.title, "textContent", () => known(title) || t.scenario);
  follow(at.question, "textContent", () => known(question));
  showDocumentTitle();
  changed();
}

function showDocumentTitle() {
  document.title = at.title.textContent;
}

/** Follows the text: the link to the workbench carries it, and an earlier result is marked as old. */
async function changed() {
  const { value } = at.text;
  const edited = value !== scenario.text;
  at.reset.hidden = !edited;
  at.problems.replaceChildren();
  outcome.clear();
  at.stage.classList.add("old");
  outcome.tell(at.stage.hidden ? t.nothingYet : t.reportOutdated);
  const { seed, files } = scenario;
  const fragment = edited ? await encoded({ text: value, seed, files: Object.fromEntries(files) }) : location.hash;
  if (value === at.text.value) {
    at.open.href = "index.html" + fragment;
  }
}

/** Shows the errors of the text, and returns whether there are any. */
async function refused(text, files, name) {
  const { problems } = await engine.call("validate", [text, files, name], CHECK_SECONDS);
  const errors = problems.filter(({ severity }) => severity === "error");
  at.problems.replaceChildren(...errors.map(translated).map(({ line, message }) => {
    const item = document.createElement("li");
    item.textContent = line > 0 ? t.lineMessage(line, message) : message;
    return item;
  }));
  at.change.open ||= errors.length > 0;
  return errors.length > 0;
}

async function run() {
  at.run.disabled = true;
  at.cancel.disabled = false;
  outcome.tell(t.running);
  const { name = "scenario", seed = "" } = scenario;
  const files = Object.fromEntries(scenario.files);
  const text = at.text.value;
  try {
    if (await refused(text, files, name)) {
      outcome.tell(t.fixErrors, true);
    } else {
      at.stage.hidden = false;
      outcome.bars([]);
      await outcome.show(await engine.call("run", [text, { name, files, seed, language: language() }], RUN_SECONDS, outcome.bars));
      at.stage.classList.remove("old");
      if (text !== at.text.value) {
        changed();
      }
    }
  } catch (error) {
    outcome.tell(error.message, !(error instanceof StoppedCall));
  }
  outcome.bars(null);
  at.run.disabled = false;
  at.cancel.disabled = true;
}

at.change.open = new URLSearchParams(location.search).has("change");
at.text.addEventListener("input", changed);
at.reset.addEventListener("click", () => {
  showText(scenario.text);
  at.text.focus();
});
at.run.addEventListener("click", run);
at.cancel.addEventListener("click", () => engine.stop());
addEventListener("hashchange", show);
new ResizeObserver(() => parent.postMessage(
  { type: "brownout-height", height: document.body.getBoundingClientRect().height }, "*")).observe(document.body);
at.start.remove();
show();
