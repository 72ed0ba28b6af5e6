package dev.brownout.chart.topology;

import dev.brownout.chart.topology.Topology.Arrow;
import dev.brownout.chart.topology.Topology.Box;
import dev.brownout.chart.topology.Topology.Node;
import dev.brownout.chart.topology.Topology.Period;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.format.SummaryMetrics;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.ComponentResult.NodeState;
import dev.brownout.result.DisplayHints.As;
import dev.brownout.result.EdgeResult;
import dev.brownout.result.Latency;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.RoleSpan;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Builds the topology of a variant from its result. */
final class TopologyBuilder {
    /** Result of a component that is not part of the run result. */
    private static final ComponentResult NOTHING = new ComponentResult("", Map.of(), Latency.NONE, Map.of(), Map.of());

    private final VariantResult variant;

    private TopologyBuilder(VariantResult variant) {
        this.variant = variant;
    }

    /** Creates the call graph of all components. */
    static Topology build(VariantResult variant, String subtitle) {
        return new TopologyBuilder(variant).build(subtitle, others(variant));
    }

    /** Creates the call graph of some components: their callers, their callees, and the edge with the most failures. */
    static Topology build(VariantResult variant, String subtitle, Set<String> some) {
        List<EdgeResult> all = others(variant);
        Optional<EdgeResult> worst = TopologyTitle.worst(all);
        List<EdgeResult> theirs = all.stream()
                .filter(edge -> some.contains(edge.callee())
                        || !edge.users() && some.contains(edge.caller())
                        || worst.filter(edge::equals).isPresent())
                .toList();
        String name = Messages.text(
                "topology.some_components",
                some.size(),
                QuantityFormat.count(variant.components().size()));
        return new TopologyBuilder(variant).build(subtitle + name, theirs);
    }

    /** Returns the result of a component; an empty one if the variant has none of this name. */
    static ComponentResult result(VariantResult variant, String component) {
        return variant.components().getOrDefault(component, NOTHING);
    }

    /** Returns the measure of a kind of number, if the component has it and it has a value. */
    static Optional<Measure> measure(As as, Map<String, Measure> measures) {
        return as.firstOf(measures).map(measures::get).filter(found -> !Double.isNaN(found.value()));
    }

    private static List<EdgeResult> others(VariantResult variant) {
        return variant.edges().stream()
                .filter(edge -> !edge.caller().equals(edge.callee()))
                .toList();
    }

    private Topology build(String subtitle, List<EdgeResult> edges) {
        double seconds = variant.run().measuredSeconds();
        Map<String, Box> boxes = new LinkedHashMap<>();
        for (EdgeResult edge : edges) {
            boxes.computeIfAbsent(edge.caller(), name -> edge.users() ? users(name, seconds) : component(name));
            boxes.computeIfAbsent(edge.callee(), this::component);
        }
        List<Arrow> arrows = edges.stream()
                .map(edge -> new Arrow(edge.caller(), edge.callee(), edge.sent() / seconds, edge.failedShare()))
                .toList();
        return new Topology(TopologyTitle.title(variant, edges), subtitle, List.copyOf(boxes.values()), arrows);
    }

    private Box users(String name, double seconds) {
        double rate = variant.requests().get(name).offered() / seconds;
        double good = variant.requests().get(name).availability();
        String share =
                Double.isNaN(good) ? "" : Messages.text("topology.succeeded", QuantityFormat.format(good, "ratio"));
        return new Box(
                name,
                true,
                "",
                List.of(QuantityFormat.format(rate, "1/s"), share),
                List.of("9,999/s", Messages.text("topology.succeeded", "99.99 %")),
                List.of());
    }

    private Box component(String name) {
        ComponentResult result = result(variant, name);
        List<Node> nodes = nodes(name, result);
        Box plain = new Box(name, false, result.host(), List.of(), List.of(), nodes);
        List<String> lines = new ArrayList<>();
        List<String> longest = new ArrayList<>();
        if (!nodes.isEmpty() && !plain.members()) {
            lines.add(state(nodes));
            longest.add(
                    nodes.size() == 1
                            ? Messages.text("topology.down_since", "00:00")
                            : Messages.text("topology.up_of", 99, 99));
            if (nodes.stream().anyMatch(node -> !outages(node).isEmpty())) {
                longest.set(0, Messages.text("topology.down_since", "00:00"));
            }
        }
        if (!plain.members()) {
            measure(As.UTILIZATION, result.measures()).ifPresent(busy -> {
                lines.add(SentenceTranslation.text("utilization") + " " + text(busy));
                longest.add(SentenceTranslation.text("utilization") + " 99.9 %");
            });
        }
        SummaryMetrics.bindingLimit(result.measures()).ifPresent(limit -> {
            lines.add(SentenceTranslation.metric(limit) + " "
                    + text(result.measures().get(limit)));
            longest.add(lines.get(lines.size() - 1));
        });
        for (As as : List.of(As.HIT_RATIO, As.LINE)) {
            String words = SentenceTranslation.text(
                    as.firstOf(result.measures()).orElse("").replace('_', ' '));
            measure(as, result.measures()).ifPresent(found -> {
                lines.add(as == As.HIT_RATIO || found.value() >= 1 ? words + " " + text(found) : "");
                longest.add(words + (as == As.HIT_RATIO ? " 99.9 %" : " 9,999"));
            });
        }
        if (!result.host().isEmpty()) {
            Map<String, Measure> host = result(variant, result.host()).measures();
            String busy = measure(As.UTILIZATION, host)
                    .map(found -> " (" + text(found) + ")")
                    .orElse("");
            lines.add(Messages.text("topology.on", result.host()) + busy);
            longest.add(Messages.text("topology.on", result.host()) + " (99.9 %)");
        }
        lines.removeIf(String::isEmpty);
        return new Box(name, false, result.host(), lines, longest, nodes);
    }

