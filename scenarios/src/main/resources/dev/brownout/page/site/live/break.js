// The menu of the faults of a node, a component, a link or a region. A press makes a fault at a time.
import { moment } from "../report/quantity.js";
import { html } from "../texts/element.js";
import { sentence } from "../texts/sentences.js";
import { follow, t } from "../texts/texts.js";

const MINUTE = 60;
const HOUR = 3600;
const PLAIN = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, ...[1, 2, 3, 5, 10, 15, 20, 30].map((count) => count * MINUTE),
  ...[1, 2, 4, 12, 24].map((count) => count * HOUR)];
/** Seconds of each unit. A unit stands before those that are its beginning. */
const SECONDS = { ns: 1e-9, us: 1e-6, "µs": 1e-6, "μs": 1e-6, ms: 1e-3, s: 1, min: MINUTE, m: MINUTE, h: HOUR, d: 24 * HOUR };
const PART = `(\\d+(?:\\.\\d+)?)\\s?(${Object.keys(SECONDS).join("|")})\\s?`;
const PARTS = new RegExp(PART, "g");
const TIME = new RegExp(`^(${PART})+$`);
const LENGTH = 0.1;
const GAP = 6;

/** Returns seconds as a scenario writes them: "4m", "278s", "1.5s". */
export function written(seconds) {
  const rounded = seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds);
  return rounded >= MINUTE && rounded % MINUTE === 0 ? rounded / MINUTE + "m" : rounded + "s";
}

/** Returns the seconds of a time as a scenario writes it. */
export function secondsOf(words) {
  return [...words.matchAll(PARTS)].reduce((sum, [, count, unit]) => sum + count * SECONDS[unit], 0);
}

/** Returns the plain duration next to a share of a run. */
export function plainDuration(seconds) {
  const near = (one) => Math.abs(Math.log(one / (seconds * LENGTH)));
  return PLAIN.reduce((best, one) => near(one) < near(best) ? one : best);
}

/** Returns a time as a scenario writes it; null if the words are none. Times of a clock become seconds. */
function time(words) {
  const trimmed = words.trim();
  const seconds = /:/.test(trimmed) ? moment(trimmed) : null;
  return seconds !== null ? written(seconds) : TIME.test(trimmed) ? trimmed : null;
}

/** Returns the faults of a target, and the nodes of its component. */
function faultsOf({ type, name, from, to }, { components, links, regions }) {
  const found = type === "link" ? links.find((link) => link.from === from && link.to === to)
    : (type === "region" ? regions : components).find((each) => each.name === name);
  return { nodes: [], faults: [], ...found };
}

export class BreakMenu {
  /** Creates a menu in an element. `chosen` gets the sentence, the time and the duration, which may be empty. */
  constructor(parent, chosen) {
    this.chosen = chosen;
    this.at = html("input", { autocomplete: "off", spellcheck: false, size: 6 });
    this.length = html("input", { autocomplete: "off", spellcheck: false, size: 6 });
    this.node = html("select", { onchange: () => this.fill() });
    this.nodeLabel = html("label", {}, () => t.node, " ", this.node);
    this.title = html("h3", { id: "break-title" });
    this.list = html("ul", {});
    this.help = html("p", { class: "break-help", "aria-live": "polite" });
    this.exit = html("button", { type: "button", onclick: () => this.close() }, () => t.close);
    this.element = html("div", { class: "break-menu", role: "dialog", "aria-labelledby": "break-title", hidden: true },
      this.title,
      html("div", { class: "break-fields" }, this.nodeLabel, html("label", {}, () => t.atTime, " ", this.at),
        html("label", {}, () => t.forDuration, " ", this.length)),
      this.list, this.help, this.exit);
    parent.append(this.element);
    this.element.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("pointerdown", (event) => {
      if (!this.element.hidden && !this.element.contains(event.target) && !this.anchor?.contains(event.target)) {
        this.close(false);
      }
    });
  }

