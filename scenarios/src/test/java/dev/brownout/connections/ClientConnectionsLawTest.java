package dev.brownout.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.ErlangFormulas;
import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Long-lived connections of clients: occupancy of nodes, renewal, set-up, streams, and the ends of connections. */
@Tag("law")
class ClientConnectionsLawTest {
    private static final int CLIENTS = 80;
    private static final int NODES = 5;

    private static VariantResult run(int seed, String connections, String faults, String predict) {
        return TestScenarioRunner.run("""
                run: { duration: 60s, seed: %d }
                network: none
                components:
                  web: { kind: server, nodes: 5, cores: 100, service: 1ms, client_connections: { %s } }
                requests:
                  page: { rate: 50/s, path: [web] }
                faults: [ %s ]
                predict:
                  it: %s
                """.formatted(seed, connections, faults, predict));
    }

    private static double measure(int seed, String connections, String faults, String predict) {
        return TestScenarioRunner.measure(run(seed, connections, faults, predict), "it");
    }

    /**
     * Returns the probability that no node has more than {@code most} of the connections, by the recursion over the
     * nodes: the first of n nodes has j of k connections with the binomial probability of k and 1/n.
     */
    private static double atMost(int connections, int nodes, int most) {
        double[] before = new double[connections + 1];
        before[0] = 1;
        for (int n = 1; n <= nodes; n++) {
            double[] next = new double[connections + 1];
            for (int k = 0; k <= connections; k++) {
                double choose = Math.pow(1 - 1.0 / n, k);
                for (int j = 0; j <= Math.min(k, most); j++) {
                    next[k] += (n == 1 ? (j == k ? 1 : 0) : choose) * before[k - j];
                    choose *= (double) (k - j) / (j + 1) / (n - 1);
                }
            }
            before = next;
        }
        return before[connections];
    }

    /** The mean of the largest share is exact; each of 100 seeds has an independent assignment. */
    @Test
    @Tag("change")
    void randomConnectionsHaveTheOccupancyDistribution() {
        double mean = 0;
        double square = 0;
        for (int most = 0; most < CLIENTS; most++) {
            double above = 1 - atMost(CLIENTS, NODES, most);
            mean += above;
            square += (2 * most + 1) * above;
        }
        int seeds = 100;
        double error = 4 * Math.sqrt((square - mean * mean) / seeds);
        double sum = 0;
        for (int seed = 0; seed < seeds; seed++) {
            sum += CLIENTS
                    * measure(seed, "clients: 80", "", "web.client_connection_share ~ 28% +/- 100% from 50s to 60s");
        }
        assertThat(sum / seeds).isBetween(mean - error, mean + error);
        assertThat(atMost(2, 2, 1)).isEqualTo(0.5);
    }

    /**
     * kubernetes/ingress-nginx#4054: one of five pods has nearly 80 % of the connections of about 80 clients. A random
     * assignment has 64 or more on one pod with a probability of 7e-30. If all connections were opened while one pod
     * was there, that pod keeps 80 % until more than a quarter of them is renewed: with 5 calls per second and client,
     * connections open after 0.2 s on average and end 18 to 22 s later. At 19.2 s a quarter has ended, and 16 of these
     * 20 clients have called again: 60 + 16 / 5 connections on the first of five nodes.
     */
    @Test
    void firstNodeKeepsMostConnectionsUntilTheyAreRenewed() {
        double probability = 0;
        for (int k = 64; k <= CLIENTS; k++) {
            double one = StrictMath.pow(0.2, k) * StrictMath.pow(0.8, CLIENTS - k);
            for (int i = 1; i <= CLIENTS - k; i++) {
                one *= (double) (k + i) / i;
            }
            probability += NODES * one;
        }
        assertThat(probability).isBetween(7.4e-30, 7.5e-30);
        SeedAssertions.agree(seed -> openConnections(seed, "18s"), CLIENTS, 0.01);
        SeedAssertions.agree(seed -> openConnections(seed, "19.2s"), 60 + 16 / 5.0, 0.5, 0.02);
    }

    /** Returns the connections of the first node at a time, which are opened before four more nodes are added. */
    private static double openConnections(int seed, String place) {
        return TestScenarioRunner.measure(TestScenarioRunner.run("""
                        run: { duration: 20s, seed: %d }
                        network: none
                        components:
                          web:
                            kind: server
                            cores: 100
                            service: 1ms
                            client_connections: { clients: 80, max_age: 20s }
                        requests:
                          page: { rate: 400/s, path: [web] }
                        faults: [ at 3s: scale web 5 ]
                        predict:
                          18s: web/1.client_connections ~ 80 +/- 100%% from 17500ms to 17900ms
                          19.2s: web/1.client_connections ~ 64 +/- 100%% from 19100ms to 19300ms
                        """.formatted(seed + 1)), place);
    }

