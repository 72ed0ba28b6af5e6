package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.topology.SystemPart;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of ingress-nginx: its annotations, and its defaults.
 *
 * @see <a href="https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/">ingress-nginx,
 *     Annotations</a>
 * @see <a href="https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/">ingress-nginx,
 *     ConfigMaps: proxy-read-timeout 60, proxy-next-upstream "error timeout", proxy-next-upstream-tries 3</a>
 */
final class IngressNginx {
    private static final String PREFIX = "nginx.ingress.kubernetes.io/";
    private static final double READ_SECONDS = 60;
    private static final long TRIES = 3;

    /** Algorithms by their names in ingress-nginx. */
    private static final Map<String, String> ALGORITHMS =
            new TreeMap<>(Map.of("round_robin", "round-robin", "ewma", "least-response-time"));

    /** Annotations with no effect on load and time. */
    private static final List<String> HARMLESS = List.of(
            "rewrite-target",
            "ssl-redirect",
            "force-ssl-redirect",
            "use-regex",
            "app-root",
            "backend-protocol",
            "enable-cors",
            "from-to-www-redirect",
            "proxy-buffer-size",
            "proxy-buffering",
            "proxy-buffers-number",
            "client-body-buffer-size",
            "proxy-send-timeout",
            "proxy-http-version",
            "ssl-passthrough",
            "secure-backends",
            "whitelist-source-range",
            "add-base-url");

    private final Manifest ingress;

    IngressNginx(Manifest ingress) {
        this.ingress = ingress;
    }

    private Setting annotation(String name) {
        return ingress.annotation(PREFIX + name);
    }

    /** Adds the settings to the balancers behind an Ingress, and leaves out the others. */
    void apply(List<SystemPart> balancers) {
        for (SystemPart balancer : balancers) {
            algorithm(balancer);
            tries(balancer);
        }
        leaveOut();
    }

    private void algorithm(SystemPart balancer) {
        Setting algorithm = annotation("load-balance");
        if (ALGORITHMS.containsKey(algorithm.peekText())) {
            balancer.addSetting("algorithm", ALGORITHMS.get(algorithm.text()), "origin: " + algorithm.origin());
        }
        Setting hash = annotation("upstream-hash-by");
        if (hash.isPresent()) {
            boolean address = hash.text().contains("remote_addr");
            balancer.addSetting(
                    "algorithm",
                    address ? "source-hash" : "ring-hash",
                    "origin: " + hash.origin()
                            + (address ? ", a hash of the user" : ", here of the key of the request"));
        }
    }

    private void tries(SystemPart balancer) {
        Setting read = annotation("proxy-read-timeout");
        Setting next = annotation("proxy-next-upstream");
        Setting tries = annotation("proxy-next-upstream-tries");
        double seconds = KubernetesQuantities.number(read.text()).orElse(READ_SECONDS);
        seconds = seconds > 0 ? seconds : READ_SECONDS;
        String when = next.text();
        long number = when.equals("off") ? 1 : Math.max(1, Manifest.integer(tries, TRIES));
        String readOrigin = read.isPresent() ? "origin: " + read.origin() : "ingress-nginx' default";
        balancer.addSetting("try_timeout", LanguageNumbers.format(seconds, 9) + "s", readOrigin);
        balancer.addSetting(
                "timeout",
                LanguageNumbers.format(seconds * number, 9) + "s",
                readOrigin + (number > 1 ? ", for " + number + " tries" : ""));
        balancer.addSetting(
                "redispatch",
                Long.toString(number - 1),
                (when.equals("off")
                                ? "origin: " + next.origin()
                                : tries.isPresent() ? "origin: " + tries.origin() : "ingress-nginx' default")
                        + ", without the first try");
        if (number > 1) {
            balancer.addSetting(
                    "redispatch_on",
                    !next.isPresent() || when.contains("timeout") ? "timeout" : "error",
                    next.isPresent() ? "origin: " + next.origin() : "ingress-nginx' default: error timeout");
        }
    }

    private void leaveOut() {
        annotation("proxy-connect-timeout")
                .ignore("the time limit to open a connection: here a connection opens or is refused");
        annotation("proxy-next-upstream-timeout")
                .ignore("the time for all tries of " + ingress.name() + ": here each has its own");
        for (String limit : List.of("limit-rps", "limit-rpm", "limit-connections", "limit-burst-multiplier")) {
            annotation(limit)
                    .ignore("limits of each address of a client before " + ingress.name()
                            + ": 'rate_limit' counts all calls, request classes or keys");
        }
        ingress.annotations().forEach((key, value) -> {
            if (key.startsWith(PREFIX + "affinity") || key.startsWith(PREFIX + "session-cookie")) {
                value.ignore("sessions that stay at a pod behind " + ingress.name()
                        + ": 'sessions' of a server has them, with the number of users");
            } else if (key.equals(PREFIX + "proxy-body-size")) {
                value.ignore("the size of requests to " + ingress.name() + ": requests here have no bodies");
            } else if (key.startsWith(PREFIX) && HARMLESS.contains(key.substring(PREFIX.length()))
                    || key.startsWith(PREFIX + "cors-")) {
                value.markIgnored();
            }
        });
    }
}
