// Guesses of a class: codes and files of participants, merged into one list of values per prediction.

import { t } from "../texts/texts.js";
import { decoded, encoded, isStudent, lessonDigits } from "./code.js";

const CODE = /[0-9a-z]{4}(?:-[0-9a-z]{1,4}){2,}|[0-9a-z]{15,}/gi;
const MAX_FILE = 100_000;

/** Returns the text of a file with the guesses of one participant. */
export function fileOf(lesson, student, predictions, guesses) {
  const values = predictions.map(({ name }) => guesses[name] ?? null);
  return JSON.stringify({ brownout: "guesses", lesson, student, code: encoded(lesson, student, values),
    guesses: Object.fromEntries(predictions.map(({ name }, i) => [name, values[i]])) }, null, 2) + "\n";
}

/** Returns the line of a participant for the list of codes, from the text of a file. */
export function lineOf(fileName, text) {
  let file;
  try {
    file = text.length <= MAX_FILE ? JSON.parse(text) : null;
  } catch {
    file = null;
  }
  const valid = file?.brownout === "guesses" && typeof file.code === "string" && isStudent(file.student);
  return valid ? file.code : t.notAGuessFile(fileName);
}

/** Returns the valid code of a line, otherwise its last word of a similar form. */
function entryOf(line) {
  const words = [line, ...line.match(CODE) ?? []];
  const found = words.find((word) => decoded(word)) ?? words.at(-1);
  return { found, entry: decoded(found) };
}

/**
 * Merges lines with codes, with or without names.
 *
 * @param names lessons by their digits, to name the lesson of a code of another lesson
 */
export function merged(text, lesson, predictions, names = new Map()) {
  const students = new Map();
  const problems = [];
  let repeated = 0;
  text.split("\n").forEach((line, i) => {
    if (!line.trim()) {
      return;
    }
    const { found, entry } = entryOf(line);
    const problem = !entry ? t.codeDamaged(found.trim().slice(0, 40))
      : entry.digits !== lessonDigits(lesson) ? names.has(entry.digits) ? t.codeOfLesson(names.get(entry.digits)) : t.codeOfAnother
        : entry.guesses.length !== predictions.length ? t.codeOfVersion : "";
    if (problem) {
      problems.push(t.lineProblem(i + 1, problem));
    } else {
      repeated += students.has(entry.student) ? 1 : 0;
      students.set(entry.student, entry.guesses);
    }
  });
  const values = predictions.map((_, i) => [...students.values()].map((guesses) => guesses[i])
    .filter((value) => value !== null));
  return { students: students.size, repeated, problems, values };
}
