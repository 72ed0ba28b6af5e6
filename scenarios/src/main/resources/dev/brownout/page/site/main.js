// The workbench: text, live view and design of one scenario, and their wiring.

import { about } from "./about.js";
import { Checks } from "./checks.js";
import { Claim, claimOf } from "./claim.js";
import { ClassMode } from "./classmode.js";
import { RunHistory } from "./design/history.js";
import { Sliders } from "./design/sliders.js";
import { Display } from "./display.js";
import { createEditor, positionOf } from "./editor/editor.js";
import { withFault } from "./editor/faults.js";
import { CHECK_SECONDS, RUN_SECONDS, pageEngine, serverOfPage, serverRuns } from "./engine.js";
import * as files from "./files.js";
import { Findings } from "./findings.js";
import { Guide } from "./guide.js";
import { followKeys } from "./keys.js";
import * as library from "./library.js";
import { isSeed } from "./link.js";
import { BreakMenu, secondsOf } from "./live/live.js";
import { keepOffline } from "./offline.js";
import { onDrop, opened } from "./open.js";
import { isNarrow, openPanel, openView } from "./panels.js";
import { Runner } from "./runner.js";
import { download, openShare } from "./share.js";
import { ago, seconds, showProgress, tell } from "./status.js";
import { html } from "./texts/element.js";
import { onSentences } from "./texts/sentences.js";
import { follow, followChoice, language, onLanguage, t } from "./texts/texts.js";
import { translated } from "./texts/verdicts.js";
import { Visit } from "./visit.js";
import { OWN, Workspace } from "./workspace.js";

const ids = "start pick run auto status cancel on-server seed undo redo history share save open present keys notice "
  + "title question reset word ask explanation stale version where history-dialog runs share-dialog share-content "
  + "keys-dialog language class file storage";
const at = Object.fromEntries(ids.split(" ").map((id) => [id, document.getElementById(id)]));

/** Time in milliseconds after the last key before the text is checked and stored. */
const PAUSE = 300;
/** Latest share of a run at which the time of the player is that of a new fault. */
const LATEST = 0.9;
/** Time in seconds that the player shows before a new fault. */
const LEAD = 5;

const server = serverOfPage();
const engine = pageEngine(server);
const larger = serverRuns(server);
let changedAt = 0;
let timer = 0;
/** True while the page changes the text, which starts no run. */
let silent = false;
/** True if the last run, or the reader, has switched on that runs follow changes. */
let following = false;
/** The last fault that a press has added: the inputs with it, and its time in seconds. */
let added = null;

const editor = createEditor(document.getElementById("editor"), {
  explain: async (word) => (await engine.call("explain", [word, language()], CHECK_SECONDS)).text,
  onChange: changed, onRun: runAndReveal, onCaret: caretMoved,
});
const space = new Workspace(engine, editor, at.seed, (sentence) => follow(at.storage, "textContent", sentence));
const sliders = new Sliders(document.getElementById("sliders"), { caret: () => editor.caret(), change: changeSetting });
const display = new Display({
  onBreak: openBreakMenu,
  replicate: (runs, progress) => engine.call("replicate", [space.text, { ...space.options, runs }], RUN_SECONDS, progress),
  chosen: (variant) => sliders.showVariant(variant),
});
const breakMenu = new BreakMenu(document.body, insertFault);
const findings = new Findings((found) => {
  openView("text");
  editor.select(found);
});
const checks = new Checks(engine, () => space.inputs, () => space.args, {
  problems(problems) {
    findings.show(problems, space.engineName);
    editor.showProblems(problems.filter(({ file, line }) => file === space.engineName && line > 0));
  },
  failure: (words) => findings.tell(words, true),
  estimate: ({ text, failure }) => findings.estimate(text ?? (() => t.noEstimate(failure))),
  settings(settings) {
    sliders.show(settings);
    guide.update(settings);
  },
  paths: () => sliders.paths(),
  capacity: (path, capacity) => sliders.showCapacity(path, capacity),
});
const guide = new Guide(document.getElementById("guide"), {
  text: () => space.text, edited: () => space.edited, change: changeSetting, fault: insertFault, share,
  restart: () => space.discard(),
  leave() {
    openView("text");
    store();
  },
});
const runner = new Runner(engine, {
  inputs: () => space.inputs, text: () => space.text, options: () => ({ ...space.options, scenario: space.name, original: space.givenText }),
  check, status: tell, progress: showProgress, changed: describe, done,
  translated: (run) => display.show(run),
});
const claim = new Claim(document.getElementById("claim"), () => runAndReveal());
const runs = new RunHistory({ button: at.history, dialog: at["history-dialog"], list: at.runs }, showAgain);
const picture = (index, form) => index === "card" ? display.card(form) : display.live.picture(index, form);
const classMode = new ClassMode({ engine, server, open: openLesson, run: runLesson, picture, tell });
tell(() => t.loadingEngine);
const loading = load();
loading.catch(() => {});

