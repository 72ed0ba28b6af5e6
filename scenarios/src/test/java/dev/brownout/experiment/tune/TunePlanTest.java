package dev.brownout.experiment.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.experiment.DesignVerdict;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ProgressListener;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.TrialStore;
import dev.brownout.experiment.capacity.CapacitySearch;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.result.VariantResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stages, options and limits of a tuning. */
@Tag("once")
class TunePlanTest {
    private static final String BOX = """
            scenario: a box
            load: 120/s
            run: { duration: 5s, seed: 5 }
            components:
              box: { kind: server, cores: 2, service: exp(10ms), queue: 100 }
            requests:
              page: { path: [box] }
            sla:
              fast: page.mean < 60ms
              up: availability >= 99%
            """;

    private final Experiment box = Experiment.text(BOX).replications(4);

    private static Execution threads(int threads) {
        return new Execution(threads, ProgressListener.NONE, () -> false, TrialStore.NONE);
    }

    /** A capacity search has the same rule: the metric is rejected before any run. */
    @Test
    void minimizedMetricThatNeverChangesIsRejectedBeforeTheRuns() {
        String reason = "page.breaker_opened is always 0: no circuit_breaker applies to request 'page' or its steps";
        TunePlan plan = TunePlan.of(box, "box.queue=1..100").minimising("page.breaker_opened");
        assertThatThrownBy(plan::checked)
                .isInstanceOf(ExperimentException.class)
                .hasMessage("page.breaker_opened: " + reason);
        assertThatThrownBy(() ->
                        CapacitySearch.of(box).minimising("page.breaker_opened").smallestDesigns("box.queue=1..100"))
                .hasMessage("page.breaker_opened: " + reason);
    }

    @Test
    @Tag("change")
    void minimizedMetricWithEqualValuesIsReported() {
        TuneResult equal = TunePlan.of(box.replications(2), "box.scheduling=fifo,lifo")
                .runs(40)
                .minimising("all.cost")
                .run(threads(2));
        assertThat(equal.constantMetric()).contains("all.cost");
        assertThat(TuneFindings.sentences(equal))
                .contains("all.cost is the same in each design, so that the largest margin decides");
        TuneResult different = TunePlan.of(box.replications(2), "box.cores=2..4")
                .runs(40)
                .minimising("all.cost")
                .run(threads(2));
        assertThat(different.constantMetric()).isEmpty();
    }

    @Test
    void recommendedDesignMeetsTheAssertionsWithinTheBudget() {
        TuneResult result = TunePlan.of(box, "load=50/s..600/s", "box.cores=1..4", "box.scheduling=fifo,lifo")
                .runs(160)
                .run(threads(2));
        assertThat(result.found()).isTrue();
        assertThat(result.best()).containsOnlyKeys("load", "box.cores", "box.scheduling");
        assertThat(result.recommended().orElseThrow().verdict()).isEqualTo(DesignVerdict.HOLDS);
        assertThat(result.usage().runs())
                .isLessThanOrEqualTo(160)
                .isEqualTo(result.done().size());
        assertThat(result.effects().get(0).path()).isIn("load", "box.cores");
        assertThat(result.effects().get(2).path()).isEqualTo("box.scheduling");
        for (TunedDesign design : result.regions().get(0).tested()) {
            double closest = design.assertions().keySet().stream()
                    .mapToDouble(name -> design.margin(name).mean())
                    .min()
                    .orElseThrow();
            assertThat(closest).isEqualTo(Math.max(-1, design.margin()));
            boolean isMet = design.assertions().keySet().stream()
                    .allMatch(name -> design.margin(name).low() >= 0);
            assertThat(isMet).isEqualTo(design.isMet());
        }
        assertThat(result.regions()).hasSize(3);
        assertThat(result.regions().get(0).neighbourAbove()).isPresent();
        assertThat(result.regions().get(2).metValues()).hasSize(2);
        assertThat(result.sweepRuns()).isEqualTo(11 * 4 * 2 * 4);
        assertThat(TuneFindings.sentences(result))
                .anyMatch(sentence -> sentence.startsWith("recommended: load "))
                .anyMatch(sentence -> sentence.contains(" of 160 runs ("))
                .anyMatch(sentence -> sentence.startsWith("region of load: "));
    }

    /** Verdicts do not share a replication with the search. */
    @Test
    @Tag("change")
    void verdictsUseNewReplications() {
        TuneResult result = TunePlan.of(box, "box.cores=1..4").runs(100).run(threads(2));
        List<Integer> search = result.done().subList(0, result.usage().search()).stream()
                .map(Trial::replication)
                .toList();
        List<Integer> verdicts = result
                .done()
                .subList(result.usage().search(), result.done().size())
                .stream()
                .map(Trial::replication)
                .toList();
        assertThat(search).allMatch(replication -> replication < 8);
        assertThat(verdicts).isNotEmpty().allMatch(replication -> replication >= 8);
        assertThat(result.method()).isEqualTo(SensitivityMethod.NONE);
    }

