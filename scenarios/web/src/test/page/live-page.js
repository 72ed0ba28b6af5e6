// The live view alone, with a run of the engine as /NAME/view.json and its breakable parts as /NAME/targets.json.
import { BreakMenu, LiveView, eventLog } from "./live/live.js";

const COLUMNS = ["moments", "values", "sent", "failures"];
const name = new URLSearchParams(location.search).get("run");
const read = async (file) => (await fetch(`${name}/${file}`)).json();
const [data, targets] = await Promise.all([read("view.json"), read("targets.json")]);
const view = JSON.parse(JSON.stringify(data), (key, value) => COLUMNS.includes(key) ? data.columns[value] : value);
const pressed = [];
const chosen = [];
let mark = () => {};
const menu = new BreakMenu(document.body, (...fault) => chosen.push(fault));
const live = new LiveView(document.getElementById("run"), {
  onBreak: (target, anchor, at) => {
    pressed.push({ ...target, at });
    menu.open(target, anchor, targets, at);
  },
  onSelect: (at) => mark(at),
});
const show = (variant) => {
  live.show(view, variant);
  mark = eventLog(document.getElementById("log"), view, live.variant, (at) => live.seek(at));
};
Object.assign(window, { live, view, pressed, chosen, show });
