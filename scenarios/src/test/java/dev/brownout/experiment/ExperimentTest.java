package dev.brownout.experiment;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.experiment.capacity.CapacityPlan;
import dev.brownout.experiment.capacity.CapacitySearch;
import dev.brownout.experiment.capacity.LargestLoad;
import dev.brownout.experiment.capacity.LargestSearch;
import dev.brownout.experiment.capacity.SearchResult;
import dev.brownout.experiment.capacity.SmallestDesigns;
import dev.brownout.experiment.compare.ComparisonPlan;
import dev.brownout.experiment.compare.VariantComparison;
import dev.brownout.experiment.replicate.ReplicationPlan;
import dev.brownout.experiment.replicate.Replications;
import dev.brownout.experiment.sweep.Sweep;
import dev.brownout.experiment.sweep.SweepPlan;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.result.VariantResult;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Experiments through the Java API. */
class ExperimentTest {
    private static final String BOX = """
            scenario: a box
            load: 120/s
            run: { duration: 10s, seed: 5 }
            components:
              box: { kind: server, cores: 2, service: exp(10ms) }
            requests:
              page: { path: [box] }
            sla:
              fast: page.mean < 60ms
            variants:
              plain: {}
              quicker: { set: { box.service: exp(6ms) } }
            """;

    private final Experiment box = Experiment.text(BOX).replications(6);

    /** Trial store in memory. */
    private static final class Memory implements TrialStore {
        private final Map<String, List<VariantResult>> kept = new LinkedHashMap<>();

        private static String name(Trial trial) {
            return trial.point().name() + " " + trial.replication();
        }

        @Override
        public synchronized Optional<List<VariantResult>> load(Trial trial) {
            return Optional.ofNullable(kept.get(name(trial)));
        }

        @Override
        public synchronized void store(Trial trial, List<VariantResult> results) {
            assertThat(kept.put(name(trial), results)).isNull();
        }
    }

    /** Progress listener that records the begin and end of stages. */
    private static final class RecordingListener implements ProgressListener {
        private final List<String> all = new ArrayList<>();

        @Override
        public void begins(String name, int runs) {
            all.add(name + " x " + runs);
        }

        @Override
        public void onProgress(int run, double share, long events, long inFlight) {
            assertThat(share).isBetween(0.0, 1.0);
        }

        @Override
        public void ends() {
            all.add("end");
        }
    }

    private static List<List<RunSummary>> observations(Sweep sweep) {
        return sweep.summaries().stream()
                .flatMap(List::stream)
                .map(ReplicationSummary::observations)
                .toList();
    }

    @Test
    void threadsAndStoredTrialsDoNotChangeTheResults() {
        SweepPlan plan = SweepPlan.of(box.metric("box.utilization"), "box.cores=2..3");
        Sweep one = plan.run(new Execution(1, ProgressListener.NONE, () -> false, TrialStore.NONE));
        Memory memory = new Memory();
        Execution three = new Execution(3, ProgressListener.NONE, () -> false, memory);
        assertThat(observations(plan.run(three))).isEqualTo(observations(one));
        assertThat(memory.kept).hasSize(plan.trials()).hasSize(12);
        assertThat(observations(plan.run(three))).isEqualTo(observations(one));
        assertThat(one.at("quicker", "3").sample("box.utilization").mean())
                .isLessThan(one.at("plain", "2").sample("box.utilization").mean());
    }

    @Test
    @Tag("change")
    void executorAndOrderDoNotChangeTheResults() {
        SweepPlan plan = SweepPlan.of(box, "box.cores=2..3");
        TrialExecutor backwards = batch -> {
            assertThat(batch.isStopped()).isFalse();
            for (int number = batch.trials().size() - 1; number >= 0; number--) {
                batch.complete(number, batch.runLocally(number));
            }
        };
        Memory memory = new Memory();
        Execution external = new Execution(1, ProgressListener.NONE, () -> false, memory).withExecutor(backwards);
        List<Trial> half = plan.all().subList(3, 6);
        assertThat(external.runAndStore(half)).isEqualTo(3);
        assertThat(memory.kept).hasSize(3);
        assertThat(observations(plan.run(external))).isEqualTo(observations(plan.run()));
        assertThat(memory.kept).hasSize(12);
    }

    @Test
    void listenerIsNotifiedOfEachDesign() {
        RecordingListener listener = new RecordingListener();
        SmallestDesigns found = CapacitySearch.of(box)
                .smallestDesigns("box.cores=1..2")
                .run(Execution.withProgress(listener, () -> false));
        assertThat(listener.all).containsExactly("box.cores 2 x 6", "end", "box.cores 1 x 6", "end");
        assertThat(found.best()).containsOnlyKeys("box.cores");
        assertThat(found.searchResult().sweep().at("plain", "1").complete()).isTrue();
    }

    @Test
    @Tag("change")
    void overloadedDesignStopsAfterItsFirstReplications() {
        CapacityPlan<SmallestDesigns> plan = CapacitySearch.of(
                        box.replications(10).set("load", "450/s"))
                .minimising("box.utilization")
                .smallestDesigns("box.cores=1..7");
        Memory memory = new Memory();
        SearchResult tried = plan.run(new Execution(3, ProgressListener.NONE, () -> false, memory))
                .searchResult();
        Map<String, Integer> sizes = new LinkedHashMap<>();
        tried.summaries().forEach((design, summary) -> sizes.put(design.get(0).text(), summary.size()));
        assertThat(sizes).containsExactly(Map.entry("4", 4), Map.entry("6", 10), Map.entry("5", 10));
        assertThat(memory.kept).hasSize(24);
        assertThat(tried.sweep().replicationsInWords()).isEqualTo("4 to 10 replications");
        SearchResult repeated = plan.run(new Execution(1, ProgressListener.NONE, () -> false, TrialStore.NONE))
                .searchResult();
        assertThat(observations(repeated.sweep())).isEqualTo(observations(tried.sweep()));
    }

