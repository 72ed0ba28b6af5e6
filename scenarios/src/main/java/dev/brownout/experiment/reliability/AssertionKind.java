package dev.brownout.experiment.reliability;

import dev.brownout.result.SlaResult;
import dev.brownout.sla.Metric;
import dev.brownout.sla.Relation;
import dev.brownout.sla.Relation.Comparison;
import dev.brownout.sla.Window;
import java.util.List;

/** Meaning of an assertion over years. */
enum AssertionKind {
    /** A number of the nodes of a component with failures: share of time, mean or count over the period. */
    NODES,
    /** The share of successful requests over the period. */
    AVERAGE,
    /** Any other assertion about requests: it must be met in each state of the system. */
    STATE,
    /** An assertion that has no meaning over years: about a scheduled fault, or about some of the nodes. */
    LEFT_OUT;

    private static final List<String> OF_NODES = List.of("enough", "up", "failures", "shortages");

    /** Returns the kind of an assertion. */
    static AssertionKind of(Relation relation, NodeFailureModel model) {
        Metric metric = relation.metric();
        boolean whole = relation.window() instanceof Window.Whole;
        boolean failing = metric.selector()
                .filter(selector -> model.groups().stream()
                        .anyMatch(group -> group.component().equals(selector.head())))
                .isPresent();
        if (failing && OF_NODES.contains(metric.name())) {
            boolean allNodes = metric.selector().orElseThrow().parts().isEmpty()
                    && metric.stat().isEmpty();
            return whole && allNodes && hasDirection(relation) ? NODES : LEFT_OUT;
        }
        if (metric.fault().isPresent() || !whole && !(relation.window() instanceof Window.Every)) {
            return LEFT_OUT;
        }
        boolean lower = relation.comparison() == Comparison.AT_LEAST || relation.comparison() == Comparison.MORE;
        return whole && lower && metric.name().equals(StateRuns.AVAILABILITY) ? AVERAGE : STATE;
    }

    private static boolean hasDirection(Relation relation) {
        boolean counts =
                List.of("failures", "shortages").contains(relation.metric().name());
        return switch (relation.comparison()) {
            case LESS, AT_MOST -> counts;
            case MORE, AT_LEAST -> !counts;
            case EQUAL, UNEQUAL, NEAR -> false;
        };
    }

    /** Returns whether the value of an assertion is a share of successful requests that has a lower bound. */
    static boolean isAvailability(SlaResult result) {
        String metric = result.metric();
        boolean lower = result.comparison().startsWith(">");
        boolean whole = result.expression().split("\\s+", -1).length <= 3;
        return lower && whole && metric.substring(metric.lastIndexOf('.') + 1).equals(StateRuns.AVAILABILITY);
    }
}
