// The language of the page: messages, their elements, and the choice of the reader.

import * as en from "./en.js";
import * as ko from "./ko.js";

/** The messages of each language. One that is missing is in English. */
const TABLES = { en, ko: { ...en, ...ko } };
const STORE = "brownout-language";
const PARAMETER = "lang";
/** Attributes of the page with the name of a message, and the property that they set. */
const STATIC = { "data-text": "textContent", "data-html": "innerHTML", "data-title": "title", "data-label": "aria-label",
  "data-placeholder": "placeholder" };
const PROPERTIES = ["textContent", "innerHTML"];

/** The messages in the current language. */
export let t = en;

/** Functions of the texts of elements, by element and by property or attribute. */
const made = new WeakMap();
let followers = new Set();
let limit = 1000;
const listeners = [];

function stored() {
  try {
    return localStorage.getItem(STORE);
  } catch {
    return null;
  }
}

/** Returns the language: of the address, else the choice of the reader, else of the server, else English. */
function initial() {
  const server = document.querySelector("meta[name=brownout-server]")?.content;
  const choices = [new URLSearchParams(location.search).get(PARAMETER), stored(), server && JSON.parse(server).lang];
  return choices.find((name) => Object.hasOwn(TABLES, name ?? "")) ?? "en";
}

/** Returns the tag of the current language. */
export const language = () => document.documentElement.lang;

function write(node, property, text) {
  const now = PROPERTIES.includes(property) ? node[property] : node.getAttribute(property);
  if (now === text) {
    return;
  }
  if (PROPERTIES.includes(property)) {
    node[property] = text;
  } else {
    node.setAttribute(property, text);
  }
}

/**
 * Sets the text or an attribute of an element, and again after each change of the language.
 *
 * @param property textContent, or the name of an attribute
 * @param text a text, or a function that returns it in the current language
 */
export function follow(node, property, text) {
  const functions = made.get(node) ?? new Map();
  if (typeof text !== "function") {
    functions.delete(property);
    write(node, property, text);
    return;
  }
  if (!made.has(node)) {
    made.set(node, functions);
    followers.add(new WeakRef(node));
    if (followers.size > limit) {
      followers = new Set([...followers].filter((each) => each.deref()));
      limit = 2 * followers.size + 1000;
    }
  }
  functions.set(property, text);
  write(node, property, text());
}

/** Calls a function after each change of the language, when all texts have changed. */
export function onLanguage(listener) {
  listeners.push(listener);
}

/** Translates the elements that the page has from its file. */
function translatePage() {
  for (const [attribute, property] of Object.entries(STATIC)) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      write(element, property, t[element.getAttribute(attribute)]);
    }
  }
}

function use(name) {
  t = TABLES[name];
  document.documentElement.lang = name;
  translatePage();
}

/** Writes the texts of all elements that follow the language. */
export function rewrite() {
  for (const reference of followers) {
    const node = reference.deref();
    made.get(node)?.forEach((text, property) => write(node, property, text()));
  }
}

/** Changes the language, and keeps the choice. The texts of the page change in place; its state stays. */
export function chooseLanguage(name) {
  use(name);
  rewrite();
  try {
    localStorage.setItem(STORE, name);
  } catch {
    // The choice lives until the page is closed.
  }
  const address = new URL(location.href);
  if (address.searchParams.has(PARAMETER)) {
    address.searchParams.delete(PARAMETER);
    window.history.replaceState(null, "", address);
  }
  listeners.forEach((listener) => listener());
}

/** Connects the list of languages of the page. */
export function followChoice(list) {
  list.value = language();
  list.addEventListener("change", () => chooseLanguage(list.value));
}

use(initial());
