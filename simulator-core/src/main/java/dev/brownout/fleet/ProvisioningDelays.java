package dev.brownout.fleet;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;

/**
 * How machines come and go.
 *
 * @param startup from the wish for a machine to its service, in nanoseconds
 * @param drainNanos how long a machine that goes may finish what it has, at least 0
 */
public record ProvisioningDelays(Distribution startup, long drainNanos) {
    /** Machines come at once, and go when they have finished, after 30 s at most: Kubernetes' termination grace. */
    public static final ProvisioningDelays AT_ONCE =
            new ProvisioningDelays(new ConstantDistribution(0), 30_000_000_000L);
}
