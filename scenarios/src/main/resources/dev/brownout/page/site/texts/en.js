// The visible texts of the page in English, one export for each message. ko.js has the same names and parameters.

const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

// Header and views.
export const run = "Run";
export const runOnChange = "run on change";
export const runOnChangeHelp = "Runs after each change. The page switches it on when a run takes less than a second.";
export const runsFollowNoMore = (time) =>
  `The run took ${time}, so changes no longer start runs. Press Run, or switch “run on change” on.`;
export const progressOfRun = "Progress of the run";
export const loadingEngine = "Loading the engine …";
export const cancel = "Cancel";
export const runOnServer = "Run on the server";
export const seed = "Seed";
export const seedOfText = "of text";
export const undo = "Undo";
export const undoHelp = "Undo (Ctrl+Z): text, sliders and faults";
export const redo = "Redo";
export const redoHelp = "Redo (Ctrl+Y)";
export const history = (runs) => `History (${runs})`;
export const share = "Share";
export const open = "Open…";
export const openHelp = "Open a scenario from a file, or drop it on the page";
export const save = "Save";
export const saveHelp = "Download the text as scenario.yaml";
export const classMode = "Class";
export const classJoined = (count) => `Class · ${count} joined`;
export const present = "Present";
export const presentHelp = "Large view for a projector";
export const language = "Language";
export const inEnglish = (text) => text;
export const help = "Help and keyboard shortcuts";
export const helpKey = "Help and keyboard shortcuts (?)";
export const views = "Views";
export const viewText = "Text";
export const viewLive = "Live";
export const viewDesign = "Design";
export const workbench = "Workbench";

// First screen.
export const nowTry = "Now try";
export const proposals = {
  servers: ["Add a second server", "Where is the new limit?"],
  fault: ["Switch one server off for a minute", "How many visits fail, and for how long?"],
  retries: ["Let visitors retry", "Three attempts. A retry can make an outage worse."],
};
export const startAgain = "Start again";
export const shareFound = "Share what you found";
export const workbenchHas = "The text of the scenario, all settings and the full report:";

// Link before the run.
export const planned = "Drawn from the text, without a run: components, calls, planned faults.";
export const senderGot = "The sender got:";
export const claimOnly = "(a claim of the link; your run checks it)";
export const claimConfirmed = "Your run gives the same result.";
export const claimDiffers = "Your run gives another result than the link claims.";
export const guessFirst = "Guess first";
export const guessVerdict = "What is the verdict of this run?";
export const guessPass = "It passes";
export const guessFail = "It fails";
export const passOrFail = (passes) => passes ? "it passes" : "it fails";
export const guessWas = (guess, correct) => `Your guess: ${guess}. ${correct ? "Correct." : "Wrong."}`;

// Column of the text.
export const textOfScenario = "Text of the scenario";
export const panelsBelow = "Panels below the text";
export const checkAndEstimate = "Check and estimate";
export const explain = "Explain";
export const files = (count) => count > 0 ? `Files (${count})` : "Files";
export const discardEdits = "Discard edits";
export const estimateTitle = "Analytical estimate, before the run";
export const term = "Term";
export const termExamples = "cache, p99, crash …";
export const explainHint = "Select a word of the text and press F1, or enter a term.";
export const filesHint = "Files that the scenario names, such as traces and price lists. They stay in this browser.";
export const addFiles = "Add files";
export const orDropFiles = "or drop files here";
export const pathOf = (path) => `Path of ${path}`;
export const remove = "Remove";
export const removePath = (path) => `Remove ${path}`;
export const noFreePath = (path) => `“${path}” is no free relative path, such as traces/day.csv.`;
export const notAdded = (names) => `Not added: ${names}. All files together have at most 8 MB.`;

// Columns of the live view and of the design, footer.
export const liveViewOfRun = "Live view of the run";
export const fullReport = "Full report";
export const concealed = "The results appear after you have locked in a guess and pressed Run.";
export const design = "Design";
export const variant = "Variant";
export const compare = "Compare";
export const eventLog = "Event log";
export const everythingHere = "Everything runs in this browser. Nothing is sent.";
export const runsOnServer = "Runs on the computer that serves this page.";
export const reloadNewer = "Reload for the newer version";

