package dev.brownout.policy.retry;

import static dev.brownout.network.NetworkTestBench.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.Host;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.policy.RetryBudgetSpec;
import dev.brownout.policy.SeedInterval;
import dev.brownout.random.KeyedRandom;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.service.Outcome;
import dev.brownout.service.Service;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Attempts per call of independent failures under token buckets, against the distribution of the tokens: a Markov chain
 * from call to call, which is evolved exactly from full buckets.
 */
@Tag("law")
class RetryTokensLawTest {
    private static final int CALLS = 4000;

    /** Rules of a bucket, with a level in its smallest unit. */
    private interface Bucket {
        int most();

        int failed(int level);

        /** Returns the level after the price of a retry, or -1 if it is refused. */
        int paid(int level);

        int succeeded(int level, boolean retried);
    }

    private record Throttling(int most, int unit) implements Bucket {
        @Override
        public int failed(int level) {
            return Math.max(0, level - unit);
        }

        @Override
        public int paid(int level) {
            return level > most / 2 ? level : -1;
        }

        @Override
        public int succeeded(int level, boolean retried) {
            return Math.min(most, level + 1);
        }
    }

    private record Quota(int most, int price) implements Bucket {
        @Override
        public int failed(int level) {
            return level;
        }

        @Override
        public int paid(int level) {
            return level - price;
        }

        @Override
        public int succeeded(int level, boolean retried) {
            return Math.min(most, level + (retried ? price : 1));
        }
    }

    /** Returns the expected number of attempts per call over the first calls of a client. */
    private static double expected(Bucket bucket, int attempts, double failing) {
        double[] now = new double[bucket.most() + 1];
        now[bucket.most()] = 1;
        double sum = 0;
        for (int call = 0; call < CALLS; call++) {
            double[] after = new double[now.length];
            double[] sending = now;
            for (int attempt = 0; attempt < attempts; attempt++) {
                double[] repeated = new double[now.length];
                for (int level = 0; level < now.length; level++) {
                    double local = sending[level];
                    sum += local;
                    after[bucket.succeeded(level, attempt > 0)] += local * (1 - failing);
                    int failed = bucket.failed(level);
                    int paid = attempt + 1 < attempts ? bucket.paid(failed) : -1;
                    (paid < 0 ? after : repeated)[paid < 0 ? failed : paid] += local * failing;
                }
                sending = repeated;
            }
            now = after;
        }
        return sum / CALLS;
    }

    private static double simulated(int seed, RetryBudgetSpec budget, int attempts, double failing, Outcome failure) {
        NetworkTestBench bench = new NetworkTestBench(0);
        Host place = bench.host("web", "1", "");
        KeyedRandom failures = new KeyedRandom(KeyedRandom.key(seed, 0, "retry tokens"));
        long[] sent = new long[1];
        RetrySpec spec = new RetrySpec(attempts, new Backoff.None(), Optional.of(budget), Optional.empty());
        Service service = new Retry(spec, bench.simulation, place, failures, null).wrap((request, reply) -> {
            sent[0]++;
            boolean fails = failures.withIdentity(request.identity()).uniform() < failing;
            reply.accept(fails ? failure : Outcome.OK, 0);
        });
        for (int i = 0; i < CALLS; i++) {
            bench.scheduleAt(i * MS, () -> service.call(bench.request(), (outcome, detail) -> {}));
        }
        bench.simulation.runUntil(CALLS * MS);
        return (double) sent[0] / CALLS;
    }

    private static void compare(RetryBudgetSpec budget, Bucket bucket, int attempts, double failing) {
        compare(budget, bucket, attempts, failing, Outcome.FAILED);
    }

    private static void compare(RetryBudgetSpec budget, Bucket bucket, int attempts, double failing, Outcome failure) {
        SeedInterval interval = SeedInterval.of(seed -> simulated(seed, budget, attempts, failing, failure));
        assertThat(interval.high() - interval.low()).isLessThan(0.06);
        assertThat(expected(bucket, attempts, failing)).isBetween(interval.low(), interval.high());
    }

    /** Failures take more tokens than successes return above a share of 0.1 / 1.1 = 9.1 %. */
    @ParameterizedTest
    @CsvSource({"0.05", "0.08", "0.0909", "0.11", "0.15", "0.5"})
    @ChosenRows(4)
    void throttledAttemptsPerCall(double failing) {
        compare(new RetryBudgetSpec.FailureThrottling(10, 0.1), new Throttling(100, 10), 4, failing);
    }

    @ParameterizedTest
    @CsvSource({"5, 0.2", "5, 0.32", "5, 0.4", "14, 0.15", "14, 0.22", "14, 0.3"})
    @ChosenRows({2, 6})
    void quotaAttemptsPerCall(int price, double failing) {
        RetryBudgetSpec budget = new RetryBudgetSpec.RetryQuota(500, price, Optional.empty());
        compare(budget, new Quota(500, price), 3, failing);
    }

    /** Retries after timeouts of the AWS SDKs before 2026: 500 tokens, 10 for each. */
    @ParameterizedTest
    @CsvSource({"0.15", "0.24", "0.35"})
    @ChosenRows(2)
    void quotaHasAPriceOfTimeouts(double failing) {
        RetryBudgetSpec budget = new RetryBudgetSpec.RetryQuota(500, 5, Optional.of(10));
        compare(budget, new Quota(500, 10), 3, failing, Outcome.TIMED_OUT);
    }

    /**
     * The share of failures f at which a client with three attempts uses up its tokens: a call without a retry returns
     * 1 - f tokens, a success at the third attempt has lost one price, and three failures have lost two.
     */
    @ParameterizedTest
    @CsvSource({"5, 0.3207", "14, 0.2149"})
    @ChosenRows(2)
    void quotaIsUsedUpAboveAShareOfFailures(int price, double edge) {
        double f = edge;
        assertThat(1 - f - price * (f * f * (1 - f) + 2 * f * f * f)).isBetween(-0.001, 0.001);
        double below = expected(new Quota(500, price), 3, edge - 0.05);
        double above = expected(new Quota(500, price), 3, edge + 0.1);
        assertThat(below).isGreaterThan(1 + (edge - 0.05));
        assertThat(above).isLessThan(1 + (edge + 0.1));
    }
}
