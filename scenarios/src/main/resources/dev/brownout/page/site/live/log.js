// The events of a variant as a list. A press seeks the time of the event.
import { html } from "../texts/element.js";
import { t } from "../texts/texts.js";
import { eventWords, shownTime } from "./player.js";

/** Replaces the content of an element by the events. The returned function marks the latest event at a time. */
export function eventLog(root, view, variant, seek) {
  const { events } = view.variants.find(({ name }) => name === variant) ?? view.variants[0];
  const items = events.map((event) => html("button", { type: "button", onclick: () => seek(event.at) },
    html("b", {}, shownTime(event.at, view.seconds < 60 ? 0.1 : 1)), " ",
    html("span", { dir: "auto" }, eventWords(event))));
  root.replaceChildren(events.length
    ? html("ol", { class: "event-log" }, ...items.map((item) => html("li", {}, item)))
    : html("p", { class: "faint" }, () => t.noEvents));
  return (at) => {
    const last = at === null ? -1 : events.reduce((found, event, i) => event.at <= at ? i : found, -1);
    items.forEach((item, i) => {
      if (i === last) {
        item.setAttribute("aria-current", "true");
      } else {
        item.removeAttribute("aria-current");
      }
    });
  };
}
