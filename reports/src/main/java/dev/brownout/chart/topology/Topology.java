package dev.brownout.chart.topology;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.topology.LayeredOrder.Call;
import dev.brownout.format.ProminentItems;
import dev.brownout.result.ComponentResult.NodeState;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Call graph of a variant in the measured part of its run. Components are boxes with their nodes. Calls are curves with
 * a width proportional to their rate.
 *
 * @param title finding of the chart
 * @param subtitle scenario and variant
 * @param boxes components and users
 * @param arrows calls
 */
public record Topology(String title, String subtitle, List<Box> boxes, List<Arrow> arrows) {
    private static final String SLUG = "topology";

    /**
     * Box of a component, or of the users of a request class.
     *
     * @param users true for users
     * @param host host that the component shares with others; empty for nodes of its own
     * @param lines rows of text for the whole run
     * @param longest the longest text of each row at any time
     * @param nodes nodes of the component
     */
    public record Box(
            String name, boolean users, String host, List<String> lines, List<String> longest, List<Node> nodes) {
        private static final int MEMBERS_MAX = 3;

        /** Returns whether each node has a row of its own with its role, as the members of a database have. */
        boolean members() {
            return !nodes.isEmpty()
                    && nodes.size() <= MEMBERS_MAX
                    && nodes.stream().allMatch(Node::hasRole);
        }

        /** Returns whether all nodes are down at the end of the run. */
        boolean isDown() {
            return !nodes.isEmpty() && nodes.stream().allMatch(Node::isDown);
        }

        /** Returns the regions of the nodes, or one empty name. */
        Set<String> regions() {
            return nodes.stream().map(Node::region).collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    /**
     * Node of a component.
     *
     * @param region region of the node; empty if the scenario has none
     * @param utilization mean utilization, 0 to 1; {@code NaN} if it is unknown
     * @param periods states and roles of the node, in order of time
     */
    public record Node(String name, String region, double utilization, List<Period> periods) {
        /** Returns the name with the region. */
        String label() {
            return name + (region.isEmpty() ? "" : " · " + region);
        }

        private boolean hasRole() {
            return periods.stream()
                    .anyMatch(period -> !Set.of(NodeState.UP, NodeState.DOWN, NodeState.UNREACHABLE, NodeState.OUT)
                            .contains(period.state()));
        }

        /** Returns the last period of the run. A node without known states is up. */
        Period last() {
            return periods.isEmpty() ? new Period(NodeState.UP, 0, 0) : periods.get(periods.size() - 1);
        }

        /** Returns whether the node is down at the end of the run. */
        boolean isDown() {
            return last().state().equals(NodeState.DOWN);
        }
    }

    /**
     * Period in which a node has one state or role.
     *
     * @param state a state of {@link NodeState}, or a role such as {@code primary}
     */
    public record Period(String state, long fromNanos, long toNanos) {}

    /**
     * Calls from one component to another.
     *
     * @param perSecond mean rate of the calls, per second
     * @param failed share of the calls that failed for their caller
     */
    public record Arrow(String from, String to, double perSecond, double failed) {}

    /** Returns a chart for each variant with calls. The file names of the charts after the first one are numbered. */
    public static List<Chart> charts(RunResult result) {
        List<Chart> charts = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            if (variant.edges().isEmpty() || variant.run().measuredSeconds() == 0) {
                continue;
            }
            String slug = charts.isEmpty() ? SLUG : SLUG + "-" + (charts.size() + 1);
            String subtitle = result.scenario() + (result.variants().size() == 1 ? "" : " · " + variant.name());
            Topology topology = ProminentItems.many(variant.components())
                    ? TopologyBuilder.build(variant, subtitle, ProminentItems.components(result))
                    : TopologyBuilder.build(variant, subtitle);
            charts.add(new Chart(
                    slug,
                    topology.title(),
                    (g2, width, height) -> new TopologyPainter(topology, g2).paint(width, height),
                    () -> TopologyModel.data(
                            topology, variant, result.variants().size() > 1)));
        }
        return charts;
    }

    /** Returns the layers of the graph. */
    LayeredOrder order() {
        return LayeredOrder.of(
                arrows.stream().map(arrow -> new Call(arrow.from(), arrow.to())).toList(),
                boxes.stream().filter(Box::users).map(Box::name).collect(Collectors.toSet()));
    }

    /** Returns the key of the drawing. */
    String key() {
        boolean nodes = boxes.stream().anyMatch(box -> !box.nodes().isEmpty());
        boolean shared = boxes.stream().anyMatch(box -> !box.host().isEmpty());
        return Messages.text("topology.call_graph", nodes, shared);
    }
}
