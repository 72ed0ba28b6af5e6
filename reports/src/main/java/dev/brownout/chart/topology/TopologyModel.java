package dev.brownout.chart.topology;

import dev.brownout.chart.draw.ChartColors;
import dev.brownout.chart.topology.LayeredOrder.Call;
import dev.brownout.chart.topology.LayeredOrder.Slot;
import dev.brownout.chart.topology.Topology.Arrow;
import dev.brownout.chart.topology.Topology.Box;
import dev.brownout.chart.topology.Topology.Node;
import dev.brownout.format.SummaryMetrics;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.DisplayHints.As;
import dev.brownout.result.EdgeResult;
import dev.brownout.result.Series;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A topology as plain data for the script of a page: positions in a wide and a narrow page, and values over time. */
final class TopologyModel {
    /** Widths of the pages with a layout of their own, in pixels. */
    private static final double WIDE = 900;

    private static final double NARROW = 424;
    /** Height of the narrow layout on the first screen, in pixels. */
    private static final double LOW = 300;

    private final Topology topology;
    private final VariantResult variant;
    private final List<TopologyLayout> layouts;
    private final LayeredOrder order;
    private final double step;

    private TopologyModel(Topology topology, VariantResult variant) {
        this.topology = topology;
        this.variant = variant;
        this.order = topology.order();
        this.layouts = List.of(TopologyLayout.of(topology, WIDE), TopologyLayout.compact(topology, NARROW, LOW));
        this.step = variant.series().stepNanos() / 1e9;
    }

    /**
     * Returns the data of a topology.
     *
     * @param named true if the title of a moment names the variant
     */
    static Map<String, Object> data(Topology topology, VariantResult variant, boolean named) {
        return new TopologyModel(topology, variant).model(named);
    }

    private Map<String, Object> model(boolean named) {
        Series series = variant.series();
        double[] position = new double[variant.edges().get(0).sentByStep().length];
        Arrays.setAll(position, i -> series.startNanos() / 1e9 + (i + 0.5) * step);
        double most = variant.edges().stream()
                .flatMapToLong(edge -> Arrays.stream(edge.sentByStep()))
                .max()
                .orElse(1);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("kind", "topology");
        model.put("title", topology.title());
        model.put("subtitle", topology.subtitle());
        model.put("variant", variant.name());
        model.put("named", named);
        model.put("key", topology.key());
        model.put(
                "sizes",
                layouts.stream()
                        .map(layout -> place(new BoxPlace(0, 0, layout.width(), layout.height())))
                        .toList());
        model.put(
                "layers",
                order.layers().stream()
                        .map(layer -> layer.stream().map(Slot::id).toList())
                        .toList());
        model.put("most", Math.max(most / step, 1e-9));
        model.put("moments", position);
        BoxColors colors = new BoxColors(topology);
        model.put(
                "boxes", topology.boxes().stream().map(box -> box(box, colors)).toList());
        model.put("arrows", topology.arrows().stream().map(this::arrow).toList());
        model.put(
                "faults",
                variant.history().faults().stream().map(TopologyModel::fault).toList());
        return model;
    }

