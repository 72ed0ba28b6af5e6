package dev.brownout.component.server.channel;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Shorthand;
import java.time.Duration;
import java.util.Optional;

/** Parameters of the long-lived connections of the callers of a tier. */
@Doc("Long-lived connections of each client to the nodes, such as HTTP/2, gRPC or HTTP/1.1 with keep-alive. All calls"
        + " over a connection go to its node.")
@Shorthand
public record ClientConnectionsSpec(
        @Doc("Connections of each client, opened by its first calls. Calls take the open ones with a free stream in"
                + " turn, and wait for a new one only if there is none. With client-round-robin a client has one for"
                + " each node.")
        @Default("1")
        @AtLeast(1)
        @AtMost(100_000)
        @DefaultSource("gRPC: a channel has one connection to an address; Envoy: one HTTP/2 connection per worker"
                + " thread and host")
        int perClient,

        @Doc("Maximum number of connections of each client. A call opens another one while all have as many calls as"
                + " 'streams'; at the maximum it waits. Default: per_client.")
        @AtLeast(1)
        @AtMost(100_000)
        @DefaultSource("gRPC: calls wait while the connection has SETTINGS_MAX_CONCURRENT_STREAMS")
        Optional<Integer> maxPerClient,

        @Doc("For calls of users: number of client processes in each region. The requests of a user have the same"
                + " client. Other callers have one client on each node.")
        @Default("1")
        @AtLeast(1)
        @AtMost(100_000)
        int clients,

        @Doc("Maximum number of calls in flight on a connection; 1 is HTTP/1.1, on which a call that times out or is"
                + " cancelled closes its connection.")
        @Default("100")
        @AtLeast(1)
        @AtMost(1_000_000_000)
        @DefaultSource("RFC 9113: no less than 100 is recommended for SETTINGS_MAX_CONCURRENT_STREAMS; Envoy as an"
                + " edge proxy: 100; nginx: http2_max_concurrent_streams 128")
        int streams,

        @Doc("Rule that selects the node of a new connection.")
        @Default("random")
        @DefaultSource("Kubernetes documentation, Virtual IPs: kube-proxy with iptables selects a random endpoint")
        ConnectionBalancing balancing,

        @Doc("With client-round-robin: nodes to which a client connects, selected by the deterministic subsetting of"
                + " Google's SRE book. Default: all nodes.")
        @AtLeast(1)
        @AtMost(MachineCount.MAXIMUM)
        @DefaultSource("Google SRE book, chapter 20: subsets of 20 to 100 backends")
        Optional<Integer> subset,

        @Doc("Age at which a node closes a connection: it takes no further calls, and its calls in flight finish. Each"
                + " connection has an age of its own, up to 10 % more or less. Default: no limit.")
        @NoneKeyword("none")
        @AtLeast(1)
        @DefaultSource("gRPC: MAX_CONNECTION_AGE is infinite, with a jitter of 10 %; its grace is infinite")
        Optional<Duration> maxAge,

        @Doc("Calls after which a node closes a connection. Default: no limit.")
        @NoneKeyword("none")
        @AtLeast(1)
        @AtMost(1_000_000_000)
        @DefaultSource("nginx: keepalive_requests 1000; gRPC: no limit")
        Optional<Integer> maxRequests,

        @Doc("Time without a call after which a connection is closed. Default: no limit.")
        @NoneKeyword("none")
        @AtLeast(1)
        @DefaultSource("gRPC: MAX_CONNECTION_IDLE is infinite; nginx: keepalive_timeout 75s, 60s of an upstream; Go:"
                + " IdleConnTimeout 90s")
        Optional<Duration> idleTimeout,

        @Doc("Handshakes of a new connection. The calls that need it wait for them.") @Default("tcp")
        ConnectionSetup setup,

        @Doc("Wait after a failed attempt to connect: 1 s, and 1.6 times as long after each further failure in a"
                + " row, at most 120 s, each up to 20 % more or less. Without an open connection calls fail"
                + " meanwhile. By default the next call starts an attempt. client-round-robin always waits.")
        @Default("false")
        @DefaultSource("Envoy's connection pools do not wait; gRPC waits (doc/connection-backoff.md)")
        boolean backoff,

        @Doc("With client-round-robin: interval at which a client resolves the addresses again. Default: only after one"
                + " of its connections has ended, at most every 30 s.")
        @NoneKeyword("none")
        @AtLeast(1_000_000)
        @DefaultSource("gRPC: the DNS resolver does not poll; DNS_MIN_TIME_BETWEEN_RESOLUTIONS is 30 s")
        Optional<Duration> resolveEvery,

        @Doc("Time after which a client closes a connection to a node that has become silent.")
        @Default("924600ms")
        @AtLeast(1)
        @DefaultSource("Linux: tcp_retries2 is 15, at least 924.6 s; gRPC: keepalive is off, 20s of timeout")
        Duration deadAfter) {

    /** Rejects settings that contradict each other, with an IllegalArgumentException. */
    public ClientConnectionsSpec {
        boolean each = balancing == ConnectionBalancing.CLIENT_ROUND_ROBIN;
        if (each && (perClient > 1 || maxPerClient.isPresent())) {
            throw new InvalidValueException(
                    "with balancing: client-round-robin a client has one connection for each node; "
                            + "remove 'per_client' and 'max_per_client'");
        }
        if (each && backoff) {
            throw new InvalidValueException(
                    "with balancing: client-round-robin a client always waits after a failed attempt; remove "
                            + "'backoff'");
        }
        if (!each && (subset.isPresent() || resolveEvery.isPresent())) {
            throw new InvalidValueException(
                    "'subset' and 'resolve_every' need balancing: client-round-robin; remove them");
        }
        if (maxPerClient.filter(most -> most < perClient).isPresent()) {
            throw new InvalidValueException("'max_per_client' must be at least 'per_client', {}", perClient);
        }
    }

    /** Returns whether each client has a connection to each node. */
    boolean connectsToEach() {
        return balancing == ConnectionBalancing.CLIENT_ROUND_ROBIN;
    }

    /** Returns the maximum number of connections of a client. */
    int maximum() {
        return maxPerClient.orElse(perClient);
    }
}
