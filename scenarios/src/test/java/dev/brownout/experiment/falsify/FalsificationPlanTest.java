package dev.brownout.experiment.falsify;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ProgressListener;
import dev.brownout.experiment.TrialStore;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.SlaResult.Verdict;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Searches for violating schedules through the Java API. */
@Tag("once")
class FalsificationPlanTest {
    private static final String SITE = """
            # two boxes and a store
            scenario: a site   # with a comment
            about:
              question: Does it last?
              answer: "{large: availability} with large boxes"
            load: 20/s
            run: { duration: 30s, seed: 5 }
            components:
              box: { kind: server, nodes: 2, cores: 2, service: exp(10ms), queue: 50 }
              db: { kind: database, read: 2ms }
            requests:
              page: { path: [box, db], timeout: 1s }
            faults:
              - at 25s: pause box/2 for 10ms as blip
            sla:
              up: availability >= 80%
            variants:   # sizes
              small:
                set: { box.cores: 1 }
                faults: [at 27s: pause box/1 for 10ms as own]
              large: {}
            # the end
            """;

    private final FalsificationPlan search = FalsificationPlan.of(Experiment.text(SITE))
            .withModel(FaultModel.DEFAULT.withTypes(FaultType.NODE_CRASH, FaultType.NODE_PAUSE, FaultType.ERRORS))
            .withSchedules(16);

    private static Execution threads(int threads) {
        return new Execution(threads, ProgressListener.NONE, () -> false, TrialStore.NONE);
    }

    @Test
    @Tag("change")
    void resultDoesNotDependOnTheThreads() {
        FalsificationPlan few = search.withSchedules(6).vary("load=20/s..30/s/2");
        FalsificationResult one = few.run(threads(1), () -> false);
        FalsificationResult three = few.run(threads(3), () -> false);
        assertThat(one.findings()).isEqualTo(three.findings()).isNotEmpty();
        assertThat(one.done()).hasSameSizeAs(three.done());
        assertThat(one.random()).isEqualTo(three.random());
        assertThat(one.findings().stream().map(FalsificationFinding::name)).doesNotHaveDuplicates();
    }

    /** The text of each finding is the scenario with the faults, and its only run violates the assertion. */
    @Test
    void findingIsAScenarioThatViolatesTheAssertion() {
        FalsificationResult result =
                search.withSchedules(6).vary("load=20/s..30/s/2").run();
        assertThat(result.findings()).isNotEmpty();
        for (FalsificationFinding finding : result.findings()) {
            String text = finding.text().orElseThrow();
            assertThat(text)
                    .contains("# two boxes and a store", "# with a comment", "as blip", "as own", "# the end")
                    .contains("up violated by ", "question: Does it last?")
                    .doesNotContain("large", "answer:");
            ScenarioFile file = Experiment.text(text).source().check(Overrides.NONE);
            assertThat(file.variants()).hasSize(1);
            assertThat(file.variants().get(0).name()).isEqualTo("small");
            assertThat(VariantRuns.run(file, file.variants(), threads(1))
                            .get(0)
                            .evaluation()
                            .sla()
                            .get(finding.assertion())
                            .verdict())
                    .isEqualTo(Verdict.FAIL);
        }
    }

    @Test
    void settingsOfTheCommandLineAreAPartOfTheFinding() {
        Experiment changed = Experiment.text(SITE).set("box.cores", "3").seed(9);
        FalsificationResult result = new FalsificationPlan(changed.replications(3), search.model(), List.of(), 6).run();
        String text = result.findings().get(0).text().orElseThrow();
        ScenarioFile file = Experiment.text(text).source().check(Overrides.NONE);
        assertThat(file.variants().get(0).scenario().seed()).isEqualTo(9);
        assertThat(text).contains("box.cores: 3").doesNotContain("box.cores: 1");
    }

