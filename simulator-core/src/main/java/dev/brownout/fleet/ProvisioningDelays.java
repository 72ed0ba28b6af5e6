package dev.brownout.fleet;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Delays of starting and stopping a host.
 *
 * @param startup time from the request for a host to its service, in nanoseconds
 * @param drain grace period of a host that is removed by scaling, unless the transitions have one
 * @param transitions entry of a host into service, and its exit
 */
public record ProvisioningDelays(Distribution startup, Duration drain, HostTransitions transitions) {
    /** No start delay, and the defaults of a shutdown. */
    public static final ProvisioningDelays AT_ONCE = new ProvisioningDelays(HostTransitions.NONE);

    /** Creates delays without a start delay. */
    public ProvisioningDelays(HostTransitions transitions) {
        this(new ConstantDistribution(0), Duration.ofNanos(ShutdownRules.DEFAULT_GRACE_NANOS), transitions);
    }

    /** Returns the shutdown of a host that is removed by scaling. */
    ShutdownRules scaleIn() {
        ShutdownRules rules = transitions.shutdown();
        return transitions.grace().isPresent() ? rules : rules.withGrace(OptionalLong.of(drain.toNanos()));
    }
}
