// The report of a run: makes the static page interactive.
import {say} from './words.js';
import {moment} from './quantity.js';
import {html} from './element.js';
import {address, follow, viewState} from './view.js';
import {Figure, caption} from './figure.js';
import {Hero} from './hero.js';
import {answer} from './answer.js';
import {topologies} from './topologies.js';
import {tables} from './tables.js';
import {bar} from './bar.js';
import {variants} from './variants.js';

// The list of columns has the values over time, once; everything else refers to them by number.
const NUMBERED = ['moments', 'values', 'sent', 'ended', 'failures'];
const columns = [];
const figures = Object.create(null);
const drawn = new Set();
let view;
let data;

// Draws a figure, unless it is folded.
function draw(figure) {
  const place = document.getElementById(figure.id);
  if (!drawn.has(figure.id) && !place.closest('details:not([open])')) {
    drawn.add(figure.id);
    new (place.closest('.hero') ? Hero : Figure)(figure, view, place);
  }
}

// Adds data of a run. Columns grow by the given values; known figures are updated.
export function feed(words) {
  const now = JSON.parse(words, (key, value) => {
    if (key === 'columns') {
      value.forEach((more, i) => (columns[i] ??= []).push(...more));
    }
    return NUMBERED.includes(key) ? columns[value] : value;
  });
  view?.change({grown: true});
  data ??= now;
  view ??= viewState(now.seconds, now.variants);
  for (const figure of now.figures) {
    const {id} = figure;
    if (figures[id]) {
      Object.assign(figures[id], figure);
      document.getElementById(id).querySelector('figcaption')?.replaceWith(caption(figures[id]));
    } else {
      figures[id] = figure;
    }
  }
}
feed(document.getElementById('result').textContent);
const [from, to] = data.fault;
view.start = data.violated ?? (from === undefined ? null : Math.round(from + Math.min(8, (to - from) / 2)));
view.chosen = data.decisive ?? view.chosen;
const lines = Object.values(figures).filter(figure => figure.kind === 'lines');
Object.values(figures).filter(figure => figure.kind === 'answer').forEach(figure =>
  answer(figure, view, document.getElementById(figure.id)));
const graphs = Object.values(figures).filter(figure => figure.kind === 'topology');
if (graphs.length) {
  topologies(view, graphs);
}
lines.forEach(draw);
const player = bar(view, data.fault);
(document.querySelector('.first') ?? document.querySelector('header')).after(player);
if (view.variants.length > 1) {
  document.querySelector('nav').append(variants(view));
}
tables(view);
document.querySelectorAll('.story time').forEach(time => {
  if (moment(time.textContent) !== null) {
    time.replaceChildren(html('a', {href: '#t=' + time.textContent}, time.textContent));
  }
});
document.querySelectorAll('details').forEach(fold => fold.addEventListener('toggle', () => lines.forEach(draw)));

// Opens the folds around an element of the page and scrolls to it.
function reveal(id) {
  const place = document.getElementById(decodeURIComponent(id));
  for (let fold = place?.closest('details'); fold; fold = fold.parentElement.closest('details')) {
    fold.open = true;
  }
  lines.forEach(draw);
  place?.scrollIntoView({block: 'nearest'});
}

// A verdict leads to its chart at the first violation.
document.querySelectorAll('.check a').forEach(link => link.addEventListener('click', event => {
  event.preventDefault();
  const at = moment(link.dataset.at);
  if (at !== null) {
    view.change({pin: at, at: null});
  }
  reveal(link.getAttribute('href').slice(1));
}));

// The charts of a component alone.
const chosen = html('p', {class: 'chosen', hidden: true, 'aria-live': 'polite'});
player.append(chosen);
view.listen(['component'], () => {
  const name = view.component;
  const mine = name ? Object.keys(data.owners).filter(id => data.owners[id].includes(name)) : [];
  document.querySelectorAll('.charts > .chart').forEach(chart => {
    const {id} = chart.firstElementChild;
    chart.classList.toggle('off', Boolean(name) && mine.length > 0 && !mine.includes(id));
    chart.classList.toggle('lit', mine.includes(id));
  });
  chosen.hidden = !name;
  if (name) {
    chosen.replaceChildren((mine.length ? say('Charts of ') : say('No charts of ')) + name + ' ',
      html('button', {onclick: () => view.change({component: null})}, say('Show all charts')));
    mine.slice().reverse().forEach(reveal);
  }
});

// The section on the screen is marked in the list.
const links = [...document.querySelectorAll('nav a')];
const headings = links.map(link => document.getElementById(link.getAttribute('href').slice(1)));
function mark() {
  const passed = headings.filter(heading => heading.getBoundingClientRect().top < innerHeight / 3).length;
  links.forEach((link, i) => {
    if (i === Math.max(0, passed - 1)) {
      link.setAttribute('aria-current', 'true');
    } else {
      link.removeAttribute('aria-current');
    }
  });
}
addEventListener('scroll', mark, {passive: true});
mark();

// The address follows the view after a short time, and the view follows the address.
let timer = 0;
view.listen(['pin', 'from', 'hidden'], () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const now = address(view);
    if (now || location.hash.includes('=')) {
      history.replaceState(null, '', now || location.href.split('#')[0]);
    }
  }, 200);
});
function go() {
  follow(view, location.hash);
  if (location.hash.length > 1 && !location.hash.includes('=')) {
    reveal(location.hash.slice(1));
  }
}
addEventListener('hashchange', go);
go();

addEventListener('resize', () => {
  if (innerWidth !== view.width) {
    view.change({width: innerWidth});
  }
});
addEventListener('beforeprint', () =>
  document.querySelectorAll('details:not(figure + details):not(.more)').forEach(each => each.open = true));
