// Class mode: the list of lessons, one lesson, and its presentation.

import { html } from "../texts/element.js";
import { follow, onLanguage, t } from "../texts/texts.js";
import { translated } from "../texts/verdicts.js";
import { LessonCard } from "./card.js";
import { Classroom } from "./classroom.js";
import { lessonDigits } from "./code.js";
import { Lesson } from "./model.js";
import { Presentation } from "./present.js";
import { isDone } from "./store.js";

const CALL_SECONDS = 10;

/**
 * Class mode in an element of the page.
 *
 * The host has call(name, args, seconds), open(name), run(progress) and share({lesson, present}), and optionally server
 * ({class}), liveElement, designElement, picture(index, form), conceal(hidden) and onJoined(count).
 */
export class LessonMode {
  #root;
  #ready = null;
  #entries = [];
  #card = null;
  #lesson = null;
  #presentation = null;
  #unsent;
  #concealed = false;

  constructor(root, host) {
    this.#root = root;
    this.host = host;
    root.classList.add("lessons");
    this.#unsent = html("p", { class: "bad", role: "status" });
    onLanguage(() => this.#card?.translate());
    this.classroom = host.server?.class ? new Classroom((count, wait) => {
      follow(this.#unsent, "textContent", () => wait ? t.tooManyGuesses(wait) : count ? t.notSent : "");
    }) : null;
  }

  /** Shows the open lesson, otherwise the list. The first call loads the list. */
  async show() {
    await this.#load();
    if (!this.#card) {
      this.list();
    }
  }

  /** Opens a lesson, as from a link. Rejects with a sentence if there is none of this name. */
  async open(name, { present = false } = {}) {
    await this.#load();
    const entry = this.#entries.find((each) => each.name === name);
    if (!entry) {
      throw new Error(t.noLesson(name.slice(0, 80)));
    }
    await this.host.open(name);
    this.#lesson = await Lesson.load(entry, this.host, this.classroom);
    this.#card?.close();
    this.#card = new LessonCard(this.#lesson, this);
    this.#root.replaceChildren(this.#unsent, this.#card.root);
    if (present) {
      this.present();
    } else {
      this.#root.scrollTop = 0;
      this.#card.focus();
    }
  }

  /** Presents the open lesson. */
  present() {
    this.#presentation ??= new Presentation(this, () => {
      this.#presentation = null;
      this.#card.draw();
      this.#card.focus();
    });
    this.#presentation.show(this.#lesson.fresh());
  }

  /** Shows the list of lessons. */
  list() {
    this.conceal(false);
    this.#card?.close();
    this.#card = null;
    this.#lesson = null;
    const ladder = this.#entries.filter(({ step }) => step > 0);
    const themes = Map.groupBy(this.#entries.filter(({ step }) => !(step > 0)), ({ theme }) => theme);
    const heading = html("h2", { tabindex: -1 }, () => t.lessons);
    this.#root.replaceChildren(heading,
      html("p", { class: "hint" }, () => t.lessonsHint(
        this.#entries.filter(({ name }) => isDone(name)).length, this.#entries.length)),
      html("h3", {}, () => t.ladder), html("ol", { class: "ladder" }, ...ladder.map((entry) => this.#item(entry))),
      ...[...themes].map(([theme, members]) => html("details", {},
        html("summary", {}, () => t.theme(theme), html("span", { class: "hint" },
          " ", () => t.doneOf(members.filter(({ name }) => isDone(name)).length, members.length))),
        html("ul", {}, ...members.map((entry) => this.#item(entry))))));
    heading.focus({ preventScroll: true });
  }

  #item(entry) {
    const done = isDone(entry.name);
    const item = html("li", {}, html("button", { type: "button", class: "lesson-entry", title: () => translated(entry).question,
      onclick: () => this.open(entry.name).catch((error) => this.#failed(error)) },
    html("span", { class: "done", "aria-hidden": "true" }, done ? "✓" : entry.step > 0 ? String(entry.step) : "·"),
    html("span", {}, () => translated(entry).title, html("span", { class: "unseen" }, () => done ? t.doneSuffix : ""))));
    return item;
  }

  #failed(error) {
    this.#root.prepend(html("p", { class: "bad", role: "alert" }, error.message));
  }

  #load() {
    this.#ready ??= this.host.call("library", [], CALL_SECONDS).then((entries) => {
      const lessons = entries.filter(({ predictions }) => predictions > 0);
      const ladder = lessons.filter(({ step }) => step > 0).sort((one, other) => one.step - other.step);
      this.#entries = [...ladder, ...lessons.filter(({ step }) => !(step > 0))];
      this.lessonNames = new Map(this.#entries.map(({ name }) => [lessonDigits(name), name]));
    }).catch((error) => {
      this.#ready = null;
      throw error;
    });
    return this.#ready;
  }

  /** Returns the lesson after the open one; undefined for the last. */
  get nextEntry() {
    return this.#entries[this.#entries.findIndex(({ name }) => name === this.#lesson?.name) + 1];
  }

  /** Opens the next lesson. */
  next(options) {
    return this.nextEntry ? this.open(this.nextEntry.name, options).catch((error) => this.#failed(error)) : undefined;
  }

  /** Copies a link to the open lesson, or to its presentation. */
  share(present = false) {
    this.host.share({ lesson: this.#lesson.name, ...present && { present } });
  }

  /** Lets the page hide or show the text of the scenario, which has the predictions. */
  conceal(hidden) {
    if (hidden !== this.#concealed) {
      this.#concealed = hidden;
      this.host.conceal?.(hidden);
    }
  }

  /** Sends the page the number of participants; null without a connection. */
  joined(count) {
    this.host.onJoined?.(count);
  }
}
