package dev.brownout.experiment.stability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.experiment.Experiment;
import dev.brownout.language.overlay.Variation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.rounds.TestRound;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Largest safe pauses of a retry loop, against its deterministic limit: a server of capacity {@code mu}, clients that
 * send {@code lambda} requests per second with a timeout {@code T} and {@code k} attempts without a delay. Calls that
 * timed out are still served.
 *
 * <p>Let V(t) be the time until the server is free, including the rest of a pause, {@code rho = lambda / mu}. An
 * attempt at t times out if V(t) + 1/mu > T, and then the next attempt of its request follows at t + T. Hence {@code V'
 * = rho N(t) - 1}, where N(t) is 1, plus 1 for each j < k such that V + 1/mu > T at t - T, ..., t - jT. A pause of
 * length d begins with V(0) = d.
 *
 * <p>If {@code k rho < 1}, V always decreases. If {@code k rho > 1}, V > T for a whole T makes it grow forever: two
 * stable states. No request of a pause up to T - 1/mu times out, so it is safe. With k = 2, a pause of (2 - rho) T
 * keeps V above T for a whole T, so the critical pause is at most that.
 */
@Tag("law")
class RetryLoopLawTest {
    private static final double MU = 200;
    private static final double TIMEOUT = 2;
    private static final double HORIZON = 40;
    private static final double STEP = 1e-3;

    /**
     * Number of service times by which a discrete queue may differ from the limit: the number of arrivals differs by
     * one in each of two attempts. A later round of the loop multiplies an error by at least 1.5 for rho of 0.6 or
     * more, as it multiplies a difference of pauses, so that all rounds count at most as three first ones.
     */
    private static final double ERROR = 2 * 3 / MU;

    private static StabilityMap measure(String test, int attempts, String loads) {
        long seed = KeyedRandom.key(0, 0, "RetryLoopLawTest." + test) & Long.MAX_VALUE;
        String text = """
                scenario: retry loop
                run: { duration: 60s, seed: %d }
                network: none
                load: constant(100/s)
                components:
                  box: { kind: server, cores: 1, queue: unlimited, service: 5ms }
                requests:
                  call: { path: [box], timeout: 2s, retry: { attempts: %d, backoff: none } }
                faults:
                  - at 5s: pause box/1 for 1s as outage
                """.formatted(seed, attempts);
        return StabilityPlan.of(
                        Experiment.text(text).replications(6),
                        Variation.of("load=" + loads),
                        Variation.of("faults.outage.for=1s..4s/6"),
                        new FaultCriterion("outage", 40_000_000_000L))
                .risk(0.3)
                .tolerance(0.004)
                .run();
    }

    @Test
    @Tag("rows")
    void criticalPauseIsThatOfTheDeterministicLimit() {
        List<String> loads = TestRound.rows(List.of("120/s", "140/s", "160/s", "180/s"), 0);
        StabilityMap map = measure("criticalPause", 2, String.join(",", loads));
        assertThat(map.found()).isTrue();
        assertThat(map.rows()).hasSameSizeAs(loads);
        for (StabilityRow row : map.rows()) {
            double rho = row.load().number() / MU;
            double critical = critical(rho, 2);
            double safe = row.largestSafe().orElseThrow().trigger().number() / 1e9;
            double unsafe = row.smallestUnsafe().orElseThrow().trigger().number() / 1e9;
            assertThat(critical).as("rho %s", rho).isBetween(TIMEOUT, (2 - rho) * TIMEOUT);
            assertThat(safe).as("rho %s", rho).isBetween(critical - ERROR - (unsafe - safe), critical + ERROR);
            assertThat(unsafe).as("rho %s", rho).isBetween(critical - ERROR, critical + ERROR + (unsafe - safe));
            assertThat(unsafe - safe).isLessThanOrEqualTo(0.0121);
            assertThat(row.reversal()).isEmpty();
        }
    }

    @Test
    @Tag("change")
    void thirdAttemptAddsASecondStableState() {
        for (int attempts : List.of(2, 3)) {
            StabilityMap map = measure("thirdAttempt", attempts, "80/s,90/s");
            for (StabilityRow row : map.rows()) {
                double rho = row.load().number() / MU;
                boolean metastable = attempts * rho > 1;
                assertThat(row.smallestUnsafe().isPresent()).isEqualTo(metastable);
                assertThat(row.largestSafe().orElseThrow().trigger().number())
                        .isGreaterThanOrEqualTo(metastable ? 1.99e9 : 4e9);
                assertThat(Double.isFinite(critical(rho, attempts))).isEqualTo(metastable);
            }
        }
    }

    /** Returns the critical pause of the deterministic limit, in s; infinity if every pause up to 4 s is safe. */
    private static double critical(double rho, int attempts) {
        double low = 0;
        double high = 4;
        if (recovers(high, rho, attempts)) {
            return Double.POSITIVE_INFINITY;
        }
        while (high - low > STEP) {
            double middle = (low + high) / 2;
            if (recovers(middle, rho, attempts)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Integrates V, and returns whether attempts do not time out at the end. */
    private static boolean recovers(double pause, double rho, int attempts) {
        int steps = (int) Math.round((pause + HORIZON) / STEP);
        int delay = (int) Math.round(TIMEOUT / STEP);
        boolean[] late = new boolean[steps];
        double v = pause;
        for (int t = 0; t < steps; t++) {
            late[t] = v + 1 / MU > TIMEOUT;
            int rate = 1;
            for (int j = 1; j < attempts && t >= j * delay && late[t - j * delay]; j++) {
                rate++;
            }
            v = Math.max(0, v + (rho * rate - 1) * STEP);
        }
        return !late[steps - 1];
    }
}