    private static String text(Measure measure) {
        return QuantityFormat.format(measure.value(), measure.unit());
    }

    private List<Node> nodes(String component, ComponentResult result) {
        List<Node> nodes = new ArrayList<>();
        result.nodes().forEach((name, measures) -> {
            List<NodeState> states = result.states().stream()
                    .filter(state -> state.node().equals(name))
                    .toList();
            nodes.add(new Node(
                    name,
                    states.isEmpty() ? "" : states.get(0).region(),
                    measure(As.UTILIZATION, measures).map(Measure::value).orElse(Double.NaN),
                    periods(component, name, states)));
        });
        return nodes;
    }

    /** Combines the roles of a node with its states. A role holds while the node is up. */
    private List<Period> periods(String component, String node, List<NodeState> states) {
        List<RoleSpan> roles = variant.history().roles().stream()
                .filter(role ->
                        role.component().equals(component) && role.node().equals(node))
                .toList();
        Set<Long> instants = new TreeSet<>();
        Stream.concat(
                        states.stream().flatMap(state -> Stream.of(state.fromNanos(), state.toNanos())),
                        roles.stream().flatMap(role -> Stream.of(role.fromNanos(), role.toNanos())))
                .forEach(instants::add);
        List<Period> periods = new ArrayList<>();
        long from = -1;
        for (long to : instants) {
            if (from >= 0) {
                long instant = from;
                String state = states.stream()
                        .filter(one -> one.fromNanos() <= instant && instant < one.toNanos())
                        .map(NodeState::state)
                        .findFirst()
                        .orElse(NodeState.UP);
                String role = roles.stream()
                        .filter(one -> one.fromNanos() <= instant && instant < one.toNanos())
                        .map(RoleSpan::role)
                        .findFirst()
                        .orElse(state);
                String shown = state.equals(NodeState.UP) ? role : state;
                Period before = periods.isEmpty() ? null : periods.get(periods.size() - 1);
                if (before != null && before.state().equals(shown)) {
                    periods.set(periods.size() - 1, new Period(shown, before.fromNanos(), to));
                } else {
                    periods.add(new Period(shown, from, to));
                }
            }
            from = to;
        }
        return periods;
    }

    private static List<Period> outages(Node node) {
        return node.periods().stream()
                .filter(period -> period.state().equals(NodeState.DOWN))
                .toList();
    }

    /** Returns the state of the nodes for the whole run: an outage that ended, or else the state at the end. */
    private static String state(List<Node> nodes) {
        List<Node> present = nodes.stream()
                .filter(node -> !node.last().state().equals(NodeState.OUT))
                .toList();
        long down = present.stream().filter(Node::isDown).count();
        if (down > 0) {
            long since = present.stream()
                    .filter(Node::isDown)
                    .mapToLong(node -> node.last().fromNanos())
                    .min()
                    .orElse(0);
            return down == present.size()
                    ? Messages.text("topology.down_since", SimulatedTimeFormat.at(since))
                    : Messages.text("topology.up_of", present.size() - down, present.size());
        }
        List<Period> outages =
                nodes.stream().flatMap(node -> outages(node).stream()).toList();
        if (outages.isEmpty()) {
            return present.size() == 1
                    ? Messages.text("topology.up")
                    : Messages.text("topology.up_of", present.size(), present.size());
        }
        long from = outages.stream().mapToLong(Period::fromNanos).min().orElse(0);
        long to = outages.stream().mapToLong(Period::toNanos).max().orElse(0);
        long count = nodes.stream().filter(node -> !outages(node).isEmpty()).count();
        return Messages.text(
                "topology.down_for",
                nodes.size() == 1 ? "" : Long.toString(count),
                SimulatedTimeFormat.at(from),
                SimulatedTimeFormat.at(to));
    }
}
