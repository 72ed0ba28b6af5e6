// Guesses and results of lessons in the storage of the browser, under one key.

import { isStudent, newStudent } from "./code.js";

const KEY = "brownout-lessons";

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {};
  }
}

const kept = read();
const lessons = kept.lessons && typeof kept.lessons === "object" ? kept.lessons : {};

/** The random participant of this browser. */
export const student = isStudent(kept.student) ? kept.student : newStudent();

/** Writes the state of all lessons. A full or forbidden storage keeps nothing. */
export function save() {
  try {
    localStorage.setItem(KEY, JSON.stringify({ student, lessons }));
  } catch {
    // The lessons work without storage.
  }
}

/** Returns the state of a lesson without guesses. */
export const emptyState = (codes = "") => ({ guesses: {}, violations: {}, verdicts: false, results: null, done: false, codes });

/** Returns the state of a lesson: guesses by prediction (null: skipped), results after the run, codes of the class. */
export function stateOf(name) {
  lessons[name] = { ...emptyState(), ...lessons[name] };
  return lessons[name];
}

/** Forgets guesses and results of a lesson, but not the codes of the class. */
export function forget(name) {
  Object.assign(stateOf(name), emptyState(stateOf(name).codes));
  save();
}

/** Returns whether a lesson is done. */
export const isDone = (name) => lessons[name]?.done === true;