  /** Opens the menu near an element. Targets is the answer of the engine; at is in seconds, null for the whole run. */
  open(target, anchor, targets, at) {
    const { nodes, faults } = faultsOf(target, targets);
    const name = target.type === "link" ? `${target.from} → ${target.to}`
      : target.type === "region" ? t.region(target.name) : target.name;
    // A node that some variant does not have cannot be broken alone.
    const node = target.node?.slice(target.name.length + 1);
    const single = faults.some((fault) => fault.node);
    Object.assign(this, { anchor, faults, name });
    this.at.value = written(at ?? Math.round(Math.max(targets.warmup, targets.seconds / 3)));
    this.length.value = written(plainDuration(targets.seconds));
    this.node.replaceChildren(html("option", { value: "" }, () => t.allNodes),
      ...nodes.map((each) => html("option", {}, each)));
    this.node.value = single && nodes.includes(node) ? node : "";
    this.nodeLabel.hidden = !single;
    this.fill();
    this.element.hidden = false;
    this.place();
    (this.list.querySelector("button") ?? this.exit).focus();
  }

  /** Lists the faults of the chosen node, or of the whole part. */
  fill() {
    const node = this.node.value;
    follow(this.title, "textContent", () => t.breakPart(this.name + (node && "/" + node)));
    const faults = this.faults.filter((fault) => fault.node === (node !== ""));
    this.list.replaceChildren(...faults.map((fault) => html("li", {}, this.button(fault))));
    this.explain(faults.length ? "" : t.noFaults);
  }

  button(fault) {
    const words = sentence(fault.help) + (fault.lasting ? "" : t.noDuration);
    const explain = () => this.explain(words);
    return html("button", { type: "button", "aria-description": words, onmouseenter: explain, onfocus: explain,
      onclick: () => this.choose(fault) }, () => t.fault(fault.label));
  }

  explain(words) {
    this.help.classList.remove("bad");
    this.help.textContent = words;
  }

  choose(fault) {
    const at = this.read(this.at, t.timeExample);
    const length = fault.lasting && this.length.value.trim() ? this.read(this.length, t.durationExample) : "";
    if (at === null || length === null) {
      return;
    }
    this.close();
    this.chosen(fault.sentence.replace("{node}", this.node.value), at, length);
  }

  /** Returns the time in a field; null, with a message, if it is none. */
  read(field, example) {
    const value = time(field.value);
    field.setAttribute("aria-invalid", String(value === null));
    if (value === null) {
      this.explain(t.writeTime(example));
      this.help.classList.add("bad");
      field.focus();
    }
    return value;
  }

  /** Places the menu below the anchor, or above it, within the window. */
  place() {
    const { style } = this.element;
    const anchor = this.anchor.getBoundingClientRect();
    style.left = style.top = "0px";
    const { width, height } = this.element.getBoundingClientRect();
    const below = anchor.bottom + GAP;
    const top = below + height <= innerHeight ? below : anchor.top - GAP - height;
    style.left = Math.max(GAP, Math.min(anchor.left, innerWidth - width - GAP)) + "px";
    style.top = Math.max(GAP, Math.min(top, innerHeight - height - GAP)) + "px";
  }

  /** Esc closes the menu, arrows move between its faults, Tab stays in it. */
  key(event) {
    const faults = [...this.list.querySelectorAll("button")];
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const index = faults.indexOf(document.activeElement);
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (move && index >= 0) {
      event.preventDefault();
      faults[(index + move + faults.length) % faults.length].focus();
    } else if (event.key === "Tab") {
      const stops = [...this.element.querySelectorAll("select, input, button")].filter((stop) => stop.offsetParent);
      const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
      if (document.activeElement === from) {
        event.preventDefault();
        to.focus();
      }
    }
  }

  /** Closes the menu. The focus returns to the anchor, unless the reader pressed elsewhere. */
  close(returns = true) {
    this.element.hidden = true;
    if (returns) {
      this.anchor?.focus?.();
    }
  }
}
