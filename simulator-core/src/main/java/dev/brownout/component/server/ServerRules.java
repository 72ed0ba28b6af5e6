package dev.brownout.component.server;

import dev.brownout.fleet.AutoscaleSpec;
import dev.brownout.host.CodelQueue;
import dev.brownout.host.Cores;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import java.time.Duration;
import java.util.Optional;

/** Consistency rules between settings of a server; violations throw an IllegalArgumentException. */
final class ServerRules {
    /** Default start time of a stopped host. */
    private static final Distribution BOOT = new ConstantDistribution(1_000_000_000);

    private ServerRules() {}

    /** Returns the start time of a stopped host. */
    static Distribution starting(ServerSpec spec) {
        return spec.lifecycle().boot().orElse(BOOT);
    }

    /** Rejects a boot time for hosts that do not stop by themselves. */
    static void boots(Optional<Distribution> boot, Optional<Duration> after, Optional<MemorySpec> memory) {
        if (boot.isPresent() && after.isEmpty() && memory.isEmpty()) {
            throw new IllegalArgumentException("'boot' goes with scale_to_zero_after or memory");
        }
    }

    /**
     * Rejects scale to zero with autoscaling, which also decides the number of hosts, and with never idle workloads.
     */
    static void rests(
            Optional<Duration> after,
            Optional<AutoscaleSpec> autoscale,
            Optional<ConnectionsSpec> connections,
            Optional<ConsumptionSpec> consumes) {
        if (after.isEmpty()) {
            return;
        }
        if (autoscale.isPresent()) {
            throw new IllegalArgumentException("'scale_to_zero_after' and 'autoscale' both decide how many machines"
                    + " there are: leave one of them out");
        }
        if (connections.isPresent()) {
            throw new IllegalArgumentException("machines to which users keep connections are never idle: leave"
                    + " 'scale_to_zero_after' or 'connections' out");
        }
        if (consumes.isPresent()) {
            throw new IllegalArgumentException("machines that fetch messages are not called by anybody who could have"
                    + " them start: leave 'scale_to_zero_after' or 'consumes' out");
        }
    }

    /** Rejects CoDel limits that do not fit the scheduling. */
    static void waits(Cores.Scheduling scheduling, Optional<Duration> target, Optional<Duration> interval) {
        boolean drops = scheduling == Cores.Scheduling.CODEL || scheduling == Cores.Scheduling.CONTROLLED_DELAY;
        if (target.isPresent() && !drops) {
            throw new IllegalArgumentException("'codel_target' goes with scheduling: codel or controlled-delay");
        }
        if (interval.isPresent() && !drops && scheduling != Cores.Scheduling.ADAPTIVE_LIFO) {
            throw new IllegalArgumentException(
                    "'codel_interval' goes with scheduling: codel, controlled-delay or adaptive-lifo");
        }
        CodelQueue.Control usual = CodelQueue.Control.USUAL;
        long most = interval.map(Duration::toNanos).orElse(usual.intervalNanos());
        if (drops && target.map(Duration::toNanos).orElse(usual.targetNanos()) > most) {
            throw new IllegalArgumentException("'codel_target' is no longer than 'codel_interval'");
        }
    }
}