    @Test
    @Tag("change")
    void resultIsIndependentOfTheThreads() {
        TunePlan plan =
                TunePlan.of(box, "load=50/s..600/s", "box.queue=1..1000").runs(120);
        assertThat(TuneFindings.sentences(plan.run(threads(1))))
                .isEqualTo(TuneFindings.sentences(plan.run(threads(3))));
        assertThat(plan.run(threads(2)).effects())
                .isEqualTo(plan.run(threads(1)).effects());
    }

    /** The largest margin needs many cores, the smallest cost only as many as the assertions need. */
    @Test
    @Tag("change")
    void minimizedMetricReplacesTheMargin() {
        TunePlan plan = TunePlan.of(box.set("load", "150/s"), "box.cores=1..16").runs(140);
        TuneResult robust = plan.run(threads(2));
        TuneResult cheap = plan.minimising("all.cost").run(threads(2));
        double few = cheap.best().get("box.cores").number();
        assertThat(few).isBetween(2.0, 4.0);
        assertThat(robust.best().get("box.cores").number()).isGreaterThan(few);
        assertThat(cheap.recommended().orElseThrow().metric()).isPositive();
    }

    @Test
    @Tag("change")
    void noDesignIsFoundIfNoneMeetsTheAssertions() {
        TuneResult result = TunePlan.of(box.set("load", "900/s"), "box.cores=1..3", "box.queue=5..50")
                .runs(120)
                .run(threads(2));
        assertThat(result.found()).isFalse();
        assertThat(result.regions()).isEmpty();
        assertThat(result.judged()).isNotEmpty().noneMatch(TunedDesign::isMet);
        assertThat(TuneFindings.sentences(result).get(0))
                .isEqualTo("no tested design meets all assertions with 95 % confidence");
        assertThat(TuneFindings.sentences(result).get(1)).startsWith("violated: box.cores 3, box.queue ");
    }

    /** The sample has 32 rows of four designs, some of which are equal because of the list. */
    @Test
    @Tag("change")
    void sobolIndicesAreAvailableOnRequest() {
        TuneResult result = TunePlan.of(box, "load=50/s..600/s", "box.scheduling=fifo,lifo")
                .sensitivity(SensitivityMethod.SOBOL)
                .runs(800)
                .run(threads(2));
        assertThat(result.usage().sensitivity()).isBetween(64, 128);
        assertThat(result.effects().get(0).path()).isEqualTo("load");
        assertThat(result.effects().get(0).importance()).isBetween(0.5, 1.5);
    }

    @Test
    void stoppedTuningIsPartial() {
        AtomicInteger stored = new AtomicInteger();
        TrialStore counting = new TrialStore() {
            @Override
            public Optional<List<VariantResult>> load(Trial trial) {
                return Optional.empty();
            }

            @Override
            public void store(Trial trial, List<VariantResult> results) {
                stored.incrementAndGet();
            }
        };
        Execution stopping = new Execution(1, ProgressListener.NONE, () -> stored.get() >= 20, counting);
        TuneResult result =
                TunePlan.of(box, "load=50/s..600/s", "box.cores=1..4").runs(160).run(stopping);
        assertThat(result.interrupted()).isTrue();
        assertThat(result.found()).isFalse();
        assertThat(result.usage().runs()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bux.cores=1..4  | 500 | did you mean 'box'?
            box.cores=0..4  | 500 | box.cores
            box.cores=1..4  | 20  | needs 50 runs, not 20
            """)
    void invalidPlansAreRejected(String setting, int runs, String message) {
        assertThatThrownBy(() -> TunePlan.of(box, setting).runs(runs).checked())
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void assertionsAreNecessary() {
        assertThatThrownBy(() -> TunePlan.of(box.set("sla", "null"), "box.cores=1..4"))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("has no assertions");
        assertThatThrownBy(() -> TunePlan.of(box.replications(1), "box.cores=1..4"))
                .hasMessageContaining("two replications");
    }

    @ParameterizedTest
    @CsvSource({
        "<, 40, 100, ns, 0.6",
        "<, 150, 100, ns, -0.5",
        ">=, 0.9995, 0.999, ratio, 0.5",
        ">=, 0.998, 0.999, ratio, -1",
        ">=, 150, 100, 1/s, 0.5",
        ">=, 500, 100, 1/s, 1",
        "==, 0, 0, 1, 1",
        "==, 3, 0, 1, -3",
        "~, 95, 100, 1, 0.5"
    })
    void marginIsAShareOfTheBoundOrOfTheAllowedFailures(
            String comparison, double value, double bound, String unit, double margin) {
        SlaResult result =
                new SlaResult("", "m", comparison, value, bound, 0.1, unit, 0, 0, 1, Verdict.PASS, -1, false, null);
        assertThat(DesignMargin.margin(result)).isCloseTo(margin, within(1e-9));
    }
}
