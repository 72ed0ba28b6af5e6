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
    void add(Setting said, List<SystemPart> balancers) {
        Setting simple = said.get("simple");
        Setting hash = said.get("consistentHash");
        for (SystemPart balancer : balancers) {
            if (ALGORITHMS.containsKey(simple.peekText())) {
                String algorithm = ALGORITHMS.get(simple.text());
                balancer.say(
                        "algorithm",
                        algorithm,
                        "origin: " + simple.origin()
                                + (algorithm.equals("least-request") ? ", the less busy one of two random nodes" : ""));
            } else if (hash.said()) {
                hash(hash, balancer);
            } else {
                balancer.say(
                        "algorithm",
                        "least-request",
                        "Istio's default LEAST_REQUEST, the less busy one of two random nodes");
            }
            slowStart(said, balancer);
        }
        if (hash.said()) {
            hash.entries().values().forEach(Setting::passOver);
        }
        if (!ALGORITHMS.containsKey(simple.peekText())) {
            simple.ignore("an algorithm of " + name + " without a counterpart");
        }
        said.get("localityLbSetting")
                .ignore("the localities of " + name + ": the machines below the pods are not in the files");
    }

    private void hash(Setting hash, SystemPart balancer) {
        boolean address = hash.get("useSourceIp").peekText().equals("true");
        boolean user = address || hash.get("httpCookie").said();
        String algorithm = user ? "source-hash" : hash.get("maglev").said() ? "maglev" : "ring-hash";
        balancer.say(
                "algorithm",
                algorithm,
                "origin: " + hash.origin()
                        + (user ? ", a hash of the user" : ", a hash of a part of the request; here of its key"));
    }

    private void slowStart(Setting said, SystemPart balancer) {
        Setting duration =
                said.get("warmup", "duration").said() ? said.get("warmup", "duration") : said.get("warmupDurationSecs");
        OptionalDouble nanos = KubernetesQuantities.time(duration.peekText());
        if (nanos.isEmpty()) {
            return;
        }
        duration.text();
        balancer.say("slow_start", LanguageNumbers.nanos(nanos.getAsDouble(), 9), "origin: " + duration.origin());
        Setting least = said.get("warmup", "minimumPercent");
        balancer.say(
                "slow_start_min_weight",
                Math.min(100, Manifest.whole(least, 10)) + "%",
                least.said() ? "origin: " + least.origin() : "Envoy's default");
        Setting aggression = said.get("warmup", "aggression");
        OptionalDouble factor = KubernetesQuantities.number(aggression.peekText());
        if (factor.isPresent()) {
            aggression.text();
            balancer.say(
                    "slow_start_aggression",
                    "x" + LanguageNumbers.bare(factor.getAsDouble(), 3),
                    "origin: " + aggression.origin());
        }
    }
}
