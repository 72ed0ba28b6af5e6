package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.topology.SystemPart;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Converts Istio rules for the calls of a host: timeouts, retries, concurrency limits, outlier detection and
 * load-balancing algorithm.
 *
 * @see <a href="https://istio.io/latest/docs/reference/config/networking/destination-rule/">Istio, DestinationRule</a>
 * @see <a href="https://istio.io/latest/docs/reference/config/networking/virtual-service/">Istio, VirtualService</a>
 */
final class IstioConfig {
    /**
     * Load-balancing algorithms by their names in Istio. LEAST_REQUEST of Envoy selects the less busy one of two hosts.
     */
    private static final Map<String, String> ALGORITHMS = new TreeMap<>(Map.of(
            "ROUND_ROBIN",
            "round-robin",
            "RANDOM",
            "random",
            "LEAST_REQUEST",
            "power-of-two",
            "LEAST_CONN",
            "power-of-two"));

    private IstioConfig() {}

    /**
     * Adds the settings of a DestinationRule to the called part.
     *
     * @param balancer balancer in front of the part; {@code null} if there is none
     * @param multiplexed whether the service declares that many calls share a connection, as with gRPC
     */
    static void destination(Setting spec, SystemPart part, SystemPart balancer, boolean multiplexed) {
        spec.passOver(List.of("host", "exportTo", "workloadSelector"));
        spec.get("subsets").items().forEach(subset -> {
            subset.passOver(List.of("name", "labels"));
            subset.get("trafficPolicy")
                    .ignore("rules of a subset of " + part.name() + ": subsets are not distinguished");
        });
        Setting policy = spec.get("trafficPolicy");
        policy.get("tls").passOver();
        policy.get("portLevelSettings")
                .ignore("rules of single ports of " + part.name() + ": ports are not distinguished");
        pool(policy.get("connectionPool"), part, multiplexed);
        if (balancer == null) {
            String selection = ": calls between servers here select a random node of " + part.name();
            policy.get("loadBalancer").ignore("the selection of a node" + selection);
            policy.get("outlierDetection").ignore("ejected nodes" + selection);
            return;
        }
        Setting simple = policy.get("loadBalancer", "simple");
        if (ALGORITHMS.containsKey(simple.peekText())) {
            balancer.say("algorithm", ALGORITHMS.get(simple.text()), "origin: " + simple.origin());
        }
        policy.get("loadBalancer").entries().values().stream()
                .filter(other -> !ALGORITHMS.containsKey(other.peekText()))
                .forEach(other ->
                        other.ignore("an algorithm that selects a node of " + part.name() + " that is not imported"));
        outliers(policy.get("outlierDetection"), balancer);
    }

    /**
     * Adds the concurrency limit. With HTTP/1.1 a connection carries one call at a time, so the smaller one of both
     * limits applies; excess calls queue for a connection if that is the connection limit. If calls share connections,
     * the limit of requests applies (Istio's reference, ConnectionPoolSettings; Envoy's documentation, circuit
     * breaking).
     */
    private static void pool(Setting pool, SystemPart part, boolean multiplexed) {
        Setting connections = pool.get("tcp", "maxConnections");
        Setting requests = pool.get("http", "http2MaxRequests");
        Setting pending = pool.get("http", "http1MaxPendingRequests");
        boolean upgraded = pool.get("http", "h2UpgradePolicy").peekText().equals("UPGRADE");
        boolean shared = multiplexed || upgraded;
        boolean fewer = Manifest.whole(connections, Long.MAX_VALUE) <= Manifest.whole(requests, Long.MAX_VALUE);
        Setting said = shared || !fewer ? requests : connections;
        boolean waits = said == connections;
        long most = Manifest.whole(said, 0);
        if (most > 0) {
            part.say(
                    "bulkhead.concurrent",
                    Long.toString(most),
                    "origin: " + said.origin() + ", for the proxy of each caller");
            if (waits && Manifest.whole(pending, -1) >= 0) {
                part.say("bulkhead.queue", Long.toString(Manifest.whole(pending, 0)), "origin: " + pending.origin());
                part.say("bulkhead.max_wait", "1h", "Envoy: the timeout of the call");
            }
        }
        for (Setting other : List.of(connections, requests, pending)) {
            boolean taken = other == said || other == pending && waits;
            if (most <= 0 || !taken) {
                other.ignore("one limit of calls of " + part.name() + " in flight is used, "
                        + (shared ? "the one of calls that share connections" : "the smaller one, as for HTTP/1.1")
                        + ", and this is another one");
            }
        }
        pool.get("tcp", "connectTimeout").ignore("the time that a connection to " + part.name() + " may take to open");
        pool.get("http", "maxRetries").ignore("the number of concurrent retries of " + part.name());
        pool.get("tcp").passOver(List.of("tcpKeepalive", "maxConnectionDuration", "idleTimeout"));
        pool.get("http")
                .passOver(List.of(
                        "maxRequestsPerConnection",
                        "maxConcurrentStreams",
                        "idleTimeout",
                        "h2UpgradePolicy",
                        "useClientProtocol"));
    }

