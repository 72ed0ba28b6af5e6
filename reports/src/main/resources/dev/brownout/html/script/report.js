// The report of a result: makes a page that was written without a script into one that can be asked.
import {moment} from './quantity.js';
import {html} from './element.js';
import {address, follow, looking} from './view.js';
import {Figure} from './figure.js';
import {Topology} from './topology.js';
import {tables} from './tables.js';
import {bar} from './bar.js';

const model = JSON.parse(document.getElementById('result').textContent);
// What changes over time stands once in the list of columns, and its number everywhere else.
const COLUMNS = ['moments', 'values', 'sent', 'failures'];
function filledIn(node) {
  for (const [key, value] of Object.entries(node)) {
    if (COLUMNS.includes(key)) {
      node[key] = model.columns[value];
    } else if (value && typeof value === 'object') {
      filledIn(value);
    }
  }
}
model.figures.forEach(filledIn);

const KINDS = {lines: Figure, topology: Topology};
const view = looking(model.seconds, model.variants);
document.querySelector('main').prepend(bar(view));
model.figures.forEach(figure => new KINDS[figure.kind](figure, view, document.getElementById(figure.id)));
tables(view);
document.querySelectorAll('.story time').forEach(time => {
  if (moment(time.textContent) !== null) {
    time.replaceChildren(html('a', {href: '#t=' + time.textContent}, time.textContent));
  }
});

// The address follows what is looked at once it rests, and what is looked at follows the address.
let said = 0;
view.listen(changed => {
  if (['pin', 'from', 'hidden'].some(key => changed.has(key))) {
    clearTimeout(said);
    said = setTimeout(() => {
      const now = address(view);
      if (now || location.hash.includes('=')) {
        history.replaceState(null, '', now || location.pathname + location.search);
      }
    }, 200);
  }
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
