package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Rollout of a new version: the strategy of a Deployment, a StatefulSet, a DaemonSet, a DeploymentConfig or an Argo
 * Rollout. A manifest contains no deployment in progress, so the strategy is listed together with the fault that
 * deploys in the same way.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy">Kubernetes, Deployment
 *     strategy: maxSurge is rounded up and maxUnavailable is rounded down</a>
 * @see <a href="https://argo-rollouts.readthedocs.io/en/stable/features/canary/">Argo Rollouts, Canary</a>
 */
final class RolloutStrategy {
    private static final int DEFAULT_PERCENT = 25;

    private final Workload workload;
    private final SystemPart part;

    RolloutStrategy(Workload workload, SystemPart part) {
        this.workload = workload;
        this.part = part;
    }

    /** Lists the strategy, if there is one. */
    void leaveOut() {
        Setting spec = workload.manifest().spec();
        Setting strategy = spec.firstPresent("strategy", "updateStrategy");
        Setting canary = strategy.get("canary");
        Setting blueGreen = strategy.get("blueGreen");
        if (canary.isPresent()) {
            canary(strategy, canary);
        } else if (blueGreen.isPresent()) {
            strategy.ignore("the blue-green rollout of " + part.name() + ": no deployment is in the files; "
                    + fault(part.nodes(), true) + " deploys in this way");
        } else if (strategy.isPresent()) {
            rolling(strategy);
        }
    }

    private void canary(Setting strategy, Setting canary) {
        List<String> steps = new ArrayList<>();
        long first = 0;
        for (Setting step : canary.get("steps").items()) {
            Setting weight = step.get("setWeight");
            OptionalDouble percent = KubernetesQuantities.number(weight.peekText());
            if (percent.isPresent()) {
                steps.add(LanguageNumbers.format(percent.getAsDouble(), 3) + " %");
                first = first == 0 ? (long) Math.ceil(part.nodes() * percent.getAsDouble() / 100) : first;
            } else if (step.get("pause").node() != null) {
                Setting duration = step.get("pause", "duration");
                OptionalDouble nanos = KubernetesQuantities.time(duration.peekText());
                steps.add(
                        nanos.isPresent()
                                ? "a pause of " + LanguageNumbers.nanos(nanos.getAsDouble(), 9)
                                : "a pause until it is continued by hand");
            } else {
                step.entries().keySet().stream().findFirst().ifPresent(steps::add);
            }
        }
        strategy.ignore("the canary of " + part.name()
                + (steps.isEmpty() ? "" : ", with the steps " + String.join(", ", steps))
                + ": no deployment is in the files; " + fault(Math.max(1, first), false)
                + " begins in this way");
    }

    private void rolling(Setting strategy) {
        Setting rolling = strategy.firstPresent("rollingUpdate", "rollingParams");
        if (List.of("Recreate", "OnDelete").contains(strategy.get("type").peekText())) {
            boolean all = strategy.get("type").peekText().equals("Recreate");
            strategy.ignore("the update strategy of " + part.name() + ": no deployment is in the files"
                    + (all ? "; " + fault(part.nodes(), false) + " deploys in this way" : ""));
            return;
        }
        boolean deployment = !List.of("StatefulSet", "DaemonSet")
                .contains(workload.manifest().kind());
        if (deployment) {
            strategy.ignore("the rolling update of " + part.name() + ": no deployment is in the files; 'at 1m: deploy "
                    + part.name() + " v2 max_surge=" + limit(rolling.get("maxSurge")) + " max_unavailable="
                    + limit(rolling.get("maxUnavailable")) + "' deploys in this way");
            return;
        }
        double nodes = part.nodes();
        double surge = Math.ceil(amount(rolling.get("maxSurge"), nodes, 0));
        double down = Math.floor(amount(rolling.get("maxUnavailable"), nodes, 1));
        long amount = (long) Math.max(1, Math.min(nodes, surge + down));
        strategy.ignore("the rolling update of " + part.name() + ": no deployment is in the files; "
                + fault(amount, surge >= 1) + " deploys in this way");
    }

    /** Returns a limit of a rolling update as a scenario has it. */
    private static String limit(Setting setting) {
        String text = setting.peekText();
        return KubernetesQuantities.isCountOrPercent(text) ? text : DEFAULT_PERCENT + "%";
    }

    private static double amount(Setting setting, double nodes, double usual) {
        String text = setting.peekText();
        OptionalDouble number =
                KubernetesQuantities.number(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
        if (number.isEmpty()) {
            return usual;
        }
        return text.endsWith("%") ? nodes * number.getAsDouble() / 100 : number.getAsDouble();
    }

    private String fault(long amount, boolean surge) {
        return "'at 1m: deploy " + part.name() + " v2 by " + amount + " every 1m" + (surge ? " surge=true" : "") + "'";
    }
}
