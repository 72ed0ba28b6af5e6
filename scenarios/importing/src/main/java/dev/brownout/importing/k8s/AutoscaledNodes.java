package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.SystemPart;

/**
 * Numbers of nodes of an autoscaled part: the limits of its autoscaler, which apply even if its metrics are left out.
 */
final class AutoscaledNodes {
    private final SystemPart part;
    private final Setting least;
    private final Setting most;
    private final long usualLeast;
    private final long usualMost;
    private final Setting kind;

    /**
     * Creates the numbers.
     *
     * @param least setting of the minimum
     * @param most setting of the maximum
     * @param usualLeast minimum without a setting
     * @param usualMost maximum without a setting
     * @param kind setting with the kind of the autoscaler
     */
    AutoscaledNodes(SystemPart part, Setting least, Setting most, long usualLeast, long usualMost, Setting kind) {
        this.part = part;
        this.least = least;
        this.most = most;
        this.usualLeast = usualLeast;
        this.usualMost = usualMost;
        this.kind = kind;
    }

    /** Returns whether the part has an autoscaler already. */
    boolean isTaken() {
        return part.says("autoscale.max");
    }

    private long minimum() {
        return Math.max(1, Manifest.whole(least, usualLeast));
    }

    private long maximum() {
        return Math.max(minimum(), Manifest.whole(most, usualMost));
    }

    /** Moves the initial number of nodes into the limits, as the autoscaler does immediately. */
    private void begin() {
        long begins = Math.max(minimum(), Math.min(maximum(), part.nodes()));
        if (begins != part.nodes()) {
            part.nodes(
                    begins,
                    (least.said() && begins == minimum() ? least : kind).origin()
                            + ", as the autoscaler applies it immediately");
        }
    }

    /** Keeps the limits of an autoscaler without a metric of the scenario language. */
    void keep() {
        begin();
        most.ignore(part.name() + " has " + minimum() + " to " + maximum()
                + " pods, by metrics that are left out; here " + part.nodes() + " all the time");
    }

    /** Adds the autoscaler with a metric. */
    void apply(AutoscalerTarget target, Workload workload) {
        begin();
        part.say("autoscale.profile", "kubernetes-hpa", "origin: " + kind.origin());
        part.say(
                "autoscale.metric",
                target.metric(),
                "origin: " + target.setting().origin());
        part.say("autoscale.target", target.value(), target.origin());
        boolean toZero = Manifest.whole(least, usualLeast) < 1;
        part.say(
                "autoscale.min",
                Long.toString(minimum()),
                toZero
                        ? "at least one here; the autoscaler stops the last pod of an idle workload"
                        : least.said() ? "origin: " + least.origin() : "Kubernetes' default");
        part.say(
                "autoscale.max",
                Long.toString(maximum()),
                most.said() ? "origin: " + most.origin() : "the default of " + kind.peekText());
        Setting delay = workload.container().get("readinessProbe", "initialDelaySeconds");
        if (Manifest.whole(delay, 0) > 0) {
            part.say(
                    "autoscale.startup",
                    Manifest.whole(delay, 0) + "s",
                    "origin: " + delay.origin() + ", at least: the first check of a new pod comes after this time");
        }
    }
}
