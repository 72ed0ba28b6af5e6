// The player: replay, a slider over the visible time, zoom, and a link to the present view.
import {say} from './words.js';
import {clock} from './quantity.js';
import {html} from './element.js';
import {address} from './view.js';

// Duration of a replay of the visible time, in seconds.
const PLAYED = 20;
const POSITIONS = 1000;
// Maximum share of the run in which a fault is shown.
const AROUND = 0.25;

export function bar(view, fault) {
  const slider = html('input', {type: 'range', min: 0, max: POSITIONS, step: 1, value: 0, 'aria-label': say('Time')});
  const shown = html('output', {}, clock(0));
  const play = html('button', {class: 'play'});
  const whole = html('button', {onclick: () => view.change({pin: null, at: null, start: null})}, say('Whole run'));
  const zoom = html('button', {title: say('Show the time around the cursor or the first fault')}, say('Zoom in'));
  const reset = html('button', {onclick: () => view.zoom(0, view.seconds)}, say('Reset zoom'));
  const share = html('button', {title: say('Copy a link to this view')}, say('Share view'));
  const length = () => view.to - view.from;
  const now = () => view.now() ?? view.start;
  let playing = 0;

  const go = (since, words) => {
    playing = since;
    play.textContent = words;
  };
  const stop = () => go(0, say('▶ Replay'));
  const frame = mine => before => requestAnimationFrame(time => {
    if (playing === mine) {
      const next = (view.pin ?? view.from) + (time - before) / 1000 / PLAYED * length();
      view.change({pin: Math.min(next, view.to), at: null});
      if (next < view.to) {
        frame(mine)(time);
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
    go(performance.now(), say('⏸ Pause'));
    frame(playing)(playing);
  });
  zoom.addEventListener('click', () => {
    if (view.pin === null && length() >= view.seconds && fault.length) {
      const end = fault[0] + Math.min(fault[1] - fault[0], view.seconds * AROUND);
      view.zoom(fault[0] - view.seconds / 20, end + view.seconds / 10);
    } else {
      const middle = now() ?? (view.from + view.to) / 2;
      view.zoom(middle - length() / 8, middle + length() / 8);
    }
  });
  share.addEventListener('click', async () => {
    const link = location.href.split('#')[0] + address(view);
    try {
      await navigator.clipboard.writeText(link);
      share.textContent = say('Link copied');
      setTimeout(() => share.textContent = say('Share view'), 2000);
    } catch {
      prompt(say('Link to this view'), link);
    }
  });
  slider.addEventListener('input', () => {
    stop();
    view.change({pin: view.from + slider.value / POSITIONS * length(), at: null});
  });

  const update = () => {
    const at = now();
    slider.value = at === null ? 0 : Math.round((at - view.from) / length() * POSITIONS);
    const words = at === null ? say('Whole run') : clock(Math.round(at * 10) / 10);
    shown.textContent = words;
    slider.setAttribute('aria-valuetext', words);
    whole.hidden = at === null;
    reset.hidden = length() >= view.seconds;
  };
  view.listen(['at', 'pin', 'start', 'from'], update);
  update();
  stop();
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      stop();
      view.change({pin: null, at: null, from: 0, to: view.seconds, component: null});
    }
  });
  return html('section', {class: 'bar', 'aria-label': say('Time')}, play, slider, shown, whole, zoom, reset, share);
}
