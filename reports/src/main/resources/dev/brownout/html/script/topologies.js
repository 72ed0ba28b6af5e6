// The topology of one variant at a time, and the charts of its components.
import {say} from './words.js';
import {html} from './element.js';
import {Topology} from './topology.js';

// The width of a graph from which on it needs more than its usual part of the first screen, in pixels.
const LARGE = 500;

function choice(label, names, chosen) {
  const select = html('select', {'aria-label': label, onchange: () => chosen(select.value)},
    ...names.map(name => html('option', {}, name)));
  return {select, element: html('span', {}, label, ' ', select)};
}

// Draws the topology of the chosen variant. While there is no cursor it shows the start time of the view.
export function topologies(view, models) {
  const home = document.querySelector('.topologies');
  const drawn = new Set();
  home.parentElement.classList.toggle('large', models.some(model => model.sizes[1].width > LARGE));
  const state = Object.assign(Object.create(view), {now: () => view.now() ?? view.start});
  const components = [...new Set(models.flatMap(model => model.boxes.map(box => box.name)))];
  const variant = choice(say('Variant'), models.map(model => model.variant), name => view.change({chosen: name}));
  const charts = choice(say('Charts of'), [say('all'), ...components], name =>
    view.change({component: name === say('all') ? null : name}));
  const draw = () => {
    const model = models.find(each => each.variant === view.chosen) ?? models.find(each => view.shows(each.variant));
    for (const each of models) {
      document.getElementById(each.id).classList.toggle('off', each !== model);
    }
    if (model && !drawn.has(model)) {
      drawn.add(model);
      new Topology(model, state, document.getElementById(model.id));
    }
    if (model) {
      variant.select.value = model.variant;
    }
    charts.select.value = view.component ?? say('all');
  };
  view.listen(['chosen', 'hidden', 'component'], draw);
  home.append(html('div', {class: 'tools'}, models.length > 1 ? variant.element : null, charts.element));
  home.addEventListener('click', event => {
    const component = event.target.closest('[data-component]')?.getAttribute('data-component');
    if (component) {
      view.change({component});
    }
  });
  draw();
}