async function load() {
  await engine.start();
  space.scenarios = await engine.call("library", [], CHECK_SECONDS);
  library.fill(space.scenarios, (wanted) => choose(wanted));
  at.pick.disabled = at.present.disabled = at.class.disabled = false;
  describe();
}

function store() {
  const quick = runner.last?.scenario === space.name && runner.automatic;
  space.store({ auto: runner.choice, quick, guided: guide.active });
}

/** Shows inputs under a key. The history of changes of the text is restored. */
function show(key, inputs) {
  store();
  space.leave();
  follow(at.storage, "textContent", "");
  space.enter(key, inputs);
  editor.showProblems([]);
  findings.show([], "");
  findings.estimate("");
  findings.tell(() => inputs.text && t.checking);
  sliders.clear();
  showTitle();
  describe();
  checks.request();
  claim.show();
  if (runner.last === null) {
    plan();
  }
  store();
}

/** Shows the scenario of a link before its run: its drawing, and the result that the sender claims. */
function showLink(key, inputs, claimed) {
  runner.last = null;
  guide.close();
  show(key, inputs);
  claim.show(claimed, space.inputs);
}

/** Draws the current text if nothing has run. */
async function plan() {
  const of = space.inputs;
  await loading;
  const targets = await engine.call("targets", space.args, CHECK_SECONDS).catch(() => null);
  if (targets && of === space.inputs && runner.last === null) {
    display.plan(targets);
  }
}

/** Opens the text of a key, or a new one for null, and runs it if runs follow changes. */
async function choose(wanted, run = true) {
  const follows = run && runner.automatic;
  if (run) {
    classMode.close();
  }
  guide.close();
  runner.forget();
  follow(at.notice, "textContent", "");
  space.leaveLink();
  try {
    const key = wanted ?? space.drafts.fresh(OWN);
    show(key, await space.load(key));
  } catch (error) {
    tell(error.message, true);
  }
  if (run) {
    editor.focus();
  }
  if (follows && space.text.trim() !== "") {
    await runner.run();
  }
}

/** Follows a change of the text, the seed or the files. */
function changed(source = "typing") {
  if (silent) {
    return;
  }
  changedAt = Date.now();
  if (at.status.className === "bad") {
    tell("");
  }
  clearTimeout(timer);
  if (source === "typing") {
    timer = setTimeout(settle, PAUSE, "validate");
  } else {
    settle(source === "slider" ? "estimate" : "validate");
  }
  if (!classMode.concealed) {
    runner.follow(source === "slider" || guide.active ? "slider" : "text");
  }
  describe();
}

function silently(change) {
  silent = true;
  change();
  silent = false;
}

function settle(first) {
  clearTimeout(timer);
  showTitle();
  checks.request(first);
  timer = setTimeout(store, PAUSE);
}

/** Writes a new text of a setting, if the old one is still at its place. */
function changeSetting({ line, column, length, value }, text, join) {
  const from = positionOf(space.text, line, column);
  const to = positionOf(space.text, line, column + length);
  const found = space.text.slice(from, to) === value;
  if (found) {
    editor.edit([{ from, to, insert: text }], { source: "slider", join });
  }
  return found;
}

function caretMoved() {
  const before = sliders.paths().join();
  sliders.caretMoved();
  if (sliders.paths().join() !== before) {
    checks.capacities().catch(() => {});
  }
}

/** Shows title and question of the current text. */
function showTitle() {
  const written = about(space.text);
  const source = about(space.givenText);
  const known = translated(space.listed ?? {});
  const shown = (name) => written[name] === source[name] && known[name] || written[name];
  at.title.textContent = shown("title") || known.title || space.label;
  at.question.textContent = shown("question") || t.scenarioHint;
  at.pick.textContent = space.label + " ▾";
  document.title = `${at.title.textContent} – Brownout`;
}