    private static Map<String, Object> fault(VariantResult.FaultSpan fault) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("words", SentenceTranslation.text(fault.label()));
        model.put("component", fault.component());
        model.put("from", fault.fromNanos() / 1e9);
        model.put("to", fault.toNanos() / 1e9);
        return model;
    }

    private static Map<String, Object> place(BoxPlace place) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("x", Math.rint(place.x() * 10) / 10);
        plain.put("y", Math.rint(place.y() * 10) / 10);
        plain.put("width", Math.ceil(place.width()));
        plain.put("height", Math.ceil(place.height()));
        return plain;
    }

    private Map<String, Object> box(Box box, BoxColors colors) {
        ComponentResult component = TopologyBuilder.result(variant, box.name());
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", box.name());
        model.put("kind", box.users() ? "requests" : component.kind());
        model.put("users", box.users());
        model.put("members", box.members());
        model.put("fill", ChartColors.web(colors.of(box)));
        model.put(
                "places",
                layouts.stream().map(layout -> place(layout.box(box.name()))).toList());
        model.put("lines", box.lines());
        model.put("regions", List.copyOf(box.regions()));
        model.put("nodes", box.nodes().stream().map(node -> node(box, node)).toList());
        List<Map<String, Object>> measures = new ArrayList<>();
        if (!box.users()) {
            for (As as : List.of(As.UTILIZATION, As.HIT_RATIO, As.LINE)) {
                if (as != As.UTILIZATION || !box.members()) {
                    as.firstOf(component.measures())
                            .ifPresent(name -> measures.add(
                                    measure(SentenceTranslation.metric(name) + " ", "", box.name(), name, as)));
                }
            }
            SummaryMetrics.bindingLimit(component.measures())
                    .ifPresent(name -> measures.add(
                            measure(SentenceTranslation.metric(name) + " ", "", box.name(), name, As.PLAIN)));
            if (!box.host().isEmpty()) {
                ComponentResult host = TopologyBuilder.result(variant, box.host());
                As.UTILIZATION
                        .firstOf(host.measures())
                        .ifPresent(name -> measures.add(measure(
                                Messages.text("topology.on", box.host()) + " (",
                                ")",
                                box.host(),
                                name,
                                As.UTILIZATION)));
            }
        }
        model.put("measures", measures);
        if (box.users()) {
            addOutcomes(box.name(), model);
        }
        return model;
    }

    /** Adds the requests of a class. A request can fail before its first call, such as without a response of DNS. */
    private void addOutcomes(String request, Map<String, Object> model) {
        double[] good = perSecond(values(request + ".good"));
        double[] failed = perSecond(values(request + ".failed"));
        double[] ended = good.clone();
        Arrays.setAll(ended, i -> good[i] + failed[i]);
        model.put("sent", perSecond(values(request + ".offered")));
        model.put("ended", ended);
        model.put("failures", failed);
    }

    private Map<String, Object> measure(String before, String after, String component, String name, As as) {
        Map<String, Object> measure = new LinkedHashMap<>();
        measure.put("before", before);
        measure.put("after", after);
        measure.put(
                "unit", variant.components().get(component).measures().get(name).unit());
        // A queue without entries is not shown.
        measure.put("least", as == As.LINE ? 1.0 : 0.0);
        measure.put("values", values(component + "." + name));
        return measure;
    }

    private Map<String, Object> node(Box box, Node node) {
        ComponentResult component = TopologyBuilder.result(variant, box.name());
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", node.label());
        model.put("region", node.region());
        model.put("mean", node.utilization());
        model.put(
                "values",
                As.UTILIZATION
                        .firstOf(component.nodes().getOrDefault(node.name(), Map.of()))
                        .map(name -> values(box.name() + "/" + node.name() + "." + name))
                        .orElse(new double[0]));
        model.put(
                "periods",
                node.periods().stream()
                        .map(period -> {
                            Map<String, Object> plain = new LinkedHashMap<>();
                            plain.put("state", period.state());
                            plain.put("from", period.fromNanos() / 1e9);
                            plain.put("to", period.toNanos() / 1e9);
                            return plain;
                        })
                        .toList());
        return model;
    }

    private double[] values(String column) {
        return variant.series().columns().stream()
                .filter(one -> one.name().equals(column))
                .findFirst()
                .map(Series.Column::values)
                .orElse(new double[0]);
    }

    private Map<String, Object> arrow(Arrow arrow) {
        EdgeResult edge = variant.edges().stream()
                .filter(one -> one.caller().equals(arrow.from()) && one.callee().equals(arrow.to()))
                .findFirst()
                .orElseThrow();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("from", arrow.from());
        model.put("to", arrow.to());
        model.put("curves", layouts.stream().map(layout -> layout.curve(arrow)).toList());
        model.put("path", path(arrow));
        model.put("rate", arrow.perSecond());
        model.put("failed", arrow.failed());
        model.put("sent", perSecond(edge.sentByStep()));
        long[] completed = edge.goodByStep().clone();
        Arrays.setAll(completed, i -> completed[i] + edge.failedByStep()[i]);
        model.put("ended", perSecond(completed));
        model.put("failures", perSecond(edge.failedByStep()));
        return model;
    }

    /** Returns the slots of a call in the layers from its caller to its callee. */
    private List<String> path(Arrow arrow) {
        Call call = new Call(arrow.from(), arrow.to());
        return order.paths().stream()
                .filter(path -> path.call().equals(call))
                .findFirst()
                .map(path -> path.slots().stream().map(Slot::id).toList())
                .orElseThrow();
    }

    private double[] perSecond(long[] counts) {
        return perSecond(Arrays.stream(counts).asDoubleStream().toArray());
    }

    private double[] perSecond(double[] counts) {
        return Arrays.stream(counts).map(count -> count / step).toArray();
    }
}
