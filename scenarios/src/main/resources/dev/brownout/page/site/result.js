// The outcome of a run in an embedded page: progress, verdict, answer and report.

import { showReport } from "./reportframe.js";
import { t } from "./texts/texts.js";
import { countsOf, translated } from "./texts/verdicts.js";

const [verdict, state, answer, progress, shell] = ["verdict", "status", "answer", "progress", "report"]
  .map((id) => document.getElementById(id));

/** Hides the verdict and the answer of the last run. */
export function clear() {
  verdict.hidden = true;
  answer.textContent = "";
}

/** Shows one line of status. */
export function tell(words, bad = false) {
  state.textContent = words;
  state.classList.toggle("bad", bad);
}

/** Shows the completed share of each variant as a bar; null removes the bars. */
export function bars(shares) {
  document.body.classList.toggle("running", shares !== null);
  progress.hidden = shares === null;
  if (progress.children.length !== (shares ?? []).length) {
    progress.replaceChildren(...(shares ?? []).map(bar));
  }
  shares?.forEach((share, i) => {
    progress.children[i].lastChild.value = share;
  });
}

function bar(share, i, { length }) {
  const label = document.createElement("label");
  label.textContent = length === 1 ? t.progress : t.variantOf(i + 1, length);
  const value = document.createElement("progress");
  value.max = 1;
  label.append(value);
  return label;
}

/** Parts of the report that an embedded page does not show. */
const HIDDEN = ".run > nav, .run header > *, .bar button:is([title*=link], [title*=링크])";

/** Shows the verdict and the answer of a run, and its report. */
export async function show({ view, seconds, exitCode, reportHtml }) {
  verdict.textContent = view.verdict ? t.verdictAndCounts(t.outcome(view.verdict), countsOf(view)) : "";
  verdict.classList.toggle("bad", exitCode !== 0);
  verdict.hidden = verdict.textContent === "";
  tell(t.runIn(`${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`));
  answer.textContent = `${view.stopped} ${translated(view).answer}`.trim();
  await showReport(shell, reportHtml, HIDDEN);
}
