// The first screen: a question, its first slider, the outcome, and changes to try. The text is below it; a press on it
// shows the workbench.

import { html } from "./texts/element.js";
import { t } from "./texts/texts.js";

/** The scenario of the first screen. */
export const START = "saturation";

const FAULT = { verb: "crash", target: "site/1", at: "1m", length: "60s" };
/** Changes of parameters, each with its new value. */
const CHANGES = { servers: ["params.servers", "2"], retries: ["params.attempts", "3"] };

const [sliders, place, assertions, text] = ["sliders", "first-slider", "assertions", "column-text"]
  .map((id) => document.getElementById(id));
const sentence = `${FAULT.verb} ${FAULT.target}`;

export class Guide {
  #root;
  #host;
  #settings = [];
  #buttons;
  #again;
  active = false;

  /** @param host `{ text(), edited(), change(setting, text), fault(sentence, at, length), restart(), share(), leave() }` */
  constructor(root, host) {
    [this.#root, this.#host] = [root, host];
    const proposal = (name, action) => html("button", { type: "button", class: "proposal", onclick: action },
      html("b", {}, () => t.proposals[name][0]), html("small", {}, () => t.proposals[name][1]));
    this.#buttons = {
      servers: proposal("servers", () => this.#change("servers")),
      fault: proposal("fault", () => host.fault(sentence, FAULT.at, FAULT.length)),
      retries: proposal("retries", () => this.#change("retries")),
    };
    this.#again = html("button", { type: "button", onclick: host.restart }, () => t.startAgain);
    root.append(html("h2", {}, () => t.nowTry), ...Object.values(this.#buttons), this.#again,
      html("button", { type: "button", class: "primary", onclick: host.share }, () => t.shareFound),
      html("p", { class: "faint" }, () => t.workbenchHas),
      html("button", { type: "button", id: "workbench", onclick: () => this.#leave() }, () => t.workbench));
    text.addEventListener("click", () => this.#leave());
    text.addEventListener("keydown", ({ key }) => key !== "Tab" && this.#leave());
  }

  /** Shows the first screen. */
  open() {
    this.active = true;
    this.#show();
    place.append(sliders);
  }

  /** Shows the workbench. */
  close() {
    if (this.active) {
      this.active = false;
      this.#show();
      assertions.before(sliders);
    }
  }

  #leave() {
    if (this.active) {
      this.close();
      this.#host.leave();
    }
  }

  #show() {
    document.body.classList.toggle("guided", this.active);
    this.#root.hidden = !this.active;
  }

  /** Takes over the settings of the current text. A change that the text has cannot be chosen. */
  update(settings = this.#settings) {
    this.#settings = settings;
    if (!this.active) {
      return;
    }
    for (const [name, [path, value]] of Object.entries(CHANGES)) {
      const setting = this.#setting(path);
      this.#buttons[name].disabled = !setting || setting.value === value;
    }
    this.#buttons.fault.disabled = this.#host.text().includes(sentence);
    this.#again.hidden = !this.#host.edited();
  }

  #setting(path) {
    return this.#settings.find((each) => each.path === path);
  }

  #change(name) {
    const [path, value] = CHANGES[name];
    this.#host.change(this.#setting(path), value);
  }
}
