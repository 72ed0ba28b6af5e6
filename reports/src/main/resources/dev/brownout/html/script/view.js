// The state of the view: one for all charts, and part of the address of the page.
import {clock, moment} from './quantity.js';

// at: the time under the pointer; pin: the time of the cursor; start: the time of the topology while there is no cursor;
// from, to: the visible part of the time axis; hidden: hidden variants; chosen: the variant of the topology.
export function viewState(seconds, variants) {
  const state = {seconds, variants, at: null, pin: null, start: null, from: 0, to: seconds, hidden: new Set(),
    chosen: variants[0]};
  const listeners = [];
  let changed = new Set();

  state.now = () => state.at ?? state.pin;
  state.shows = variant => !state.hidden.has(variant);
  // Calls a listener when any of these parts has changed.
  state.listen = (parts, listener) => listeners.push({parts, listener});
  // Changes parts of the state. All listeners are called before the next frame.
  state.change = part => {
    if (!changed.size) {
      requestAnimationFrame(() => {
        const now = changed;
        changed = new Set();
        listeners.filter(each => each.parts.some(key => now.has(key))).forEach(each => each.listener());
      });
    }
    Object.assign(state, part);
    Object.keys(part).forEach(key => changed.add(key));
  };
  // Shows a part of the time axis of at least a thousandth of it.
  state.zoom = (from, to) => {
    const length = Math.min(seconds, Math.max(to - from, seconds / 1000));
    const start = Math.max(0, Math.min(from, seconds - length));
    state.change({from: start, to: start + length});
  };
  state.show = shown => {
    const some = shown.filter(name => variants.includes(name));
    const hidden = new Set(some.length ? variants.filter(name => !some.includes(name)) : []);
    state.change({hidden, chosen: hidden.has(state.chosen) ? some[0] : state.chosen});
  };
  return state;
}

// The state as the last part of an address: #t=5:24&z=5:00-6:00&v=async,semi-sync
export function address(view) {
  const parts = [];
  if (view.pin !== null) {
    parts.push('t=' + clock(view.pin));
  }
  if (view.from > 0 || view.to < view.seconds) {
    parts.push('z=' + clock(view.from) + '-' + clock(view.to));
  }
  if (view.hidden.size) {
    parts.push('v=' + view.variants.filter(view.shows).map(encodeURIComponent).join(','));
  }
  return parts.length ? '#' + parts.join('&') : '';
}

// Restores the state of an address. An address of a place of the page has no state.
export function follow(view, hash) {
  const parts = new Map(hash.slice(1).split('&').map(part => part.split('=')));
  const at = moment(parts.get('t') || '');
  const [from, to] = (parts.get('z') || '').split('-').map(moment);
  if (at !== null) {
    view.change({pin: Math.min(at, view.seconds), at: null});
  }
  if (from !== null && to > from) {
    view.zoom(from, to);
  }
  if (parts.get('v')) {
    view.show(parts.get('v').split(',').map(name => decodeURIComponent(name)));
  }
}
