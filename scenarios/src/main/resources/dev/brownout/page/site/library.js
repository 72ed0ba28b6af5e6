// The dialog with the texts of the reader, and the scenarios of the library by theme.

import { download } from "./share.js";
import { html } from "./texts/element.js";
import { follow, t } from "./texts/texts.js";
import { translated } from "./texts/verdicts.js";

const [dialog, search, found, mine, list] = ["library", "search", "found", "mine", "scenarios"]
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

/** Shows the texts of the reader, the newest first. */
function showMine(space) {
  const texts = space.mine;
  mine.replaceChildren(...texts.length === 0 ? [] : [html("h2", {}, () => t.myTexts),
    html("ul", {}, ...texts.map((text) => mineItem(text, text.key === space.name, () => space.drafts.remove(text.key))))]);
}

/** Returns the item of a text of the reader, which can be opened, downloaded and, unless it is open, deleted. */
function mineItem({ key, title, label, text, time, file }, isOpen, remove) {
  const button = (words, action) => html("button", { type: "button", onclick: action }, words);
  const date = new Date(time).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  const open = html("button", { type: "button", class: "scenario", "aria-current": isOpen && "true",
    onclick: () => pick(key) }, html("b", {}, title), html("code", {}, label), html("small", {}, date));
  const save = button(() => t.download, () => download(file.replaceAll("/", "-") + ".yaml", "application/yaml", text));
  const gone = button(() => t.deleteText, async () => {
    const restore = await remove();
    item.replaceChildren(html("span", { class: "fill" }, () => t.textDeleted(title)), button(() => t.restore, async () => {
      await restore();
      item.replaceChildren(open, save, gone);
      gone.focus();
    }));
    item.lastChild.focus();
  });
  const item = html("li", { class: "mine" }, open, save, ...isOpen ? [] : [gone]);
  return item;
}

/** Opens the dialog with the current scenario marked. */
export function open(space) {
  showMine(space);
  search.value = "";
  filter();
  dialog.showModal();
  search.focus();
  for (const { scenario, button } of entries) {
    button.toggleAttribute("aria-current", scenario.name === space.name);
    if (scenario.name === space.name) {
      button.scrollIntoView({ block: "center" });
    }
  }
}

/** Closes the dialog. */
export const close = () => dialog.close();

function pick(name) {
  close();
  chosen(name);
}

/** Returns the words of a scenario in English and in the current language. */
function wordsOf(scenario) {
  const texts = [scenario, translated(scenario), ...Object.values(scenario.translations ?? {})];
  return [scenario.name, scenario.theme, ...texts.flatMap((each) => [each.title, each.question ?? ""])].join(" ").toLowerCase();
}

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  mine.hidden = words.length > 0;
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
document.getElementById("own").addEventListener("click", () => pick(null));
document.getElementById("close").addEventListener("click", close);