// Dialogs.
export const scenariosTitle = "Scenarios";
export const searchScenarios = "Search scenarios";
export const searchExamples = "Search: cache, failover, retry …";
export const ownText = "Own text";
export const myTexts = "My texts";
export const deleteText = "Delete";
export const textDeleted = (title) => `Deleted: ${title}`;
export const restore = "Restore";
export const close = "Close";
export const scenariosFound = (count) => plural(count, "scenario", "scenarios");
export const reportOfRun = "Report of the run";
export const report = "Report";
export const historyOfRuns = "History of runs";
export const runsOfVisit = "Runs of this visit";
export const helpAbout = "Change the text or a slider, press <em>Run</em>, and watch which requests fail. Click a node in the "
  + "live view to break it.";
export const helpRun = "run the scenario";
export const helpCancel = "cancel the run; close a menu or a dialog";
export const helpUndo = "undo and redo: text, sliders, faults";
export const helpComplete = "complete the word in the text";
export const helpProblem = "next problem of the text; apply its quick fix";
export const helpExplain = "explain the word at the caret";
export const helpTab = "indent in the text; after <kbd>Esc</kbd>, move to the next field";
export const helpSlider = "change a slider by one step; <kbd>Page Up</kbd> and <kbd>Page Down</kbd> by ten";
export const helpColumns = "move to text, live view, design";
export const helpList = "show this list";
export const licences = "Licences of the libraries";
export const helpPrivacy = "The scenario is simulated on your machine. The text stays in the storage of this browser.";

// Status of the page.
export const noEstimate = (reason) => `No estimate. ${reason}`;
export const checking = "Checking …";
export const checkingText = "Checking the text …";
export const notChecked = "Not checked";
export const notCheckedReason = (reason) => `Not checked. ${reason}`;
export const scenarioHint = "A scenario describes a system in YAML. Change it, and press Run.";
export const showingLastRun = (name) => `showing the last run of ${name}`;
export const showingLastValid = (ago) => `showing the last valid run (edited ${ago} ago)`;
export const showingLastRunValid = "showing the last valid run";
export const moreThanAnHour = "more than an hour";
export const seedInvalid = "The seed is not a whole number of at most 18 digits.";
export const fixErrors = "Fix the errors to run.";
export const failuresWere = (count, variant) => `Failed requests in this run${variant && ` (${variant})`}: ${count}.`;
export const noFailures = "No request failed in this run.";
export const running = "Running …";
export const runIn = (time) => `Run in ${time}`;
export const timeLeft = (percent, time) => `${percent} % · ${time} left`;
export const inQueue = (place) => `Waiting: place ${place} in the queue`;
export const cancelled = "Cancelled.";
export const stoppedAfter = (seconds) => `Stopped after ${seconds} s.`;
export const noResult = "No result.";
export const ready = "Ready. Press Run to simulate.";
export const faultsUnchangeable = (sentence) =>
  `The page cannot change this section “faults”. Write into it: ${sentence}`;
export const linkCopied = "Link copied.";
export const linkToLesson = "Link to this lesson";
export const errors = (count) => plural(count, "error", "errors");
export const warnings = (count) => plural(count, "warning", "warnings");
export const severity = (word) => word;
export const noProblems = "No problems.";
export const lineMessage = (line, message) => `line ${line}: ${message}`;
export const figures = (seed, requests, time) => `seed ${seed} · ${requests} requests · ${time}`;
export const nothingRan = "This link carries a scenario. Nothing has run on this computer yet.";
export const linkEdited = "The text has edits that the link in the address does not carry. Open the link in a new tab to see it as it was sent.";
export const forked = "Another tab has changed this text too. The text of this tab is now a separate entry of “My texts”.";
export const changedElsewhere = "Another tab has changed this text. A reload shows its version; changes in this tab become a separate text.";
export const fileHasChanged = (name) => `${name} has changed since your edits. They are in “My texts”, at the top of the scenarios.`;
export const notStored = "The storage of this browser is full or closed: this text is lost when the page closes. Save it.";
export const filesNotStored = "The storage of this browser is full or closed: the files are lost when the page closes.";
export const scenarioOfLink = "Scenario of a link";
export const notInLibrary = (name) => `This link names the scenario “${name}”, which is not in this library.`;

// Errors of links and of the engine.
export const linkTooLarge = "This link carries more than 2 MB and is not read.";
export const linkEmpty = "This address carries no scenario.";
export const linkForeign = "The address ends with a part that is not a link of Brownout. It is ignored.";
export const linkNewer = "This link is of a newer version of Brownout. This page reads links of version 1.";
export const linkDamaged = "This link is damaged or incomplete. Copy it again, as a whole.";
export const linkUnreadable = "This link carries no scenario that this page can read.";
export const serverSilent = "The server does not respond. Is “brownout serve” still running?";
export const serverRefused = (status, reason) => `The server refused the call: status ${status}. ${reason}`;
export const serverEnded = "The server ended the response without a result.";
export const cannotRun = "This browser cannot run the engine. It needs WebAssembly GC: Chrome or Edge 119, Firefox 120, "
  + "Safari 18.2, or later.";
