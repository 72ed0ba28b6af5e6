package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.topology.SystemPart;
import java.util.List;

/** Outlier detection of Istio, with its defaults. */
final class OutlierRules {
    private OutlierRules() {}

    /** Adds the outlier detection to the balancers. */
    static void add(Setting said, List<SystemPart> balancers, String name) {
        if (!said.said()) {
            return;
        }
        Setting consecutive = said.any("consecutive5xxErrors", "consecutiveGatewayErrors", "consecutiveErrors");
        Setting panic = said.get("minHealthPercent");
        Setting most = said.get("maxEjectionPercent");
        for (SystemPart balancer : balancers) {
            balancer.say(
                    "outlier_detection.consecutive",
                    Long.toString(Math.max(1, Manifest.whole(consecutive, 5))),
                    origin(consecutive));
            time(balancer, "ejection", said.get("baseEjectionTime"), 30e9);
            time(balancer, "sweep", said.get("interval"), 10e9);
            balancer.say("outlier_detection.max_ejected", Math.min(100, Manifest.whole(most, 10)) + "%", origin(most));
            if (Manifest.whole(panic, 0) > 0) {
                balancer.say("panic_threshold", Manifest.whole(panic, 0) + "%", origin(panic));
            }
        }
        panic.passOver();
        for (String other : List.of("consecutiveGatewayErrors", "consecutiveErrors")) {
            if (said.get(other).node() != consecutive.node()) {
                said.get(other)
                        .ignore("another number of consecutive failures of " + name
                                + " before an ejection; here all failures count alike");
            }
        }
        for (String local : List.of("splitExternalLocalOriginErrors", "consecutiveLocalOriginFailures")) {
            said.get(local)
                    .ignore("failures of connections to " + name + " counted apart; here all failures count alike");
        }
    }

    private static void time(SystemPart balancer, String key, Setting said, double usual) {
        balancer.say(
                "outlier_detection." + key,
                LanguageNumbers.nanos(KubernetesQuantities.nanos(said.text()).orElse(usual), 9),
                origin(said));
    }

    private static String origin(Setting said) {
        return said.said() ? "origin: " + said.origin() : "Istio's default";
    }
}
