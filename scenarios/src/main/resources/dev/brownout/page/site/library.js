// The dialog with the scenarios of the library, by theme.

import { follow, t } from "./texts/texts.js";
import { translated } from "./texts/verdicts.js";

const [dialog, search, found, list] = ["library", "search", "found", "scenarios"]
  .map((id) => document.getElementById(id));

let entries = [];
let chosen = () => {};

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** Fills the dialog. */
export function fill(scenarios, choose) {
  chosen = choose;
  const themes = Map.groupBy(scenarios, ({ theme }) => theme);
  entries = [];
  list.replaceChildren(...[...themes].map(([theme, members]) => {
    const group = document.createElement("section");
    const heading = element("h2", "", "");
    follow(heading, "textContent", () => t.theme(theme));
    group.append(heading);
    for (const scenario of members) {
      const button = element("button", "scenario", "");
      button.type = "button";
      const [title, question] = [element("b", "", ""), element("small", "", "")];
      follow(title, "textContent", () => translated(scenario).title);
      follow(question, "textContent", () => translated(scenario).question ?? "");
      button.append(title, element("code", "", scenario.name), question);
      button.addEventListener("click", () => pick(scenario.name));
      group.append(button);
      entries.push({ scenario, button, group });
    }
    return group;
  }));
}

/** Opens the dialog with the current scenario marked. */
export function open(name) {
  search.value = "";
  filter();
  dialog.showModal();
  search.focus();
  for (const { scenario, button } of entries) {
    button.toggleAttribute("aria-current", scenario.name === name);
    if (scenario.name === name) {
      button.scrollIntoView({ block: "center" });
    }
  }
}

function pick(name) {
  dialog.close();
  chosen(name);
}

/** Returns the words of a scenario in English and in the current language. */
function wordsOf(scenario) {
  const texts = [scenario, translated(scenario), ...Object.values(scenario.translations ?? {})];
  return [scenario.name, scenario.theme, ...texts.flatMap((each) => [each.title, each.question ?? ""])].join(" ").toLowerCase();
}

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const entry of entries) {
    entry.button.hidden = !words.every((word) => wordsOf(entry.scenario).includes(word));
  }
  for (const { group } of entries) {
    group.hidden = !group.querySelector("button:not([hidden])");
  }
  const count = visible().length;
  follow(found, "textContent", () => t.scenariosFound(count));
  found.classList.toggle("unseen", count > 0);
}

function visible() {
  return entries.filter(({ button }) => !button.hidden).map(({ button }) => button);
}

search.addEventListener("input", filter);
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter") {
    event.preventDefault();
    visible()[0]?.click();
  }
});
dialog.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    const buttons = visible();
    const next = buttons.indexOf(document.activeElement) + step;
    (buttons[Math.min(next, buttons.length - 1)] ?? search).focus();
  }
});
document.getElementById("own").addEventListener("click", () => pick(""));
document.getElementById("close").addEventListener("click", () => dialog.close());