    @ParameterizedTest
    @CsvSource({"round-robin", "least-connections"})
    void turnsAreEqualUntilANodeIsAdded(String balancing) {
        String settings = "clients: 80, balancing: " + balancing;
        String fault = "at 30s: scale web 8";
        assertThat(measure(1, settings, fault, "web/5.client_connections ~ 16 +/- 100% from 25s to 60s"))
                .isEqualTo(16);
        assertThat(measure(1, settings, fault, "web/6.client_connections ~ 16 +/- 100% from 30s to 60s"))
                .isZero();
        assertThat(measure(1, settings, fault, "web/6.offered ~ 1 +/- 100%")).isZero();
    }

    /**
     * Connections that opened before 8 s end between 18 s and 30 s. Each new one selects one of eight nodes with equal
     * probability.
     */
    @Test
    @Tag("change")
    void renewedConnectionsReachTheNewNodes() {
        String settings = "clients: 80, max_age: 20s";
        String fault = "at 12s: scale web 8";
        String share = "web/6.client_connection_share ~ 12.5% +/- 100% from ";
        assertThat(measure(1, settings, fault, share + "12s to 17s")).isZero();
        SeedAssertions.agree(seed -> measure(seed, settings, fault, share + "40s to 60s"), 0.125, 0.2);
        VariantResult result = run(1, settings, fault, "web.client_connections ~ 80 +/- 100%");
        double renewed = TestScenarioRunner.measure(result, "web", "client_connections_renewed");
        assertThat(renewed).isBetween(1.0 * CLIENTS, 3.0 * CLIENTS);
        assertThat(TestScenarioRunner.measure(result, "web", "client_connections_opened"))
                .isBetween(renewed, renewed + CLIENTS);
    }

