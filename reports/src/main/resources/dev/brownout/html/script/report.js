// The report of a result: makes a page that was written without a script into one that can be asked.
import {moment} from './quantity.js';
import {html} from './element.js';
import {address, follow, looking} from './view.js';
import {Figure, caption} from './figure.js';
import {Topology} from './topology.js';
import {tables} from './tables.js';
import {bar} from './bar.js';

const KINDS = {lines: Figure, topology: Topology};
// What changes over time stands once in the list of columns, and its number everywhere else.
const NUMBERED = ['moments', 'values', 'sent', 'failures'];
const columns = [];
const figures = Object.create(null);
let view;

// Draws what a text says, and so whatever comes of a run that goes on: columns grow by what they have here, and of a
// figure that is drawn already what is said anew takes the place of what was said.
export function feed(words) {
  const now = JSON.parse(words, (key, value) => {
    if (key === 'columns') {
      value.forEach((more, i) => (columns[i] ??= []).push(...more));
    }
    return NUMBERED.includes(key) ? columns[value] : value;
  });
  view?.change({grown: true});
  view ??= looking(now.seconds, now.variants);
  for (const figure of now.figures) {
    const {id} = figure;
    const place = document.getElementById(id);
    if (figures[id]) {
      Object.assign(figures[id], figure);
      place.firstChild.replaceWith(caption(figures[id]));
    } else {
      figures[id] = figure;
      new KINDS[figure.kind](figure, view, place);
    }
  }
}
feed(document.getElementById('result').textContent);
document.querySelector('main').prepend(bar(view));
tables(view);
document.querySelectorAll('.story time').forEach(time => {
  if (moment(time.textContent) !== null) {
    time.replaceChildren(html('a', {href: '#t=' + time.textContent}, time.textContent));
  }
});

// The address follows what is looked at once it rests, and what is looked at follows the address.
let said = 0;
view.listen(['pin', 'from', 'hidden'], () => {
  clearTimeout(said);
  said = setTimeout(() => {
    const now = address(view);
    if (now || location.hash.includes('=')) {
      history.replaceState(null, '', now || location.pathname + location.search);
    }
  }, 200);
});
addEventListener('hashchange', () => follow(view, location.hash));
follow(view, location.hash);

addEventListener('resize', () => {
  if (innerWidth !== view.width) {
    view.change({width: innerWidth});
  }
});
addEventListener('beforeprint', () =>
  document.querySelectorAll('details:not(figure + details)').forEach(each => each.open = true));
