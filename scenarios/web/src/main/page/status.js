// The state of the run in the header: a sentence, or the progress.

const [state, bar] = ["status", "progress"].map((id) => document.getElementById(id));

/** Returns a duration in seconds with its unit. */
export const seconds = (value) => (value < 10 ? value.toFixed(1) : String(Math.round(value))) + " s";

/** Returns the time since a moment in milliseconds, in words. */
export function ago(moment) {
  const passed = Math.round((Date.now() - moment) / 1000);
  return passed < 60 ? passed + " s" : passed < 3600 ? Math.floor(passed / 60) + " min" : "more than an hour";
}

/** Shows one sentence. */
export function tell(words, bad = false) {
  state.textContent = state.title = words;
  state.className = bad ? "bad" : "";
}

/** Shows the completed share of a run after a time in seconds, and the time left; no progress for null. */
export function showProgress(share, passed) {
  bar.hidden = share === null;
  if (share !== null) {
    bar.value = share;
    tell(`${Math.round(100 * share)} %` + (share > 0.02 ? ` · ${seconds(passed * (1 - share) / share)} left` : ""));
  }
}