    @Test
    void stoppedExperimentReturnsPartialResults() {
        AtomicBoolean stopped = new AtomicBoolean();
        ProgressListener first = (run, share, events, inFlight) -> stopped.compareAndSet(false, run > 0);
        Execution execution = new Execution(1, first, stopped::get, TrialStore.NONE);
        Replications replications = ReplicationPlan.of(box).run(execution);
        assertThat(replications.done()).hasSize(1);
        assertThat(replications.of("quicker").size()).isEqualTo(1);
        Sweep sweep = SweepPlan.of(box.replications(1), "box.cores=2..4").run(execution);
        assertThat(sweep.done()).isEmpty();
        assertThat(sweep.variants()).isEmpty();
        LargestLoad load = CapacitySearch.of(box).largestLoad().run(execution);
        assertThat(load.interrupted()).isTrue();
        assertThat(load.found()).isFalse();
    }

    @Test
    @Tag("change")
    void largestLoadIsSearchedForEachOtherSetting() {
        LargestLoad load = CapacitySearch.of(box)
                .tolerance(0.3)
                .largestLoad("box.cores=1,2")
                .run();
        List<Double> holds = load.brackets().values().stream()
                .map(LargestSearch.Bracket::holds)
                .toList();
        assertThat(holds.get(0)).isLessThan(100);
        assertThat(load.largest()).isEqualTo(holds.get(1)).isBetween(80.0, 200.0);
        assertThat(load.missed()).isGreaterThan(load.largest());
        assertThat(load.others()).hasSize(1);
    }

    @Test
    void bestDesignMinimizesTheObjective() {
        SmallestDesigns designs = CapacitySearch.of(box.set("box.service", "exp(14ms)"))
                .minimising("box.utilization")
                .smallestDesigns("box.cores=1..3", "box.nodes=1..3")
                .run();
        List<Double> utilizations = designs.designs().stream()
                .map(one -> designs.searchResult().summaries().get(one))
                .map(one -> one.sample("box.utilization").mean())
                .toList();
        assertThat(utilizations).hasSizeGreaterThan(1).isSorted();
        assertThat(designs.best().values().stream().map(Value::text).toList())
                .isEqualTo(designs.designs().get(0).stream().map(Value::text).toList());
        assertThatThrownBy(() -> CapacitySearch.of(box)
                        .minimising("page.p99.99")
                        .smallestDesigns("box.cores=2..3")
                        .run())
                .isInstanceOf(ExperimentException.class)
                .hasMessage("page.p99.99 has no data");
    }

    @Test
    void comparisonUsesCommonRandomNumbers() {
        VariantComparison comparison = ComparisonPlan.of(
                        box.variants("plain"), box.variants("plain").set("box.cores", "3"))
                .run();
        assertThat(comparison.significant("scenario"))
                .filteredOn(one -> one.unit().equals("ns"))
                .isNotEmpty()
                .allMatch(one -> one.paired().mean() < 0);
        assertThat(comparison.differences("scenario"))
                .extracting(Difference::number)
                .contains("fast", "page.p50");
        VariantComparison variants =
                ComparisonPlan.of(box.variants("quicker", "plain")).run();
        assertThat(variants.first().name()).isEqualTo("quicker");
        assertThat(variants.armResults("plain").sample("page.mean").mean())
                .isGreaterThan(variants.first().sample("page.mean").mean());
    }

    @Test
    void warningsOfTheScenarioAreReported() {
        List<Problem> warnings = new ArrayList<>();
        Experiment odd =
                Experiment.text(replaceParts(BOX, "exp(6ms)", "exp(10ms)")).warnings(warnings::add);
        ReplicationPlan.of(odd);
        assertThat(warnings)
                .extracting(Problem::render)
                .anyMatch(text -> text.contains("equal those of variant 'plain'"));
    }

    @Test
    void rejectsInvalidExperiments() {
        assertThatThrownBy(() -> ReplicationPlan.of(Experiment.file(Path.of("no", "such.yaml"))))
                .isInstanceOf(UncheckedIOException.class);
        onRefused("unknown scenario 'nothing'", none -> Experiment.library("nothing"));
        onRefused("unknown variant 'plai'; did you mean 'plain'?", one -> ReplicationPlan.of(one.variants("plai")));
        onRefused("did you mean 'box'?", one -> ReplicationPlan.of(one.set("bux.cores", "2")));
        onRefused(
                "did you mean 'utilization'?",
                one -> ReplicationPlan.of(one.metric("box.utilisation")).run());
        onRefused(
                "needs two variants",
                one -> ComparisonPlan.of(one.variants("plain")).run());
        onRefused("at most 10000 points", one -> SweepPlan.of(one, "box.cores=1..2000/999", "box.queue=1..2000/999"));
        onRefused("has no assertions", one -> CapacitySearch.of(one.set("sla", "null")));
        onRefused("missing setting to vary", SweepPlan::of);
        onRefused("box.cores has no values", one -> SweepPlan.of(one, "box.cores"));
        onRefused("replications must be 1 to 10000, not 0", one -> one.replications(0));
        onRefused("a confidence level is between 0 and 1", one -> one.confidence(1));
    }

    private void onRefused(String message, Function<Experiment, Object> request) {
        assertThatThrownBy(() -> request.apply(box))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
