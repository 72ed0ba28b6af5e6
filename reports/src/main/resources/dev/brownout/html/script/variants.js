// Checkboxes that show and hide variants.
import {say} from './words.js';
import {html} from './element.js';

export function variants(view) {
  const items = view.variants.map(name => {
    const box = html('input', {type: 'checkbox', onchange: () =>
      view.show(view.variants.filter(other => (other === name) !== view.shows(other)))});
    const solo = html('button', {'aria-label': say('Solo') + ' ' + name,
      onclick: () => view.show(solo.getAttribute('aria-pressed') === 'true' ? view.variants : [name])}, say('Solo'));
    return {name, box, solo, item: html('li', {}, html('label', {dir: 'auto'}, box, name), solo)};
  });
  const update = () => {
    for (const {name, box, solo} of items) {
      box.checked = view.shows(name);
      solo.setAttribute('aria-pressed', view.shows(name) && view.hidden.size === view.variants.length - 1);
    }
  };
  view.listen(['hidden'], update);
  update();
  return html('div', {class: 'variants', role: 'group', 'aria-label': say('Variants')}, html('p', {}, say('Variants')),
    html('ul', {}, ...items.map(each => each.item)));
}
