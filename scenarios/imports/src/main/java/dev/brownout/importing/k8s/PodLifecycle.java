package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Start and shutdown of the pods of a workload: grace period, preStop hook, readiness checks and disruption budget. A
 * hook is imported if it sleeps.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/">Kubernetes, Pod Lifecycle</a>
 */
final class PodLifecycle {
    private static final Pattern SLEEP =
            Pattern.compile("(?:^|[\\s;&|/('\"])sleep\\s+(\\d{1,6}(?:\\.\\d{1,3})?)([smh]?)\\b");

    private final Workload workload;
    private final SystemPart part;
    private final ImportedCluster cluster;

    PodLifecycle(Workload workload, SystemPart part, ImportedCluster cluster) {
        this.workload = workload;
        this.part = part;
        this.cluster = cluster;
    }

    /** Adds the settings to a server. Those of another product are left to their reasons. */
    void apply() {
        if (part.role() != Role.SERVER) {
            return;
        }
        Setting grace = workload.pod().get("terminationGracePeriodSeconds");
        if (Manifest.integer(grace, -1) >= 0) {
            part.addSetting("grace", Manifest.integer(grace, 0) + "s", "origin: " + grace.origin());
        }
        preStop(workload.container().get("lifecycle", "preStop"));
        if (part.nodes() > 1
                || part.hasSetting("autoscale.max")
                || cluster.balancers().checks(workload)) {
            readiness(workload.container().get("readinessProbe"));
        }
        cluster.of("PodDisruptionBudget").stream()
                .filter(this::selects)
                .findFirst()
                .ifPresent(this::budget);
    }

    private void preStop(Setting hook) {
        Optional<String> time = sleep(hook);
        if (time.isEmpty()) {
            return;
        }
        part.addSetting("pre_stop", time.get(), "origin: " + hook.origin());
        hook.markIgnored();
        cluster.account()
                .leftOut(hook.origin() + ": the time until callers of " + part.name()
                        + " learn that a pod stops is not in the files: 'discovery_delay' of its balancer has it");
    }

    /** Returns the time for which a hook sleeps; empty if it does something else. */
    private static Optional<String> sleep(Setting hook) {
        Setting seconds = hook.get("sleep", "seconds");
        if (Manifest.integer(seconds, 0) > 0) {
            return Optional.of(Manifest.integer(seconds, 0) + "s");
        }
        String command = hook.get("exec", "command").items().stream()
                .map(Setting::peekText)
                .collect(Collectors.joining(" "));
        Matcher sleep = SLEEP.matcher(command);
        if (!sleep.find() || Double.parseDouble(sleep.group(1)) == 0) {
            return Optional.empty();
        }
        return Optional.of(sleep.group(1) + (sleep.group(2).isEmpty() ? "s" : sleep.group(2)));
    }

    private void readiness(Setting probe) {
        if (!probe.isPresent()) {
            return;
        }
        addDuration("delay", "s", probe.get("initialDelaySeconds"), 0, 0);
        addDuration("period", "s", probe.get("periodSeconds"), 1, 10);
        addDuration("successes", "", probe.get("successThreshold"), 1, 1);
    }

    private void addDuration(String key, String unit, Setting setting, long least, long usual) {
        part.addSetting(
                "readiness." + key,
                Math.max(least, Manifest.integer(setting, usual)) + unit,
                setting.isPresent() ? "origin: " + setting.origin() : "Kubernetes' default");
    }

    /** Returns whether a budget selects the pods of the workload by labels. */
    private boolean selects(Manifest budget) {
        Map<String, String> selectorLabels = Manifest.texts(budget.spec().get("selector", "matchLabels"));
        return !selectorLabels.isEmpty()
                && budget.namespace().equals(workload.manifest().namespace())
                && budget.spec().get("selector", "matchExpressions").isEmpty()
                && workload.labels().entrySet().containsAll(selectorLabels.entrySet());
    }

    private void budget(Manifest budget) {
        for (var key :
                List.of(Map.entry("minAvailable", "min_available"), Map.entry("maxUnavailable", "max_unavailable"))) {
            Setting limit = budget.spec().get(key.getKey());
            if (KubernetesQuantities.isCountOrPercent(limit.peekText())) {
                part.addSetting("disruption_budget." + key.getValue(), limit.text(), "origin: " + limit.origin());
                budget.spec().markIgnored();
                return;
            }
        }
    }
}
