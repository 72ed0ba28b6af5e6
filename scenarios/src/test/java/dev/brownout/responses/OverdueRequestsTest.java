package dev.brownout.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.RequestResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests without a response at the end of a run, against the expected count: rate times duration. */
class OverdueRequestsTest {
    /** Runs 100 requests/s for 60 s. The server responds in 10 ms until it hangs. */
    private static VariantResult hang(String request, String faults, String sla) {
        return TestScenarioRunner.run("""
                run: { duration: 60s, seed: 77 }
                network: none
                components:
                  web: { kind: server, cores: 1000, service: 10ms }
                requests:
                  page: { rate: "constant(100/s)", path: [web], %s }
                faults: [ %s ]
                sla:
                  it: %s
                """.formatted(request, faults, sla));
    }

    private static SlaResult evaluate(String request, String faults, String sla) {
        return hang(request, faults, sla).evaluation().sla().get("it");
    }

    private static Verdict verdict(String sla) {
        return evaluate("timeout: none", "at 10s: hang web", sla).verdict();
    }

    @Test
    void requestsWithoutResponseLeaveTheVerdictUndecided() {
        VariantResult result = hang("timeout: none", "at 10s: hang web", "page.availability >= 99%");
        RequestResult page = result.requests().get("page");
        assertThat(page.offered()).isEqualTo(5999);
        assertThat(page.overdue()).isBetween(4998L, 5001L);
        assertThat(page.overdue()).isLessThanOrEqualTo(page.unfinished());
        assertThat(page.overdueAgeNanos() / 1e9).isCloseTo(50, within(0.3));
        assertThat(page.availability()).isCloseTo(1 / 6.0, within(0.001));
        SlaResult up = result.evaluation().sla().get("it");
        assertThat(up.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(up.asExpected()).isFalse();
        assertThat(up.open().low()).isCloseTo(1 / 6.0, within(0.001));
        assertThat(up.open().high()).isGreaterThan(0.999);
    }

    /** Out of 6,000 requests, 1,000 succeed in 10 ms. 5,000 may end with any outcome, at ages of 0 to 50 s or later. */
    @ParameterizedTest
    @CsvSource({
        "page.availability >= 99%, UNDECIDED",
        "page.availability >= 16%, PASS",
        "page.availability < 16%, FAIL",
        "all.availability >= 99%, UNDECIDED",
        "page.success_rate >= 99%, UNDECIDED",
        "page.error_rate < 1%, UNDECIDED",
        "page.error_rate <= 84%, PASS",
        "page.failed == 0, UNDECIDED",
        "page.failed < 6001, PASS",
        "page.timed_out == 0, UNDECIDED",
        "page.good >= 1100, UNDECIDED",
        "page.good >= 900, PASS",
        "page.throughput >= 90/s, UNDECIDED",
        "page.throughput >= 16/s, PASS",
        "page.p99 < 200ms, UNDECIDED",
        "page.p99.9 < 1ms, FAIL",
        "page.latency.mean < 1s, UNDECIDED",
        "page.all.p50 < 1s, FAIL",
        "page.all.p90 > 1s, PASS",
        "page.overdue < 100, FAIL",
        "page.availability >= 99% during fault, UNDECIDED",
        "page.availability >= 99% before fault, PASS",
        "page.availability >= 99% from 20s to 30s, UNDECIDED",
        "page.availability >= 99% every 20s, UNDECIDED",
        "page.rto(fault) < 20s, NO_DATA",
        "web.availability >= 99%, UNDECIDED",
        "web.p99 < 20ms, UNDECIDED",
        "web.failed == 0, UNDECIDED",
        "web/1.availability >= 99%, UNDECIDED",
    })
    void undecidedOnlyIfOpenRequestsCanChangeTheVerdict(String sla, Verdict verdict) {
        assertThat(verdict(sla)).as(sla).isEqualTo(verdict);
    }

    /** With a timeout of 40 s, 1,000 of the hanging requests have failed and 4,000 have not. */
    @Test
    void pendingTimeoutsLeaveTheVerdictUndecided() {
        VariantResult result = hang("timeout: 40s", "at 10s: hang web", "page.availability >= 40%");
        assertThat(result.requests().get("page").failed()).isBetween(998L, 1002L);
        assertThat(result.evaluation().sla().get("it").verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(result.evaluation().sla().get("it").value()).isCloseTo(1 / 6.0, within(0.001));
    }

    /** Requests older than their limit for good responses, 1 s, cannot succeed any more. */
    @Test
    void lateRequestsCannotBecomeGood() {
        SlaResult up = evaluate("timeout: none, good_within: 1s", "at 10s: hang web", "page.availability >= 50%");
        assertThat(up.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(up.open().high()).isCloseTo(1100 / 6000.0, within(0.001));
    }

    /** The responses of an earlier hang took up to 20 s. They do not count as usual response times. */
    @Test
    void earlierHangDoesNotHideALaterOne() {
        VariantResult result =
                hang("timeout: none", "at 10s: hang web for 20s, at 45s: hang web", "page.availability >= 99%");
        assertThat(result.requests().get("page").overdue()).isBetween(1498L, 1501L);
        assertThat(result.evaluation().sla().get("it").verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    /** A hang in the last 50 ms of a run: 5 of 6,000 requests have no response. */
    @Test
    void hangAtTheEndLeavesTheVerdictUndecided() {
        VariantResult result = hang("timeout: none", "at 59950ms: hang web", "page.availability == 100%");
        assertThat(result.requests().get("page").overdue()).isBetween(3L, 5L);
        assertThat(result.evaluation().sla().get("it").verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @ParameterizedTest
    @CsvSource({"hang web for 20s", "slow web x30", "pause web for 5s", "crash web for 20s", "errors web 50%"})
    void requestsOfUsualAgeAreNotOverdue(String fault) {
        VariantResult result = hang("timeout: 1s", "at 20s: " + fault, "page.availability >= 50%");
        assertThat(result.requests().get("page").overdue()).isZero();
        assertThat(result.evaluation().sla().get("it").open()).isNull();
    }

    /**
     * A node of four hangs behind a load balancer without health checks: one eighth of all requests has no response.
     */
    @Test
    void hangOfOneNodeLeavesItsRequestsOverdue() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 60s, seed: 3 }
                components:
                  lb: { kind: load-balancer, algorithm: round-robin, health: none }
                  web: { kind: server, nodes: 4, cores: 100, service: exp(10ms) }
                requests:
                  page: { rate: "constant(100/s)", timeout: none, path: [lb, web] }
                regions:
                  east: { users: 100% }
                faults: [ at 30s: hang web/1 ]
                sla:
                  up: page.availability >= 99%
                  there: region/east.availability >= 99%
                  node: web/1.availability >= 99%
                  others: web/2.availability >= 99%
                """);
        assertThat(result.requests().get("page").overdue()).isBetween(745L, 751L);
        assertThat(result.evaluation().sla().get("up").verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(result.evaluation().sla().get("there").verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(result.evaluation().sla().get("node").verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(result.evaluation().sla().get("others").verdict()).isEqualTo(Verdict.PASS);
    }

    /** Visitors that wait for a hanging server have not converted, but still may. */
    @Test
    void waitingVisitorsLeaveTheConversionUndecided() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 60s, seed: 3 }
                components:
                  web: { kind: server, cores: 100, service: 10ms }
                requests:
                  page: { timeout: none, path: [web] }
                journeys:
                  shop: { rate: "constant(10/s)", steps: [ { request: page, times: 2, think: 100ms } ] }
                faults: [ at 30s: hang web ]
                sla:
                  buys: shop.conversion >= 99%
                """);
        SlaResult buys = result.evaluation().sla().get("buys");
        assertThat(buys.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(buys.value()).isCloseTo(0.5, within(0.01));
    }

    /** The worth of requests without a response counts as lost. */
    @Test
    void requestsWithoutResponseCountAsLostRevenue() {
        SlaResult lost =
                evaluate("timeout: none, worth: $1, objective: 99%", "at 10s: hang web", "page.lost_revenue < $100");
        assertThat(lost.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(lost.value()).isCloseTo(5000, within(5.0));
        assertThat(evaluate("timeout: none, objective: 99%", "at 10s: hang web", "page.budget_burned < 0.1%")
                        .value())
                .isCloseTo(5000 / (100 * 30 * 24 * 3600.0 * 0.01), within(1e-5));
    }

    /**
     * 10 requests/s of up to 30 s each: 10 of them succeed per second, regardless of the number in flight at the end.
     */
    @ParameterizedTest
    @CsvSource({"30s, 60s, 0s", "30s, 60s, 10s", "20s, 100s, 50s", "1s, 100s, 0s", "exp(5s), 10m, 1m"})
    void throughputOfLongRequestsEqualsTheLoad(String service, String duration, String warmup) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: %s, warmup: %s, seed: 5 }
                network: none
                components:
                  web: { kind: server, cores: 1000, service: %s }
                requests:
                  job: { rate: "constant(10/s)", timeout: none, path: [web] }
                sla:
                  it: job.throughput ~ 10/s +/- 0.5%%
                """.formatted(duration, warmup, service));
        assertThat(result.evaluation().sla().get("it").value()).isCloseTo(10, within(0.05));
        assertThat(result.requests().get("job").overdue()).isZero();
        assertThat(result.evaluation().sla().get("it").verdict()).isEqualTo(Verdict.PASS);
    }
}
