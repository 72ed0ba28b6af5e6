// The player: play and pause, speed, a slider over the run with its events as marks, and the keys of the live view.
import { svg } from "../report/element.js";
import { clock } from "../report/quantity.js";
import { html } from "../texts/element.js";
import { t } from "../texts/texts.js";
import { set } from "./box.js";

/** Duration of a replay of the whole run at speed 1, in seconds. */
const PLAYED = 20;
const SPEEDS = [0.25, 0.5, 1, 2, 4];
/** Distance of the middle of the slider's thumb from the end of the slider at both ends, in pixels. */
const THUMB = 8;
/** Part of the run within which events share a mark, and number of events that a mark names. */
const NEAR = 0.012;
const NAMED = 4;
const PLAY = "M2 1L11 6L2 11Z";
const PAUSE = "M2 1h3v10h-3ZM7 1h3v10h-3Z";
/** A longer pause between two frames is no measure of the drawing: the page was hidden, or other work took the time. */
const PAUSE_MILLIS = 100;
/** Longest time that passes in a frame, in milliseconds. */
const FRAME_MILLIS = 500;

/** Returns the words of an event without the time in front of them. */
export const eventWords = ({ words }) => words.replace(/^\d[\d:.]* /, "");

/** Returns a time for people, with tenths of seconds only in runs that are short. */
export const shownTime = (at, interval) => clock(interval < 1 ? Math.round(at * 10) / 10 : Math.floor(at + 1e-9));

/** Returns the events of a run as groups, with one mark for each. */
function grouped(events, seconds) {
  const groups = [];
  for (const event of events.filter(({ at }) => at >= 0 && at <= seconds)) {
    const last = groups.at(-1);
    if (last && event.at - last[0].at < seconds * NEAR) {
      last.push(event);
    } else {
      groups.push([event]);
    }
  }
  return groups;
}

export class Player {
  /** Creates a player. `changed` gets each new time and the duration of the frame, `paced` each new speed. */
  constructor({ changed, paced }) {
    this.changed = changed;
    this.paced = paced;
    this.at = null;
    this.playing = false;
    this.seconds = 0;
    this.interval = 1;
    this.icon = svg("path", { fill: "currentColor" });
    this.button = html("button", { type: "button", class: "live-play", onclick: () => this.toggle() },
      svg("svg", { width: 12, height: 12, viewBox: "0 0 12 12", "aria-hidden": "true" }, this.icon));
    this.slider = html("input", { type: "range", min: 0, step: "any", value: 0, "aria-label": () => t.time,
      oninput: () => this.seek(Number(this.slider.value)) });
    this.marks = html("div", { class: "live-marks", role: "group", "aria-label": () => t.events,
      onkeydown: (event) => this.walk(event) });
    this.output = html("output", { class: "live-time" });
    this.speed = html("select", { "aria-label": () => t.speed, onchange: () => this.paced() },
      ...SPEEDS.map((factor) => html("option", { value: factor, selected: factor === 1 }, "×" + factor)));
    this.whole = html("button", { type: "button", "aria-pressed": "true", onclick: () => this.seek(null) },
      () => t.wholeRun);
    this.element = html("div", { class: "live-player", role: "group", "aria-label": () => t.player }, this.button,
      html("div", { class: "live-slider" }, this.slider, this.marks), this.output, this.speed, this.whole);
    this.slider.addEventListener("keydown", (event) => this.key(event));
    this.label();
  }

  /** Sets the length of the run, the interval of its series in seconds, and its events. */
  load(seconds, interval, events) {
    Object.assign(this, { seconds, interval });
    this.slider.max = seconds;
    const marks = grouped(events, seconds).map((group, i) => {
      const all = group.map((event) => `${shownTime(event.at, interval)} ${eventWords(event)}`);
      const words = () => [...all.slice(0, NAMED), ...all.length > NAMED ? [t.moreEvents(all.length - NAMED)] : []].join("\n");
      const mark = html("button", { type: "button", class: "live-mark", title: words, "aria-label": words,
        tabindex: i ? -1 : 0, onclick: () => this.seek(group[0].at) });
      mark.style.left = `calc(${THUMB}px + (100% - ${2 * THUMB}px) * ${group[0].at / seconds})`;
      return mark;
    });
    this.marks.replaceChildren(...marks);
    this.marks.hidden = !marks.length;
    if (this.at !== null) {
      this.at = Math.min(this.at, seconds);
    }
    this.label();
  }

  /** Returns the seconds of the run per second of the screen. */
  rate() {
    return this.seconds / PLAYED * Number(this.speed.value);
  }

  seek(at) {
    this.at = at === null ? null : Math.max(0, Math.min(this.seconds, at));
    if (at === null) {
      this.pause();
    }
    this.label();
    this.changed(0);
  }

  toggle() {
    if (this.playing) {
      this.pause();
    } else {
      this.play();
    }
  }

  play() {
    if (this.playing || !this.seconds) {
      return;
    }
    if (this.at === null || this.at >= this.seconds) {
      this.at = 0;
    }
    this.playing = true;
    this.label();
    let before = null;
    const frame = (time) => {
      if (!this.playing) {
        return;
      }
      const passed = before === null ? 0 : time - before;
      before = time;
      this.at = Math.min(this.seconds, this.at + Math.min(passed, FRAME_MILLIS) / 1000 * this.rate());
      if (this.at >= this.seconds) {
        this.playing = false;
        this.label();
      } else {
        requestAnimationFrame(frame);
      }
      this.changed(passed < PAUSE_MILLIS ? passed : 0);
    };
    requestAnimationFrame(frame);
  }

  pause() {
    this.playing = false;
    this.label();
  }

  /** Returns the time in words: "4:38 of 12:00". */
  words() {
    return this.at === null ? t.wholeRunTime
      : t.timeOf(shownTime(this.at, this.interval), clock(Math.round(this.seconds)));
  }

  /** Shows the time. The live view calls it when the shown words can have changed. */
  label() {
    const { at, seconds } = this;
    const words = this.words();
    set(this.icon, { d: this.playing ? PAUSE : PLAY });
    this.button.setAttribute("aria-label", this.playing ? t.pause : t.play);
    this.button.disabled = !seconds;
    this.slider.value = at ?? 0;
    this.slider.setAttribute("aria-valuetext", words);
    this.output.textContent = words;
    this.whole.setAttribute("aria-pressed", String(at === null));
  }

  /** Moves by a number of intervals, to the middle of an interval. */
  step(count) {
    const now = Math.floor((this.at ?? 0) / this.interval + 1e-9);
    this.seek((Math.max(0, now + count) + 0.5) * this.interval);
  }

  /** Handles a key of the live view: Space toggles play, arrows move by one interval. Fields keep their keys. */
  key(event) {
    const { target } = event;
    const slider = target === this.slider;
    const other = event.ctrlKey || event.metaKey || event.altKey || !slider && target.closest("select, input");
    if (event.defaultPrevented || other) {
      return;
    }
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: slider ? -1 : 0, ArrowUp: slider ? 1 : 0 }[event.key];
    if (event.key === " " && !target.closest("button, a")) {
      this.toggle();
    } else if (steps) {
      this.step(steps);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** The marks are one stop of the Tab key; arrows move between them. */
  walk(event) {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const marks = [...this.marks.children];
    const next = marks[marks.indexOf(event.target) + move];
    if (move) {
      event.preventDefault();
    }
    if (next) {
      marks.forEach((mark) => mark.tabIndex = mark === next ? 0 : -1);
      next.focus();
    }
  }
}