export const engineNotStarted = (reason) => `The engine did not start. ${reason}`;
export const engineFailed = (reason) => `The engine failed: ${reason}`;
export const engineNotLoaded = "The engine could not be loaded. Check the connection, and reload the page.";

// Dialog for sharing.
export const copyLink = "Copy link";
export const copyLinkHelp = "The address carries text, seed and small files. Nothing runs before the reader presses Run.";
export const copyLinkClaim = " Your result is in it as a claim that the run of the reader checks.";
export const copyLinkLocal = " This address is of your computer; its part after # also works on other hosts.";
export const copyEmbed = "Copy embed code";
export const copyEmbedHelp = "A frame with a Run button for an article or a course page.";
export const copiedCharacters = (count) => `Copied ${count} characters.`;
export const addressLong = " Some programs cut addresses of this length.";
export const noPicture = (reason) => `No picture. ${reason}`;
export const pictureFailed = "The browser could not make the picture.";
export const download = "Download";
export const downloadText = "The text of the scenario";
export const downloadNumbers = "All numbers of the run";
export const downloadReport = "The report of the run, one file that works offline";
export const pictures = "Pictures";
export const resultPicture = "The result, 1200 × 630";
export const film = "6 s of the replay";
export const recording = "Recording for six seconds …";
export const noFilm = "This browser cannot record videos.";
export const brand = "Brownout";
export const originOfCard = (requests, seed) => `· ${requests} requests simulated one by one, seed ${seed}`;
export const topologyNow = "Topology at the time of the player";
export const afterRun = "After a run.";

// Embedded page.
export const simulation = "Simulation";
export const changeScenario = "Change the scenario";
export const errorsTitle = "Errors";
export const reset = "Reset";
export const openInBrownout = "Open in Brownout";
export const scenario = "Scenario";
export const noScenario = "No scenario";
export const nothingYet = "Nothing has run yet.";
export const reportOutdated = "The report is of an earlier text. Press Run.";
export const progress = "Progress";
export const variantOf = (number, count) => `Variant ${number} of ${count}`;

// Verdicts. Words and sentences are those of the engine.
export const outcome = (word) => word;
export const verdict = (words) => words;
export const counts = (sentence, verdicts, complete) => sentence;
export const verdictAndCounts = (outcome, counts) => `${outcome}: ${counts}`;
export const violation = (name, bound, value, variant) => `${name} ${bound} is violated: ${value} (${variant}).`;
export const changedTo = (line) => `Changed: ${line}`;
export const noData = "no data";

// Design column.
export const parameters = "Parameters";
export const atCaret = "At the caret";
export const noSliders = "The text has no number that a slider can change.";
export const slidersHint = "A drag changes the text and runs it with the same seed. The red mark is the analytical capacity.";
export const overridden = (value) => `The shown variant sets ${value}.`;
export const setting = (label) => label;
export const settingValue = (label) => `${label}, value`;
export const capacity = (words) => words;
export const assertions = "Assertions";
export const assertion = "assertion";
export const now = "now";
export const pinned = "pinned";
export const runForAssertions = "Run the scenario to see its assertions.";
export const showViolation = (time) => `Show the first violation, at ${time}`;
export const prediction = "prediction";
export const predicted = "predicted";
export const estimate = "estimate";
export const measured = "measured";
export const predictionsOfAuthor = "Predictions of the author";
export const pinRun = "Pin this run";
export const unpin = "Unpin";
export const runs = (count) => `${count} runs`;
export const runsHelp = (count) => `Runs the text with ${count} seeds, and shows how often each assertion is met.`;
export const allVariants = "All variants";
export const progressOfRuns = "Progress of the runs";
export const pinnedHelp = (label) => `Pinned: ${label}. It is the grey line of the charts.`;
export const runsDifferentSeeds = (count) => `${count} runs with different seeds`;
export const met = "met";
export const meanInterval = "mean, 95 % interval";
export const fromTo = (low, high) => `${low} to ${high}`;
export const metOf = (met, runs) => `${met} of ${runs}`;
export const ownTextName = "own text";
export const firstRun = "first run";
export const scenarioNamed = (name) => `scenario ${name}`;
export const seedNamed = (seed) => `seed ${seed}`;
export const seedOfTheText = "seed of the text";
export const sameText = "same text";
export const lineChanged = (line) => `line ${line} changed`;
export const lineIs = (line, text) => `line ${line}: ${text}`;

