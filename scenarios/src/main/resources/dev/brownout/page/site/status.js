// The state of the run in the header: a sentence, or the progress.

import { follow, t } from "./texts/texts.js";

const [state, bar] = ["status", "progress"].map((id) => document.getElementById(id));

/** Returns a duration in seconds with its unit. */
export const seconds = (value) => (value < 10 ? value.toFixed(1) : String(Math.round(value))) + " s";

/** Returns the time since a moment in milliseconds, in words. */
export function ago(moment) {
  const passed = Math.round((Date.now() - moment) / 1000);
  return passed < 60 ? passed + " s" : passed < 3600 ? Math.floor(passed / 60) + " min" : t.moreThanAnHour;
}

/** Shows one sentence: a text, or a function that returns it in the current language. */
export function tell(words, bad = false) {
  follow(state, "textContent", words);
  follow(state, "title", words);
  state.className = bad ? "bad" : "";
}

/** Shows the completed share of a run after a time in seconds, and the time left; no progress for null. */
export function showProgress(share, passed) {
  bar.hidden = share === null;
  if (share !== null) {
    bar.value = share;
    const percent = Math.round(100 * share);
    tell(share > 0.02 ? t.timeLeft(percent, seconds(passed * (1 - share) / share)) : `${percent} %`);
  }
}
