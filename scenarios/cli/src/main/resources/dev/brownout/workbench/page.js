// The text is posted; the response is a report or a list of problems. The page stores only the shown state.
const [scenario, text, run, stop, state, save, alone, said, none, report] =
  ["scenario", "text", "run", "stop", "state", "save", "alone", "said", "none", "report"]
    .map((id) => document.getElementById(id));

// Each scenario as served and as edited, so that a switch to another scenario loses no edits.
const served = new Map([[scenario.value, text.value]]);
const left = new Map();
let shown = scenario.value;
let runs = 0;

async function choose() {
  left.set(shown, text.value);
  shown = scenario.value;
  if (!served.has(shown)) {
    served.set(shown, await (await fetch("scenario/" + shown)).text());
  }
  if (scenario.value === shown) {
    text.value = left.get(shown) ?? served.get(shown);
    said.replaceChildren();
    tell("");
  }
}

function tell(words, kind = "") {
  state.textContent = words;
  state.className = kind;
}

// A message begins with file:line:column; lines that begin with a space quote the source.
function complain(lines) {
  const messages = [];
  for (const line of lines) {
    if (line.startsWith(" ")) {
      messages[messages.length - 1].push(line);
    } else {
      messages.push([line]);
    }
  }
  said.replaceChildren(...messages.map((message) => {
    const item = document.createElement("li");
    const place = /^.*?:(\d+):(\d+): /.exec(message[0]);
    const words = document.createElement(place ? "button" : "pre");
    words.textContent = message.join("\n");
    if (place) {
      words.type = "button";
      words.addEventListener("click", () => go(Number(place[1]), Number(place[2])));
    }
    item.append(words);
    return item;
  }));
}

// Moves the caret to a line and a column; columns are counted in code points.
function go(line, column) {
  const lines = text.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const at = before + [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
  text.focus();
  text.setSelectionRange(at, at);
  text.scrollTop = text.scrollHeight * (line - 4) / lines.length;
}

async function watch(mine) {
  while (mine === runs && !stop.disabled) {
    await new Promise((done) => setTimeout(done, 250));
    const percent = await (await fetch("progress")).text();
    if (mine === runs && !stop.disabled) {
      tell("running, " + percent + " %");
    }
  }
}

async function play() {
  const mine = ++runs;
  said.replaceChildren();
  tell("running");
  stop.disabled = false;
  watch(mine);
  let answer, lines;
  try {
    answer = await fetch("run?name=" + encodeURIComponent(shown), { method: "POST", body: text.value });
    lines = (await answer.text()).trimEnd().split("\n");
  } catch {
    lines = ["Server disconnected."];
  }
  if (mine === runs) {
    stop.disabled = true;
    show(answer?.ok ? lines : ["failed", ...lines]);
  }
}

function show([page, ...lines]) {
  if (page === "stopped") {
    tell(page);
  } else if (page === "failed") {
    tell(lines.join(" "), "bad");
  } else if (page === "refused") {
    complain(lines);
    tell("Fix the errors below to run.", "bad");
  } else {
    const [verdict, words, ...warnings] = lines;
    report.src = alone.href = page;
    report.hidden = alone.hidden = false;
    none.hidden = true;
    complain(warnings);
    tell(words, verdict);
  }
}

scenario.addEventListener("change", choose);
run.addEventListener("click", play);
stop.addEventListener("click", () => fetch("stop", { method: "POST" }));
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    play();
  }
});
save.addEventListener("click", () => {
  save.download = shown.split("/").pop() + ".yaml";
  save.href = "data:application/yaml;charset=utf-8," + encodeURIComponent(text.value);
});
addEventListener("beforeunload", (event) => {
  left.set(shown, text.value);
  if ([...left].some(([name, words]) => words !== served.get(name))) {
    event.preventDefault();
  }
});
