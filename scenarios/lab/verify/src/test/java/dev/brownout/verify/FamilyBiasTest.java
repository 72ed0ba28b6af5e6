package dev.brownout.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Detection of a common bias of several rows, with synthetic models. */
class FamilyBiasTest {
    private static final List<String> MODELS =
            List.of("q.mm1.a", "q.mm1.b", "q.mmc.a", "q.mmc.b", "q.mmc.c", "q.mg1.d80", "q.mg1.erl", "q.mg1.uni");
    private static final double LEVEL = 0.05;

    private final ReferenceValues rows = new ReferenceValues(List.of(new ModelFamily() {
        @Override
        public String title() {
            return "Made up";
        }

        @Override
        public List<ReferenceModel> models() {
            return MODELS.stream()
                    .map(id -> ReferenceModel.of(id, size -> Map.of()))
                    .toList();
        }
    }));

    /**
     * Returns the joint bias of the rows of one attempt. Mean and waiting time of each model come from the same runs
     * and are biased by {@code off} standard errors.
     */
    private FamilyBias jointBias(int attempt, double off) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(0, attempt, "JointTest"));
        List<ReferenceCheck> checks = new ArrayList<>();
        for (String id : MODELS) {
            double[] runs = new double[ReferenceModel.RUNS];
            for (int run = 0; run < runs.length; run++) {
                runs[run] = random.normal() + off / Math.sqrt(ReferenceModel.RUNS);
            }
            for (String measure : List.of(".mean", ".wait")) {
                ReferenceValue row = row(id + measure);
                List<PartialEstimate> parts = new ArrayList<>();
                for (double run : runs) {
                    parts.add(new PartialEstimate.Quotient(row.number() * (1 + 0.1 * run), 1));
                }
                checks.add(new ReferenceCheck(row, rows.model(row).orElseThrow(), Estimate.of(parts), 0, false));
            }
        }
        return FamilyBias.of(rows, checks, LEVEL).get(0);
    }

    @Test
    void correctSimulatorFailsAtTheNominalRate() {
        int tries = 1_000;
        int failed = 0;
        for (int i = 0; i < tries; i++) {
            failed += jointBias(i, 0).withinLimit() ? 0 : 1;
        }
        assertThat((double) failed / tries).isCloseTo(LEVEL, within(4 * Math.sqrt(LEVEL * (1 - LEVEL) / tries)));
    }

    /** Two standard errors are no failure of a single row, but 2 times the square root of 8 for all of them. */
    @Test
    void jointTestDetectsBiasHiddenInSingleRows() {
        int tries = 200;
        int found = 0;
        double sum = 0;
        for (int i = 0; i < tries; i++) {
            FamilyBias joint = jointBias(i, 2);
            found += joint.withinLimit() ? 0 : 1;
            sum += joint.deviation();
        }
        assertThat(found).isGreaterThan(190);
        assertThat(sum / tries).isBetween(5.0, 6.0);
        assertThat(jointBias(0, -2).deviation()).isNegative();
        assertThat(jointBias(0, 0).models()).isEqualTo(MODELS.size());
    }

    /** Deviations of families of a correct simulator are standard normal. */
    @Test
    void sumTestHasNominalErrorAndDetectsCommonBias() {
        int tries = 2_000;
        int failed = 0;
        int found = 0;
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(0, 0, "JointTest.sum"));
        for (int i = 0; i < tries; i++) {
            List<FamilyBias> families = new ArrayList<>();
            List<FamilyBias> biased = new ArrayList<>();
            for (int family = 0; family < 25; family++) {
                double deviation = random.normal();
                families.add(new FamilyBias("Family " + family, 1, deviation, true));
                biased.add(new FamilyBias("Family " + family, 1, deviation + 1.2, true));
            }
            failed += FamilyBias.sum(families, LEVEL).orElseThrow().withinLimit() ? 0 : 1;
            found += FamilyBias.sum(biased, FalseAlarmRate.SUM).orElseThrow().withinLimit() ? 0 : 1;
        }
        assertThat((double) failed / tries).isCloseTo(LEVEL, within(4 * Math.sqrt(LEVEL * (1 - LEVEL) / tries)));
        assertThat((double) found / tries).isGreaterThan(0.99);
    }

    @Test
    void noSumTestForASingleFamily() {
        assertThat(FamilyBias.sum(List.of(new FamilyBias("One", 3, 9, false)), LEVEL))
                .isEmpty();
    }

    /**
     * Runs are means of two exponential values, so their skewness is the square root of 2. The mean deviation by
     * Student's t would be -0.16.
     */
    @Test
    void skewedRunsCauseNoBias() {
        int tries = 2_000;
        double sum = 0;
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(0, 0, "JointTest.skewed"));
        ReferenceValue row = row("q.mm1.a.mean");
        for (int i = 0; i < tries; i++) {
            List<PartialEstimate> parts = new ArrayList<>();
            for (int run = 0; run < ReferenceModel.RUNS; run++) {
                double mean = (random.exponential() + random.exponential()) / 2;
                parts.add(new PartialEstimate.Quotient(row.number() * mean, 1));
            }
            ReferenceCheck check = new ReferenceCheck(row, rows.model(row).orElseThrow(), Estimate.of(parts), 0, false);
            sum += FamilyBias.of(rows, List.of(check), LEVEL).get(0).deviation();
        }
        assertThat(sum / tries).isCloseTo(0, within(4 / Math.sqrt(tries)));
    }

    private ReferenceValue row(String id) {
        return rows.all().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void falseAlarmRateIsBelowOnePercent() {
        assertThat(FalseAlarmRate.total()).isLessThan(0.01);
        assertThat(String.join(" ", FalseAlarmRate.lines()))
                .isEqualTo("a correct simulator fails at most 0.95 % of the verifications:"
                        + " rows 0.5 %, families 0.25 %, sum over all families 0.2 %");
    }

    @Test
    void noBiasTestWithoutRandomRows() {
        assertThat(FamilyBias.of(rows, List.of(), LEVEL)).isEmpty();
    }
}
