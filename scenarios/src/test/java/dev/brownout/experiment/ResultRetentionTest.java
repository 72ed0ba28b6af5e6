package dev.brownout.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.experiment.capacity.CapacitySearch;
import dev.brownout.experiment.compare.ComparisonPlan;
import dev.brownout.experiment.falsify.FalsificationPlan;
import dev.brownout.experiment.falsify.FaultModel;
import dev.brownout.experiment.falsify.FaultType;
import dev.brownout.experiment.reliability.ReliabilityPlan;
import dev.brownout.experiment.replicate.ReplicationPlan;
import dev.brownout.experiment.stability.FaultCriterion;
import dev.brownout.experiment.stability.StabilityPlan;
import dev.brownout.experiment.sweep.SweepPlan;
import dev.brownout.experiment.tune.SensitivityMethod;
import dev.brownout.experiment.tune.TunePlan;
import dev.brownout.experiment.tune.TunedSetting;
import dev.brownout.language.overlay.Variation;
import dev.brownout.result.VariantResult;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Experiments keep the numbers of finished runs, not their results. */
class ResultRetentionTest {
    private static final String BOX = """
            scenario: Box
            load: 20/s
            run: { duration: 14s, warmup: 0s }
            components:
              box: { kind: server, nodes: 2, service: exp(10ms), mtbf: 90d, mttr: 1h }
            requests:
              page: { path: [box] }
            faults:
              - at 2s: crash box/1 for 100ms as stop
            sla:
              up: availability >= 50%
            variants:
              one: {}
              other: { set: { box.cores: 2 } }
            """;

    private static final Experiment ONE = Experiment.text(BOX).replications(4).variants("one");

    private static final Map<String, Function<Execution, Object>> EXPERIMENTS = new TreeMap<>(Map.of(
            "replicate",
            execution -> ReplicationPlan.of(ONE.replications(8)).run(execution),
            "compare",
            execution -> ComparisonPlan.of(Experiment.text(BOX).replications(8)).run(execution),
            "sweep",
            execution -> SweepPlan.of(ONE, "load=10/s,20/s").run(execution),
            "capacity",
            execution ->
                    CapacitySearch.of(ONE).smallestDesigns("box.cores=1..4").run(execution),
            "tune",
            execution -> new TunePlan(ONE.replications(2), List.of(TunedSetting.of("box.cores=1..4")))
                    .runs(42)
                    .sensitivity(SensitivityMethod.NONE)
                    .checked()
                    .run(execution),
            "falsify",
            execution -> new FalsificationPlan(
                            ONE.replications(2),
                            new FaultModel(FaultType.defaults(), List.of(), 1, OptionalDouble.empty()),
                            List.of(),
                            8)
                    .run(execution, () -> false),
            "stability",
            execution -> StabilityPlan.of(
                            ONE,
                            Variation.of("load=10/s"),
                            Variation.of("faults.stop.for=100ms,900ms"),
                            new FaultCriterion("stop", 1_000_000_000L))
                    .risk(0.5)
                    .tolerance(1)
                    .run(execution),
            "reliability",
            execution -> ReliabilityPlan.of(Experiment.text(BOX).replications(4))
                    .mostStates(2)
                    .run(execution)));

    /** Store that keeps weak references, and counts the results that are still reachable after some trials. */
    private static final class WeakStore implements TrialStore {
        private static final int TRIALS = 6;

        private final List<WeakReference<VariantResult>> results = new ArrayList<>();
        private long reachable;
        private int trials;

        @Override
        public Optional<List<VariantResult>> load(Trial trial) {
            return Optional.empty();
        }

        @Override
        public void store(Trial trial, List<VariantResult> found) {
            if (++trials == TRIALS) {
                reachable = reachable();
            }
            found.forEach(result -> results.add(new WeakReference<>(result)));
        }

        long reachable() {
            System.gc();
            return results.stream().filter(result -> result.get() != null).count();
        }
    }

    static Stream<String> experiments() {
        return EXPERIMENTS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void resultsOfFinishedRunsAreUnreachable(String name) {
        WeakStore store = new WeakStore();
        Object outcome = EXPERIMENTS.get(name).apply(new Execution(1, ProgressListener.NONE, () -> false, store));
        assertThat(store.results).hasSizeGreaterThan(WeakStore.TRIALS);
        assertThat(store.reachable).isZero();
        assertThat(store.reachable()).isZero();
        assertThat(outcome).isNotNull();
    }
}
