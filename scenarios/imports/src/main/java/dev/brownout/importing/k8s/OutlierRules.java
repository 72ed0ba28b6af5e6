package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.topology.SystemPart;
import java.util.List;

/** Outlier detection of Istio, with its defaults. */
final class OutlierRules {
    private OutlierRules() {}

    /** Adds the outlier detection to the balancers. */
    static void add(Setting setting, List<SystemPart> balancers, String name) {
        if (!setting.isPresent()) {
            return;
        }
        Setting consecutive =
                setting.firstPresent("consecutive5xxErrors", "consecutiveGatewayErrors", "consecutiveErrors");
        Setting panic = setting.get("minHealthPercent");
        Setting most = setting.get("maxEjectionPercent");
        for (SystemPart balancer : balancers) {
            balancer.addSetting(
                    "outlier_detection.consecutive",
                    Long.toString(Math.max(1, Manifest.integer(consecutive, 5))),
                    origin(consecutive));
            time(balancer, "ejection", setting.get("baseEjectionTime"), 30e9);
            time(balancer, "sweep", setting.get("interval"), 10e9);
            balancer.addSetting(
                    "outlier_detection.max_ejected", Math.min(100, Manifest.integer(most, 10)) + "%", origin(most));
            if (Manifest.integer(panic, 0) > 0) {
                balancer.addSetting("panic_threshold", Manifest.integer(panic, 0) + "%", origin(panic));
            }
        }
        panic.markIgnored();
        for (String other : List.of("consecutiveGatewayErrors", "consecutiveErrors")) {
            if (setting.get(other).node() != consecutive.node()) {
                setting.get(other)
                        .ignore("another number of consecutive failures of " + name
                                + " before an ejection; here all failures count alike");
            }
        }
        for (String local : List.of("splitExternalLocalOriginErrors", "consecutiveLocalOriginFailures")) {
            setting.get(local)
                    .ignore("failures of connections to " + name + " counted apart; here all failures count alike");
        }
    }

    private static void time(SystemPart balancer, String key, Setting setting, double usual) {
        balancer.addSetting(
                "outlier_detection." + key,
                LanguageNumbers.nanos(KubernetesQuantities.nanos(setting.text()).orElse(usual), 9),
                origin(setting));
    }

    private static String origin(Setting setting) {
        return setting.isPresent() ? "origin: " + setting.origin() : "Istio's default";
    }
}
