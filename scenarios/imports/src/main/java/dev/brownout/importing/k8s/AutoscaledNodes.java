package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.SystemPart;

/**
 * Numbers of nodes of an autoscaled part: the limits of its autoscaler, which apply even if its metrics are left out.
 */
final class AutoscaledNodes {
    private final SystemPart part;
    private final Setting minimum;
    private final Setting maximum;
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
        this.minimum = least;
        this.maximum = most;
        this.usualLeast = usualLeast;
        this.usualMost = usualMost;
        this.kind = kind;
    }

    /** Returns whether the part has an autoscaler already. */
    boolean isAutoscaled() {
        return part.hasSetting("autoscale.max");
    }

    private long minimum() {
        return Math.max(1, Manifest.integer(minimum, usualLeast));
    }

    private long maximum() {
        return Math.max(minimum(), Manifest.integer(maximum, usualMost));
    }

    /** Moves the initial number of nodes into the limits, as the autoscaler does immediately. */
    private void begin() {
        long begins = Math.max(minimum(), Math.min(maximum(), part.nodes()));
        if (begins != part.nodes()) {
            part.nodes(
                    begins,
                    (minimum.isPresent() && begins == minimum() ? minimum : kind).origin()
                            + ", as the autoscaler applies it immediately");
        }
    }

    /** Keeps the limits of an autoscaler without a metric of the scenario language. */
    void keepLimits() {
        begin();
        maximum.ignore(part.name() + " has " + minimum() + " to " + maximum()
                + " pods, by metrics that are left out; here " + part.nodes() + " all the time");
    }

    /** Adds the autoscaler with a metric. */
    void apply(AutoscalerTarget target, Workload workload) {
        begin();
        if (!part.isModel()) {
            part.addSetting("autoscale.profile", "kubernetes-hpa", "origin: " + kind.origin());
        }
        part.addSetting(
                "autoscale.metric",
                target.metric(),
                "origin: " + target.setting().origin());
        part.addSetting("autoscale.target", target.value(), target.origin());
        boolean toZero = Manifest.integer(minimum, usualLeast) < 1;
        part.addSetting(
                "autoscale.min",
                Long.toString(minimum()),
                toZero
                        ? "at least one here; the autoscaler stops the last pod of an idle workload"
                        : minimum.isPresent() ? "origin: " + minimum.origin() : "Kubernetes' default");
        part.addSetting(
                "autoscale.max",
                Long.toString(maximum()),
                maximum.isPresent() ? "origin: " + maximum.origin() : "the default of " + kind.peekText());
        Setting delay = workload.container().get("readinessProbe", "initialDelaySeconds");
        if (Manifest.integer(delay, 0) > 0) {
            part.addSetting(
                    "autoscale.startup",
                    Manifest.integer(delay, 0) + "s",
                    "origin: " + delay.origin() + ", at least: the first check of a new pod comes after this time");
        }
    }
}
