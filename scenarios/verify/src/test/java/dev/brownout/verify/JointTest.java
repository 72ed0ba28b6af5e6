package dev.brownout.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows that are a little off together, of models that are made up. */
class JointTest {
    private static final List<String> MODELS =
            List.of("q.mm1.a", "q.mm1.b", "q.mmc.a", "q.mmc.b", "q.mmc.c", "q.mg1.d80", "q.mg1.erl", "q.mg1.uni");
    private static final double LEVEL = 0.05;

    private final Rows rows = new Rows(List.of(new Family() {
        @Override
        public String title() {
            return "Made up";
        }

        @Override
        public List<Model> models() {
            return MODELS.stream().map(id -> Model.of(id, size -> Map.of())).toList();
        }
    }));

    /** Each model's mean and wait, seen in the same runs, off by so many standard errors. */
    private Joint judged(int attempt, double off) {
        Draws draws = new Draws(Draws.key(0, attempt, "JointTest"));
        List<Check> checks = new ArrayList<>();
        for (String id : MODELS) {
            double[] runs = new double[Model.RUNS];
            for (int run = 0; run < runs.length; run++) {
                runs[run] = draws.normal() + off / Math.sqrt(Model.RUNS);
            }
            for (String measure : List.of(".mean", ".wait")) {
                Truth row = row(id + measure);
                List<Part> parts = new ArrayList<>();
                for (double run : runs) {
                    parts.add(new Part.Quotient(row.number() * (1 + 0.1 * run), 1));
                }
                checks.add(new Check(row, rows.model(row).orElseThrow(), Estimate.of(parts), 0, false));
            }
        }
        return Joint.of(rows, checks, LEVEL).get(0);
    }

    @Test
    void aRightSimulatorFailsAsOftenAsItSays() {
        int tries = 2_000;
        int failed = 0;
        for (int i = 0; i < tries; i++) {
            failed += judged(i, 0).holds() ? 0 : 1;
        }
        assertThat((double) failed / tries).isCloseTo(LEVEL, within(4 * Math.sqrt(LEVEL * (1 - LEVEL) / tries)));
    }

    /** Two standard errors are no miss of a row by itself, and 2 times the root of 8 for all of them. */
    @Test
    void whatEachRowWouldLetPassIsFoundInAllOfThem() {
        int tries = 200;
        int found = 0;
        double sum = 0;
        for (int i = 0; i < tries; i++) {
            Joint joint = judged(i, 2);
            found += joint.holds() ? 0 : 1;
            sum += joint.deviation();
        }
        assertThat(found).isGreaterThan(190);
        assertThat(sum / tries).isBetween(5.0, 6.0);
        assertThat(judged(0, -2).deviation()).isNegative();
        assertThat(judged(0, 0).models()).isEqualTo(MODELS.size());
    }

    /** Deviations of families of a correct simulator are standard normal numbers. */
    @Test
    void sumOverFamiliesFailsAsOftenAsItSaysAndFindsWhatEachFamilyWouldPass() {
        int tries = 4_000;
        int failed = 0;
        int found = 0;
        Draws draws = new Draws(Draws.key(0, 0, "JointTest.sum"));
        for (int i = 0; i < tries; i++) {
            List<Joint> families = new ArrayList<>();
            List<Joint> biased = new ArrayList<>();
            for (int family = 0; family < 25; family++) {
                double deviation = draws.normal();
                families.add(new Joint("Family " + family, 1, deviation, true));
                biased.add(new Joint("Family " + family, 1, deviation + 1.2, true));
            }
            failed += Joint.sum(families, LEVEL).orElseThrow().holds() ? 0 : 1;
            found += Joint.sum(biased, FalseAlarmRate.SUM).orElseThrow().holds() ? 0 : 1;
        }
        assertThat((double) failed / tries).isCloseTo(LEVEL, within(4 * Math.sqrt(LEVEL * (1 - LEVEL) / tries)));
        assertThat((double) found / tries).isGreaterThan(0.99);
    }

    @Test
    void sumOfASingleFamilyIsNoJudgementOfItsOwn() {
        assertThat(Joint.sum(List.of(new Joint("One", 3, 9, false)), LEVEL)).isEmpty();
    }

    /**
     * Runs are means of two exponential values, so that their skewness is the root of 2; Student's t leans to -0.16.
     */
    @Test
    void skewedRunsDoNotLean() {
        int tries = 4_000;
        double sum = 0;
        Draws draws = new Draws(Draws.key(0, 0, "JointTest.skewed"));
        for (int i = 0; i < tries; i++) {
            Truth row = row("q.mm1.a.mean");
            List<Part> parts = new ArrayList<>();
            for (int run = 0; run < Model.RUNS; run++) {
                double mean = (draws.exponential() + draws.exponential()) / 2;
                parts.add(new Part.Quotient(row.number() * mean, 1));
            }
            Check check = new Check(row, rows.model(row).orElseThrow(), Estimate.of(parts), 0, false);
            sum += Joint.of(rows, List.of(check), LEVEL).get(0).deviation();
        }
        assertThat(sum / tries).isCloseTo(0, within(0.06));
    }

    private Truth row(String id) {
        return rows.all().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void falseAlarmRateIsBelowOnePercent() {
        assertThat(FalseAlarmRate.total()).isLessThan(0.01);
        assertThat(String.join(" ", FalseAlarmRate.lines()))
                .isEqualTo("a correct simulator fails this in at most 0.95 % of the verifications:"
                        + " rows 0.5 %, families 0.25 %, sum over all families 0.2 %");
    }

    @Test
    void nobodyHasASayWhereNothingIsLeftToChance() {
        assertThat(Joint.of(rows, List.of(), LEVEL)).isEmpty();
    }
}
