package dev.brownout.fleet;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;

/**
 * Delays of starting and stopping a host.
 *
 * @param startup time from the request for a host to its service, in nanoseconds
 * @param drainNanos grace period of a draining host, in ns, at least 0
 */
public record ProvisioningDelays(Distribution startup, long drainNanos) {
    /** No start delay, and a grace period of 30 s, the default of Kubernetes' terminationGracePeriodSeconds. */
    public static final ProvisioningDelays AT_ONCE =
            new ProvisioningDelays(new ConstantDistribution(0), 30_000_000_000L);
}
