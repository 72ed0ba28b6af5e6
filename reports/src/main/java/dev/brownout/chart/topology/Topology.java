package dev.brownout.chart.topology;

import dev.brownout.chart.draw.Chart;
import dev.brownout.format.ProminentItems;
import dev.brownout.format.QuantityFormat;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.DisplayHints.As;
import dev.brownout.result.EdgeResult;
import dev.brownout.result.Latency;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.result.VariantResult;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Call graph of a variant in the measured part of its run. Tiers are boxes with their nodes as cells. Calls are ribbons
 * with a width proportional to their rate.
 *
 * @param title finding of the chart
 * @param subtitle scenario and variant
 * @param columns boxes from left to right, each column from top to bottom
 * @param arrows calls
 * @param grounds hosts that several tiers share
 */
public record Topology(
        String title, String subtitle, List<List<Box>> columns, List<Arrow> arrows, List<Ground> grounds) {
    private static final String SLUG = "topology";
    /** Size of the drawing area on a page, and maximum height of a row of boxes, in pixels. */
    private static final double WIDE = 1228;

    private static final double HIGH = 600;
    private static final double ROW = 170;
    /** Maximum length of a kind, in characters, for the number of nodes to be in the same row. */
    private static final int SHORT = 8;
    /** Result of a tier that is not part of the run result. */
    private static final ComponentResult NOTHING = new ComponentResult("", Map.of(), Latency.NONE, Map.of(), Map.of());

    /**
     * Box of a tier, or of the users of a request class.
     *
     * @param lines notes, the most important first
     * @param cells utilization of each node, 0 to 1; {@code NaN} if it is unknown
     */
    public record Box(String name, boolean users, List<String> lines, List<Double> cells) {}

    /**
     * Calls from one component to another.
     *
     * @param perSecond mean rate of the calls, per second
     * @param failed share of the calls that failed for their caller
     */
    public record Arrow(String from, String to, double perSecond, double failed) {}

    /**
     * Host that several tiers share.
     *
     * @param label label of the host, its name first
     * @param guests boxes of its tiers, from left to right and from top to bottom
     */
    public record Ground(String machine, String label, List<String> guests) {}

    /** Returns a chart for each variant with calls. The file names of the charts after the first one are numbered. */
    public static List<Chart> charts(RunResult result) {
        List<Chart> charts = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            if (variant.edges().isEmpty() || variant.measuredSeconds() == 0) {
                continue;
            }
            String slug = charts.isEmpty() ? SLUG : SLUG + "-" + (charts.size() + 1);
            String subtitle = result.scenario() + (result.variants().size() == 1 ? "" : " · " + variant.name());
            Topology topology = ProminentItems.many(variant.components())
                    ? of(variant, subtitle, ProminentItems.components(result))
                    : of(variant, subtitle);
            charts.add(new Chart(
                    slug,
                    topology.title(),
                    (g2, width, height) -> new TopologyPainter(topology, g2).paint(width, height),
                    () -> topology.model(variant)));
        }
        return charts;
    }

    static Topology of(VariantResult variant, String subtitle) {
        return drawn(variant, subtitle, others(variant));
    }

    /** Creates the call graph of some components: their callers, their callees, and the edge with the most failures. */
    static Topology of(VariantResult variant, String subtitle, Set<String> some) {
        List<EdgeResult> all = others(variant);
        Optional<EdgeResult> worst = worst(all);
        List<EdgeResult> theirs = all.stream()
                .filter(edge -> some.contains(edge.callee())
                        || !edge.users() && some.contains(edge.caller())
                        || worst.filter(edge::equals).isPresent())
                .toList();
        String which = " · " + some.size() + " of "
                + QuantityFormat.count(variant.components().size()) + " components, and who calls or is called by them";
        return drawn(variant, subtitle + which, theirs);
    }

    private static List<EdgeResult> others(VariantResult variant) {
        return variant.edges().stream()
                .filter(edge -> !edge.caller().equals(edge.callee()))
                .toList();
    }

    private static Topology drawn(VariantResult variant, String subtitle, List<EdgeResult> edges) {
        double seconds = variant.measuredSeconds();
        Set<String> users =
                edges.stream().filter(EdgeResult::users).map(EdgeResult::caller).collect(Collectors.toSet());
        List<LayeredLayout.Call> calls = edges.stream()
                .map(edge -> new LayeredLayout.Call(edge.caller(), edge.callee()))
                .toList();
        List<List<Box>> columns = LayeredLayout.of(calls, users).stream()
                .map(layer -> together(layer, variant).stream()
                        .map(name -> users.contains(name) ? users(variant, name, seconds) : tier(variant, name))
                        .toList())
                .toList();
        List<Arrow> arrows = edges.stream()
                .map(edge -> new Arrow(
                        edge.caller(),
                        edge.callee(),
                        edge.sent() / seconds,
                        edge.sent() == 0 ? 0 : Math.min(1, (double) edge.failed() / edge.sent())))
                .toList();
        return new Topology(title(variant, edges), subtitle, columns, arrows, grounds(columns, variant));
    }

    private static String host(VariantResult variant, String name) {
        return variant.components().getOrDefault(name, NOTHING).host();
    }

    /** Returns a column in its order, except that tiers on the same host follow the first of them. */
    private static List<String> together(List<String> layer, VariantResult variant) {
        Map<String, List<String>> machines = new LinkedHashMap<>();
        for (String name : layer) {
            String host = host(variant, name);
            // A host has no box, so that names of hosts and boxes do not collide.
            machines.computeIfAbsent(host.isEmpty() ? name : host, machine -> new ArrayList<>())
                    .add(name);
        }
        return machines.values().stream().flatMap(List::stream).toList();
    }

    private static List<Ground> grounds(List<List<Box>> columns, VariantResult variant) {
        Map<String, List<String>> guests = new LinkedHashMap<>();
        columns.stream().flatMap(List::stream).filter(box -> !box.users()).forEach(box -> {
            String host = host(variant, box.name());
            if (!host.isEmpty()) {
                guests.computeIfAbsent(host, machine -> new ArrayList<>()).add(box.name());
            }
        });
        return guests.entrySet().stream()
                .map(machine -> {
                    ComponentResult its = variant.components().getOrDefault(machine.getKey(), NOTHING);
                    String busy = utilization(its.measures())
                            .map(share -> ", " + QuantityFormat.of(share, "ratio") + " busy")
                            .orElse("");
                    return new Ground(machine.getKey(), machine.getKey() + busy, machine.getValue());
                })
                .toList();
    }

    /** Returns the topology as plain data: positions on a page, and values over time. */
    private Map<String, Object> model(VariantResult variant) {
        int rows = columns.stream().mapToInt(List::size).max().orElse(1);
        TopologyPainter places =
                new TopologyPainter(this, new Rectangle2D.Double(0, 0, WIDE, Math.min(HIGH, rows * ROW)));
        Series series = variant.series();
        double step = series.stepNanos() / 1e9;
        double[] at = new double[variant.edges().get(0).sentByStep().length];
        Arrays.setAll(at, i -> series.startNanos() / 1e9 + (i + 0.5) * step);
        double most = variant.edges().stream()
                .flatMapToLong(edge -> Arrays.stream(edge.sentByStep()))
                .max()
                .orElse(1);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("kind", "topology");
        model.put("title", title);
        model.put("subtitle", subtitle);
        model.put("variant", variant.name());
        model.put("key", places.key());
        model.put("area", places.area());
        model.put("most", Math.max(most / step, 1e-9));
        model.put("moments", at);
        model.put(
                "boxes",
                columns.stream()
                        .flatMap(List::stream)
                        .map(box -> box(box, variant, places))
                        .toList());
        model.put(
                "grounds",
                grounds.stream().map(ground -> ground(ground, places)).toList());
        model.put(
                "arrows",
                arrows.stream().map(arrow -> arrow(arrow, variant, places)).toList());
        return model;
    }

    private static Map<String, Object> ground(Ground ground, TopologyPainter places) {
        Map<String, Object> model = places.grounds().place(ground);
        model.put("note", ground.label());
        return model;
    }

    private static Map<String, Object> box(Box box, VariantResult variant, TopologyPainter places) {
        Map<String, Object> model = places.place(box);
        model.put("name", box.name());
        model.put("users", box.users());
        model.put("notes", box.lines());
        ComponentResult tier = variant.components().getOrDefault(box.name(), NOTHING);
        List<Map<String, Object>> cells = new ArrayList<>();
        tier.nodes().forEach((node, measures) -> {
            Map<String, Object> cell = new LinkedHashMap<>();
            cell.put("mean", utilization(measures).orElse(Double.NaN));
            cell.put(
                    "values",
                    As.UTILIZATION
                            .among(measures)
                            .map(busy -> values(variant, box.name() + "/" + node + "." + busy))
                            .orElse(new double[0]));
            cells.add(cell);
        });
        model.put("cells", box.users() ? List.of() : cells);
        List<Map<String, Object>> measures = new ArrayList<>();
        for (As as : List.of(As.UTILIZATION, As.HIT_RATIO, As.LINE)) {
            as.among(tier.measures()).ifPresent(name -> {
                String words = name.replace('_', ' ');
                Map<String, Object> measure = new LinkedHashMap<>();
                measure.put("before", as == As.LINE ? words + " " : "");
                measure.put("after", as == As.LINE ? "" : as == As.UTILIZATION ? " busy" : " " + words);
                measure.put("unit", tier.measures().get(name).unit());
                measure.put("values", values(variant, box.name() + "." + name));
                measures.add(measure);
            });
        }
        model.put("measures", box.users() ? List.of() : measures);
        return model;
    }

    private static double[] values(VariantResult variant, String column) {
        return variant.series().columns().stream()
                .filter(one -> one.name().equals(column))
                .findFirst()
                .map(Series.Column::values)
                .orElse(new double[0]);
    }

    private static Map<String, Object> arrow(Arrow arrow, VariantResult variant, TopologyPainter places) {
        EdgeResult edge = variant.edges().stream()
                .filter(one -> one.caller().equals(arrow.from()) && one.callee().equals(arrow.to()))
                .findFirst()
                .orElseThrow();
        double step = variant.series().stepNanos() / 1e9;
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("from", arrow.from());
        model.put("to", arrow.to());
        model.put("curve", places.points(arrow));
        model.put("room", places.room(arrow));
        model.put("rate", arrow.perSecond());
        model.put("failed", arrow.failed());
        model.put(
                "sent",
                Arrays.stream(edge.sentByStep())
                        .mapToDouble(sent -> sent / step)
                        .toArray());
        model.put(
                "failures",
                Arrays.stream(edge.failedByStep())
                        .mapToDouble(failed -> failed / step)
                        .toArray());
        return model;
    }

    private static Box users(VariantResult variant, String name, double seconds) {
        double rate = variant.requests().get(name).offered() / seconds;
        double good = variant.requests().get(name).availability();
        return new Box(
                name,
                true,
                List.of(
                        QuantityFormat.of(rate, "1/s"),
                        Double.isNaN(good) ? "" : QuantityFormat.of(good, "ratio") + " good"),
                List.of());
    }

    private static Box tier(VariantResult variant, String name) {
        ComponentResult tier = variant.components().getOrDefault(name, NOTHING);
        List<String> lines = new ArrayList<>();
        utilization(tier.measures()).ifPresent(busy -> lines.add(QuantityFormat.of(busy, "ratio") + " busy"));
        As.HIT_RATIO
                .among(tier.measures())
                .ifPresent(hits -> lines.add(value(tier, hits) + " " + hits.replace('_', ' ')));
        As.LINE
                .among(tier.measures())
                .filter(line -> tier.measures().get(line).value() >= 1)
                .ifPresent(line -> lines.add(line.replace('_', ' ') + " " + value(tier, line)));
        lines.addAll(
                tier.host().isEmpty()
                        ? what(tier.kind(), tier.nodes().size())
                        : List.of(tier.kind() + " on " + tier.host()));
        List<Double> cells = tier.nodes().values().stream()
                .map(node -> utilization(node).orElse(Double.NaN))
                .toList();
        return new Box(name, false, lines, cells);
    }

    /** Returns the kind of a tier and its number of nodes, in one row if a narrow box has space for both. */
    static List<String> what(String kind, int machines) {
        if (machines <= 1) {
            return List.of(kind);
        }
        return kind.length() <= SHORT ? List.of(kind + " × " + machines) : List.of(kind, machines + " machines");
    }

    private static String value(ComponentResult tier, String measure) {
        Measure found = tier.measures().get(measure);
        return QuantityFormat.of(found.value(), found.unit());
    }

    private static Optional<Double> utilization(Map<String, Measure> measures) {
        return As.UTILIZATION
                .among(measures)
                .map(name -> measures.get(name).value())
                .filter(busy -> !Double.isNaN(busy));
    }

    private static Optional<EdgeResult> worst(List<EdgeResult> edges) {
        return edges.stream()
                .filter(edge -> edge.failed() > 0)
                .max(Comparator.comparingLong(EdgeResult::failed)
                        .thenComparing(EdgeResult::callee)
                        .thenComparing(EdgeResult::caller));
    }

    /** Returns the title: the edge with the most failures, or else the busiest component. */
    private static String title(VariantResult variant, List<EdgeResult> edges) {
        Optional<EdgeResult> worst = worst(edges);
        if (worst.isPresent()) {
            EdgeResult edge = worst.get();
            String most = edge.causes().entrySet().stream()
                    .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .map(cause -> cause.getKey().replace('_', ' ').replace("@", " at "))
                    .orElse("");
            return "From " + edge.caller() + " to " + edge.callee() + ", "
                    + QuantityFormat.of((double) edge.failed() / edge.sent(), "ratio") + " of the calls fail"
                    + (most.isEmpty() ? "" : ", most of them " + most);
        }
        Map<String, Double> busy = new LinkedHashMap<>();
        variant.components()
                .forEach((name, tier) -> utilization(tier.measures()).ifPresent(share -> busy.put(name, share)));
        return busy.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> most.getValue() > 0)
                .map(most -> "No call fails; " + most.getKey() + " is the busiest, "
                        + QuantityFormat.of(most.getValue(), "ratio"))
                .orElse("No call fails");
    }
}
