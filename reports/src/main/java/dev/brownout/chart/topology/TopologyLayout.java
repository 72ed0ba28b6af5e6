package dev.brownout.chart.topology;

import dev.brownout.chart.topology.LayeredOrder.Call;
import dev.brownout.chart.topology.LayeredOrder.Path;
import dev.brownout.chart.topology.LayeredOrder.Slot;
import dev.brownout.chart.topology.Topology.Arrow;
import dev.brownout.chart.topology.Topology.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Positions of the boxes and curves of a topology, in pixels. Layers are columns from left to right, or rows from top
 * to bottom if the columns do not fit. All boxes of a layer have the same extent along the flow of calls, and curves
 * cross a layer only in slots of their own. So no curve crosses a box.
 */
final class TopologyLayout {
    /** Distance between the boxes of a layer. */
    private static final double BOX_GAP = 10;
    /** Extent of a slot that only a call passes. */
    private static final double FREE = 12;
    /** Margin around the drawing. */
    private static final double MARGIN = 10;

    /** Least distance between two columns and between two rows, and greatest one between two columns. */
    private static final double COLUMNS_GAP = 34;

    private static final double ROWS_GAP = 46;
    private static final double WIDEST_GAP = 150;
    /** Greatest distance between two columns in a small image, with space for a rate. */
    private static final double COMPACT_GAP = 64;

    private static final double PORTS = 20;
    private static final int SWEEPS = 24;

    private final LayeredOrder order;
    private final boolean across;
    private final Map<String, BoxSize> sizes;
    private final Map<Slot, Double> centres = new HashMap<>();
    private final List<double[]> bands = new ArrayList<>();
    private final Map<Slot, Integer> levels = new HashMap<>();
    private final Map<String, BoxPlace> boxes = new LinkedHashMap<>();
    private final Map<Call, List<Double>> curves = new LinkedHashMap<>();
    private double width;
    private double height;

    private TopologyLayout(Topology topology, boolean isHorizontal, double limit, double widest) {
        this.order = topology.order();
        this.sizes = topology.boxes().stream().collect(Collectors.toMap(Box::name, BoxSize::of, (one, two) -> one));
        this.across = isHorizontal;
        for (int i = 0; i < order.layers().size(); i++) {
            int level = i;
            order.layers().get(i).forEach(slot -> levels.put(slot, level));
        }
        placeLayers(limit, widest);
        placeSlots();
        placeBoxes();
        ports();
    }

    /** Returns the layout for a page of some width, in pixels. Its own width is greater only for a large graph. */
    static TopologyLayout of(Topology topology, double limit) {
        TopologyLayout columns = new TopologyLayout(topology, true, limit, WIDEST_GAP);
        if (columns.width <= limit) {
            return columns;
        }
        TopologyLayout rows = new TopologyLayout(topology, false, limit, WIDEST_GAP);
        return rows.width <= limit || rows.width < columns.width ? rows : columns;
    }

    /** Returns the layout that fills an image with the greatest scale, in pixels. */
    static TopologyLayout of(Topology topology, double imageWidth, double imageHeight) {
        return of(topology, imageWidth, imageHeight, WIDEST_GAP);
    }

    /** Returns the layout that fills a small image with the greatest scale, with columns close to each other. */
    static TopologyLayout compact(Topology topology, double imageWidth, double imageHeight) {
        return of(topology, imageWidth, imageHeight, COMPACT_GAP);
    }

    private static TopologyLayout of(Topology topology, double imageWidth, double imageHeight, double widest) {
        TopologyLayout columns = new TopologyLayout(topology, true, imageWidth, widest);
        TopologyLayout rows = new TopologyLayout(topology, false, imageWidth, widest);
        return rows.scale(imageWidth, imageHeight) > columns.scale(imageWidth, imageHeight) ? rows : columns;
    }

    /** Returns the greatest scale at which the drawing fits an image. */
    double scale(double imageWidth, double imageHeight) {
        return Math.min(imageWidth / width, imageHeight / height);
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    /** Returns the position of a box. */
    BoxPlace box(String name) {
        return boxes.get(name);
    }

    /** Returns the points of the curve of a call: its start, then two control points and the end of each segment. */
    List<Double> curve(Arrow arrow) {
        return curves.get(new Call(arrow.from(), arrow.to()));
    }

    private static double extent(List<Slot> layer, Map<String, BoxSize> sizes, boolean isHorizontal) {
        return layer.stream()
                .filter(slot -> !slot.box().isEmpty())
                .mapToDouble(slot -> isHorizontal
                        ? sizes.get(slot.box()).width()
                        : sizes.get(slot.box()).height())
                .max()
                .orElse(0);
    }

    /** Places the layers along the flow of calls. Columns use the whole width, up to a greatest distance. */
    private void placeLayers(double limit, double widest) {
        double[] extents = order.layers().stream()
                .mapToDouble(layer -> extent(layer, sizes, across))
                .toArray();
        double sum = 0;
        for (double extent : extents) {
            sum += extent;
        }
        double free = extents.length < 2 ? 0 : Math.floor((limit - 2 * MARGIN - sum) / (extents.length - 1));
        double distance = across ? Math.max(COLUMNS_GAP, Math.min(widest, free)) : ROWS_GAP;
        double position = MARGIN;
        for (double extent : extents) {
            bands.add(new double[] {position, position + extent});
            position += extent + distance;
        }
    }

    private double size(Slot slot) {
        if (slot.box().isEmpty()) {
            return FREE;
        }
        BoxSize size = sizes.get(slot.box());
        return across ? size.height() : size.width();
    }

    /** Places the slots across the flow: near their neighbours in other layers, in order and apart. */
    private void placeSlots() {
        for (List<Slot> layer : order.layers()) {
            double position = 0;
            for (Slot slot : layer) {
                centres.put(slot, position + size(slot) / 2);
                position += size(slot) + BOX_GAP;
            }
            double half = (position - BOX_GAP) / 2;
            layer.forEach(slot -> centres.merge(slot, -half, Double::sum));
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int i = 0; i < order.layers().size(); i++) {
                align(order.layers().get(sweep % 2 == 0 ? i : order.layers().size() - 1 - i));
            }
        }
        double least = order.layers().stream()
                .flatMap(List::stream)
                .mapToDouble(slot -> centres.get(slot) - size(slot) / 2)
                .min()
                .orElse(0);
        centres.replaceAll((slot, centre) -> centre - least + MARGIN);
    }

