package dev.brownout.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Verdicts of the verification, with synthetic models. */
class VerificationTest {
    private static final double TRUTH = 50e6;

    private static VerificationResult verify(ReferenceModel.Trial trial) {
        ModelFamily family = new ModelFamily() {
            @Override
            public String title() {
                return "Made up";
            }

            @Override
            public List<ReferenceModel> models() {
                return List.of(ReferenceModel.of("q.mm1.a", trial));
            }
        };
        ReferenceValues rows = new ReferenceValues(List.of(family));
        return new Verification(rows, false, id -> {}).run(row -> row.id().equals("q.mm1.a.mean"), 1);
    }

    /** Returns the mean of as many exponential values as the trial has requests. */
    private static Map<String, PartialEstimate> mean(ReferenceModel.Size size, double mean) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(size.seed(), size.run(), "values"));
        double sum = 0;
        for (long i = 0; i < size.requests(); i++) {
            sum += mean * random.exponential();
        }
        return Map.of("mean", new PartialEstimate.Quotient(sum, size.requests()));
    }

    @Test
    void correctModelPasses() {
        VerificationResult verdict = verify(size -> mean(size, TRUTH));
        assertThat(verdict.isPassed()).isTrue();
        assertThat(verdict.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.longer()).isFalse());
    }

    @Test
    void onePercentBiasFailsAfterLongerRunsWithTheSameSeed() {
        List<ReferenceModel.Size> sizes = new ArrayList<>();
        VerificationResult verdict = verify(size -> {
            sizes.add(size);
            return mean(size, 1.01 * TRUTH);
        });
        assertThat(verdict.isPassed()).isFalse();
        assertThat(verdict.misses()).isEqualTo(1);
        assertThat(verdict.findings().get(0).longer()).isTrue();
        assertThat(sizes)
                .extracting(ReferenceModel.Size::seed)
                .containsOnly(sizes.get(0).seed());
        assertThat(sizes.get(ReferenceModel.RUNS).requests())
                .isEqualTo(10 * sizes.get(0).requests());
    }

    @Test
    void detectableBiasIsReportedAndDetectedAtItsRate() {
        double reported = verify(size -> mean(size, TRUTH)).findings().get(0).bias();
        assertThat(reported).isBetween(0.005, 0.02);
        int tries = 50;
        int caught = 0;
        int caughtHalf = 0;
        for (int i = 0; i < tries; i++) {
            long other = KeyedRandom.key(0, i, "bias");
            caught += verify(size -> quick(size, other, 1 + reported)).isPassed() ? 0 : 1;
            caughtHalf += verify(size -> quick(size, other, 1 + reported / 4)).isPassed() ? 0 : 1;
        }
        assertThat(caught).isGreaterThan(42);
        assertThat(caughtHalf).isLessThan(15);
    }

    /** Returns the mean of exponential values, drawn from its normal approximation. */
    private static Map<String, PartialEstimate> quick(ReferenceModel.Size size, long seed, double share) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(seed + size.requests(), size.run(), "values"));
        double error = TRUTH * random.normal() / Math.sqrt(size.requests());
        return Map.of("mean", new PartialEstimate.Quotient((share * TRUTH + error) * size.requests(), size.requests()));
    }

    @Test
    void countsIntervalsWiderThanATenthOfTheReference() {
        VerificationResult narrow = verify(size -> swinging(size, 0.02));
        assertThat(narrow.wide()).isEmpty();
        assertThat(narrow.sensitivity())
                .last()
                .isEqualTo("an interval is wider than a tenth of its reference value in 0 of 1 rows");
        VerificationResult wide = verify(size -> swinging(size, 0.1));
        assertThat(wide.wide()).hasSize(1);
        assertThat(wide.sensitivity()).last().asString().startsWith("wide: q.mm1.a.mean, 13");
    }

    /** Returns the reference value, plus or minus a fraction of it in alternating runs. */
    private static Map<String, PartialEstimate> swinging(ReferenceModel.Size size, double share) {
        return Map.of("mean", new PartialEstimate.Quotient(TRUTH * (size.run() % 2 == 0 ? 1 - share : 1 + share), 1));
    }

    @Test
    void uninformativeIntervalFails() {
        VerificationResult verdict =
                verify(size -> Map.of("mean", new PartialEstimate.Quotient(size.run() % 2 == 0 ? 0 : 2 * TRUTH, 1)));
        assertThat(verdict.isPassed()).isFalse();
    }

    @Test
    void rejectsIdenticalRunsUnlessTheyEqualTheReference() {
        assertThatThrownBy(() -> verify(size -> mean(new ReferenceModel.Size(size.seed(), 0, size.requests()), TRUTH)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the 20 runs of the model q.mm1.a are equal and deviate from the reference value of"
                        + " q.mm1.a.mean");
        assertThat(verify(size -> Map.of("mean", new PartialEstimate.Quotient(TRUTH, 1)))
                        .isPassed())
                .isTrue();
    }

    /** Two models of 500 MB exceed a heap of 1 GB. */
    @Test
    void largeModelsRunSequentially() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ReferenceModel.Trial trial = size -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Map<String, PartialEstimate> seen = mean(size, TRUTH);
            running.decrementAndGet();
            return seen;
        };
        ModelFamily family = new ModelFamily() {
            @Override
            public String title() {
                return "Made up";
            }

            @Override
            public List<ReferenceModel> models() {
                return List.of(
                        ReferenceModel.of("q.mm1.a", trial).megabytes(500),
                        ReferenceModel.of("q.mm1.b", trial).megabytes(500),
                        ReferenceModel.of("q.mm1.c", trial).megabytes(2_000));
            }
        };
        ReferenceValues rows = new ReferenceValues(List.of(family));
        new Verification(rows, false, id -> {})
                .run(row -> row.id().startsWith("q.mm1.") && row.id().endsWith(".mean"), 3);
        assertThat(most).hasValue(1);
    }

    @Test
    void inexpressibleRowsAreListedWithTheirReason() {
        ModelFamily family = new ModelFamily() {
            @Override
            public String title() {
                return "Made up";
            }

            @Override
            public List<ReferenceModel> models() {
                return List.of();
            }

            @Override
            public Map<String, String> reasonsWithoutModel() {
                return Map.of("hedge", "needs hedging");
            }
        };
        ReferenceValues rows = new ReferenceValues(List.of(family));
        VerificationResult verdict =
                new Verification(rows, false, id -> {}).run(row -> row.id().startsWith("hedge.a"), 1);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.missing()).hasSize(6);
        assertThat(new TextReport(verdict, false).lines())
                .contains("not expressible yet:", "  hedge.a.p99: needs hedging", "  hedge.a.load: needs hedging");
    }
}