// Live view.
export const clickToBreak = "Click a box to break it.";
export const chartOf = (title, variant) => `${title} (${variant})`;
export const liveKey = "Line width: calls/s, dashed red: errors; bars and shades: utilization; red cross: down";
export const liveEmpty = "Run the scenario to see it here: the components, their calls and two charts over time.";
export const topology = "Topology";
export const topologyTime = (time) => `Topology, ${time}`;
export const topologyOf = (time, variant) => `Topology, ${time}, ${variant}`;
export const liveTime = (time) => `Live · ${time}`;
export const liveTimeVariant = (time) => `Live · ${time} · variant:`;
export const noCalls = "This variant has no calls between components.";
export const noDots = (key) => `No dots: this device asks for reduced motion. ${key}.`;
export const dots = (calls, number, key) => `1 dot = ${number} ${calls === 1 ? "call" : "calls"}, red: failed; dots move at the `
  + `same speed everywhere, not at the latency. ${key}.`;
export const pinnedRun = (label) => `pinned ${label}`;
export const greyPinned = (label) => `grey: pinned ${label}`;
export const thisRun = "this run";
export const noPinnedHere = (axis) => `No pinned run here: its chart shows ${axis}.`;
export const anotherMetric = "another metric";
export const player = "Player";
export const play = "Play";
export const pause = "Pause";
export const time = "Time";
export const events = "Events";
export const speed = "Speed";
export const wholeRun = "Whole run";
export const wholeRunTime = "whole run";
export const timeOf = (time, whole) => `${time} of ${whole}`;
export const moreEvents = (count) => `and ${count} more events`;
export const noEvents = "This run has no events.";
export const pressToBreak = "Press Enter to break it.";
export const errorsSuffix = " errors";
export const callWords = (from, to, rate, share) => `${from} to ${to}, ${rate}, ${share ? share + " errors" : "no errors"}`;
export const region = (name) => `region ${name}`;
export const state = (word) => word;
export const stateSince = (state, time) => `${state} since ${time}`;
export const downSince = (time) => `down since ${time}`;
export const outOfService = "out of service";
export const up = "up";
export const nodesUp = (up, count) => `${up} of ${count} up`;
export const shareOk = (share) => `${share} ok`;
export const noResponse = "no response";
export const nodeUtilization = (share) => `, utilization ${share}`;
export const node = "node";
export const atTime = "at";
export const forDuration = "for";
export const allNodes = "all nodes";
export const breakPart = (name) => `Break ${name}`;
export const fault = (label) => label;
export const noFaults = "This part has no faults.";
export const noDuration = " It has no duration.";
export const writeTime = (example) => `Write a time such as ${example}.`;
export const timeExample = "4m, 90s or 4:38";
export const durationExample = "30s, 2m or 1:30";

// Lessons.
export const theme = (words) => words;
export const lessons = "Lessons";
export const lessonsHint = (done, count) => `Guess, lock in, run, compare. ${done} of ${count} done.`;
export const ladder = "A site that grows";
export const doneOf = (done, count) => `${done} of ${count}`;
export const doneSuffix = ", done";
export const noLesson = (name) => `There is no lesson “${name}”.`;
export const notSent = "Not sent to the class yet. The page tries again.";
export const tooManyGuesses = (seconds) =>
  `Not sent to the class yet: too many guesses from your network. The page tries again in ${seconds} s.`;