    /** Moves the slots of a layer towards their neighbours. The mean of two ordered placements is ordered. */
    private void align(List<Slot> layer) {
        int count = layer.size();
        double[] targets =
                layer.stream().mapToDouble(slot -> order.mean(slot, centres)).toArray();
        double[] forward = targets.clone();
        double[] backward = targets.clone();
        for (int i = 1; i < count; i++) {
            forward[i] = Math.max(targets[i], forward[i - 1] + minimumGap(layer, i));
            int j = count - 1 - i;
            backward[j] = Math.min(targets[j], backward[j + 1] - minimumGap(layer, j + 1));
        }
        for (int i = 0; i < count; i++) {
            centres.put(layer.get(i), (forward[i] + backward[i]) / 2);
        }
    }

    private double minimumGap(List<Slot> layer, int index) {
        return (size(layer.get(index - 1)) + size(layer.get(index))) / 2 + BOX_GAP;
    }

    private void placeBoxes() {
        levels.forEach((slot, level) -> {
            double[] band = bands.get(level);
            double from = centres.get(slot) - size(slot) / 2;
            double along = band[1];
            double end = from + size(slot);
            width = Math.max(width, (across ? along : end) + MARGIN);
            height = Math.max(height, (across ? end : along) + MARGIN);
            if (!slot.box().isEmpty()) {
                boxes.put(
                        slot.box(),
                        across
                                ? new BoxPlace(band[0], from, band[1] - band[0], size(slot))
                                : new BoxPlace(from, band[0], size(slot), band[1] - band[0]));
            }
        });
    }

    /** End of a curve at a box. */
    private record Port(Path path, boolean start, Slot box, double neighbour) {}

    /** Distributes the curves over the sides of the boxes, in the order of their other ends, and draws them. */
    private void ports() {
        Map<String, List<Port>> sides = new LinkedHashMap<>();
        for (Path path : order.paths()) {
            List<Slot> slots = path.slots();
            for (boolean start : new boolean[] {true, false}) {
                Slot box = slots.get(start ? 0 : slots.size() - 1);
                Slot next = slots.get(start ? 1 : slots.size() - 2);
                String side = levels.get(next) > levels.get(box) ? " after" : " before";
                sides.computeIfAbsent(box.box() + side, s -> new ArrayList<>())
                        .add(new Port(path, start, box, centres.get(next)));
            }
        }
        Map<Call, double[]> ends = new HashMap<>();
        sides.values().forEach(ports -> {
            ports.sort(Comparator.comparingDouble(Port::neighbour));
            double step = Math.min(PORTS, 0.7 * size(ports.get(0).box()) / ports.size());
            for (int i = 0; i < ports.size(); i++) {
                Port port = ports.get(i);
                ends.computeIfAbsent(port.path().call(), call -> new double[2])[port.start() ? 0 : 1] =
                        centres.get(port.box()) + (i - (ports.size() - 1) / 2.0) * step;
            }
        });
        order.paths().forEach(path -> curves.put(path.call(), curve(path, ends.get(path.call()))));
    }

    private List<Double> curve(Path path, double[] ends) {
        List<Slot> slots = path.slots();
        int last = slots.size() - 1;
        boolean forward = levels.get(slots.get(last)) > levels.get(slots.get(0));
        List<Double> curve = new ArrayList<>();
        double along = 0;
        double offset = 0;
        for (int i = 0; i <= last; i++) {
            Slot slot = slots.get(i);
            double[] band = bands.get(levels.get(slot));
            double near = forward ? band[0] : band[1];
            double far = forward ? band[1] : band[0];
            double centre = i == 0 ? ends[0] : i == last ? ends[1] : centres.get(slot);
            if (i == 0) {
                point(curve, far, centre);
            } else {
                double middle = (along + near) / 2;
                point(curve, middle, offset);
                point(curve, middle, centre);
                point(curve, near, centre);
                if (i < last) {
                    point(curve, near, centre);
                    point(curve, far, centre);
                    point(curve, far, centre);
                }
            }
            along = far;
            offset = centre;
        }
        return curve;
    }

    private void point(List<Double> curve, double along, double offset) {
        curve.add(Math.rint((across ? along : offset) * 10) / 10);
        curve.add(Math.rint((across ? offset : along) * 10) / 10);
    }
}
