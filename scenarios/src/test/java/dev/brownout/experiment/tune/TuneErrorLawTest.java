package dev.brownout.experiment.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.experiment.Experiment;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.random.KeyedRandom;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Error rate of tunings, on queues with known response times. */
@Tag("law")
class TuneErrorLawTest {
    /** Number of seeds of each change, and the wrong tunings that a confidence of 95 % allows in most cases. */
    private static final int FEW_SEEDS = 10;

    private static final int MOST_WRONG_OF_FEW = 2;

    /** Number of seeds of the whole test, and the wrong tunings that a confidence of 95 % allows. */
    private static final int SEEDS = 100;

    private static final int MOST_WRONG = 5;

    /** Service rate of a core, in requests per second. */
    private static final double SERVICE = 100;

    private static final double BOUND_MILLIS = 20;
    private static final int RUNS = 160;

    private static Experiment queue(String name, double load) {
        return Experiment.text("""
                scenario: M/M/c
                load: %s/s
                network: none
                components:
                  box: { kind: server, cores: 1, queue: unlimited, service: exp(10ms) }
                requests:
                  page: { path: [box] }
                run: { duration: 12s, warmup: 2s, seed: %d }
                sla:
                  fast: page.mean < %sms
                """.formatted(
                                load, KeyedRandom.key(0, 0, "TuneErrorLawTest." + name) & Long.MAX_VALUE, BOUND_MILLIS))
                .replications(6);
    }

    /** Returns the mean response time of M/M/c by Erlang's formula C, in ms; infinite for an unstable queue. */
    private static double mean(int cores, double load) {
        double offered = load / SERVICE;
        if (offered >= cores) {
            return Double.POSITIVE_INFINITY;
        }
        double blocking = 1;
        for (int i = 1; i <= cores; i++) {
            blocking = offered * blocking / (i + offered * blocking);
        }
        double waiting = blocking / (1 - offered / cores * (1 - blocking));
        return 1000 * (1 / SERVICE + waiting / (cores * SERVICE - load));
    }

    private static double mean(List<Value> design) {
        return mean((int) design.get(1).number(), design.get(0).number());
    }

    /**
     * The boundary of the region of the load is known. The end of the range differs between the tunings, so that the
     * bisection tries loads on both sides of the boundary. A tuning is wrong if the recommended design or a design of
     * its region violates the bound. Designs with at most three quarters of the bound are nearly always met.
     */
    private static void regionMeetsTheBound(int seeds, int mostWrong) {
        int wrong = 0;
        int found = 0;
        int clear = 0;
        int clearlyMet = 0;
        int beyond = 0;
        for (int i = 0; i < seeds; i++) {
            String load = "load=20/s.." + (180 + i) + "/s";
            TuneResult result = TunePlan.of(queue("region " + i, 60), load, "box.cores=1..2")
                    .sensitivity(SensitivityMethod.NONE)
                    .runs(RUNS)
                    .run();
            assertThat(result.usage().runs()).isLessThanOrEqualTo(RUNS);
            found += result.found() ? 1 : 0;
            boolean violated = false;
            for (SettingRegion region : result.regions()) {
                for (TunedDesign design : region.tested()) {
                    double truth = mean(design.values());
                    violated |= design.isMet() && truth >= BOUND_MILLIS;
                    beyond += truth >= BOUND_MILLIS ? 1 : 0;
                    clear += truth <= BOUND_MILLIS * 3 / 4 ? 1 : 0;
                    clearlyMet += truth <= BOUND_MILLIS * 3 / 4 && design.isMet() ? 1 : 0;
                }
            }
            wrong += violated ? 1 : 0;
        }
        assertThat(wrong).isLessThanOrEqualTo(mostWrong);
        assertThat(found).isGreaterThanOrEqualTo(seeds - mostWrong);
        assertThat(beyond).isGreaterThanOrEqualTo(seeds);
        assertThat(clearlyMet).isGreaterThan(clear * 9 / 10);
    }

    @Test
    void regionOfOneTuningMeetsTheBound() {
        regionMeetsTheBound(1, 0);
    }

    @Test
    @Tag("change")
    void regionMeetsTheBound() {
        regionMeetsTheBound(FEW_SEEDS, MOST_WRONG_OF_FEW);
    }

    @Test
    @Tag("thorough")
    void regionMeetsTheBoundWithManySeeds() {
        regionMeetsTheBound(SEEDS, MOST_WRONG);
    }

    /**
     * Each design has the same mean, which is the bound, and independent noise. The search selects the design with the
     * most favourable noise. Only its new replications count, so that few tunings find it met.
     */
    private static void selectionDoesNotBiasTheVerdict(int seeds, int mostWrong) {
        int wrong = 0;
        int favourable = 0;
        for (int i = 0; i < seeds; i++) {
            Experiment queue = queue("selection " + i, SERVICE - 1000 / BOUND_MILLIS);
            TuneResult result =
                    TunePlan.of(queue, "run.seed=1..100000").runs(90).run();
            wrong += result.found() ? 1 : 0;
            favourable +=
                    result.screened().stream().anyMatch(design -> design.replications() == 8 && design.margin() > 0)
                            ? 1
                            : 0;
        }
        assertThat(wrong).isLessThanOrEqualTo(mostWrong);
        assertThat(favourable).isGreaterThan(mostWrong);
    }

    @Test
    @Tag("change")
    void selectionDoesNotBiasTheVerdict() {
        selectionDoesNotBiasTheVerdict(FEW_SEEDS, MOST_WRONG_OF_FEW);
    }

    @Test
    @Tag("thorough")
    void selectionDoesNotBiasTheVerdictWithManySeeds() {
        selectionDoesNotBiasTheVerdict(SEEDS, MOST_WRONG);
    }
}
