// Tables: sorted by a column, and without hidden variants.
import {amount} from './quantity.js';
import {html} from './element.js';

function sort(table, column, heading) {
  const down = heading.getAttribute('aria-sort') === 'ascending';
  table.querySelectorAll('th').forEach(other => other.removeAttribute('aria-sort'));
  heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  const keyed = [...table.tBodies[0].rows].map(row => {
    const words = row.cells[column].firstChild?.textContent || '';
    return {row, words, amount: amount(words)};
  });
  const order = (a, b) => Number.isNaN(a.amount) || Number.isNaN(b.amount)
    ? Number.isNaN(a.amount) - Number.isNaN(b.amount) || a.words.localeCompare(b.words) : a.amount - b.amount;
  keyed.sort((a, b) => down ? order(b, a) : order(a, b));
  table.tBodies[0].append(...keyed.map(each => each.row));
}

export function tables(view) {
  const all = [...document.querySelectorAll('.table table')];
  for (const table of all) {
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const words = heading.textContent;
      if (words) {
        heading.replaceChildren(html('button', {onclick: () => sort(table, column, heading)}, words));
      }
    });
  }
  view.listen(['hidden'], () => {
    for (const table of all) {
      const headings = [...table.tHead.rows[0].cells];
      const rows = [...table.tBodies[0].rows];
      headings.forEach((heading, column) => {
        const hidden = view.hidden.has(heading.textContent);
        [heading, ...rows.map(row => row.cells[column])].forEach(cell => cell.hidden = hidden);
      });
      for (const row of rows) {
        const names = [...row.querySelectorAll('.variant')];
        names.forEach(name => name.classList.toggle('faded', view.hidden.has(name.textContent)));
        row.hidden = names.length > 0 && names.every(name => view.hidden.has(name.textContent));
      }
    }
  });
}
