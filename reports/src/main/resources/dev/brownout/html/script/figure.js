// A chart over time as a figure of the page: its title, its legend, its panels, and their values at a moment.
import {say} from './words.js';
import {clock, quantity} from './quantity.js';
import {html, svg} from './element.js';
import {Plot, hatch} from './plot.js';

function swatch(line) {
  const {fill, definition} = line.hatched ? hatch(line.color) : {fill: line.color, definition: ''};
  return svg('svg', {width: 30, height: 12, 'aria-hidden': true}, definition, line.area
    ? svg('rect', {width: 30, height: 12, fill})
    : svg('line', {x1: 0, y1: 6, x2: 30, y2: 6, stroke: line.color, 'stroke-width': 2.4,
      'stroke-dasharray': line.dash}));
}

// The caption of a chart, with a link to it.
export function caption({id, title, subtitle}) {
  return html('figcaption', {},
    html('a', {href: '#' + id, class: 'anchor', 'aria-label': say('link to this chart')}, '#'),
    html('strong', {dir: 'auto'}, title),
    html('small', {dir: 'auto'}, subtitle));
}

// The figures that name the events of a group of charts: for each group, the figure by events.
const named = new WeakMap();

// Returns whether a figure names the events of a panel: the first shown one of its group with these events.
function names(place, panel) {
  const group = place.closest('.charts') ?? place.parentElement;
  const figures = named.get(group) || new Map();
  named.set(group, figures);
  const key = JSON.stringify(panel.events);
  const first = figures.get(key);
  if (!first || first === place || first.hidden || !first.isConnected) {
    figures.set(key, place);
    return true;
  }
  return false;
}

export class Figure {
  // Replaces the content of an element of the page.
  constructor(chart, view, place) {
    this.chart = chart;
    this.view = view;
    this.panels = html('div', {class: 'panels'});
    this.legend = html('ul', {class: 'legend'});
    place.prepend(caption(chart), this.legend, this.panels,
      html('p', {class: 'key'}, this.key()));
    this.place = place;
    place.classList.add('live');
    this.draw();
    view.listen(['from', 'hidden', 'width', 'grown'], () => this.draw());
    view.listen(['at', 'pin'], () => this.point());
  }

  draw() {
    const {chart, view} = this;
    const shown = chart.panels.filter(panel => panel.variants.some(view.shows));
    this.place.hidden = !shown.length;
    const named = chart.legend.filter(line => !line.variant || view.shows(line.variant));
    this.legend.replaceChildren(...(chart.legend.length < 2 ? [] : named)
      .map(line => html('li', {dir: 'auto'}, swatch(line), ' ', line.name)));
    const room = Math.max(280, this.place.clientWidth);
    const columns = this.columns(shown.length, room);
    this.panels.style.gridTemplateColumns = `repeat(${columns}, 1fr)`;
    const width = Math.floor((room - 26) / columns) - 8;
    const height = this.height(shown.length, columns, width);
    const labelled = new Set();
    this.drawn = shown.map(panel => {
      const events = JSON.stringify(panel.events);
      const plot = new Plot(chart, panel, view, width, height, !labelled.has(events) && names(this.place, panel));
      labelled.add(events);
      const values = html('div', {class: 'values', hidden: true});
      const frame = html('div', {class: 'plot'}, plot.picture, values);
      this.steer(frame, plot);
      return {plot, values, frame, whole: html('div', {},
        panel.heading ? html('p', {class: 'heading', dir: 'auto'}, panel.heading) : null, frame)};
    });
    this.panels.replaceChildren(...this.drawn.map(each => each.whole));
    this.point();
  }

  // The quantity on the value axis, and the meaning of the shade.
  key() {
    return [this.chart.axis, this.chart.key].filter(part => part).join(' · ');
  }

  // The number of panels beside each other.
  columns(count, room) {
    return Math.max(1, Math.min(count > 4 ? Math.ceil(count / 2) : count, Math.floor(room / 265)));
  }

  // The height of a panel.
  height(count, columns, width) {
    return count === 1 ? Math.max(200, Math.min(360, width / 2.4)) : 160;
  }

  // The pointer moves the cursor, a click pins it, a drag zooms in, a double click resets the zoom.
  steer(frame, plot) {
    const {view} = this;
    const moment = event => {
      const place = plot.picture.getBoundingClientRect();
      return plot.moment(event.clientX - place.left, place.width / plot.picture.viewBox.baseVal.width);
    };
    let start = null;
    const band = html('div', {class: 'band', hidden: true});
    frame.append(band);
    frame.addEventListener('pointerdown', event => {
      if (event.button === 0) {
        start = event.pointerType === 'mouse' ? {x: event.clientX, at: moment(event)} : null;
        view.change({at: moment(event)});
      }
    });
    frame.addEventListener('pointermove', event => {
      view.change({at: moment(event)});
      band.hidden = !start || Math.abs(event.clientX - start.x) < 5;
      if (start) {
        const left = frame.getBoundingClientRect().left;
        band.style.left = Math.min(start.x, event.clientX) - left + 'px';
        band.style.width = Math.abs(event.clientX - start.x) + 'px';
        frame.setPointerCapture(event.pointerId);
      }
    });
    frame.addEventListener('pointerup', event => {
      if (start && Math.abs(event.clientX - start.x) >= 5) {
        view.zoom(...[start.at, moment(event)].sort((a, b) => a - b));
      } else {
        view.change({pin: moment(event)});
      }
      start = null;
      band.hidden = true;
    });
    frame.addEventListener('pointerleave', () => view.change({at: null}));
    frame.addEventListener('dblclick', () => view.zoom(0, view.seconds));
  }

  point() {
    const at = this.view.now();
    for (const {plot, values} of this.drawn) {
      const there = plot.point(at);
      values.hidden = !there.length;
      if (values.hidden) {
        continue;
      }
      values.replaceChildren(html('b', {}, clock(Math.round(at * 100) / 100)),
        ...there.map(line => html('span', {}, html('b', {}, line.words || quantity(line.value, this.chart.unit)), ' ',
          swatch(line), ' ', line.variant || line.name)));
      const x = plot.left + plot.x(at);
      const end = plot.left + plot.width;
      const right = x > end / 2;
      values.style.inset = right ? `2px calc(100% - ${x - 10}px) auto auto` : `2px auto auto ${x + 10}px`;
      values.style.maxWidth = `min(22rem, ${(right ? x : end - x) - 10}px)`;
    }
  }
}
