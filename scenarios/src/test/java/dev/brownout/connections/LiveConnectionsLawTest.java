package dev.brownout.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients with open and lost connections: open ones take all calls. */
@Tag("law")
class LiveConnectionsLawTest {
    /** Calls at 100/s from one node, on connections to nodes of which the last is lost from 20 s to 50 s. */
    private static VariantResult run(int nodes, String connections, String fault) {
        return TestScenarioRunner.run("""
                run: { duration: 100s }
                network: { rtt: 0.5ms }
                components:
                  front: { kind: server, cores: 4, service: 0ms }
                  api: { kind: server, nodes: %d, cores: 4, service: 2ms, client_connections: { %s } }
                requests: { q: { timeout: none, steps: [front, { call: api, timeout: 1s }] } }
                load: constant(100/s)
                faults: [ at 20s: %s api/%d for 30s ]
                predict:
                  back: api.client_connections ~ 1 +/- 100%% from 80s to 100s
                """.formatted(nodes, connections, fault, nodes));
    }

    private static double failed(VariantResult result) {
        return result.requests().get("q").failed();
    }

    /** A refused attempt fails no call while another connection is open. Calls in flight at the crash may fail. */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({
        "2, 10, least-connections",
        "2, 10, round-robin",
        "3, 3, random",
        "5, 20, least-connections",
        "4, 4, round-robin"
    })
    void openConnectionsTakeAllCallsDuringACrash(int nodes, int connections, String balancing) {
        VariantResult result = run(nodes, "per_client: " + connections + ", balancing: " + balancing, "crash");
        assertThat(failed(result)).isLessThanOrEqualTo(1);
        assertThat(TestScenarioRunner.measure(result, "back")).isEqualTo(connections);
    }

    /** A silent node fails its share of the calls until its connections end, and none afterwards. */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({
        "2, 10, 5s, round-robin, 250",
        "2, 2, 10s, round-robin, 500",
        "4, 8, 2s, least-connections, 50",
        "5, 5, 20s, round-robin, 400"
    })
    void silentConnectionsFailTheirShareUntilTheyEnd(
            int nodes, int connections, String deadAfter, String balancing, int failures) {
        String settings = "per_client: " + connections + ", balancing: " + balancing + ", dead_after: " + deadAfter;
        VariantResult result = run(nodes, settings, "blackhole");
        assertThat(failed(result)).isCloseTo(failures, within(1.0));
        assertThat(TestScenarioRunner.measure(result, "back")).isEqualTo(connections);
    }

    /** On HTTP/1.1 the first call that times out ends its connection: one failure for each lost connection. */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"2, 4, 2", "2, 10, 5", "5, 20, 4"})
    void eachSilentConnectionOfHttp1FailsOneCall(int nodes, int connections, int failures) {
        VariantResult result =
                run(nodes, "streams: 1, balancing: round-robin, per_client: " + connections, "blackhole");
        assertThat(failed(result)).isEqualTo(failures);
    }

    /** A call that has started an attempt takes the next free stream of the open connection, at 1 / service. */
    @ParameterizedTest
    @ChosenRows({1, 4})
    @CsvSource({"crash, 2, 2", "crash, 5, 2", "blackhole, 2, 2", "blackhole, 5, 2"})
    void waitingCallsTakeTheOpenConnection(String fault, int users, int most) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 70s, warmup: 10s }
                network: none
                components:
                  front: { kind: server, cores: 4, service: 0ms }
                  api:
                    kind: server
                    nodes: 2
                    service: 50ms
                    client_connections: { balancing: least-connections, streams: 1, max_per_client: %d }
                requests: { q: { timeout: none, steps: [front, { call: api, timeout: 5s }] } }
                load: users(%d think=0ms)
                faults: [ at 0s: %s api/2 for 70s ]
                predict:
                  rate: q.throughput ~ 20/s +/- 100%%
                """.formatted(most, users, fault));
        assertThat(failed(result)).isZero();
        assertThat(TestScenarioRunner.measure(result, "rate")).isCloseTo(20, within(0.1));
    }

    /** Without an open connection calls fail with the attempt: all of them during the crash of the only node. */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"1", "4"})
    void callsWithoutAnOpenConnectionFail(int connections) {
        assertThat(failed(run(1, "per_client: " + connections, "crash"))).isCloseTo(3000, within(1.0));
    }
}
