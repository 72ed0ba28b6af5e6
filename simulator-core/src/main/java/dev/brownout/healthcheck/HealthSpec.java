package dev.brownout.healthcheck;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Network;
import dev.brownout.network.Probe;
import dev.brownout.random.KeyedRandom;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import java.time.Duration;

/** Configuration of the health checks of hosts. */
@Doc("Active health checks: interval and thresholds.")
public record HealthSpec(
        @Doc("Interval between two checks of a node.")
        @Default("2s")
        @AtLeast(1_000_000)
        @DefaultSource("HAProxy configuration manual: inter")
        Duration every,

        @Doc("Consecutive failed checks after which a node is out of rotation.")
        @Default("3")
        @AtLeast(1)
        @DefaultSource("HAProxy configuration manual: fall")
        @AtMost(1000)
        int fall,

        @Doc("Consecutive successful checks after which a node returns to rotation.")
        @Default("2")
        @AtLeast(1)
        @DefaultSource("HAProxy configuration manual: rise")
        @AtMost(1000)
        int rise,

        @Doc("Time without a response after which a check fails.")
        @Default("1s")
        @AtLeast(1)
        @DefaultSource("our assumption")
        Duration timeout,

        @Doc("Check of the connection (tcp) or of a response (http); a hung process passes tcp.") @Default("http")
        Probe.Depth type) {

    /** Default configuration. */
    public static final HealthSpec DEFAULT =
            new HealthSpec(Duration.ofSeconds(2), 3, 2, Duration.ofSeconds(1), Probe.Depth.HTTP);

    /** Rejects a timeout longer than the period with an IllegalArgumentException. */
    public HealthSpec {
        if (timeout.compareTo(every) > 0) {
            throw new InvalidValueException("the 'timeout' of a check must not exceed its interval 'every'");
        }
    }

    /** Returns the interval and thresholds of the checks. */
    public CheckSchedule rhythm() {
        return new CheckSchedule(every.toNanos(), fall, rise);
    }

    /**
     * Creates a health check of one host by another, not started.
     *
     * @param network network that contains the links between the hosts
     * @param phase random stream for the time to the first check
     */
    public HealthCheck createCheck(
            Simulation simulation,
            Network network,
            Host from,
            Host target,
            KeyedRandom phase,
            HealthCheck.Listener listener) {
        Probe probe = new Probe(simulation, network, from, target, type, timeout.toNanos());
        return new HealthCheck(simulation, rhythm(), phase, probe::run, listener);
    }
}
