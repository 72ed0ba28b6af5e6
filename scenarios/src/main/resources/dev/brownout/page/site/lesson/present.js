// The presentation of a lesson for a projector: one thing at a time, in large type, by keys.

import { quantity } from "../report/quantity.js";
import { html } from "../texts/element.js";
import { t } from "../texts/texts.js";
import { countsOf, translated } from "../texts/verdicts.js";
import { clearButton, guessesFigure } from "./collect.js";
import { callGraph } from "./graph.js";
import { GuessInput, valuesLine } from "./numberline.js";
import { revealed, sentence } from "./reveal.js";
import { median, offBy } from "./scale.js";

const CALL_SECONDS = 10;
const NEXT = ["ArrowRight", "PageDown", " "];
const BACK = ["ArrowLeft", "PageUp"];

const button = (words, click, more = {}) => html("button", { type: "button", onclick: click, ...more }, words);

/** Presentation over the whole window. The rest of the page is inert meanwhile. */
export class Presentation {
  #mode;
  #closed;
  #lesson = null;
  #steps = [];
  #at = 0;
  #live = null;
  #stop = () => {};
  #borrowed = null;
  #inert = [];
  #title = html("span", { class: "where" });
  #place = html("span", { class: "place" });
  #stage = html("div", { class: "present-stage" });
  #said = html("p", { role: "status", class: "unseen" });
  #back = button(() => t.back, () => this.#move(-1));
  #forward = button(() => t.next, () => this.#move(1), { class: "primary" });
  #progress = null;
  #onKey = (event) => this.#key(event);