    @Test
    @Tag("change")
    void assertionViolatedWithoutFaultsIsNoFinding() {
        String broken =
                replaceParts(SITE, "  up: availability >= 80%", "  up: availability >= 80%\n  fast: page.p50 < 1ms");
        FalsificationResult result = FalsificationPlan.of(Experiment.text(broken))
                .withModel(search.model())
                .withSchedules(4)
                .run();
        assertThat(result.alreadyViolated()).containsOnlyKeys("fast").containsEntry("fast", 5);
        assertThat(result.findings())
                .isNotEmpty()
                .noneMatch(finding -> finding.assertion().equals("fast"));
        String only = replaceParts(SITE, "up: availability >= 80%", "fast: page.p50 < 1ms");
        assertThatThrownBy(() -> FalsificationPlan.of(Experiment.text(only)).run())
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("without an added fault");
    }

    @Test
    @Tag("change")
    void budgetInTimeEndsBetweenBatches() {
        AtomicInteger calls = new AtomicInteger();
        FalsificationResult result = search.withSchedules(1000).run(threads(2), () -> calls.incrementAndGet() > 0);
        assertThat(result.screenings() + result.random() + result.rejected()).isEqualTo(32);
        assertThat(result.interrupted()).isFalse();
        assertThat(calls.get()).isEqualTo(1);
    }

    @Test
    void stoppedSearchIsPartial() {
        AtomicBoolean stopped = new AtomicBoolean(true);
        Execution execution = new Execution(1, ProgressListener.NONE, stopped::get, TrialStore.NONE);
        FalsificationResult result = search.run(execution, () -> false);
        assertThat(result.interrupted()).isTrue();
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void unsuitableScenariosAreRejected() {
        String silent =
                replaceParts(replaceParts(SITE, "sla:\n  up: availability >= 80%\n", ""), "{large: availability}", "?");
        assertThatThrownBy(() -> FalsificationPlan.of(Experiment.text(silent)).run())
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("no assertions");
        assertThatThrownBy(() ->
                        search.withModel(search.model().withComponents("bx")).run())
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("box");
        assertThatThrownBy(() -> search.withModel(search.model().withTypes(FaultType.SLOW_LINK))
                        .run())
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("no fault of the model applies");
        assertThatThrownBy(() -> FaultType.of("crush")).hasMessageContaining("crash");
    }

    /** Never more faults than allowed are active together, and all are within the run and their ranges. */
    @Test
    void schedulesFollowTheModel() {
        ScenarioFile file = Experiment.text(SITE).source().check(Overrides.NONE);
        var scenario = file.variants().get(0).scenario();
        FaultModel model = FaultModel.DEFAULT.withAtOnce(2);
        List<FaultCandidate> candidates = FaultCandidates.candidates(scenario, model);
        assertThat(candidates)
                .extracting(FaultCandidate::cause)
                .contains("crash box/1", "pause db/primary", "partition box ~ db")
                .doesNotContain("crash box/2");
        ScheduleGenerator generator = new ScheduleGenerator(model, candidates, List.of(), scenario);
        int together = 0;
        for (int number = 0; number < 300; number++) {
            InjectionSchedule schedule = generator.schedule(number);
            assertThat(schedule.faults()).hasSizeBetween(1, number < candidates.size() ? 1 : 12);
            for (InjectedFault fault : schedule.faults()) {
                FaultType type = fault.candidate().type();
                assertThat(fault.durationNanos()).isBetween(0L, type.longestNanos());
                assertThat(fault.endNanos()).isLessThanOrEqualTo(scenario.durationNanos());
                assertThat(fault.strength()).isLessThanOrEqualTo(type.strength().strongest());
                long active = schedule.faults().stream()
                        .filter(other ->
                                other.startNanos() <= fault.startNanos() && other.endNanos() >= fault.startNanos())
                        .count();
                assertThat(active).isLessThanOrEqualTo(2);
                together += active == 2 ? 1 : 0;
            }
        }
        assertThat(together).isGreaterThan(50);
    }
}
