package dev.brownout.fleet;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import java.time.Duration;

/** Readiness checks of the new hosts of a tier. */
@Doc("Readiness checks of new nodes. A node is checked 'delay' after its launch, and then in each "
        + "'period'. It enters service when 'successes' checks in sequence have found its process started. Failed "
        + "nodes are found by the health checks of load balancers.")
public record ReadinessSpec(
        @Doc("Time from the launch of a node to the first check.")
        @Default("0s")
        @AtLeast(0)
        @DefaultSource("Kubernetes: readinessProbe.initialDelaySeconds")
        Duration delay,

        @Doc("Time between two checks.")
        @Default("10s")
        @AtLeast(1_000_000)
        @DefaultSource("Kubernetes: readinessProbe.periodSeconds")
        Duration period,

        @Doc("Checks in sequence that must pass.")
        @Default("1")
        @AtLeast(1)
        @AtMost(1000)
        @DefaultSource("Kubernetes: readinessProbe.successThreshold")
        int successes) {

    /**
     * Returns the time from the launch of a host to its service.
     *
     * @param startupNanos time until its process runs, in ns
     */
    long readyNanos(long startupNanos) {
        long every = period.toNanos();
        long waiting = Math.max(0, startupNanos - delay.toNanos());
        long checks = waiting / every + (waiting % every == 0 ? 0 : 1) + successes - 1;
        return delay.toNanos() + checks * every;
    }
}