  constructor(mode, closed) {
    this.#mode = mode;
    this.#closed = closed;
    const full = button(() => t.fullScreen, () => this.#fullScreen());
    full.hidden = !document.fullscreenEnabled;
    this.root = html("section", { class: "present", role: "dialog", "aria-modal": "true", "aria-label": () => t.presentation },
      html("div", { class: "present-head" }, this.#title, this.#place, full, button(() => t.leave, () => this.close())),
      this.#stage, this.#said, html("div", { class: "present-foot" }, this.#back, this.#forward));
    this.#inert = [...document.body.children].filter((one) => !one.inert && one.tagName !== "SCRIPT");
    this.#inert.forEach((one) => {
      one.inert = true;
    });
    document.body.append(this.root);
    document.addEventListener("keydown", this.#onKey, true);
  }

  /** Presents a lesson from its title. */
  show(lesson) {
    this.#lesson = lesson;
    this.#live = null;
    this.#stop();
    this.#stop = this.#mode.classroom?.watch(lesson.name, (live) => this.#received(live)) ?? (() => {});
    this.#title.textContent = lesson.heading;
    this.#steps = this.#planned();
    this.#go(0);
  }

  /** Ends the presentation and returns the borrowed elements. */
  close() {
    this.#stop();
    this.#return();
    document.removeEventListener("keydown", this.#onKey, true);
    this.#inert.forEach((one) => {
      one.inert = false;
    });
    if (document.fullscreenElement) {
      document.exitFullscreen();
    }
    this.root.remove();
    this.#closed();
  }

  get #hasClass() {
    return Boolean(this.#mode.classroom) || this.#lesson.collected(this.#mode.lessonNames).students > 0;
  }

  #planned() {
    const { predictions } = this.#lesson;
    const { liveElement, picture } = this.#mode.host;
    return [
      { name: "title", draw: () => this.#question() },
      { name: "design", draw: () => this.#design() },
      ...predictions.flatMap((prediction) => [
        { name: "guess", draw: () => this.#guess(prediction) },
        ...this.#hasClass ? [{ name: "class", draw: () => this.#class(prediction), live: true }] : []]),
      { name: "run", draw: () => this.#runStep(), leave: () => this.#run() },
      { name: "answer", draw: () => this.#answer() },
      ...predictions.flatMap((prediction) => [
        { name: "reveal", draw: () => this.#reveal(prediction) },
        ...this.#hasClass ? [{ name: "class", draw: () => this.#class(prediction), live: true }] : []]),
      ...picture ? [{ name: "chart", draw: () => this.#chart() }] : [],
      ...liveElement ? [{ name: "live", draw: () => this.#liveView() }] : [],
      { name: "lesson", draw: () => this.#lessonText() },
    ];
  }

  #key(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || this.#borrowed?.contains(target)) {
      return;
    }
    const typing = target.matches?.("input, select, textarea");
    const page = key.startsWith("Page");
    if (key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      typing ? this.#heading()?.focus() : this.close();
    } else if (key === "Tab") {
      this.#trap(event);
    } else if ((!typing || page) && !(key === " " && target.matches?.("button, summary"))
      && [...NEXT, ...BACK].includes(key)) {
      event.preventDefault();
      event.stopPropagation();
      this.#move(NEXT.includes(key) ? 1 : -1);
    }
  }

  #trap(event) {
    const all = [...this.root.querySelectorAll("button, input, select, [tabindex='0']")]
      .filter((one) => !one.disabled && one.offsetParent !== null);
    const edge = event.shiftKey ? all[0] : all.at(-1);
    if (document.activeElement === edge) {
      event.preventDefault();
      (event.shiftKey ? all.at(-1) : all[0]).focus();
    }
  }

  #heading() {
    return this.#stage.querySelector("[tabindex='-1']");
  }

  async #move(by) {
    const { leave } = this.#steps[this.#at];
    if (this.#progress) {
      return;
    }
    if (by > 0 && leave && !this.#lesson.results) {
      await leave();
    } else if (by > 0 && this.#at === this.#steps.length - 1) {
      await this.#mode.next({ present: true });
    } else {
      this.#go(Math.min(this.#steps.length - 1, Math.max(0, this.#at + by)));
    }
  }

  #go(at) {
    this.#return();
    this.#at = at;
    const step = this.#steps[at];
    this.root.dataset.step = step.name;
    this.#stage.replaceChildren(...step.draw());
    this.#place.textContent = t.placeOf(at + 1, this.#steps.length);
    const last = at === this.#steps.length - 1;
    this.#back.disabled = at === 0;
    this.#forward.textContent = step.leave && !this.#lesson.results ? t.run : last ? t.nextStep : t.next;
    this.#forward.disabled = last && !this.#mode.nextEntry;
    this.#stage.scrollTop = 0;
    this.#heading()?.focus({ preventScroll: true });
  }

  #received(live) {
    this.#live = live ?? this.#live;
    this.#mode.joined(live?.joined ?? null);
    const step = this.#steps[this.#at];
    const count = this.#stage.querySelector(".joined");
    if (count) {
      count.textContent = live ? this.#counted() : t.noConnection;
    }
    const figure = this.#stage.querySelector("figure");
    if (step.live && figure) {
      figure.replaceWith(step.draw().find((each) => each.matches?.("figure")) ?? figure);
    }
  }

  #values(prediction) {
    const { values } = this.#lesson.collected(this.#mode.lessonNames);
    return [...this.#live?.values(prediction.name) ?? [], ...values[this.#lesson.predictions.indexOf(prediction)]];
  }

  #counted() {
    return t.joined(this.#live?.joined ?? 0);
  }

  #question() {
    return [html("h2", { tabindex: -1 }, this.#lesson.heading), html("p", { class: "question" }, this.#lesson.question)];
  }

  #design() {
    const room = html("div", { class: "picture", tabindex: 0 });
    this.#mode.host.call("targets", [this.#lesson.text, {}, this.#lesson.name], CALL_SECONDS)
      .then((targets) => room.append(callGraph(targets)))
      .catch((error) => room.append(html("p", { class: "bad" }, error.message)));
    return [html("h2", { tabindex: -1, class: "small" }, t.theDesign), room];
  }

  #guess(prediction) {
    const heading = html("h2", { tabindex: -1 }, prediction.name);
    const words = html("p", { class: "words" }, translated(prediction).words);
    const joined = this.#mode.classroom ? html("p", { class: "joined" }, this.#counted()) : "";
    if (this.#lesson.results || this.#lesson.isLocked(prediction.name)) {
      const guess = this.#lesson.guess(prediction.name);
      return [heading, words, html("p", { class: "locked" },
        guess === null ? t.skipped : t.lockedInValue(quantity(guess, prediction.unit))), joined];
    }
    const lock = button(() => t.lockIn, () => {
      this.#lesson.lock(prediction.name, input.value, false);
      this.#go(this.#at);
      this.#said.textContent = t.saidLockedIn(quantity(input.value, prediction.unit));
    }, { disabled: "" });
    const input = new GuessInput(prediction.unit, () => translated(prediction).words, () => {
      lock.disabled = input.value === null;
    });
    input.root.addEventListener("keydown", (event) => event.key === "Enter" && !lock.disabled && lock.click());
    return [heading, words, input.root, html("p", {}, lock), joined];
  }

  #class(prediction) {
    return [html("h2", { tabindex: -1, class: "small" }, t.guessesOf(prediction.name)),
      guessesFigure(this.#lesson, prediction, this.#values(prediction), true),
      clearButton(this.#lesson, prediction, this.#mode.classroom),
      this.#mode.classroom ? html("p", { class: "joined" }, this.#counted()) : ""];
  }

  #runStep() {
    return [html("h2", { tabindex: -1 }, this.#lesson.results ? t.simulationHasRun : t.runSimulation),
      html("p", { class: "question" }, this.#lesson.question)];
  }

  async #run() {
    this.#progress = html("progress", { max: 1, "aria-label": () => t.progressOfRun });
    this.#stage.append(this.#progress);
    this.#said.textContent = t.simulationRuns;
    const { predictions } = this.#lesson;
    try {
      predictions.filter(({ name }) => !this.#lesson.isLocked(name))
        .forEach(({ name }) => this.#lesson.lock(name, null));
      await this.#lesson.run((share) => {
        this.#progress.value = share;
      });
      this.#go(this.#at + 1);
    } catch (error) {
      this.#stage.append(html("p", { class: "bad", role: "alert" }, error.message));
    } finally {
      this.#progress.remove();
      this.#progress = null;
    }
  }

  #early() {
    return [html("h2", { tabindex: -1 }, t.notRunYet), html("p", {}, t.goBackToRun)];
  }

  #answer() {
    const { results, question } = this.#lesson;
    return !results ? this.#early() : [html("p", { class: "question" }, question),
      html("h2", { tabindex: -1, class: "answer" }, translated(results).answer || countsOf(results)),
      html("p", {}, results.stopped ? t.endedEarly(results.stopped)
        : `${t.outcome(results.verdict)} ${countsOf(results)}`)];
  }

  #reveal(prediction) {
    if (!this.#lesson.results) {
      return this.#early();
    }
    const values = [...this.#median(prediction),
      ...revealed(this.#lesson, prediction).filter(({ key, value }) => key !== "guess" || value !== null)];
    const words = sentence(prediction, values);
    const { label, words: off } = values.find(({ key }) => key === "guess") ?? {};
    this.#said.textContent = words;
    return [html("h2", { tabindex: -1, class: "small" }, prediction.name),
      html("p", { class: "words" }, translated(prediction).words + (off ? `; ${label} ${off}` : "")),
      valuesLine(prediction.unit, values, words, true)];
  }

  /** Returns the median of the class as a guess; nothing without guesses. */
  #median(prediction) {
    const guesses = this.#values(prediction);
    const { measured, unit } = this.#lesson.result(prediction.name);
    const value = median(guesses);
    const off = offBy(value, measured, unit);
    return guesses.length ? [{ key: "guess", label: t.classMedian, value, text: quantity(value, unit),
      words: off && t.offBy(off) }] : [];
  }

  #chart() {
    if (!this.#lesson.results) {
      return this.#early();
    }
    const room = html("div", { class: "picture", tabindex: 0 });
    const title = this.#lesson.view?.variants[0].charts[0]?.title ?? t.chartOfRun;
    Promise.resolve(this.#mode.host.picture(0, "svg")).then((blob) => {
      const image = html("img", { src: URL.createObjectURL(blob), alt: title });
      image.addEventListener("load", () => URL.revokeObjectURL(image.src));
      room.append(image);
    }).catch(() => room.append(html("p", {}, t.runAgainForChart)));
    return [html("h2", { tabindex: -1, class: "small" }, title), room];
  }

  #liveView() {
    const { liveElement } = this.#mode.host;
    const mark = document.createComment("live view");
    liveElement.replaceWith(mark);
    this.#borrowed = liveElement;
    this.#borrowed.mark = mark;
    return [html("h2", { tabindex: -1, class: "small" }, t.theRun), html("div", { class: "borrowed" }, liveElement)];
  }

  #return() {
    if (this.#borrowed) {
      this.#borrowed.mark.replaceWith(this.#borrowed);
      delete this.#borrowed.mark;
      this.#borrowed = null;
    }
  }

  #lessonText() {
    return [html("h2", { tabindex: -1, class: "small" }, t.lesson), html("p", { class: this.#lesson.lesson.length > 400 ? "lesson-text long" : "lesson-text" },
      this.#lesson.results ? this.#lesson.lesson : t.runFirst)];
  }

  #fullScreen() {
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else {
      this.root.requestFullscreen().catch(() => {});
    }
    this.#heading()?.focus();
  }
}
