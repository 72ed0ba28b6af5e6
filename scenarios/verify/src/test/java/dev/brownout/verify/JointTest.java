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
                Truth row = rows.all().stream()
                        .filter(r -> r.id().equals(id + measure))
                        .findFirst()
                        .orElseThrow();
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

    @Test
    void nobodyHasASayWhereNothingIsLeftToChance() {
        assertThat(Joint.of(rows, List.of(), LEVEL)).isEmpty();
    }
}
