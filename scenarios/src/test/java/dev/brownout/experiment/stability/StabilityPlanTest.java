package dev.brownout.experiment.stability;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ProgressListener;
import dev.brownout.experiment.TrialStore;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.Variation;
import dev.brownout.scenario.Scenario;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Maps and largest safe triggers of a retry loop of 20 ms, which is metastable above 25/s. */
@Tag("once")
class StabilityPlanTest {
    private static final String LOOP = """
            scenario: a loop
            load: 40/s
            run: { duration: 40s, seed: 5 }
            network: none
            components:
              box: { kind: server, cores: 1, queue: unlimited, service: exp(20ms) }
            requests:
              page: { path: [box], timeout: 1s, retry: { attempts: 2, backoff: none } }
            faults:
              - at 5s: pause box/1 for 1s as outage
            sla:
              late: availability >= 99% from 25s to 35s
            """;

    private static final RecoveryCriterion WITHIN_20_S = new FaultCriterion("outage", 15_000_000_000L);

    private static StabilityPlan plan(String load, String trigger, RecoveryCriterion criterion) {
        return StabilityPlan.of(
                        Experiment.text(LOOP).replications(6), Variation.of(load), Variation.of(trigger), criterion)
                .risk(0.3)
                .tolerance(0.1);
    }

    private static Execution threads(int threads) {
        return new Execution(threads, ProgressListener.NONE, () -> false, TrialStore.NONE);
    }

    @Test
    void zeroTriggerIsSafeAndLargePausesAreNot() {
        StabilityMap map = plan("load=10/s,40/s", "faults.outage.for=0s..6s/3", WITHIN_20_S)
                .run();
        assertThat(map.found()).isTrue();
        StabilityRow stable = map.rows().get(0);
        assertThat(stable.largestSafe().orElseThrow().trigger().text()).isEqualTo("6s");
        assertThat(stable.firstFailure()).isEmpty();
        assertThat(stable.smallestUnsafe()).isEmpty();
        StabilityRow loop = map.rows().get(1);
        assertThat(loop.cells().get(0).trigger().text()).isEqualTo("0s");
        assertThat(loop.verdict(loop.cells().get(0))).isEqualTo(StabilityVerdict.SAFE);
        assertThat(loop.largestSafe().orElseThrow().test().orElseThrow().runs())
                .isEqualTo(map.settings().testRuns());
        double safe = loop.largestSafe().orElseThrow().trigger().number();
        double unsafe = loop.smallestUnsafe().orElseThrow().trigger().number();
        assertThat(safe).isBetween(0.0, 2e9).isLessThan(unsafe);
        StabilityCell last = loop.cells().get(loop.cells().size() - 1);
        assertThat(last.estimate().share()).isEqualTo(1);
        assertThat(last.estimate().runs())
                .isLessThanOrEqualTo(map.settings().mapRule().mostFailures());
        long planned = map.rows().stream()
                .flatMap(row -> row.cells().stream())
                .mapToLong(cell -> cell.test().isPresent()
                        ? map.settings().testRuns()
                        : map.settings().mapRule().mostRuns())
                .sum();
        assertThat(map.savedRuns()).isPositive().isEqualTo(planned - map.done().size());
    }

    @Test
    void overloadWithoutATriggerHasNoSafeTrigger() {
        StabilityMap map =
                plan("load=80/s", "faults.outage.for=0s..2s/2", WITHIN_20_S).run();
        StabilityRow row = map.rows().get(0);
        assertThat(map.found()).isFalse();
        assertThat(row.complete()).isTrue();
        assertThat(row.largestSafe()).isEmpty();
        assertThat(row.smallestUnsafe().orElseThrow().trigger().text()).isEqualTo("0s");
        assertThat(row.cells()).hasSize(3);
    }

    /** A single run per cell shows neither a small risk nor a violation of it. */
    @Test
    void fewRunsLeaveACellUndecided() {
        StabilityMap map = StabilityPlan.of(
                        Experiment.text(LOOP).replications(1),
                        Variation.of("load=40/s"),
                        Variation.of("faults.outage.for=5s,6s"),
                        WITHIN_20_S)
                .run();
        StabilityRow row = map.rows().get(0);
        assertThat(row.cells()).allMatch(cell -> row.verdict(cell) == StabilityVerdict.UNDECIDED);
        assertThat(row.smallestUnsafe()).isEmpty();
        assertThat(row.firstFailure().orElseThrow().trigger().text()).isEqualTo("5s");
    }

    @Test
    @Tag("change")
    void threadsDoNotChangeTheResult() {
        StabilityPlan plan = plan("load=40/s", "faults.outage.for=0s..4s/2", WITHIN_20_S);
        StabilityMap one = plan.run(threads(1));
        StabilityMap three = plan.run(threads(3));
        assertThat(three.rows()).isEqualTo(one.rows());
        assertThat(three.done()).hasSameSizeAs(one.done());
    }

    @Test
    void stoppedExperimentHasOnlyFinishedCells() {
        AtomicInteger polls = new AtomicInteger();
        Execution execution =
                new Execution(1, ProgressListener.NONE, () -> polls.incrementAndGet() > 300, TrialStore.NONE);
        StabilityMap map =
                plan("load=40/s", "faults.outage.for=0s..6s/6", WITHIN_20_S).run(execution);
        assertThat(map.interrupted()).isTrue();
        assertThat(map.found()).isFalse();
        assertThat(map.rows()).allMatch(row -> !row.complete());
        assertThat(map.rows().get(0).cells().size()).isLessThan(7);
        long saved = map.rows().get(0).cells().stream()
                .mapToLong(cell ->
                        map.settings().mapRule().mostRuns() - cell.estimate().runs())
                .sum();
        assertThat(map.savedRuns()).isEqualTo(saved);
    }

