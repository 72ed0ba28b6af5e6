package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * HorizontalPodAutoscaler, version 1 or 2. Kubernetes follows the metric that asks for the most pods; an autoscaler of
 * the scenario language has one metric. It is the CPU, or else the first metric with a counterpart.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/">Kubernetes, Horizontal Pod
 *     Autoscaling</a>
 */
final class HorizontalPodAutoscaler {
    private final Manifest manifest;
    private final SystemPart part;
    private final AutoscalerMetrics metrics;
    private final Workload workload;

    HorizontalPodAutoscaler(Manifest manifest, SystemPart part, Workload workload, AutoscalerMetrics metrics) {
        this.manifest = manifest;
        this.part = part;
        this.workload = workload;
        this.metrics = metrics;
    }

    /** Adds the autoscaler to its part, or the reasons why it is left out. Its limits apply in both cases. */
    void apply() {
        Setting spec = manifest.spec();
        spec.get("scaleTargetRef").markIgnored();
        AutoscaledNodes nodes = new AutoscaledNodes(
                part,
                spec.get("minReplicas"),
                spec.get("maxReplicas"),
                1,
                1,
                manifest.setting().get("kind"));
        if (part.role() != Role.SERVER) {
            spec.ignore("an autoscaler of " + part.name() + ", which is not a server here");
            return;
        }
        if (nodes.isAutoscaled()) {
            spec.ignore("a second autoscaler of " + part.name() + "; here the first one");
            return;
        }
        List<AutoscalerTarget> targets = new ArrayList<>();
        Setting first = spec.get("targetCPUUtilizationPercentage");
        if (first.isPresent()) {
            metrics.utilization(first).ifPresent(targets::add);
        }
        for (Setting metric : spec.get("metrics").items()) {
            metrics.of(metric).ifPresent(targets::add);
        }
        if (!first.isPresent() && !spec.get("metrics").isPresent()) {
            // Kubernetes: an autoscaler without metrics follows 80 % of the CPU request.
            metrics.usual(manifest.setting().get("kind")).ifPresent(targets::add);
        }
        Optional<AutoscalerTarget> chosen = targets.stream()
                .filter(target -> target.metric().equals("cpu"))
                .findFirst()
                .or(() -> targets.stream().findFirst());
        if (chosen.isEmpty()) {
            nodes.keepLimits();
            spec.get("behavior").ignore("how fast " + part.name() + " is scaled, by metrics that are left out");
            return;
        }
        targets.stream()
                .filter(target -> !target.equals(chosen.get()))
                .forEach(target -> target.setting()
                        .ignore("a further metric of the autoscaler of " + part.name()
                                + ": Kubernetes follows the one that asks for the most pods, and here"
                                + " it is one metric"));
        nodes.apply(chosen.get(), workload);
        new ScalingBehavior(part, spec.get("behavior")).apply();
    }
}
