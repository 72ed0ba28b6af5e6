package dev.brownout.component.server;

import dev.brownout.fleet.AutoscaleSpec;
import dev.brownout.fleet.VersionSpec;
import dev.brownout.fleet.WarmUpSpec;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Number, versions and starts of hosts. */
public record TierLifecycle(
        @Doc("Autoscaling of the number of nodes; 'nodes' is the initial number.") @Default("none") @NoneKeyword("none")
        Optional<AutoscaleSpec> autoscale,

        @Doc("Versions that the verb deploy can roll out, by name, with the settings that differ "
                + "from the initial ones.")
        @Default("{}")
        Map<String, VersionSpec> versions,

        @Doc("Reduced speed of a node after each start of its process.") @Default("none") @NoneKeyword("none")
        Optional<WarmUpSpec> warmUp,

        @Doc("Idle time after which a node stops and is no longer billed. The next call starts "
                + "it and waits for 'boot'. Default: nodes never stop.")
        @NoneKeyword("none")
        @AtLeast(0)
        @DefaultSource(
                "Knative stops pods that are idle for its stable window, default 60s; its activator " + "holds calls")
        Optional<Duration> scaleToZeroAfter,

        @Doc("Start time of a node after an idle stop or an OOM kill; default: 1s.")
        @DefaultSource("AWS Lambda Developer Guide: a cold start takes from under 100 ms to over a second; "
                + "systemd restarts after 100 ms, and Kubernetes immediately the first time")
        Optional<Distribution> boot,

        @Doc("Steps of each new process before it is ready, such as reading its configuration from a store; default: "
                + "a process is ready when it has started.")
        @NoneKeyword("none")
        Optional<StartSpec> onStart) {
    /** Start time of a stopped host without one of its own: 1 s. */
    private static final Distribution DEFAULT_BOOT = new ConstantDistribution(1_000_000_000);

    /** Rejects scale to zero with autoscaling, which also decides the number of hosts. */
    public TierLifecycle {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        if (scaleToZeroAfter.isPresent() && autoscale.isPresent()) {
            throw new InvalidValueException(
                    "'scale_to_zero_after' and 'autoscale' both control the number of nodes: remove one of them");
        }
        if (scaleToZeroAfter.isPresent() && onStart.isPresent()) {
            throw new InvalidValueException("'on_start' is not supported for nodes that stop when idle: remove "
                    + "'scale_to_zero_after', or add the time of the steps to 'boot' and remove 'on_start'");
        }
    }

    /** Returns the start time of a stopped host, in nanoseconds. */
    Distribution bootTime() {
        return boot.orElse(DEFAULT_BOOT);
    }
}