export const allLessons = "All lessons";
export const copyPresentLink = "Copy link to present";
export const designOfScenario = "Design of the scenario";
export const guessesAndMeasurements = "Guesses and measurements";
export const predictFirst = "Predict before you run";
export const skipped = "Skipped";
export const skippedGuess = "skipped";
export const lockedIn = "Locked in: ";
export const lockedInValue = (value) => `Locked in: ${value}`;
export const lockIn = "Lock in";
export const skip = "Skip";
export const skipPrediction = (name) => `Skip ${name}`;
export const saidSkipped = (name) => `${name}: skipped.`;
export const saidLocked = (name, value) => `${name}: locked in ${value}.`;
export const saidLockedIn = (value) => `Locked in ${value}.`;
export const guessesOfAssertions = "Your guesses of the assertions";
export const alsoGuess = " Also guess which assertions are violated";
export const violatedByQuestion = (bound) => ` ${bound}, violated by`;
export const thisDesign = "this design";
export const lockFirst = "Lock in or skip each guess first.";
export const runAndReveal = "Run and reveal";
export const skipAll = "Skip all guesses";
export const simulationRuns = "The simulation runs.";
export const codeOfGuesses = "Code of your guesses for the teacher";
export const copyCode = "Copy code";
export const codeLabel = "Code of your guesses";
export const copied = "Copied.";
export const saveFile = "Save file";
export const answer = "Answer";
export const endedEarly = (reason) => `The run ended early: ${reason}`;
export const lesson = "Lesson";
export const nextLesson = (title) => `Next: ${title}`;
export const guessAgain = "Guess again";
export const noValues = "The run has no values for these predictions. Open the lesson again to restore its text.";
export const guessOnLine = (words) => `Guess on the number line: ${words}`;
export const guessAsNumber = (words) => `Guess as a number: ${words}`;
export const unitOfGuess = (words) => `Unit of the guess: ${words}`;
export const noGuessYet = "no guess yet";
export const enterNumber = (example) => `Enter a number, such as ${example}.`;
export const yourGuess = "your guess";
export const analyticalEstimate = "analytical estimate";
export const predictionOfFile = "prediction of the file";
export const measuredMark = "■ measured ";
export const points = (amount) => `${amount} points`;
export const offBy = (amount) => `off by ${amount}`;
export const errorIs = (amount) => `error ${amount}`;
export const withinTolerance = ", within tolerance";
export const violatedBy = (names) => names.length ? "violated by " + names.join(", ") : "no variant violates it";
export const violatedOrMet = (violated) => violated ? "it is violated" : "it is met";
export const judged = (assertion, guess, correct, actual) =>
  `${assertion}: your guess: ${guess}: ${correct ? "correct" : `wrong, ${actual}`}`;
export const clients = "clients";
export const callGraph = (parts) => `Call graph: ${parts}`;
export const calls = (from, to) => `${from} calls ${to}`;

// Guesses of a class.
export const guesses = (count) => plural(count, "guess", "guesses");
export const guessesMedian = (guesses, median) => `${guesses}, median ${median}`;
export const guessesBelow = (guesses, end) => `${guesses} below ${end}`;
export const guessesAbove = (guesses, end) => `${guesses} above ${end}`;
export const noGuesses = "No guesses yet";
export const measuredSuffix = (value) => `; measured ${value}`;
export const onePerLine = "One code per line, with or without a name";
export const guessesOfClass = "Guesses of the class";
export const collectGuesses = "Collect guesses";
export const codesAndFiles = "Codes and files";
export const codesOfParticipants = "Codes of the participants";
export const removeAll = "Remove all";
export const clear = "Clear";
export const clearGuessesOf = (name) => `Clear the guesses of the class: ${name}`;
export const notCleared = "The server has not cleared the guesses. Open the address for the teacher again.";
export const noConnection = "No connection to the class.";
export const joinedSentence = (count) => `${count} joined.`;
export const joined = (count) => `${count} joined`;
export const codes = (count) => plural(count, "code.", "codes.");
export const repeated = (count) => `${count} repeated, counted once.`;
export const notAGuessFile = (name) => `${name}: not a file with guesses`;
export const codeDamaged = (code) => `the code ${code} is damaged or incomplete`;
export const codeOfLesson = (name) => `a code of ${name}`;
export const codeOfAnother = "a code of another lesson";
export const codeOfVersion = "a code of another version of this lesson";
export const lineProblem = (line, problem) => `Line ${line}: ${problem}.`;

// Presentation.
export const presentation = "Presentation";
export const back = "Back";
export const next = "Next";
export const nextStep = "Next lesson";
export const fullScreen = "Full screen";
export const leave = "Leave";
export const placeOf = (place, count) => `${place} of ${count}`;
export const theDesign = "The design";
export const guessesOf = (name) => `Guesses: ${name}`;
export const simulationHasRun = "The simulation has run";
export const runSimulation = "Run the simulation";
export const notRunYet = "Not run yet";
export const goBackToRun = "Go back to the step Run.";
export const classMedian = "class median";
export const chartOfRun = "Chart of the run";
export const runAgainForChart = "Run the scenario again to see its chart.";
export const theRun = "The run";
export const runFirst = "Run the scenario first.";

// Editor. The phrases of CodeMirror are in English without a translation.
export const editorLabel = "Scenario (YAML)";
export const phrases = {};
export const detail = (word) => word;
export const theDefault = "The default.";
export const anExample = "An example.";
export const durationOfFault = "Duration of the fault.";
export const nameOfFault = "Name of the fault in relations.";