    /** A call takes one round trip, and the call that opens a connection also those of the handshakes. */
    @ParameterizedTest
    @CsvSource({"tcp, 1, 21", "tls12, 1, 41", "tls13, 1, 31", "tcp, 2, 16", "tls13, 4, 16"})
    void handshakesDelayTheCallThatOpensAConnection(String setup, int requests, double millis) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 100500ms, seed: 1 }
                network: { rtt: 10ms }
                components:
                  web:
                    kind: server
                    service: 1ms
                    client_connections: { setup: %s, max_requests: %d }
                requests:
                  page: { rate: renewal(1s), path: [web] }
                """.formatted(setup, requests));
        assertThat(TestScenarioRunner.meanMillis(result, "page")).isCloseTo(millis, within(0.01));
    }

    /** A client with at most five calls in flight is M/M/5: the share of calls that wait is Erlang C. */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({"'streams: 1, max_per_client: 5'", "'streams: 5'"})
    void callsWaitForAStreamAsInErlangC(String settings) {
        SeedAssertions.agree(
                seed -> {
                    VariantResult result = TestScenarioRunner.run("""
                            run: { duration: 200s, seed: %d }
                            network: none
                            components:
                              web:
                                kind: server
                                cores: 5
                                service: exp(mean=100ms)
                                client_connections: { %s }
                            requests:
                              page: { rate: 35/s, timeout: none, path: [web] }
                            """.formatted(seed, settings));
                    return TestScenarioRunner.measure(result, "web", "stream_waits")
                            / result.requests().get("page").offered();
                },
                ErlangFormulas.waitProbability(3.5, 5),
                0.05);
    }

    @Test
    void connectionsOfACrashedNodeAreLostAndOpenedAgain() {
        String settings = "clients: 80, balancing: round-robin";
        String fault = "at 30s: crash web/2 for 5s";
        assertThat(measure(1, settings, fault, "web.client_connections_lost ~ 16 +/- 100%"))
                .isEqualTo(16);
        assertThat(measure(1, settings, fault, "web.client_connections ~ 80 +/- 100% from 50s to 60s"))
                .isEqualTo(80);
        assertThat(measure(1, settings, fault, "web/2.client_connections ~ 1 +/- 100% from 31s to 34s"))
                .isZero();
        assertThat(measure(1, settings, fault, "web.client_connections_failed ~ 1 +/- 100%"))
                .isPositive();
    }

    /**
     * After a refused attempt a client with a backoff waits for 1 s, then for 1.6 s and 2.56 s, each up to 20 % more or
     * less (doc/connection-backoff.md of gRPC). The third wait ends after 4.128 to 6.192 s, so that it is the last one
     * of an outage of 4 s. Each attempt needs a call, which comes 20 ms later on average. Without a backoff the first
     * call after the outage connects.
     */
    @Test
    void attemptsHaveTheBackoffOfGrpc() {
        String fault = "at 20s: crash web for 4s";
        String failed = "page.failed ~ 1 +/- 100%";
        double seconds = 1 + 1.6 + 2.56 + 3 * 0.02;
        SeedAssertions.agree(seed -> measure(seed, "backoff: true", fault, failed), 50 * seconds, 0.04);
        SeedAssertions.agree(seed -> measure(seed, "backoff: false", fault, failed), 50 * 4, 0.04);
    }

    @Test
    void connectionsOfAStoppedNodeMoveWithoutFailures() {
        VariantResult result = run(
                1,
                "clients: 80, balancing: round-robin",
                "at 30s: scale web 4",
                "web.client_connections_closed ~ 1 +/- 100%");
        assertThat(TestScenarioRunner.measure(result, "it")).isEqualTo(16);
        assertThat(result.requests().get("page").availability()).isEqualTo(1);
    }

    /** A node without power is silent: its fifth of the calls times out until its clients close their connections. */
    @Test
    void connectionsToASilentNodeEndLate() {
        String settings = "clients: 80, balancing: round-robin, dead_after: 10s";
        String fault = "at 20s: blackhole web/3 for 39s";
        assertThat(measure(1, settings, fault, "page.availability ~ 80% +/- 100% from 20s to 29s"))
                .isCloseTo(0.8, within(0.1));
        assertThat(measure(1, settings, fault, "web.client_connections_lost ~ 1 +/- 100% from 29s to 31s"))
                .isEqualTo(16);
        assertThat(measure(1, settings, "at 20s: blackhole web/3 for 5s", "web.client_connections_lost ~ 1 +/- 100%"))
                .isZero();
    }

    /** A call that times out on HTTP/1.1 closes its connection, so that the client selects another node. */
    @Test
    void timeoutClosesAConnectionOfHttp1() {
        String fault = "at 20s: blackhole web/3 for 39s";
        String closed = "web/3.client_connections_closed ~ 1 +/- 100%";
        assertThat(measure(1, "clients: 80, balancing: round-robin, streams: 1", fault, closed))
                .isEqualTo(16);
        assertThat(measure(1, "clients: 80, balancing: round-robin, streams: 2", fault, closed))
                .isZero();
    }

    /** A call opens a connection unless another one arrived in the service and idle time before: exp(-50/s x 2 ms). */
    @Test
    void idleConnectionsAreClosed() {
        SeedAssertions.agree(
                seed -> {
                    VariantResult result =
                            run(seed, "idle_timeout: 1ms", "", "web.client_connections_opened ~ 1 +/- 100%");
                    return TestScenarioRunner.measure(result, "it")
                            / result.requests().get("page").offered();
                },
                Math.exp(-0.1),
                0.01);
    }

    /** Clients that spread their calls find a new node only when they resolve its address. */
    @ParameterizedTest
    @CsvSource({"'', 0, 0", "', resolve_every: 10s', 40, 0.1667", "', max_age: 20s', 40, 0.1667"})
    void clientsThatSpreadTheirCallsFindNewNodesByResolution(String settings, int connections, double share) {
        String all = "clients: 40, balancing: client-round-robin" + settings;
        String fault = "at 12s: scale web 6";
        assertThat(measure(1, all, fault, "web/1.client_connections ~ 40 +/- 100% from 56s to 60s"))
                .isCloseTo(40, within(0.5));
        assertThat(measure(1, all, fault, "web/6.client_connections ~ 40 +/- 100% from 56s to 60s"))
                .isCloseTo(connections, within(0.5));
        double arrived = measure(1, all, fault, "web/6.offered ~ 1 +/- 100% from 56s to 60s");
        double calls = measure(1, all, fault, "web.offered ~ 1 +/- 100% from 56s to 60s");
        assertThat(arrived / calls).isCloseTo(share, within(share == 0 ? 0 : 0.1));
    }

    /** Twelve nodes in subsets of four: each three clients have one connection to each node. */
    @Test
    void deterministicSubsetsAreEqual() {
        for (int node = 1; node <= 12; node++) {
            VariantResult result = TestScenarioRunner.run("""
                    run: { duration: 60s, seed: 1 }
                    network: none
                    components:
                      web:
                        kind: server
                        nodes: 12
                        service: 1ms
                        client_connections: { clients: 30, balancing: client-round-robin, subset: 4 }
                    requests:
                      page: { rate: 50/s, path: [web] }
                    predict:
                      it: web/%d.client_connections ~ 10 +/- 100%% from 50s to 60s
                    """.formatted(node));
            assertThat(TestScenarioRunner.measure(result, "it")).isEqualTo(10);
        }
    }
}
