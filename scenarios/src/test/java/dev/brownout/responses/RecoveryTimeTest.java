package dev.brownout.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import org.junit.jupiter.api.Test;

/**
 * Recovery times (RTO): the time from a fault until success is sustained, where it follows from the times of the
 * faults. 10 of the 1,000 requests within 10 s may fail, so the value is up to 0.1 s smaller.
 */
class RecoveryTimeTest {
    private static final String LULL = "step(100/s 100/s 100/s 100/s 100/s 100/s 100/s 0/s 0/s 0/s 100/s every=10s)";
    private static final String END = "step(100/s 100/s 100/s 100/s 100/s 100/s 100/s 0/s every=10s)";

    private static SlaResult rto(String rate, String faults) {
        return rto(rate, faults, "timeout: 1s");
    }

    private static SlaResult rto(String rate, String faults, String request) {
        return TestScenarioRunner.run("""
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
                .evaluation()
                .sla()
                .get("it");
    }

    private static double seconds(String rate, String faults) {
        return rto(rate, faults).value() / 1e9;
    }

    @Test
    void faultWithoutEffectHasZeroRto() {
        assertThat(seconds("constant(100/s)", "- at 60s: slow web x2 for 60s as first"))
                .isZero();
    }

    @Test
    void rtoOfAnOutageIsItsDuration() {
        assertThat(seconds("constant(100/s)", "- at 60s: crash db for 20s as first"))
                .isCloseTo(20, within(0.12));
    }

    @Test
    void noRtoForAPermanentOutage() {
        SlaResult never = rto("constant(100/s)", "- at 60s: crash db as first");
        assertThat(never.verdict()).isEqualTo(Verdict.NO_DATA);
    }

    /** Each request hangs until the end without a timeout: none fails, and none succeeds. */
    @Test
    void noRtoWhileAllRequestsHang() {
        SlaResult never = rto("constant(100/s)", "- at 60s: hang db as first", "timeout: none");
        assertThat(never.verdict()).isEqualTo(Verdict.NO_DATA);
    }

    /** A second outage belongs to another fault, as 12 s without failures between the two are a recovery. */
    @Test
    void laterFaultDoesNotExtendTheRto() {
        String faults = """
                - at 60s: crash db for 20s as first
                - at 92s: crash db for 20s as second""";
        assertThat(seconds("constant(100/s)", faults)).isCloseTo(20, within(0.12));
    }

    /** The second outage starts during the first one, so success is sustained only after the end of the second. */
    @Test
    void overlappingFaultExtendsTheRto() {
        String faults = """
                - at 60s: crash db for 30s as first
                - at 80s: crash db for 30s as second""";
        assertThat(seconds("constant(100/s)", faults)).isCloseTo(50, within(0.12));
    }

    /** Recovery requires ten seconds of success: nine seconds before the next outage do not count. */
    @Test
    void recoveryOfLessThanTenSecondsDoesNotCount() {
        String faults = """
                - at 60s: crash db for 20s as first
                - at 89s: crash db for 20s as second""";
        assertThat(seconds("constant(100/s)", faults)).isCloseTo(49, within(0.12));
    }

    /** No request is sent from 70 s to 100 s, and the outage ends at 90 s: success is observed from 100 s on. */
    @Test
    void rtoLastsUntilRequestsSucceed() {
        assertThat(seconds(LULL, "- at 60s: crash db for 30s as first")).isCloseTo(40, within(0.5));
    }

    /** No request is sent after the outage, so its end cannot be observed. */
    @Test
    void noRtoWithoutRequestsAfterTheOutage() {
        SlaResult never = rto(END, "- at 60s: crash db for 30s as first");
        assertThat(never.verdict()).isEqualTo(Verdict.NO_DATA);
    }

    /**
     * A quarter of 40,000 clients reconnects within 30 s at 333/s, to nodes that accept 300/s. Some time out from 85 s
     * to 92 s, and the last of these reconnects up to 30 s later.
     */
    @Test
    void reconnectStormExtendsTheRto() {
        SlaResult soon = TestScenarioRunner.run("""
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
                """).evaluation().sla().get("it");
        assertThat(soon.value() / 1e9).isCloseTo(65, within(2.0));
        assertThat(soon.verdict()).isEqualTo(Verdict.FAIL);
    }
}
