// The live view alone, with runs of the real engine: view.json, and pinned.json if the address has #ghost.
import { BreakMenu, LiveView, eventLog } from "./live/live.js";

const read = async (name) => (await fetch(name)).json();
const [view, targets] = await Promise.all([read("view.json"), read("targets.json")]);
const said = [];
let mark = () => {};
const menu = new BreakMenu(document.body, (sentence, at, length) => said.push({ sentence, at, length }));
const live = new LiveView(document.getElementById("live"), {
  onBreak: (target, anchor, at) => {
    said.push({ target, at });
    menu.open(target, anchor, targets, at);
  },
  onSelect: (at) => mark(at),
});
const show = (variant) => {
  live.show(view, variant);
  mark = eventLog(document.getElementById("log"), view, live.variant, (at) => live.seek(at));
};
Object.assign(window, { live, view, said, show });
