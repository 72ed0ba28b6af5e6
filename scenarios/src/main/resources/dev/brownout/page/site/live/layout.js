// Positions of boxes and calls of a topology in pixels. Layers are columns from left to right, or rows from the top.

const APART = 10;
const FREE = 12;
const MARGIN = 4;
const PORTS = 20;
const SWEEPS = 24;

/** Distance between two layers in pixels: from a column to the next one, and from a row to the next one. */
const COLUMNS = { least: 40, most: 120 };
const ROWS = { least: 44, most: 44 };

/** Returns the layout with the greatest scale in a space: its size, the place of each box, the curve of each call. */
export function layout(model, sizes, width, height) {
  const columns = placed(model, sizes, true, width);
  const rows = placed(model, sizes, false, width);
  const scale = (one) => Math.min(1, width / one.width, height / one.height);
  return scale(rows) > scale(columns) ? rows : columns;
}

function placed(model, sizes, across, room) {
  const bands = layerBands(model, sizes, across, room);
  const side = (id) => !sizes.has(id) ? FREE : across ? sizes.get(id).height : sizes.get(id).width;
  const centres = slotCentres(model, side);
  const level = new Map(model.layers.flatMap((layer, i) => layer.map((id) => [id, i])));
  const boxes = new Map();
  let [width, height] = [0, 0];
  for (const [id, i] of level) {
    const [from, to] = bands[i];
    const start = centres.get(id) - side(id) / 2;
    const place = across ? { x: from, y: start, width: to - from, height: side(id) }
      : { x: start, y: from, width: side(id), height: to - from };
    width = Math.max(width, place.x + place.width + MARGIN);
    height = Math.max(height, place.y + place.height + MARGIN);
    if (sizes.has(id)) {
      boxes.set(id, place);
    }
  }
  const ends = ports(model, side, centres, level);
  const curves = model.arrows.map((arrow, i) => curve(arrow.path, ends[i], { bands, centres, level, across }));
  return { width, height, across, boxes, curves };
}

/** Returns start and end of each layer along the flow of calls. Columns use the whole width up to a distance. */
function layerBands(model, sizes, across, room) {
  const extents = model.layers.map((layer) => Math.max(0, ...layer.filter((id) => sizes.has(id))
    .map((id) => across ? sizes.get(id).width : sizes.get(id).height)));
  const sum = extents.reduce((one, other) => one + other, 0);
  const { least, most } = across ? COLUMNS : ROWS;
  const free = (room - 2 * MARGIN - sum) / Math.max(1, extents.length - 1);
  const distance = Math.max(least, Math.min(most, free));
  let at = MARGIN;
  return extents.map((extent) => {
    const band = [at, at + extent];
    at += extent + distance;
    return band;
  });
}

/** Places the slots of each layer across the flow: near their neighbours in other layers, in order and apart. */
function slotCentres({ layers, arrows }, side) {
  const centres = new Map();
  const neighbours = new Map(layers.flat().map((id) => [id, []]));
  for (const { path } of arrows) {
    path.slice(1).forEach((id, i) => {
      neighbours.get(path[i]).push(id);
      neighbours.get(id).push(path[i]);
    });
  }
  for (const layer of layers) {
    const whole = layer.reduce((sum, id) => sum + side(id) + APART, -APART);
    let at = -whole / 2;
    for (const id of layer) {
      centres.set(id, at + side(id) / 2);
      at += side(id) + APART;
    }
  }
  const mean = (id) => {
    const near = neighbours.get(id);
    return near.length ? near.reduce((sum, each) => sum + centres.get(each), 0) / near.length : centres.get(id);
  };
  // The mean of two ordered placements, one from each end, is ordered.
  const align = (layer) => {
    const forward = layer.map(mean);
    const backward = [...forward];
    const apart = (i) => (side(layer[i - 1]) + side(layer[i])) / 2 + APART;
    for (let i = 1; i < layer.length; i++) {
      forward[i] = Math.max(forward[i], forward[i - 1] + apart(i));
      const j = layer.length - 1 - i;
      backward[j] = Math.min(backward[j], backward[j + 1] - apart(j + 1));
    }
    layer.forEach((id, i) => centres.set(id, (forward[i] + backward[i]) / 2));
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    (sweep % 2 ? [...layers].reverse() : layers).forEach(align);
  }
  const least = Math.min(...[...centres].map(([id, centre]) => centre - side(id) / 2));
  centres.forEach((centre, id) => centres.set(id, centre - least + MARGIN));
  return centres;
}

/** Returns the positions of both ends of each call at the sides of its boxes, in the order of the other ends. */
function ports({ arrows }, side, centres, level) {
  const ends = arrows.map(() => [0, 0]);
  const sides = new Map();
  arrows.forEach(({ path }, call) => {
    for (const [end, box, next] of [[0, path[0], path[1]], [1, path.at(-1), path.at(-2)]]) {
      const key = box + (level.get(next) > level.get(box) ? " after" : " before");
      sides.set(key, [...sides.get(key) ?? [], { call, end, box, beside: centres.get(next) }]);
    }
  });
  for (const ordered of sides.values()) {
    ordered.sort((one, other) => one.beside - other.beside);
    const step = Math.min(PORTS, 0.7 * side(ordered[0].box) / ordered.length);
    ordered.forEach(({ call, end, box }, i) => {
      ends[call][end] = centres.get(box) + (i - (ordered.length - 1) / 2) * step;
    });
  }
  return ends;
}

/** Returns the points of a call: its start, then two control points and the end of each segment. */
function curve(path, ends, { bands, centres, level, across }) {
  const last = path.length - 1;
  const forward = level.get(path[last]) > level.get(path[0]);
  const points = [];
  const point = (along, beside) => points.push(...(across ? [along, beside] : [beside, along]));
  let [along, beside] = [0, 0];
  path.forEach((id, i) => {
    const band = bands[level.get(id)];
    const [near, far] = forward ? band : [band[1], band[0]];
    const centre = i === 0 ? ends[0] : i === last ? ends[1] : centres.get(id);
    if (i === 0) {
      point(far, centre);
    } else {
      const middle = (along + near) / 2;
      point(middle, beside);
      point(middle, centre);
      point(near, centre);
      if (i < last) {
        point(near, centre);
        point(far, centre);
        point(far, centre);
      }
    }
    [along, beside] = [far, centre];
  });
  return points;
}