    private static void outliers(Setting said, SystemPart balancer) {
        if (!said.said()) {
            return;
        }
        Setting consecutive = said.any("consecutive5xxErrors", "consecutiveGatewayErrors", "consecutiveErrors");
        balancer.say(
                "outlier_detection.consecutive",
                Long.toString(Math.max(1, Manifest.whole(consecutive, 5))),
                origin(consecutive));
        for (String other : List.of("consecutiveGatewayErrors", "consecutiveErrors")) {
            if (said.get(other).node() != consecutive.node()) {
                said.get(other).ignore("another number of consecutive failures before an ejection");
            }
        }
        time(balancer, "ejection", said.get("baseEjectionTime"), 30e9);
        time(balancer, "sweep", said.get("interval"), 10e9);
        Setting most = said.get("maxEjectionPercent");
        balancer.say("outlier_detection.max_ejected", Math.min(100, Manifest.whole(most, 10)) + "%", origin(most));
        Setting panic = said.get("minHealthPercent");
        if (Manifest.whole(panic, 0) > 0) {
            balancer.say("panic_threshold", Manifest.whole(panic, 0) + "%", origin(panic));
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

    /** Adds the timeout and the retries of the only route of a VirtualService to the called part. */
    static void route(Setting http, SystemPart part) {
        Setting timeout = http.get("timeout");
        Setting retries = http.get("retries");
        OptionalDouble whole = KubernetesQuantities.nanos(timeout.text());
        OptionalDouble each =
                KubernetesQuantities.nanos(retries.get("perTryTimeout").text());
        long more = Manifest.whole(retries.get("attempts"), 0);
        if (each.isPresent() || whole.isPresent()) {
            Setting said = each.isPresent() ? retries.get("perTryTimeout") : timeout;
            part.say(
                    "timeout",
                    LanguageNumbers.nanos(each.isPresent() ? each.getAsDouble() : whole.getAsDouble(), 9),
                    "origin: " + said.origin());
        }
        if (more > 0) {
            part.say(
                    "retry.attempts",
                    Long.toString(more + 1),
                    "origin: " + retries.get("attempts").origin() + ", and the first");
            part.say("retry.backoff", "full-jitter(25ms 250ms)", "Envoy's default, unchanged by Istio");
            whole.ifPresent(nanos -> part.say(
                    "deadline",
                    LanguageNumbers.nanos(nanos, 9),
                    "origin: " + timeout.origin() + ", for all attempts together"));
        }
        retries.get("retryOn")
                .ignore("the failures after which " + part.name() + " is retried: here after all failures");
        retries.get("retryRemoteLocalities").passOver();
        http.get("fault").ignore("injected faults of calls of " + part.name() + ": a scenario has its own");
        http.get("mirror").ignore("mirrored calls of " + part.name() + ", which are not simulated");
        http.passOver(List.of("name", "match", "route", "rewrite", "headers", "corsPolicy"));
    }
}
