package dev.brownout.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.PlayedSite;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import org.junit.jupiter.api.Test;

/**
 * The time from a fault until success holds, where it is known from the times of the faults; 10 of the 1,000 requests
 * of ten seconds may fail, so that it is up to 0.1 s less.
 */
class RecoveryTimeTest {
    private static final String LULL = "step(100/s 100/s 100/s 100/s 100/s 100/s 100/s 0/s 0/s 0/s 100/s every=10s)";
    private static final String END = "step(100/s 100/s 100/s 100/s 100/s 100/s 100/s 0/s every=10s)";

    private static SlaResult rto(String rate, String faults) {
        return rto(rate, faults, "timeout: 1s");
    }

    private static SlaResult rto(String rate, String faults, String request) {
        return PlayedSite.run("""
                run: { duration: 5m, seed: 9 }
                network: none
                components:
                  web: { kind: server, nodes: 2, cores: 100, queue: 1000, service: 5ms }
                  db: { kind: server, cores: 100, service: 5ms }
                requests:
                  page: { rate: "%s", path: [web, db], %s }
                  other: { rate: "constant(10/s)", path: [db] }
                faults:
                %s
                sla:
                  it: page.rto(first) < 5m
                """.formatted(rate, request, faults.indent(2)))
                .sla()
                .get("it");
    }

    private static double seconds(String rate, String faults) {
        return rto(rate, faults).value() / 1e9;
    }

    @Test
    void aFaultWithoutEffect() {
        assertThat(seconds("constant(100/s)", "- at 60s: slow web x2 for 60s as first"))
                .isZero();
    }

    @Test
    void anOutageOfTwentySeconds() {
        assertThat(seconds("constant(100/s)", "- at 60s: crash db for 20s as first"))
                .isCloseTo(20, within(0.12));
    }

    @Test
    void anOutageThatLastsToTheEnd() {
        SlaResult never = rto("constant(100/s)", "- at 60s: crash db as first");
        assertThat(never.verdict()).isEqualTo(Verdict.NO_DATA);
    }

    /** Everything hangs to the end, and nothing has a timeout: no request fails, and none succeeds. */
    @Test
    void anOutageInWhichNothingEnds() {
        SlaResult never = rto("constant(100/s)", "- at 60s: hang db as first", "timeout: none");
        assertThat(never.verdict()).isEqualTo(Verdict.NO_DATA);
    }

    /** One outage follows another: the second is of another fault, and 12 s between them are a recovery. */
    @Test
    void anotherFaultIsNotOfTheFirst() {
        String faults = """
                - at 60s: crash db for 20s as first
                - at 92s: crash db for 20s as second""";
        assertThat(seconds("constant(100/s)", faults)).isCloseTo(20, within(0.12));
    }

    /** The second outage begins while the first one lasts, so success holds at the end of the second only. */
    @Test
    void overlappingFaults() {
        String faults = """
                - at 60s: crash db for 30s as first
                - at 80s: crash db for 30s as second""";
        assertThat(seconds("constant(100/s)", faults)).isCloseTo(50, within(0.12));
    }

    /** Ten seconds must be seen: nine before the next outage show nothing. */
    @Test
    void aLullShorterThanTenSeconds() {
        String faults = """
                - at 60s: crash db for 20s as first
                - at 89s: crash db for 20s as second""";
        assertThat(seconds("constant(100/s)", faults)).isCloseTo(49, within(0.12));
    }

    /** No request is sent from 70 s to 100 s, and the outage is over at 90 s: success is seen from 100 s on. */
    @Test
    void aTimeWithoutRequests() {
        assertThat(seconds(LULL, "- at 60s: crash db for 30s as first")).isCloseTo(40, within(0.5));
    }

    /** Nothing is sent after the outage any more: nothing shows that it is over. */
    @Test
    void noRequestsAfterwards() {
        SlaResult never = rto(END, "- at 60s: crash db for 30s as first");
        assertThat(never.verdict()).isEqualTo(Verdict.NO_DATA);
    }

    /**
     * A quarter of 40,000 clients comes back within 30 s at 333 a second, to machines that open 300 a second: some time
     * out from 85 s to 92 s, and the last of these is back 30 s of waiting later.
     */
    @Test
    void clientsThatComeAgain() {
        SlaResult soon = PlayedSite.run("""
                run: { duration: 5m, warmup: 20s }
                components:
                  lb: { kind: load-balancer, algorithm: least-connections }
                  gw: { kind: server, nodes: 4, cores: 2, queue: 2000, service: exp(20ms), connections: 15k }
                requests:
                  connect: { rate: "connections(40k reconnect=uniform(0s 30s))", path: [lb, gw], timeout: 5s }
                faults:
                  - at 1m: crash gw/1 for 2m as storm
                sla:
                  it: connect.rto(storm) < 60s
                """).sla().get("it");
        assertThat(soon.value() / 1e9).isCloseTo(65, within(2.0));
        assertThat(soon.verdict()).isEqualTo(Verdict.FAIL);
    }
}
