// Texts of scenarios and of their results in the current language.

import { known } from "./sentences.js";
import { language, t } from "./texts.js";

/** Texts of the scenarios of the library that have translations of their own. */
const OF_LIBRARY = ["title", "question"];

/** Returns an object with its texts in the current language; those without a translation are as they are. */
export const translated = (texts) => ({
  ...texts, ...Object.fromEntries(OF_LIBRARY.filter((name) => texts[name]).map((name) => [name, known(texts[name])])),
  ...texts.translations?.[language()],
});

/** Returns a bound of an assertion as it is read. */
export const readable = (bound) => bound.replace(">=", "≥").replace("<=", "≤");

/**
 * Returns the first violated assertion of a view with several variants as a sentence, as the answer is about all of them; an
 * empty text without one.
 */
export function violationOf({ variants }) {
  const found = variants.length > 1 && variants.flatMap(({ name: variant, assertions }) => assertions.map((each) => ({ ...each, variant })))
    .find(({ verdict }) => verdict === "violated");
  return found ? t.violation(found.name, readable(found.bound), found.value, found.variant) : "";
}

/** Returns the number of assertions by verdict as a sentence, for a view of a run or the results of a lesson. */
export function countsOf({ sentence, stopped, variants }) {
  const verdicts = variants.flatMap(({ assertions }) => assertions.map(({ verdict }) => verdict));
  return t.counts(sentence, verdicts, !stopped);
}
