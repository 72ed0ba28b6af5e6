package dev.brownout.experiment.reliability;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.fault.RandomFailureSpec;
import dev.brownout.runtime.FailingNodes;
import dev.brownout.runtime.FailingNodes.FailingNode;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Failure groups of a scenario, and the classes of interchangeable nodes in them. A state of the system is the number
 * of failed nodes in each class.
 *
 * @param groups failure groups, sorted by component
 * @param classes classes of nodes, sorted by group
 */
record NodeFailureModel(List<FailureGroup> groups, List<NodeClass> classes) {
    /** Kinds of which each node has the same share of the calls and no data of its own. */
    private static final List<String> STATELESS =
            List.of("server", "load-balancer", "dns", "function", "id-generator", "inference");

    NodeFailureModel {
        groups = List.copyOf(groups);
        classes = List.copyOf(classes);
    }

    /**
     * Returns the failure model of a scenario.
     *
     * @throws ExperimentException if no component has {@code mtbf}, or there are too many states to number them
     */
    static NodeFailureModel of(Scenario scenario) {
        List<FailureGroup> groups = new ArrayList<>();
        List<NodeClass> classes = new ArrayList<>();
        FailingNodes.byComponent(scenario).forEach((component, nodes) -> {
            ComponentEntry entry = scenario.components().get(component);
            RandomFailureSpec spec = entry.failures().orElseThrow();
            classes.addAll(classes(groups.size(), component, nodes, STATELESS.contains(entry.kind())));
            groups.add(new FailureGroup(
                    component,
                    nodes.size(),
                    spec.timesToFailure().orElseThrow(),
                    spec.timesOfRepair(),
                    spec.repairCrews().orElse(Integer.MAX_VALUE),
                    spec.needs().orElse(0)));
        });
        if (groups.isEmpty()) {
            String component = scenario.components().firstKey();
            throw new ExperimentException(
                    "no component has random failures, so nothing fails in any year; give a component a mean "
                            + "time between failures and a repair time, such as --set {}.mtbf=2000h --set {}.mttr=1h",
                    component,
                    component);
        }
        NodeFailureModel model = new NodeFailureModel(groups, classes);
        double states = classes.stream().mapToDouble(one -> one.size() + 1).reduce(1, (a, b) -> a * b);
        if (states > Long.MAX_VALUE) {
            throw new ExperimentException(
                    "the nodes with mtbf have more than 2^63 states; give fewer components an mtbf, or "
                            + "fewer roles, regions and zones");
        }
        return model;
    }

    private static List<NodeClass> classes(int group, String component, List<FailingNode> nodes, boolean symmetric) {
        Map<String, List<FailingNode>> byLabel = new LinkedHashMap<>();
        for (FailingNode node : nodes) {
            String role = node.name().replaceFirst("[-/]?\\d+$", "");
            String place = node.region().isEmpty() ? node.zone() : (node.region() + " " + node.zone()).strip();
            String label = component + (role.isEmpty() ? "" : "/" + role) + (place.isEmpty() ? "" : " in " + place);
            byLabel.computeIfAbsent(label, key -> new ArrayList<>()).add(node);
        }
        List<NodeClass> classes = new ArrayList<>();
        byLabel.forEach((label, own) -> classes.add(new NodeClass(group, label, own, symmetric)));
        return classes;
    }

    /** Returns nodes without names for a group. */
    static List<FailingNode> anonymous(FailureGroup group) {
        List<FailingNode> nodes = new ArrayList<>();
        for (int i = 1; i <= group.nodes(); i++) {
            nodes.add(new FailingNode(group.component(), Integer.toString(i), "", ""));
        }
        return nodes;
    }

    /** Returns a model of groups of interchangeable nodes. */
    static NodeFailureModel of(List<FailureGroup> groups) {
        List<NodeClass> classes = new ArrayList<>();
        for (FailureGroup group : groups) {
            classes.add(new NodeClass(classes.size(), group.component(), anonymous(group), true));
        }
        return new NodeFailureModel(groups, classes);
    }

    /** Returns the number of a state: its counts as the digits of a mixed radix. */
    long key(int[] failed) {
        long key = 0;
        for (int i = 0; i < failed.length; i++) {
            key = key * (classes.get(i).size() + 1) + failed[i];
        }
        return key;
    }

    /** Returns the number of failed nodes of a group. */
    int failedOf(int group, int[] failed) {
        int sum = 0;
        for (int i = 0; i < failed.length; i++) {
            sum += classes.get(i).group() == group ? failed[i] : 0;
        }
        return sum;
    }

    /** Returns a state with a number of failed nodes of a group and none of the others. */
    int[] failed(int group, int number) {
        int[] failed = new int[classes.size()];
        int missing = number;
        for (int i = 0; i < failed.length; i++) {
            if (classes.get(i).group() == group) {
                failed[i] = Math.min(missing, classes.get(i).size());
                missing -= failed[i];
            }
        }
        return failed;
    }

    /** Returns whether a component has fewer working nodes than it needs. */
    boolean isShort(int[] failed) {
        for (int group = 0; group < groups.size(); group++) {
            if (groups.get(group).isShort(failedOf(group, failed))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether each component with failures has {@code needs}. */
    boolean allNeeds() {
        return groups.stream().allMatch(group -> group.needs() > 0);
    }

    /** Returns a state in words, such as {@code 2 of 10 web + db/primary}. */
    String words(int[] failed) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < failed.length; i++) {
            NodeClass one = classes.get(i);
            if (failed[i] > 0) {
                parts.add(one.size() == 1 ? one.label() : failed[i] + " of " + one.size() + " " + one.label());
            }
        }
        return parts.isEmpty() ? "no node" : String.join(" + ", parts);
    }
}
