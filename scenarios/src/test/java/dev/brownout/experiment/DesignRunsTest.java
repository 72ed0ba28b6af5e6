package dev.brownout.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.experiment.DesignRuns.Design;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Designs that are chosen while an experiment runs. */
class DesignRunsTest {
    private static final String BOX = """
            scenario: a box
            load: 120/s
            run: { duration: 5s, seed: 5 }
            components:
              box: { kind: server, cores: 2, service: exp(10ms) }
            requests:
              page: { path: [box] }
            sla:
              fast: page.mean < 60ms
            """;

    private final Experiment box = Experiment.text(BOX);

    private static Execution threads(int threads) {
        return new Execution(threads, ProgressListener.NONE, () -> false, TrialStore.NONE);
    }

    private Design cores(DesignRuns runs, int cores) {
        return runs.design("cores=" + cores, box.source(), Overrides.NONE.with("box.cores", "" + cores));
    }

    private static List<Double> means(Design design) {
        List<Double> means = new ArrayList<>();
        for (RunSummary run : design.summary().observations()) {
            SlaResult fast = run.sla().get("fast");
            means.add(fast.value());
        }
        return means;
    }

    @Test
    void replicationsAreAddedToEachDesignInAnyOrder() {
        DesignRuns runs = new DesignRuns(box, threads(2));
        Design two = cores(runs, 2);
        Design three = cores(runs, 3);
        assertThat(runs.replicate("screening", List.of(two, three), 2)).isTrue();
        assertThat(runs.replicate("best", List.of(three, three), 5)).isTrue();
        assertThat(cores(runs, 3)).isSameAs(three);
        assertThat(two.summary().size()).isEqualTo(2);
        assertThat(three.summary().size()).isEqualTo(5);
        assertThat(runs.done()).hasSize(7);
        assertThat(runs.designs()).containsExactly(two, three);

        DesignRuns alone = new DesignRuns(box, threads(1));
        Design repeated = cores(alone, 3);
        alone.replicate("", List.of(repeated), 5);
        assertThat(means(repeated)).isEqualTo(means(three)).doesNotHaveDuplicates();
    }

    /** More cores serve the same arrivals faster in each single replication. */
    @Test
    void replicationsHaveCommonRandomNumbers() {
        DesignRuns runs = new DesignRuns(box, threads(2));
        Design two = cores(runs, 2);
        Design six = cores(runs, 6);
        runs.replicate("", List.of(two, six), 8);
        for (int i = 0; i < 8; i++) {
            assertThat(means(six).get(i)).isLessThan(means(two).get(i));
        }
    }

    /** The first replication that decides is the last one, at each number of threads, also in the storage. */
    @Test
    void replicationThatDecidesIsTheLastOne() {
        DesignRuns all = new DesignRuns(box, threads(1));
        Design whole = cores(all, 2);
        all.replicate("", List.of(whole), 8);
        List<Double> expected = means(whole);
        double largest = expected.subList(1, 6).stream().max(Double::compare).orElseThrow();
        int last = expected.indexOf(largest);
        assertThat(expected.get(0)).isLessThan(largest);
        for (int threads = 1; threads <= 4; threads++) {
            Set<Integer> stored = new ConcurrentSkipListSet<>();
            TrialStore store = new TrialStore() {
                @Override
                public Optional<List<VariantResult>> load(Trial trial) {
                    return Optional.empty();
                }

                @Override
                public void store(Trial trial, List<VariantResult> results) {
                    stored.add(trial.replication());
                }

                @Override
                public void discard(Trial trial) {
                    stored.remove(trial.replication());
                }
            };
            DesignRuns runs = new DesignRuns(box, new Execution(threads, ProgressListener.NONE, () -> false, store));
            Design design = cores(runs, 2);
            runs.replicate("", List.of(design), 1);
            boolean complete = runs.replicateUntil(
                    "", design, 40, run -> run.sla().get("fast").value() >= largest);
            assertThat(complete).isTrue();
            assertThat(means(design)).isEqualTo(expected.subList(0, last + 1));
            assertThat(runs.done()).hasSize(last + 1);
            assertThat(stored).hasSize(last + 1);
        }
    }

    @Test
    void stoppedRunsAreIncomplete() {
        AtomicBoolean stopped = new AtomicBoolean(true);
        DesignRuns runs = new DesignRuns(box, new Execution(1, ProgressListener.NONE, stopped::get, TrialStore.NONE));
        Design two = cores(runs, 2);
        assertThat(runs.replicate("", List.of(two), 3)).isFalse();
        assertThat(runs.isStopped()).isTrue();
        assertThat(runs.replicateUntil("", two, 3, run -> true)).isFalse();
        assertThat(two.summary().size()).isZero();
    }

    @Test
    void invalidDesignIsRejected() {
        DesignRuns runs = new DesignRuns(box, threads(1));
        assertThatThrownBy(() -> cores(runs, -1))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("cores");
        assertThat(runs.designs()).isEmpty();
    }
}
