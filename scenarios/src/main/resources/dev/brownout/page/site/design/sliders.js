// Sliders of the numbers of the text. A slider writes into the text, and an edit of the text moves the slider.

import { html } from "../texts/element.js";
import { follow, t } from "../texts/texts.js";
import { SettingSlider } from "./slider.js";

/** Number of sliders of a text without parameters. */
const SHOWN = 6;
const OWNERS = /^(load|components|requests)\b/;
/** Ends of the paths of numbers that such sliders change, most wanted first. */
const DESIGN = [/^load/, /\.nodes$/, /\.cores$/, /\.service\b/, /\.queue$/, /\.timeout$/, /^components\./, /^requests\./];

/** Returns the settings that a text without parameters offers, in the order of the text. */
function chosenOf(settings) {
  const rank = ({ path }) => OWNERS.test(path) ? DESIGN.findIndex((pattern) => pattern.test(path)) : -1;
  const wanted = settings.filter((each) => rank(each) >= 0).sort((one, other) => rank(one) - rank(other)).slice(0, SHOWN);
  return settings.filter((each) => wanted.includes(each));
}

export class Sliders {
  #host;
  #list = html("div", { class: "slider-list" });
  #caretList = html("div", { class: "slider-list" });
  #caretPart = html("div", { class: "caret-slider", hidden: true }, html("h3", {}, () => t.atCaret), this.#caretList);
  #note = html("p", { class: "faint" });
  #settings = [];
  #rows = new Map();
  #atCaret = null;
  #variant = "";

  /**
   * @param host { text(), change(setting, text, join), caret() }: the text, a function that writes a new text of a setting,
   *   and the place of the caret
   */
  constructor(root, host) {
    this.#host = host;
    root.append(html("h2", { id: "sliders-title" }, () => t.parameters), this.#list, this.#caretPart, this.#note);
    this.clear();
  }

  /** Shows no setting, until those of the text are known. */
  clear() {
    this.show([]);
    follow(this.#note, "textContent", "");
  }

  /** Shows the settings of the current text. */
  show(settings) {
    this.#settings = settings;
    const parameters = settings.filter(({ path }) => path.startsWith("params."));
    const chosen = parameters.length ? parameters : chosenOf(settings);
    this.#fill(this.#list, chosen);
    follow(this.#note, "textContent", () => settings.length === 0 ? t.noSliders : t.slidersHint);
    this.caretMoved();
    this.showVariant(this.#variant);
  }

  /** States the values that the shown variant sets in place of those of the text. */
  showVariant(name) {
    this.#variant = name;
    const prefix = `variants.${name}.set.`;
    const own = this.#settings.filter(({ path }) => path.startsWith(prefix));
    for (const [path, row] of this.#rows) {
      row.showOverride(own.find((each) => `.${path}`.endsWith(`.${each.path.slice(prefix.length)}`))?.value);
    }
  }

  /** Shows the setting at the caret, if it has no slider yet. */
  caretMoved() {
    const { line, column } = this.#host.caret();
    const near = this.#settings.filter((each) => each.line === line);
    const inside = near.find((each) => column >= each.column && column <= each.column + each.length);
    const found = inside ?? near.find((each) => column < each.column) ?? near.at(-1) ?? null;
    this.#atCaret = found ?? this.#settings.find(({ path }) => path === this.#atCaret?.path) ?? null;
    const own = this.#atCaret && !this.#list.querySelector(`[data-path="${CSS.escape(this.#atCaret.path)}"]`);
    this.#caretPart.hidden = !own;
    this.#fill(this.#caretList, own ? [this.#atCaret] : []);
    for (const row of this.#list.children) {
      row.classList.toggle("current", row.dataset.path === found?.path);
    }
  }

  /** Returns the paths of the visible sliders. */
  paths() {
    return [...this.#list.children, ...this.#caretList.children].map((row) => row.dataset.path);
  }

  /** Shows the analytical capacity of a setting. */
  showCapacity(path, capacity) {
    this.#rows.get(path)?.showCapacity(capacity);
  }

  /** Keeps the rows that stay, so that a drag continues while the text is checked. */
  #fill(list, settings) {
    const rows = settings.map((setting) => {
      const row = this.#rows.get(setting.path)?.update(setting)
        ?? new SettingSlider(setting, (changed, text, join) => this.#write(changed, text, join));
      this.#rows.set(setting.path, row);
      return row.element;
    });
    if (rows.length !== list.children.length || rows.some((row, i) => row !== list.children[i])) {
      list.replaceChildren(...rows);
    }
  }

  /** Writes a new text, and moves the settings behind it on its line. */
  #write(setting, text, join) {
    if (!this.#host.change(setting, text, join)) {
      return false;
    }
    const more = [...text].length - setting.length;
    for (const other of this.#settings) {
      if (other.line === setting.line && other.column > setting.column) {
        other.column += more;
      }
    }
    setting.length += more;
    setting.value = text;
    return true;
  }
}
