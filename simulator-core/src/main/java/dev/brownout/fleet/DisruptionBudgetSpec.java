package dev.brownout.fleet;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spi.NodeLimit;
import java.util.Optional;

/** Limit of the hosts of a tier that are missing by choice. */
@Doc("Limit of the nodes that are missing by choice, in each region. A drain that would exceed it waits, and is tried "
        + "again every 5 s. Interruptions and failures are not limited, but count.")
public record DisruptionBudgetSpec(
        @Doc("Minimum number of working nodes, or their share of the desired nodes, rounded up.")
        Optional<NodeLimit> minAvailable,

        @Doc("Maximum number of missing nodes, or their share of the desired nodes, rounded up.")
        Optional<NodeLimit> maxUnavailable,

        @Doc("Limited changes.")
        @Default("evictions")
        @DefaultSource("Kubernetes documentation, Disruptions: budgets limit evictions, such as kubectl drain; "
                + "deployments and scaling are not limited")
        LimitedChange limits) {

    /** Changes that a disruption budget limits. */
    public enum LimitedChange {
        /** Drains of nodes by a fault. */
        @Doc("Drains of nodes by the fault 'drain'.")
        EVICTIONS,
        /** Removals of nodes that are not interruptions or failures. */
        @Doc("Also the removal of nodes by 'deploy', 'rollback', 'scale' and 'autoscale'.")
        ALL
    }

    /**
     * Validates the limit.
     *
     * @throws IllegalArgumentException unless exactly one limit is set
     */
    public DisruptionBudgetSpec {
        if (minAvailable.isPresent() == maxUnavailable.isPresent()) {
            throw new InvalidValueException(
                    "set either 'min_available' or 'max_unavailable', such as max_unavailable: 1");
        }
    }

    /** Returns the number of hosts that must work after a removal, of {@code desired} ones. */
    int required(int desired) {
        return minAvailable
                .map(limit -> limit.roundedUp(desired))
                .orElseGet(() -> desired - maxUnavailable.orElseThrow().roundedUp(desired));
    }
}
