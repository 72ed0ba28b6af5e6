import { about } from "./about.js";
import { CHECK_SECONDS, RUN_SECONDS, WorkerEngine } from "./engine.js";
import { StoppedCall } from "./engineworker.js";
import { decoded } from "./link.js";
import * as outcome from "./result.js";

const at = Object.fromEntries(["start", "title", "question", "run", "cancel", "open", "stage"]
  .map((id) => [id, document.getElementById(id)]));
const engine = new WorkerEngine();
let scenario = null;

/** Returns the text of the scenario; a link that only names it needs the engine for its text. */
async function text() {
  return scenario.text ??= await engine.call("scenario", [scenario.name], CHECK_SECONDS);
}

async function show() {
  scenario = null;
  at.run.disabled = true;
  try {
    scenario = await decoded(location.hash);
    at.open.href = "index.html" + location.hash;
    const { title, question } = about(await text());
    at.title.textContent = title || "Scenario";
    at.question.textContent = question;
    document.title = at.title.textContent;
    outcome.tell("Nothing has run yet.");
    at.run.disabled = false;
  } catch (error) {
    at.title.textContent = "No scenario";
    outcome.tell(error.message, true);
  }
}

async function run() {
  at.run.disabled = true;
  at.cancel.disabled = false;
  at.stage.hidden = false;
  outcome.tell("Running …");
  outcome.bars([]);
  const { name = "scenario", files, seed = "" } = scenario;
  const options = { name, files: Object.fromEntries(files), seed };
  try {
    const result = await engine.call("run", [await text(), options], RUN_SECONDS, outcome.bars);
    await outcome.show(result);
  } catch (error) {
    outcome.tell(error.message, !(error instanceof StoppedCall));
  }
  outcome.bars(null);
  at.run.disabled = false;
  at.cancel.disabled = true;
}

at.run.addEventListener("click", run);
at.cancel.addEventListener("click", () => engine.stop());
addEventListener("hashchange", show);
new ResizeObserver(() => parent.postMessage(
  { type: "brownout-height", height: document.body.getBoundingClientRect().height }, "*")).observe(document.body);
at.start.remove();
show();