    @Test
    void assertionDefinesARecovery() {
        StabilityMap map = plan("load=40/s", "faults.outage.for=0s,6s", new AssertionCriterion("late"))
                .run();
        StabilityRow row = map.rows().get(0);
        assertThat(row.cells().get(0).hasFailed()).isFalse();
        assertThat(row.smallestUnsafe().orElseThrow().trigger().number()).isLessThanOrEqualTo(6e9);
    }

    /** Whole numbers are bisected to neighbours. */
    @Test
    void numberOfLostNodesIsATrigger() {
        String fleet = replaceParts(
                replaceParts(LOOP, "cores: 1", "nodes: 8, cores: 1"),
                "pause box/1 for 1s as outage",
                "scale box to $left for 5s as outage");
        String text = replaceParts(fleet, "load: 40/s", "params: { left: 8 }\nload: 300/s");
        StabilityMap map = StabilityPlan.of(
                        Experiment.text(text).replications(3),
                        Variation.of("load=100/s"),
                        Variation.of("params.left=1..8/1"),
                        WITHIN_20_S)
                .risk(0.5)
                .run();
        assertThat(map.settings().bisections()).isEqualTo(3);
        assertThat(map.rows().get(0).cells())
                .allMatch(cell ->
                        cell.trigger().number() == Math.rint(cell.trigger().number()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            load=40/s | faults.outage.for=0s..60s/2 | use --for 90s or more
            load=40/s | faults.outage.for=3s,2s     | needs at least two numbers in ascending order
            load=40/s | faults.outage.for=2s        | needs at least two numbers in ascending order
            load=40/s | faults.outage.factor=1..3   | 'pause' has no part 'factor' to set; expected for
            load=40/s | faults.outrage.for=1s..3s   | unknown fault 'outrage'; did you mean 'outage'?
            load      | faults.outage.for=1s..3s    | load has no values
            load=40/s | load=1/s..2/s               | load is varied twice
            """)
    void rejectsInvalidRanges(String load, String trigger, String message) {
        assertThatThrownBy(() -> plan(load, trigger, WITHIN_20_S))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void rejectsTriggersWithoutAnObservation() {
        onRefused(replaceParts(LOOP, "for 1s as", "as"), WITHIN_20_S, "params.a", "lasts until the end of the run");
        String second = replaceParts(LOOP, "sla:", "  - at 12s: pause box/1 for 1s as next\nsla:");
        onRefused(second, WITHIN_20_S, "params.a", "the fault 'next' at 12 s ends the observation of 'outage'");
        onRefused(LOOP, new FaultCriterion("outrage", 0), "params.a", "did you mean 'outage'?");
        onRefused(LOOP, new AssertionCriterion("later"), "params.a", "did you mean 'late'?");
        String whole = replaceParts(LOOP, " from 25s to 35s", "");
        onRefused(whole, new AssertionCriterion("late"), "params.a", "includes the trigger");
        String early = replaceParts(LOOP, "from 25s", "from 5500ms");
        onRefused(early, new AssertionCriterion("late"), "params.a", "before the end of 'outage' at 6 s");
        assertThat(FaultCriterion.fault(scenario(LOOP), "params.a")).isEqualTo("outage");
        assertThat(FaultCriterion.fault(scenario(second), "faults.next.for")).isEqualTo("next");
        assertThatThrownBy(() -> FaultCriterion.fault(scenario(second), "params.a"))
                .hasMessageContaining("outage, next");
    }

    private static Scenario scenario(String text) {
        return Experiment.text(text)
                .source()
                .read(Overrides.NONE)
                .variants()
                .get(0)
                .scenario();
    }

    private static void onRefused(String text, RecoveryCriterion criterion, String trigger, String message) {
        String parameter = replaceParts(text, "scenario: a loop", "scenario: a loop\nparams: { a: 5ms }");
        String used = replaceParts(parameter, "exp(20ms)", "exp($a)");
        assertThatThrownBy(() -> StabilityPlan.of(
                        Experiment.text(used),
                        Variation.of("load=40/s"),
                        Variation.listed(trigger, List.of("5ms", "6ms")),
                        criterion))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining(message);
    }

    /** The four published outcomes: Huang et al., OSDI 2022, with the library's scenario. */
    @Test
    @Tag("change")
    void publishedCellsOfTheRetryExperimentComeOut() {
        Experiment published = Experiment.library("metastable-mongodb").replications(3);
        RecoveryCriterion after = new AssertionCriterion("success rate after");
        StabilityMap durations = StabilityPlan.of(
                        published, Variation.of("load=1400/s,2000/s"), Variation.of("faults.cut.for=9s,10s"), after)
                .risk(0.5)
                .tolerance(1)
                .run();
        assertThat(durations.rows().get(0).largestSafe().orElseThrow().trigger().text())
                .isEqualTo("10s");
        assertThat(durations.rows().get(1).largestSafe().orElseThrow().trigger().text())
                .isEqualTo("9s");
        assertThat(durations
                        .rows()
                        .get(1)
                        .firstFailure()
                        .orElseThrow()
                        .estimate()
                        .share())
                .isEqualTo(1);
        StabilityMap cuts = StabilityPlan.of(
                        published, Variation.of("load=2000/s"), Variation.of("faults.cut.factor=4.444,5"), after)
                .risk(0.5)
                .tolerance(1)
                .run();
        StabilityRow cut = cuts.rows().get(0);
        assertThat(cut.largestSafe().orElseThrow().trigger().text()).isEqualTo("4.444");
        assertThat(cut.firstFailure().orElseThrow().trigger().text()).isEqualTo("5");
    }
}
