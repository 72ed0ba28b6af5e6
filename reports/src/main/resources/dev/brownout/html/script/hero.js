// The chart of the first screen: as high as the screen allows, whatever the number of its panels.
import {Figure} from './figure.js';

const HEIGHT = 250;
const LEAST = 100;

// The length from which on an axis name does not fit in a line.
const LONG = 50;

export class Hero extends Figure {
  key() {
    return [this.chart.axis, this.chart.key].filter(part => part && part.length < LONG).join(' · ');
  }

  height(count, columns) {
    return Math.max(LEAST, HEIGHT / Math.ceil(count / columns));
  }

  columns(count, room) {
    return Math.max(1, Math.min(count, count > 4 ? 3 : 2, Math.floor(room / 200)));
  }
}
