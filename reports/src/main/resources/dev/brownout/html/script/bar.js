// What steers the view: play and stop, a slider over the time that is looked at, closer and whole, and the variants.
import {clock} from './quantity.js';
import {html} from './element.js';

// Seconds on the clock in which the time that is looked at passes.
const PLAYED = 20;
const POSITIONS = 1000;

export function bar(view) {
  const slider = html('input', {type: 'range', min: 0, max: POSITIONS, step: 1, value: 0, 'aria-label': 'moment'});
  const shown = html('output', {}, clock(0));
  const play = html('button', {class: 'play'});
  const whole = html('button', {onclick: () => view.zoom(0, view.seconds)}, 'whole run');
  const closer = html('button', {title: 'a quarter of the time around the cursor'}, 'closer');
  const length = () => view.to - view.from;
  let playing = 0;

  const go = (since, sign, words) => {
    playing = since;
    play.textContent = sign;
    play.setAttribute('aria-label', words);
  };
  const stop = () => go(0, '▶', 'play');
  const frame = mine => before => requestAnimationFrame(now => {
    if (playing === mine) {
      const next = (view.pin ?? view.from) + (now - before) / 1000 / PLAYED * length();
      view.change({pin: Math.min(next, view.to), at: null});
      if (next < view.to) {
        frame(mine)(now);
      } else {
        stop();
      }
    }
  });
  play.addEventListener('click', () => {
    if (playing) {
      stop();
      return;
    }
    if (view.pin === null || view.pin < view.from || view.pin >= view.to) {
      view.change({pin: view.from, at: null});
    }
    go(performance.now(), '⏸', 'stop');
    frame(playing)(playing);
  });
  closer.addEventListener('click', () => {
    const middle = view.now() ?? (view.from + view.to) / 2;
    view.zoom(middle - length() / 8, middle + length() / 8);
  });
  slider.addEventListener('input', () => {
    stop();
    view.change({pin: view.from + slider.value / POSITIONS * length(), at: null});
  });

  const chips = view.variants.length < 2 ? [] : view.variants.map(name => {
    const toggle = html('button', {dir: 'auto', onclick: () => {
      const shown = view.variants.filter(other => (other === name) !== view.shows(other));
      view.show(shown);
    }}, name);
    const only = html('button', {class: 'only', 'aria-label': 'only ' + name,
      onclick: () => view.show(only.getAttribute('aria-pressed') === 'true' ? view.variants : [name])}, 'only');
    return {name, toggle, only, chip: html('span', {class: 'chip'}, toggle, only)};
  });

  const say = () => {
    const at = view.now();
    slider.value = at === null ? 0 : Math.round((at - view.from) / length() * POSITIONS);
    const words = at === null ? 'on average' : clock(Math.round(at * 10) / 10);
    shown.textContent = words;
    slider.setAttribute('aria-valuetext', words);
    whole.hidden = length() >= view.seconds;
    for (const {name, toggle, only} of chips) {
      toggle.setAttribute('aria-pressed', view.shows(name));
      only.setAttribute('aria-pressed', view.shows(name) && view.hidden.size === view.variants.length - 1);
    }
  };
  view.listen(['at', 'pin', 'from', 'hidden'], say);
  say();
  stop();
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      stop();
      view.change({pin: null, at: null, from: 0, to: view.seconds});
    }
  });
  return html('section', {class: 'bar', 'aria-label': 'time and variants'}, play, slider, shown, closer, whole,
    html('span', {class: 'chips'}, ...chips.map(each => each.chip)));
}
