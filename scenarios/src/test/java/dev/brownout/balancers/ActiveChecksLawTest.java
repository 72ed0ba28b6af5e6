package dev.brownout.balancers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time until a balancer with the active health checks of a product takes a server out of service. */
@Tag("law")
class ActiveChecksLawTest {
    /** Returns the seconds for which one of two servers received calls that fail. */
    private static double secondsInService(int seed, String balancer, String fault) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 170s, seed: %d }
                network: none
                components:
                  lb: { kind: load-balancer, %s }
                  web: { kind: server, nodes: 2, cores: 1k, service: 1ms }
                requests:
                  page: { rate: 100/s, timeout: 1s, path: [lb, web] }
                faults: [ at 10s: %s ]
                """.formatted(seed + 1, balancer, fault));
        return result.requests().get("page").failed() / 50.0;
    }

    /**
     * The first check follows within one interval, half of it on average, and the last check fails after its timeout.
     * For a silent server: HAProxy 1 + 2 x 2 + 2 s, Application Load Balancer 15 + 30 + 5 s. A refused connection fails
     * without delay.
     */
    @ParameterizedTest
    @ChosenRows({2, 4})
    @CsvSource({
        "profile: haproxy, power-off web/1, 7, 1",
        "profile: haproxy, crash web/1, 5, 1",
        "profile: haproxy-keepalived, power-off web/1, 7, 1",
        "profile: aws-alb, power-off web/1, 50, 15",
        "profile: aws-alb, crash web/1, 45, 15"
    })
    void serverIsRemovedAfterItsFailedChecks(String balancer, String fault, double mean, double spread) {
        SeedAssertions.agree(
                seed -> {
                    double seconds = secondsInService(seed, balancer, fault);
                    assertThat(seconds).isBetween(mean - spread - 0.3, mean + spread + 0.3);
                    return seconds;
                },
                mean,
                0.12);
    }
}
