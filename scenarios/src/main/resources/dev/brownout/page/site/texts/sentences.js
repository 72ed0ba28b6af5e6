// Korean sentences of the library and of the manual, by their English sentences. A page in English does not load them.

import { language, onLanguage, rewrite, t } from "./texts.js";

const KOREAN = "ko";
const FILES = ["library", "manual"];
const HANGUL = /[가-힣]/;

let table = {};
let loading = null;
const listeners = [];

function file(name) {
  return fetch(`korean/${name}.json`).then((response) => response.ok ? response.text() : '{ "sentences": [] }');
}

/** Loads the sentences once. Without a connection the next change of the language tries again. */
function load() {
  loading ??= Promise.all(FILES.map(file)).then((texts) => {
    table = Object.fromEntries(texts.flatMap((text) => JSON.parse(text).sentences));
    rewrite();
    listeners.forEach((listener) => listener());
    return texts[1];
  }).catch(() => {
    loading = null;
    return "";
  });
  return loading;
}

/** Calls a function when the sentences of a language have come. */
export function onSentences(listener) {
  listeners.push(listener);
}

/** Returns the sentences of the manual for the compiled engine as JSON; an empty text in English. */
export const manualSentences = async () => language() === KOREAN ? load() : "";

/** Returns a text of the library in the current language; the text itself without a translation. */
export const known = (english) => language() === KOREAN && Object.hasOwn(table, english) ? table[english] : english;

/** Returns a sentence of the manual in the current language; it is marked as English without a translation. */
export function sentence(english) {
  const found = known(english);
  return language() !== KOREAN || !english || HANGUL.test(found) ? found : t.inEnglish(english);
}

function loadForLanguage() {
  if (language() === KOREAN) {
    load();
  }
}

onLanguage(loadForLanguage);
loadForLanguage();
