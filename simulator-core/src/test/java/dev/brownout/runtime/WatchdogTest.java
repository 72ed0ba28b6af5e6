package dev.brownout.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.Host;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Timer;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.result.VariantResult.EarlyStop;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.Step;
import dev.brownout.step.WaitStep;
import dev.brownout.tracing.RunObserver;
import dev.brownout.workload.PoissonLoad;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Memory limits of a run, for every collection that can grow. */
class WatchdogTest {
    private final Scenario scenario = Scenes.scene()
            .with("box", ReplyComponent.atOnce())
            .requesting(
                    "wait",
                    new PoissonLoad(1),
                    null,
                    null,
                    List.of(),
                    new WaitStep(new ConstantDistribution(1e6), Step.Options.NONE))
            .scenario();

    private final TimeGrid grid = new TimeGrid(scenario.durationNanos(), 1_000_000_000, List.of());
    private final RunEnvironment run =
            new RunEnvironment(scenario, List.of(), 0, grid, Collections.emptySet(), RunObserver.noObserver());
    private final RunModel model = new RunBuilder(run).build();

    @Test
    void exceedingTheMemoryLimitStopsTheRunWithACause() {
        Watchdog watch = new Watchdog(model);
        long[] sheep = {10};
        watch.grows("sheep", 1000, () -> sheep[0]);
        watch.grows("goats", 1, () -> 5);
        watch.count(0);
        assertThat(watch.stopReason().map(Sentence::toString).orElse("")).isEmpty();
        assertThat(run.simulation.isStopped()).isFalse();
        sheep[0] = 3_000_000;
        watch.count(0);
        assertThat(watch.stopReason().map(Sentence::toString).orElse(""))
                .isEqualTo("the run needs more than 2000 MB of memory: 3,000,000 sheep");
        assertThat(run.simulation.isStopped()).isTrue();
    }

    @Test
    void exceededLimitStopsTheRunWithItsReason() {
        Run.Progress limited = new Run.Progress() {
            @Override
            public boolean onProgress(double share, long events, long inFlight) {
                return true;
            }

            @Override
            public Optional<Sentence> exceeded(LongSupplier requests, LongSupplier bytes) {
                return Optional.of(Sentence.of("{} requests", requests.getAsLong()))
                        .filter(reason -> requests.getAsLong() >= 5);
            }
        };
        EarlyStop stopped =
                Run.execute(scenario, Run.Setup.of("only"), limited).run().stopped();
        assertThat(stopped.why().toString()).matches("[5-9] requests");
        assertThat(stopped.atNanos()).isLessThan(scenario.durationNanos());
    }

    @Test
    void collectionsOfOneNameAreReportedTogether() {
        Watchdog watch = new Watchdog(model);
        watch.grows("goats", 100, () -> 15);
        for (int i = 0; i < 20; i++) {
            watch.grows("sheep", 100, () -> 2);
        }
        watch.ranOut();
        assertThat(watch.stopReason().map(Sentence::toString).orElse("")).endsWith(" MB): 40 sheep, 15 goats");
        assertThat(watch.brokenOff()).isTrue();
    }

    @Test
    void outOfMemoryErrorReportsItsCauseAndTheSimulatedTime() {
        Watchdog watch = new Watchdog(model);
        watch.grows("sheep", 100, () -> 40);
        run.simulation.runUntil(7_000_000);
        watch.ranOut();
        TooLittleMemoryError error = new TooLittleMemoryError(
                new EarlyStop(run.simulation.now(), watch.stopReason().get()));
        assertThat(error).hasMessageMatching("out of memory \\([0-9,]+ MB\\): 40 sheep");
        assertThat(error.atNanos()).isEqualTo(7_000_000);
    }

    @Test
    void eventsDeferredAtAHostAreCounted() {
        Host box = model.components().get("box").hosts().get(0);
        Watchdog watch = new Watchdog(model);
        for (int i = 0; i < 1000; i++) {
            box.defer(null, 0);
        }
        watch.ranOut();
        assertThat(watch.stopReason().map(Sentence::toString).orElse("")).contains("1,000 suspended events at box");
    }

    /** Out of memory, the timers of constant delays are discarded before the report. */
    @Test
    void pendingEventsAreCounted() {
        Watchdog watch = new Watchdog(model);
        Event nothing = new Event() {
            @Override
            public void fire(int step) {}
        };
        Timer timer = null;
        long slot = 0;
        for (int i = 0; i < 1000; i++) {
            timer = new Timer(nothing);
            run.simulation.scheduleAfter(run.simulation.delay(1000), timer, 0);
            slot = run.simulation.scheduleAfter(i, nothing, 0);
        }
        run.simulation.cancel(timer);
        run.simulation.cancel(slot);
        assertThat(run.simulation.pending()).isEqualTo(1999);
        watch.ranOut();
        assertThat(watch.stopReason().map(Sentence::toString).orElse("")).endsWith("1,000 pending events");
        run.simulation.runUntil(5000);
        assertThat(run.simulation.fired()).isZero();
    }
}
