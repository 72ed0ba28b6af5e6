// The result of a run on the page: verdict, live view, assertions, comparison, events, figures of the footer, report.

import { Assertions, variantOf } from "./design/assertions.js";
import { Comparison } from "./design/compare.js";
import { firstDifference } from "./design/history.js";
import { keepPinned, storedPinned } from "./design/pinned.js";
import { LiveView, eventLog } from "./live/live.js";
import { showReport } from "./reportframe.js";
import { seconds } from "./status.js";
import { follow, onLanguage, t } from "./texts/texts.js";
import { countsOf, translated, violationOf } from "./texts/verdicts.js";

const ids = "verdict answer stopped live variant variant-choice events event-list figures full-report report-dialog report "
  + "report-of";
const at = Object.fromEntries(ids.split(" ").map((id) => [id, document.getElementById(id)]));

/** Parts of the report that are shown outside of it, and the button for a link, which a report in a sandbox has not. */
const HIDDEN = ".bar button:is([title*=link], [title*=링크])";
const FACTS = 2;
const LARGE = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

/** Returns a number; a million or more in three digits. */
const large = (number) => number < 1e6 ? number.toLocaleString("en") : LARGE.format(number).replace(/[MBT]$/, " $&");

/** Returns the first facts of a variant: availability, latency and failures of its first requests, and the cost. */
const factsOf = ({ facts }) => facts.slice(0, FACTS)
  .map(({ label, value }) => `${label}: ${value}`).join("; ");

export class Display {
  #run = null;
  #reported = null;
  #variant = null;
  #mark = () => {};
  #chosen;
  pinned = null;

  /** @param host { onBreak(target, anchor, at), replicate(runs, progress), chosen(variant) } */
  constructor(host) {
    const seek = (time) => {
      this.live.pause();
      this.live.seek(time);
    };
    this.live = new LiveView(at.live, { onBreak: host.onBreak, onSelect: (time) => this.#mark(time),
      onVariant: (name) => this.#choose(name) });
    this.assertions = new Assertions(document.getElementById("assertions"), seek);
    this.comparison = new Comparison(document.getElementById("compare"),
      { pin: () => this.pin(), unpin: () => this.#setPinned(null), replicate: host.replicate });
    this.seek = seek;
    this.#chosen = host.chosen;
    at.variant.addEventListener("change", () => {
      this.#choose(at.variant.value);
      this.live.show(this.#run.result.view, this.#variant);
    });
    at["full-report"].addEventListener("click", () => this.#report());
    onLanguage(() => this.#run && this.#choose(this.#variant));
  }

  /** Shows the pinned run of an earlier visit. */
  async restorePinned() {
    const stored = await storedPinned();
    if (stored && !this.pinned) {
      try {
        this.#setPinned(stored, false);
      } catch {
        // Stored by another version of the page.
        this.#setPinned(null);
      }
    }
  }

  /** Shows a run. */
  show(run) {
    const { view, exitCode, seconds: took } = run.result;
    this.#run = run;
    follow(at.verdict, "textContent", () => view.verdict ? t.verdictAndCounts(t.outcome(view.verdict), countsOf(view)) : "");
    at.verdict.classList.toggle("bad", exitCode !== 0);
    at.verdict.hidden = !view.verdict;
    at.stopped.textContent = view.stopped;
    at.stopped.hidden = !view.stopped;
    follow(at.figures, "textContent", () => t.figures(view.seed, large(view.requests), seconds(took)));
    at["full-report"].disabled = false;
    at.variant.replaceChildren(...view.variants.map(({ name }) => new Option(name)));
    at["variant-choice"].hidden = view.variants.length < 2;
    this.#choose(variantOf(view, this.#variant)?.name ?? view.variants[0].name);
    this.live.show(view, this.#variant);
  }

  #choose(name) {
    const { view } = this.#run.result;
    this.#variant = at.variant.value = name;
    follow(at.answer, "textContent", () => `${violationOf(view)} ${translated(view).answer || factsOf(variantOf(view, name))}`.trim());
    this.assertions.show(view, name, this.pinned);
    this.comparison.show(view, this.pinned);
    at.events.hidden = false;
    this.#chosen(name);
    this.#mark = eventLog(at["event-list"], view, name, this.seek);
  }

  /** Keeps the shown run for comparison. */
  pin() {
    const { result: { view }, name, time } = this.#run;
    const what = view.variants.length > 1 ? this.#variant : name || t.ownTextName;
    const label = `${what}, ${new Date(time).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}`;
    this.#setPinned({ view, variant: this.#variant, label });
  }

  /** The answer that is shown, with the first changed line, for readers without the text. */
  get answer() {
    const { text, original } = this.#run;
    const change = original && text !== original ? t.changedTo(firstDifference(text, original)) : "";
    return `${at.answer.textContent} ${change}`.trim();
  }

  /** Returns the result as a picture of a form, "svg", "png" or "film". */
  card(form) {
    const { view, exitCode } = this.#run.result;
    const words = { question: document.getElementById("question").textContent || translated(view).title,
      answer: this.answer, verdict: at.verdict.textContent, passed: exitCode === 0,
      origin: t.originOfCard(large(view.requests), view.seed) };
    return form === "film" ? this.live.film(words) : this.live.card(words, form);
  }

  /** Shows a scenario that has not run: its components, calls and planned faults. */
  plan(targets) {
    at.verdict.hidden = at.stopped.hidden = true;
    follow(at.answer, "textContent", "");
    this.live.plan(targets);
  }

  /** A sentence about the failed requests of the shown variant. */
  get failures() {
    const { view } = this.#run.result;
    const failed = variantOf(view, this.#variant).numbers.find(({ metric }) => metric === "failed");
    return failed ? t.failuresWere(failed.value, view.variants.length > 1 ? this.#variant : "") : t.noFailures;
  }

  /** Shows a run in grey in the charts, for this visit. */
  compareWith({ result: { view } }, label) {
    this.#setPinned({ view, variant: view.variants[0].name, label }, false);
  }

  #setPinned(pinned, keep = true) {
    this.pinned = pinned;
    this.live.pin(pinned?.view ?? null, pinned?.variant, pinned?.label);
    if (this.#run) {
      this.#choose(this.#variant);
    } else {
      this.comparison.show(null, pinned);
    }
    if (keep) {
      keepPinned(pinned);
    }
  }

  async #report() {
    at["report-of"].textContent = translated(this.#run.result.view).title;
    at["report-dialog"].showModal();
    if (this.#reported !== this.#run) {
      this.#reported = this.#run;
      await showReport(at.report, this.#run.result.reportHtml, HIDDEN);
    }
  }
}
