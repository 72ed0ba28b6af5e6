package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Speed of an autoscaler: the {@code behavior} of a HorizontalPodAutoscaler. The scenario language has a policy of
 * nodes and a policy of a share for each direction, with one period, and applies the larger one.
 */
final class ScalingBehavior {
    /** DirectionPolicy of one direction: nodes or percent for each period. */
    private record DirectionPolicy(boolean isShare, long value, long seconds) {}

    private final SystemPart part;
    private final Setting behavior;

    ScalingBehavior(SystemPart part, Setting behavior) {
        this.part = part;
        this.behavior = behavior;
    }

    /** Adds the behavior to the autoscaler of the part. */
    void apply() {
        Setting up = behavior.get("scaleUp");
        Setting down = behavior.get("scaleDown");
        direction(up, "up_policy");
        direction(down, "down_policy");
        Setting window = down.get("stabilizationWindowSeconds");
        if (Manifest.integer(window, -1) >= 0) {
            part.addSetting("autoscale.down_window", Manifest.integer(window, 0) + "s", "origin: " + window.origin());
        }
        Setting wait = up.get("stabilizationWindowSeconds");
        if (Manifest.integer(wait, 0) > 0) {
            wait.ignore("a stabilization window of " + part.name()
                    + " before it scales up, which the autoscaler here lacks");
        }
        tolerance(up.get("tolerance"), down.get("tolerance"));
    }

    private void tolerance(Setting up, Setting down) {
        OptionalDouble value = KubernetesQuantities.number(up.peekText());
        if (value.isPresent() && up.peekText().equals(down.peekText())) {
            up.text();
            down.text();
            part.addSetting(
                    "autoscale.tolerance",
                    LanguageNumbers.format(value.getAsDouble() * 100, 4) + "%",
                    "origin: " + up.origin());
        }
        for (Setting one : List.of(up, down)) {
            if (!up.peekText().equals(down.peekText())) {
                one.ignore("a tolerance of " + part.name() + " for one direction; here both have 10 %");
            }
        }
    }

    /** Adds the policies of one direction. */
    private void direction(Setting direction, String word) {
        Setting select = direction.get("selectPolicy");
        if (select.peekText().equals("Disabled")) {
            addPolicy(word, 0, 0, 0, "origin: " + select.origin());
            select.text();
            direction.get("policies").markIgnored();
            return;
        }
        List<DirectionPolicy> policies = new ArrayList<>();
        for (Setting policy : direction.get("policies").items()) {
            policies.add(new DirectionPolicy(
                    policy.get("type").text().equals("Percent"),
                    Manifest.integer(policy.get("value"), 0),
                    Manifest.integer(policy.get("periodSeconds"), 15)));
        }
        if (policies.isEmpty()) {
            select.markIgnored();
            return;
        }
        boolean smaller = select.peekText().equals("Min");
        select.text();
        String origin = "origin: " + direction.get("policies").origin();
        List<DirectionPolicy> kept = smaller ? List.of(smallest(policies)) : largest(policies);
        boolean exact = smaller ? isSmallest(kept.get(0), policies) : kept.size() == policies.size();
        if (!exact) {
            cannot(direction.get("policies"), smaller);
        } else if (smaller && policies.size() > 1) {
            origin += ", the smaller policy for each number of nodes";
        }
        long pods = 0;
        long percent = 0;
        for (DirectionPolicy policy : kept) {
            percent = policy.isShare() ? policy.value() : percent;
            pods = policy.isShare() ? pods : policy.value();
        }
        addPolicy(word, percent, pods, kept.get(0).seconds(), origin);
    }

    private void cannot(Setting policies, boolean smaller) {
        policies.ignore("how fast " + part.name() + " is scaled: "
                + (smaller
                        ? "which of these policies is the smaller one depends on the number of nodes"
                        : "policies with several periods")
                + "; here one of them");
    }

    private void addPolicy(String word, long percent, long pods, long seconds, String origin) {
        // Removing more than all nodes is removing all of them.
        long share = word.equals("down_policy") ? Math.min(100, percent) : percent;
        part.addSetting("autoscale." + word + ".share", share + "%", origin);
        part.addSetting("autoscale." + word + ".nodes", Long.toString(pods), origin);
        if (seconds > 0) {
            part.addSetting("autoscale." + word + ".every", seconds + "s", origin);
        }
    }

    /** Returns at most one policy of each type, with the period of the first one. */
    private static List<DirectionPolicy> largest(List<DirectionPolicy> policies) {
        List<DirectionPolicy> kept = new ArrayList<>();
        for (DirectionPolicy policy : policies) {
            boolean other = kept.stream().noneMatch(one -> one.isShare() == policy.isShare());
            if (other && (kept.isEmpty() || kept.get(0).seconds() == policy.seconds())) {
                kept.add(policy);
            }
        }
        return kept;
    }

    private DirectionPolicy smallest(List<DirectionPolicy> policies) {
        return policies.stream()
                .filter(policy -> isSmallest(policy, policies))
                .findFirst()
                .orElse(policies.get(0));
    }

    /** Returns whether a policy allows the smallest change of all policies, for each number of nodes. */
    private boolean isSmallest(DirectionPolicy policy, List<DirectionPolicy> policies) {
        for (long nodes : List.of(limit("autoscale.min"), limit("autoscale.max"))) {
            for (DirectionPolicy other : policies) {
                if (other.seconds() != policy.seconds() || change(policy, nodes) > change(other, nodes)) {
                    return false;
                }
            }
        }
        return true;
    }

    private long limit(String path) {
        return Long.parseLong(part.value(path));
    }

    private static double change(DirectionPolicy policy, long nodes) {
        return policy.isShare() ? Math.ceil(policy.value() * nodes / 100.0) : policy.value();
    }
}
