package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.SystemPart;
import java.util.List;

/**
 * Limits of the calls in flight from the proxy of each caller. With HTTP/1.1 a connection carries one call at a time,
 * so the smaller one of both limits applies; excess calls queue for a connection if that is the connection limit. If
 * calls share connections, the limit of requests applies (Istio's reference, ConnectionPoolSettings; Envoy's
 * documentation, circuit breaking).
 */
final class ProxyCallLimits {
    private final Setting pool;
    private final String name;
    private final boolean multiplexed;

    /**
     * Creates the limits.
     *
     * @param name name of the called Service
     * @param multiplexed whether the Service declares that many calls share a connection, as with gRPC
     */
    ProxyCallLimits(Setting pool, String name, boolean multiplexed) {
        this.pool = pool;
        this.name = name;
        this.multiplexed = multiplexed;
    }

    /** Adds the limit to the parts that are called. */
    void add(List<SystemPart> parts) {
        Setting connections = pool.get("tcp", "maxConnections");
        Setting requests = pool.get("http", "http2MaxRequests");
        Setting pending = pool.get("http", "http1MaxPendingRequests");
        boolean upgraded = pool.get("http", "h2UpgradePolicy").peekText().equals("UPGRADE");
        boolean shared = multiplexed || upgraded;
        boolean fewer = Manifest.integer(connections, Long.MAX_VALUE) <= Manifest.integer(requests, Long.MAX_VALUE);
        Setting setting = shared || !fewer ? requests : connections;
        boolean waits = setting == connections;
        long most = Manifest.integer(setting, 0);
        for (SystemPart part : parts) {
            if (most > 0) {
                part.addSetting(
                        "bulkhead.concurrent",
                        Long.toString(most),
                        "origin: " + setting.origin() + ", for the proxy of each caller");
            }
            if (most > 0 && waits && Manifest.integer(pending, -1) >= 0) {
                part.addSetting(
                        "bulkhead.queue", Long.toString(Manifest.integer(pending, 0)), "origin: " + pending.origin());
                part.addSetting("bulkhead.max_wait", "1h", "Envoy: the timeout of the call");
            }
        }
        for (Setting other : List.of(connections, requests, pending)) {
            boolean isUsed = other == setting || other == pending && waits;
            if (most <= 0 || !isUsed) {
                other.ignore("one limit of calls of " + name + " in flight is used, "
                        + (shared ? "the one of calls that share connections" : "the smaller one, as for HTTP/1.1")
                        + ", and this is another one");
            }
        }
        addDefaults();
    }

    private void addDefaults() {
        pool.get("tcp", "connectTimeout")
                .ignore("the time limit to open a connection to " + name + ": here a connection opens or is refused");
        pool.get("http", "maxRetries")
                .ignore("the number of concurrent retries of " + name
                        + ": a retry can have it as 'budget: active(share=0% min=...)'");
        pool.get("tcp").markIgnored(List.of("tcpKeepalive"));
        pool.get("http").markIgnored(List.of("h2UpgradePolicy", "useClientProtocol"));
        for (Setting end : List.of(
                pool.get("tcp", "maxConnectionDuration"),
                pool.get("tcp", "idleTimeout"),
                pool.get("http", "maxRequestsPerConnection"),
                pool.get("http", "maxConcurrentStreams"),
                pool.get("http", "idleTimeout"))) {
            end.ignore("connections from the proxies to " + name + ": a load balancer selects a node for each call"
                    + " here and has no connections; 'client_connections' of a server has them, without a load"
                    + " balancer");
        }
    }
}
