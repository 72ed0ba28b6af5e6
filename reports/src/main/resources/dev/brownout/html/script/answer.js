// The metrics of the answer: a row for each variant, a column for each metric, a mark on the scale of the metric.
import {say} from './words.js';
import {html, svg} from './element.js';
import {caption} from './figure.js';

const WIDTH = 100;
const RADIUS = 5;

const at = share => (RADIUS + share * (WIDTH - 2 * RADIUS)).toFixed(1);

// The mark of a value, the range of the values that are still possible, and the bound.
function scale({at: value, low, high, limit, sign}) {
  const violated = sign === '!' || sign === '✗';
  return svg('svg', {viewBox: `0 0 ${WIDTH} 16`, 'aria-hidden': true},
    svg('line', {class: 'track', x1: 0, x2: WIDTH, y1: 8, y2: 8}),
    limit === null ? null : svg('line', {class: 'limit', x1: at(limit), x2: at(limit), y1: 0, y2: 16}),
    high > low ? svg('line', {class: 'range', x1: at(low), x2: at(high), y1: 8, y2: 8}) : null,
    svg('circle', {class: violated ? 'violated' : '', cx: at(value), cy: 8, r: violated ? RADIUS - 1 : RADIUS}));
}

function cell(value, column) {
  return html('td', {'data-label': column.name}, ...value.text === undefined ? ['–'] : [scale(value),
    html('b', {}, [value.sign, value.text].filter(Boolean).join(' ')),
    value.bound && !column.bound ? html('small', {}, say('bound') + ' ' + value.bound) : '']);
}

export function answer(chart, view, place) {
  const rows = chart.rows.map(({variant, cells}) => html('tr', {},
    html('th', {scope: 'row', dir: 'auto'}, variant), ...cells.map((value, i) => cell(value, chart.metrics[i]))));
  place.prepend(caption(chart), html('table', {},
    html('thead', {}, html('tr', {}, html('td'), ...chart.metrics.map(({name, bound}) => html('th', {scope: 'col'},
      name, html('small', {}, bound ? say('bound') + ' ' + bound : '\u00a0'))))),
    html('tbody', {}, ...rows),
    html('tfoot', {}, html('tr', {}, html('td'), ...chart.metrics.map(({from, to, cut}) => html('td', {},
      html('span', {}, (cut ? '// ' : '') + from), html('span', {}, to)))))));
  place.classList.add('live', 'answered');
  const update = () => rows.forEach((row, i) => row.hidden = !view.shows(chart.rows[i].variant));
  view.listen(['hidden'], update);
  update();
}