/** Shows which actions are possible, and whether the picture is of the current text. */
function describe() {
  const { running, last, automatic } = runner;
  const empty = space.text.trim() === "";
  at.run.disabled = empty || at.pick.disabled || classMode.concealed;
  at.save.disabled = at.share.disabled = empty;
  at.cancel.hidden = !running;
  at.auto.checked = automatic;
  at.reset.hidden = !space.edited;
  guide.update();
  at.undo.disabled = !editor.canUndo();
  at.redo.disabled = !editor.canRedo();
  at["on-server"].hidden = running || !larger || !last?.result.view.stopped || last.of !== space.inputs;
  const stale = last !== null && last.of !== space.inputs;
  document.body.classList.toggle("running", running);
  document.body.classList.toggle("stale", stale);
  at.stale.textContent = !stale ? "" : last.scenario !== space.name ? t.showingLastRun(last.name)
    : t.showingLastValid(ago(changedAt));
  display.live.mode(running ? "running" : stale ? "stale" : "current", at.stale.textContent);
}

/** Returns an empty text if the current text can run, otherwise the reason. */
async function check(quiet) {
  if (!isSeed(space.seed || "0")) {
    return t.seedInvalid;
  }
  await loading;
  const problems = await checks.problems();
  const failed = problems.some(({ severity }) => severity === "error");
  if (failed && !quiet) {
    openPanel("check");
  }
  return failed ? t.fixErrors : "";
}

function done(run) {
  const took = seconds(run.result.seconds);
  const stops = following && !runner.automatic;
  following = runner.automatic;
  runs.add(run);
  if (guide.active && !display.pinned) {
    display.compareWith(run, t.firstRun);
  }
  follow(at.notice, "textContent", stops ? () => t.runsFollowNoMore(took) : "");
  tell(() => t.runIn(took));
  display.show(run);
  claim.judge(run);
  if (added?.of === run.of) {
    playFault(added.at);
  }
}

/** Plays the run from shortly before a fault, and states the failures, with or without an assertion. */
function playFault(time) {
  added = null;
  follow(at.notice, "textContent", guide.active ? "" : () => display.failures);
  display.live.seek(time - LEAD);
  display.live.play();
}

/** Runs, and shows the live view, or the errors, where the screen shows one column. */
async function runAndReveal(options = {}) {
  if (space.text.trim() === "" || at.pick.disabled || classMode.concealed
    || runner.simulated === space.inputs) {
    return;
  }
  if (isNarrow()) {
    openView("live");
  }
  await runner.run(options);
  if (isNarrow() && at.status.className === "bad") {
    openView("text");
  }
}

/** Shows a run of the history with its inputs. */
async function showAgain(run) {
  if (run.scenario !== space.name) {
    await choose(run.scenario, false);
  }
  runner.cancel();
  silently(() => {
    editor.setText(run.text);
    at.seed.value = run.seed;
    if (JSON.stringify(files.texts()) !== JSON.stringify(run.files)) {
      files.replace(new Map(Object.entries(run.files)));
    }
  });
  runner.last = { ...run, of: space.inputs };
  display.show(runner.last);
  settle("validate");
  describe();
}

async function runLesson(progress) {
  const view = await runner.run({ progress });
  if (view === null) {
    throw new Error(at.status.textContent || t.noResult);
  }
  return view;
}

async function openBreakMenu(target, anchor, time) {
  try {
    const targets = await engine.call("targets", space.args, CHECK_SECONDS);
    breakMenu.open(target, anchor, targets, time >= targets.warmup && time < LATEST * targets.seconds ? time : null);
  } catch (error) {
    tell(error.message, true);
  }
}

function insertFault(sentence, time, duration) {
  const edits = withFault(space.text, sentence, { at: time, for: duration });
  if (edits === null) {
    return tell(() => t.faultsUnchangeable(sentence), true);
  }
  editor.edit(edits, { source: "fault" });
  added = { of: space.inputs, at: secondsOf(time) };
  if (!runner.automatic) {
    runner.run();
  }
}

async function explain(term) {
  openPanel("explain");
  at.word.value = term;
  if (term !== "") {
    follow(at.explanation, "textContent", await engine.call("explain", [term, language()], CHECK_SECONDS)
      .then(({ text }) => text, (error) => error.message));
  }
}

/** Returns the claim of a link: the result of the current text. */
function claimed() {
  const { last } = runner;
  return last?.of === space.inputs && !last.result.view.stopped ? claimOf(last, display.answer) : undefined;
}

