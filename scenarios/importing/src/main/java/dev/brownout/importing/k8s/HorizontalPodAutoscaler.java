package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.OptionalDouble;

/**
 * HorizontalPodAutoscaler, version 1 or 2. Its target is a percentage of the CPU request of a pod; that of the scenario
 * language is a percentage of the CPU limit. For a pod with a limit of twice its request, 80 % becomes 40 %.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/">Kubernetes, Horizontal Pod
 *     Autoscaling</a>
 */
final class HorizontalPodAutoscaler {
    private static final double MOST = 100;

    private final Manifest manifest;
    private final SystemPart part;
    private final Workload workload;

    HorizontalPodAutoscaler(Manifest manifest, SystemPart part, Workload workload) {
        this.manifest = manifest;
        this.part = part;
        this.workload = workload;
    }

    /** Adds the autoscaler to its part, or records the reason why it is left out. */
    void say() {
        Setting spec = manifest.spec();
        spec.get("scaleTargetRef").passOver();
        Setting cpu = cpu(spec);
        OptionalDouble target = cpu == null ? OptionalDouble.empty() : target(cpu);
        Setting most = spec.get("maxReplicas");
        if (part.role() != Role.SERVER || target.isEmpty() || Manifest.whole(most, 0) < 1) {
            spec.ignore(
                    part.role() == Role.SERVER
                            ? "an autoscaler of " + part.name() + " that does not scale by the CPU requests of its pods"
                            : "an autoscaler of " + part.name() + ", which is not a server here");
            return;
        }
        long least = Manifest.whole(spec.get("minReplicas"), 1);
        long max = Manifest.whole(most, least);
        long begins = Math.max(least, Math.min(max, part.nodes()));
        if (begins != part.nodes()) {
            part.nodes(begins, manifest.setting().get("kind").origin() + ", as the autoscaler applies it immediately");
        }
        part.say(
                "autoscale.profile",
                "kubernetes-hpa",
                "origin: " + manifest.setting().get("kind").origin());
        part.say("autoscale.metric", "cpu", "origin: " + cpu.origin());
        part.say(
                "autoscale.target",
                LanguageNumbers.bare(Math.min(MOST, target.getAsDouble()), 3) + "%",
                why(cpu, target.getAsDouble()));
        part.say(
                "autoscale.min",
                Long.toString(least),
                spec.get("minReplicas").said()
                        ? "origin: " + spec.get("minReplicas").origin()
                        : "Kubernetes' default");
        part.say("autoscale.max", Long.toString(max), "origin: " + most.origin());
        Setting grace = workload.pod().get("terminationGracePeriodSeconds");
        if (Manifest.whole(grace, -1) >= 0) {
            part.say("autoscale.drain", Manifest.whole(grace, 0) + "s", "origin: " + grace.origin());
        }
        behaves(spec);
    }

    private void behaves(Setting spec) {
        pace(spec.get("behavior", "scaleUp"), "up_policy");
        pace(spec.get("behavior", "scaleDown"), "down_policy");
        Setting window = spec.get("behavior", "scaleDown", "stabilizationWindowSeconds");
        if (Manifest.whole(window, -1) >= 0) {
            part.say("autoscale.down_window", Manifest.whole(window, 0) + "s", "origin: " + window.origin());
        }
        Setting wait = spec.get("behavior", "scaleUp", "stabilizationWindowSeconds");
        if (Manifest.whole(wait, 0) > 0) {
            wait.ignore(
                    "a wait of " + part.name() + " before it scales up, which the autoscaler here does not support");
        }
    }

    /**
     * Returns the setting of the CPU target; {@code null} if there is none. All metrics except the first CPU target are
     * left out.
     */
    private Setting cpu(Setting spec) {
        Setting first = spec.get("targetCPUUtilizationPercentage");
        Setting found = first.said() ? first : null;
        for (Setting metric : spec.get("metrics").items()) {
            Setting target = metric.get("resource", "target");
            boolean percent = metric.get("resource", "name").peekText().equals("cpu")
                    && target.get("type").peekText().equals("Utilization");
            if (percent && found == null) {
                found = target.get("averageUtilization");
                metric.get("type").passOver();
                metric.get("resource", "name").passOver();
                target.get("type").passOver();
            } else {
                metric.ignore(
                        "a metric, other than CPU, by which " + part.name() + " is scaled; here only CPU is supported");
            }
        }
        return found;
    }

    private OptionalDouble target(Setting percent) {
        OptionalDouble asked = KubernetesQuantities.number(
                workload.container().get("resources", "requests", "cpu").peekText());
        OptionalDouble limit = KubernetesQuantities.number(
                workload.container().get("resources", "limits", "cpu").peekText());
        long said = Manifest.whole(percent, 0);
        if (said < 1 || asked.isEmpty() && limit.isEmpty()) {
            return OptionalDouble.empty();
        }
        // Kubernetes: the CPU request of a container defaults to its limit.
        double share = asked.isPresent() && limit.isPresent() ? asked.getAsDouble() / limit.getAsDouble() : 1;
        return OptionalDouble.of(said * share);
    }

    private String why(Setting cpu, double target) {
        String origin = "origin: " + cpu.origin() + ", " + Manifest.whole(cpu, 0) + "% of the CPU request of a pod";
        return target > MOST
                ? origin + "; that is above its limit, so it never scales up"
                : origin + ", and its limit is " + LanguageNumbers.bare(Manifest.whole(cpu, 0) / target, 3)
                        + " times the request";
    }

    /**
     * Adds the scaling policy of one direction: at most one policy of each type, with equal periods, of which the
     * larger applies.
     */
    private void pace(Setting direction, String word) {
        if (direction.get("selectPolicy").peekText().equals("Disabled")) {
            direction.get("selectPolicy").text();
            part.say(
                    "autoscale." + word + ".share",
                    "0%",
                    "origin: " + direction.get("selectPolicy").origin());
            part.say(
                    "autoscale." + word + ".nodes",
                    "0",
                    "origin: " + direction.get("selectPolicy").origin());
            direction.get("policies").passOver();
            return;
        }
        Setting policies = direction.get("policies");
        if (policies.items().isEmpty()) {
            direction.get("selectPolicy").passOver();
            return;
        }
        boolean least = direction.get("selectPolicy").peekText().equals("Min");
        long pods = 0;
        long percent = 0;
        long every = 0;
        boolean alike = true;
        for (Setting policy : policies.items()) {
            long seconds = Manifest.whole(policy.get("periodSeconds"), 15);
            alike &= every == 0 || every == seconds;
            every = seconds;
            boolean share = policy.get("type").text().equals("Percent");
            alike &= share ? percent == 0 : pods == 0;
            percent = share ? Manifest.whole(policy.get("value"), 0) : percent;
            pods = share ? pods : Manifest.whole(policy.get("value"), 0);
        }
        if (!alike || least && policies.items().size() > 1 || every < 1) {
            direction.ignore("how fast " + part.name()
                    + " is scaled: policies that the language does not support; here the defaults");
            return;
        }
        direction.get("selectPolicy").passOver();
        String origin = "origin: " + policies.origin();
        part.say("autoscale." + word + ".share", percent + "%", origin);
        part.say("autoscale." + word + ".nodes", Long.toString(pods), origin);
        part.say("autoscale." + word + ".every", every + "s", origin);
    }
}
