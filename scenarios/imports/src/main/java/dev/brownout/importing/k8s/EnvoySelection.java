package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.topology.SystemPart;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Selection of a node by the proxies of Istio: algorithm, hash and slow start.
 *
 * @see <a
 *     href="https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/load_balancing/load_balancers">
 *     Envoy, supported load balancers</a>
 */
final class EnvoySelection {
    /** Algorithms by their names in Istio. */
    private static final Map<String, String> ALGORITHMS = new TreeMap<>(Map.of(
            "ROUND_ROBIN",
            "round-robin",
            "RANDOM",
            "random",
            "LEAST_REQUEST",
            "least-request",
            "LEAST_CONN",
            "least-request",
            "UNSPECIFIED",
            "least-request"));

    private final String name;

    EnvoySelection(String name) {
        this.name = name;
    }

    /** Adds the settings to the balancers. */
    void add(Setting setting, List<SystemPart> balancers) {
        Setting simple = setting.get("simple");
        Setting hash = setting.get("consistentHash");
        for (SystemPart balancer : balancers) {
            if (ALGORITHMS.containsKey(simple.peekText())) {
                String algorithm = ALGORITHMS.get(simple.text());
                balancer.addSetting(
                        "algorithm",
                        algorithm,
                        "origin: " + simple.origin()
                                + (algorithm.equals("least-request") ? ", the less busy one of two random nodes" : ""));
            } else if (hash.isPresent()) {
                hash(hash, balancer);
            } else {
                balancer.addSetting(
                        "algorithm",
                        "least-request",
                        "Istio's default LEAST_REQUEST, the less busy one of two random nodes");
            }
            slowStart(setting, balancer);
        }
        if (hash.isPresent()) {
            hash.entries().values().forEach(Setting::markIgnored);
        }
        if (!ALGORITHMS.containsKey(simple.peekText())) {
            simple.ignore("an algorithm of " + name + " without a counterpart");
        }
        setting.get("localityLbSetting")
                .ignore("the localities of " + name + ": the machines below the pods are not in the files");
    }

    private void hash(Setting hash, SystemPart balancer) {
        boolean address = hash.get("useSourceIp").peekText().equals("true");
        boolean user = address || hash.get("httpCookie").isPresent();
        String algorithm = user ? "source-hash" : hash.get("maglev").isPresent() ? "maglev" : "ring-hash";
        balancer.addSetting(
                "algorithm",
                algorithm,
                "origin: " + hash.origin()
                        + (user ? ", a hash of the user" : ", a hash of a part of the request; here of its key"));
    }

    private void slowStart(Setting setting, SystemPart balancer) {
        Setting duration = setting.get("warmup", "duration").isPresent()
                ? setting.get("warmup", "duration")
                : setting.get("warmupDurationSecs");
        OptionalDouble nanos = KubernetesQuantities.time(duration.peekText());
        if (nanos.isEmpty()) {
            return;
        }
        duration.text();
        balancer.addSetting(
                "slow_start", LanguageNumbers.nanos(nanos.getAsDouble(), 9), "origin: " + duration.origin());
        Setting least = setting.get("warmup", "minimumPercent");
        balancer.addSetting(
                "slow_start_min_weight",
                Math.min(100, Manifest.integer(least, 10)) + "%",
                least.isPresent() ? "origin: " + least.origin() : "Envoy's default");
        Setting aggression = setting.get("warmup", "aggression");
        OptionalDouble factor = KubernetesQuantities.number(aggression.peekText());
        if (factor.isPresent()) {
            aggression.text();
            balancer.addSetting(
                    "slow_start_aggression",
                    "x" + LanguageNumbers.format(factor.getAsDouble(), 3),
                    "origin: " + aggression.origin());
        }
    }
}