function share() {
  openShare(at["share-dialog"], at["share-content"], {
    claims: claimed() !== undefined,
    link: async () => {
      const address = await space.linked(claimed());
      store();
      return address;
    },
    embedCode: () => space.embedCode(at.title.textContent), text: space.text, name: space.engineName,
    result: runner.last?.result, local: server !== null, titles: display.live.titles(),
    picture,
  });
}

/** Opens the scenario of a lesson with the text of the library. */
async function openLesson(name) {
  runner.forget();
  follow(at.notice, "textContent", "");
  const inputs = { text: await space.original(name) };
  space.leaveLink();
  show(space.register(name, inputs), inputs);
}

/** Takes over files of the reader, once they are read: a scenario as the text, other files beside it. */
async function take(found) {
  try {
    const { scenario, others } = await found;
    if (scenario) {
      await takeScenario(scenario);
    }
    if (others.length > 0) {
      openPanel("files");
      await files.take(others);
    }
  } catch (error) {
    tell(error.message, true);
  }
}

async function takeScenario({ name, text }) {
  classMode.close();
  guide.close();
  store();
  space.leaveLink();
  follow(at.notice, "textContent", "");
  await space.take(name, text);
  showTitle();
  describe();
  if (isNarrow()) {
    openView("text");
  }
}

/** Presents a lesson; another scenario fills the screen with its live view. */
async function present() {
  try {
    if (space.listed?.predictions > 0) {
      await classMode.open(space.source, true);
    } else {
      openView("live");
      await document.getElementById("column-live").requestFullscreen();
    }
  } catch (error) {
    tell(error.message, true);
  }
}

function help() {
  at["keys-dialog"].showModal();
}

const visit = new Visit({
  space, server, loading, notice: at.notice, storage: at.storage, show, showLink, claim: (its) => claim.show(its, space.inputs),
  run: () => runner.run({ quiet: true }),
  openLesson: (name, present) => classMode.open(name, present), guide: () => guide.open(),
  kept({ auto }) {
    runner.choice = auto ?? null;
    following = auto === true;
  },
});
files.onChange(() => {
  changed("files");
  // A page that is closed ends the writes to its database.
  store();
});
for (const [id, action] of Object.entries({
  run: () => runAndReveal(), pick: () => library.open(space), share, present,
  open() {
    library.close();
    at.file.click();
  },
  "on-server": () => runAndReveal({ engine: larger }), keys: help,
  undo: () => editor.undo(), redo: () => editor.redo(), ask: () => explain(at.word.value.trim()),
  save: () => download(space.engineName.replaceAll("/", "-") + ".yaml", "application/yaml", space.text),
  reset: async () => {
    store();
    await space.discard();
    editor.focus();
  },
  cancel() {
    runner.cancel();
    at.run.focus();
  },
})) {
  at[id].addEventListener("click", action);
}
at.seed.addEventListener("input", () => changed("seed"));
at.auto.addEventListener("change", () => {
  runner.choice = following = at.auto.checked;
  store();
});
at.word.addEventListener("keydown", (event) => event.key === "Enter" && at.ask.click());
followKeys({ run: () => runAndReveal(), cancel: () => runner.cancel(), focusText: () => editor.focus(), help });
addEventListener("hashchange", () => {
  if (![space.fragment, ""].includes(location.hash)) {
    runner.forget();
    visit.followOr(() => {});
  }
});
space.drafts.onChange(() => {
  if (space.drafts.isElsewhere(space.name, space.text)) {
    follow(at.storage, "textContent", () => t.changedElsewhere);
  }
});
at.file.addEventListener("change", async () => {
  await take(opened([...at.file.files]));
  at.file.value = "";
});
onDrop(document.getElementById("files"), take);
addEventListener("pagehide", store);
setInterval(describe, 1000);
follow(at.where, "textContent", () => server?.engine === "jvm" ? t.runsOnServer : t.everythingHere);
follow(at.explanation, "textContent", () => t.explainHint);
followChoice(at.language);
onSentences(showTitle);
onLanguage(() => {
  showTitle();
  describe();
  runner.translate();
});
at.start.remove();
visit.begin().catch((error) => tell(error.message, true)).then(() => {
  store();
  if (at.status.textContent === t.loadingEngine) {
    tell(() => t.ready);
  }
  return display.restorePinned();
}).then(() => server ? null : keepOffline((reload) => {
  at.version.replaceChildren(html("button", { type: "button", onclick: reload }, () => t.reloadNewer));
}));
