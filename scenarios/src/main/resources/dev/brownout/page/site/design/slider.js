// One slider: label, track with the capacity, number field and unit; or a list of choices.

import { written } from "../editor/numbers.js";
import { html } from "../texts/element.js";
import { known } from "../texts/sentences.js";
import { follow, t } from "../texts/texts.js";
import { scaleOf } from "./scale.js";

/** Time in milliseconds without a change after which the next change is an undo step of its own. */
const PAUSE = 1000;

let made = 0;

export class SettingSlider {
  #setting;
  #write;
  #last = 0;
  #track;
  #field;
  #choice;
  #tick = html("span", { class: "tick", hidden: true });
  #words = html("p", { class: "capacity" });
  #override = html("p", { class: "override" });

  /** @param write function (setting, text, join) that changes the text, and returns whether it has done so */
  constructor(setting, write) {
    this.#write = write;
    const id = "setting-" + ++made;
    const label = html("label", { for: id }, () => t.setting(setting.label));
    this.element = html("div", { class: "slider", "data-path": setting.path }, label);
    if (setting.help) {
      follow(label, "title", () => known(setting.help));
    }
    if (setting.choices) {
      this.#choice = html("select", { id, onchange: () => this.#set(this.#choice.value, false) });
      this.element.append(this.#choice);
    } else {
      this.#track = html("input", { id, type: "range", min: 0, max: 1, step: "any",
        oninput: () => this.#move(this.#scale.number(this.#track.valueAsNumber)), onkeydown: (event) => this.#key(event) });
      this.#field = html("input", { type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false",
        "aria-label": () => t.settingValue(t.setting(setting.label)), onchange: () => this.#type() });
      this.element.append(html("span", { class: "track" }, this.#track, this.#tick), this.#field, this.#words, this.#override);
    }
    this.update(setting);
  }

  get #scale() {
    return scaleOf(this.#setting);
  }

  /** Shows a setting of the same path. Returns the slider, or undefined if the setting has another form. */
  update(setting) {
    if (Boolean(setting.choices) !== Boolean(this.#choice) || this.#setting && this.#setting.label !== setting.label) {
      return undefined;
    }
    this.#setting = setting;
    if (this.#choice) {
      this.#choice.replaceChildren(...setting.choices.map((each) => html("option", {}, each)));
      this.#choice.value = setting.value;
    } else {
      this.#place();
      if (document.activeElement !== this.#field) {
        this.#field.value = setting.value;
      }
    }
    return this;
  }

  /** Shows the analytical capacity, or nothing. */
  showCapacity(capacity) {
    const { min, max } = this.#setting;
    const inside = capacity?.at != null && capacity.at >= min && capacity.at <= max;
    this.#tick.hidden = !inside;
    if (inside) {
      this.#tick.style.setProperty("--share", this.#scale.share(capacity.at));
    }
    follow(this.#words, "textContent", () => inside ? t.capacity(capacity.words) : "");
    if (this.#track) {
      follow(this.#track, "title", () => t.capacity(capacity?.words ?? ""));
    }
  }

  /** States the value that the shown variant has instead, or nothing. */
  showOverride(value) {
    follow(this.#override, "textContent", () => value === undefined ? "" : t.overridden(value));
  }

  #place() {
    const { number, value } = this.#setting;
    if (document.activeElement !== this.#track || this.#scale.number(this.#track.valueAsNumber) !== number) {
      this.#track.value = this.#scale.share(number);
    }
    this.#track.style.setProperty("--share", this.#scale.share(number));
    this.#track.setAttribute("aria-valuetext", value);
  }

  /** Arrow keys move by one step, Page Up and Page Down by ten. */
  #key(event) {
    const steps = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (steps) {
      event.preventDefault();
      this.#move(this.#scale.moved(this.#setting.number, steps));
      this.#track.value = this.#scale.share(this.#setting.number);
    }
  }

  #move(number) {
    if (number !== this.#setting.number) {
      const text = written(this.#setting.value, number);
      const before = this.#setting.number;
      this.#setting.number = number;
      if (this.#set(text, true)) {
        this.#field.value = text;
      } else {
        this.#setting.number = before;
      }
      this.#place();
    }
  }

  /** Takes a typed number, with or without the unit. */
  #type() {
    const words = this.#field.value.trim();
    const number = Number(words.replace(/[,_\s]/g, ""));
    this.#set(words !== "" && Number.isFinite(number) ? written(this.#setting.value, number) : words, false);
    this.#field.value = this.#setting.value;
  }

  #set(text, drag) {
    const join = drag && performance.now() - this.#last < PAUSE;
    this.#last = drag ? performance.now() : 0;
    return Boolean(text) && text !== this.#setting.value && this.#write(this.#setting, text, join);
  }
}
