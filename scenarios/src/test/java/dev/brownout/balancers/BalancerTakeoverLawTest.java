package dev.brownout.balancers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two balancer nodes of which one fails: failed calls until the other takes over its address, and the remaining
 * capacity.
 */
@Tag("law")
class BalancerTakeoverLawTest {
    /** Each balancer node passes 400/s: one is too few for 600/s, two suffice. */
    private static VariantResult run(int seed, String redundancy, String fault) {
        return TestScenarioRunner.run("""
                run: { duration: 40s, seed: %d }
                network: none
                components:
                  lb: { kind: load-balancer, nodes: 2, cores: 2, service: 5ms, queue: 50, twin: %s }
                  web: { kind: server, nodes: 2, cores: 1k, service: 1ms }
                requests:
                  page: { rate: 600/s, timeout: 1s, path: [lb, web] }
                faults: [ %s ]
                predict:
                  before: page.throughput ~ 1/s +/- 100%% from 5s to 9800ms
                  gap: page.error_rate ~ 50%% +/- 100%% from 10s to 13s
                  after: page.throughput ~ 1/s +/- 100%% from 15s to 20s
                  back: page.throughput ~ 1/s +/- 100%% from 34s to 39s
                  takeovers: lb.takeovers ~ 1 +/- 100%%
                """.formatted(seed + 1, redundancy, fault));
    }

    private static double measure(int seed, String redundancy, String fault, String name) {
        return TestScenarioRunner.measure(run(seed, redundancy, fault), name);
    }

    @ParameterizedTest
    @ChosenRows
    @ValueSource(strings = {"crash lb/1", "power-off lb/1", "crash lb/2", "hang lb/2"})
    void activeActiveLosesHalfOfTheCallsAndThenHalfOfItsCapacity(String fault) {
        String faultText = "at 10s: " + fault + " for 20s";
        String redundancy = "active-active(takeover=3s)";
        SeedAssertions.agree(seed -> measure(seed, redundancy, faultText, "before"), 600, 0.02);
        SeedAssertions.agree(seed -> measure(seed, redundancy, faultText, "gap"), 0.5, 0.02);
        SeedAssertions.agree(seed -> measure(seed, redundancy, faultText, "after"), 400, 0.5, 0.01);
        SeedAssertions.agree(seed -> measure(seed, redundancy, faultText, "back"), 600, 0.02);
        assertThat(measure(0, redundancy, faultText, "takeovers")).isEqualTo(2);
    }

    /** Calls above the 400/s of the active node fail before and after the takeover; all calls fail during it. */
    @ParameterizedTest
    @ChosenRows
    @ValueSource(strings = {"crash lb/1", "power-off lb/1"})
    void activePassiveLosesAllCallsAndThenNone(String fault) {
        String faultText = "at 10s: " + fault + " for 20s";
        for (int seed = 0; seed < SeedAssertions.SEEDS; seed++) {
            assertThat(measure(seed, "active-passive(takeover=3s)", faultText, "gap"))
                    .isEqualTo(1);
        }
        for (String when : new String[] {"before", "after", "back"}) {
            SeedAssertions.agree(seed -> measure(seed, "active-passive(takeover=3s)", faultText, when), 400, 0.5, 0.01);
        }
        assertThat(measure(0, "active-passive(takeover=3s)", faultText, "takeovers"))
                .isEqualTo(2);
    }

    /**
     * The loss of the standby has no effect, and a node that is slow or fails some calls still sends its
     * advertisements.
     */
    @ParameterizedTest
    @CsvSource({"crash lb/2, 0", "slow lb/1 x3, 0", "errors lb/1 50%, 0", "crash lb/1 for 2s, 0"})
    void noTakeoverWhileAdvertisementsArrive(String fault, double takeovers) {
        assertThat(measure(0, "active-passive", "at 10s: " + fault, "takeovers"))
                .isEqualTo(takeovers);
    }

    @Test
    void allCallsFailWhileBothNodesAreDown() {
        String both = "at 9s: crash lb/1, at 9s: crash lb/2 for 10s";
        VariantResult result = run(0, "active-passive(takeover=3s)", both);
        assertThat(TestScenarioRunner.measure(result, "gap")).isEqualTo(1);
        assertThat(TestScenarioRunner.measure(result, "after")).isZero();
        assertThat(TestScenarioRunner.measure(result, "takeovers")).isEqualTo(1);
        assertThat(TestScenarioRunner.measure(result, "back")).isGreaterThan(390);
    }

    @Test
    void rejectsTwinWithoutNodesAndServiceWithoutCores() {
        assertThatThrownBy(() -> TestScenarioRunner.load("""
                        run: 10s
                        components:
                          lb: { kind: load-balancer, twin: active-passive }
                          web: { kind: server }
                        requests: { page: { rate: 1/s, path: [lb, web] } }
                        """))
                .hasMessageContaining("failover between two nodes: set nodes: 2");
        assertThatThrownBy(() -> TestScenarioRunner.load("""
                        run: 10s
                        components:
                          lb: { kind: load-balancer, service: 1ms }
                          web: { kind: server }
                        requests: { page: { rate: 1/s, path: [lb, web] } }
                        """))
                .hasMessageContaining("without 'cores' a balancer takes no time");
    }

    private static double failedSeconds(int seed, String balancer, String fault) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 40s, seed: %d }
                network: none
                components:
                  lb: { kind: load-balancer, %s }
                  web: { kind: server, nodes: 2, cores: 1k, service: 1ms }
                requests:
                  page: { rate: 600/s, timeout: 1s, path: [lb, web] }
                faults: [ at 10s: %s for 20s ]
                """.formatted(seed + 1, balancer, fault));
        return result.requests().get("page").failed() / 600.0;
    }

    /** Takeover 3.609 s after the last advertisement, which is half a second old on average: 600/s fail for 3.109 s. */
    @Test
    @Tag("change")
    void takeoverStartsAtTheLastAdvertisement() {
        for (String fault : new String[] {"power-off lb/1", "crash lb/1"}) {
            SeedAssertions.agree(
                    seed -> {
                        double lost = failedSeconds(seed, "profile: haproxy-keepalived", fault);
                        assertThat(lost).isBetween(2.4, 3.8);
                        return lost;
                    },
                    3 + 156 / 256.0 - 0.5,
                    0.05);
        }
    }

    /**
     * Takeover 2 s after the last advertisement: the address is unreachable for 1.5 s on average, and has half of the
     * calls.
     */
    @Test
    void activeActiveTakeoverStartsAtTheLastAdvertisement() {
        String redundancy = "nodes: 2, twin: active-active(takeover=2s advertisement=1s)";
        SeedAssertions.agree(seed -> failedSeconds(seed, redundancy, "power-off lb/1"), 0.5 * 1.5, 0.1);
    }
}
