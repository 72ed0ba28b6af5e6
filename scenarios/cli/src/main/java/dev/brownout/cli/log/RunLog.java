package dev.brownout.cli.log;

import dev.brownout.experiment.ProgressListener;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Listener that logs the durations of the build, the simulation and the evaluation of runs. The durations of concurrent
 * runs are summed. The first progress report of a run ends its build, the last one its simulation. A phase without runs
 * has one duration.
 */
public final class RunLog implements ProgressListener {
    private static final Set<String> OVERRIDDEN = Set.of(SourceLocation.SET, SourceLocation.PARAM);

    private final Map<Integer, RunClock> running = new HashMap<>();
    private String group = "";
    private long groupAt;
    private int runs;
    private RunClock total = new RunClock(0);

    /** Times of one run, in ns. */
    private static final class RunClock {
        private long lapAt;
        private boolean simulating;
        private long build;
        private long run;
        private long metrics;

        RunClock(long startedAt) {
            lapAt = startedAt;
        }

        /** Ends the build at its first call, and extends the simulation at further calls. */
        void progress(long now) {
            if (simulating) {
                run += now - lapAt;
            } else {
                build = now - lapAt;
            }
            simulating = true;
            lapAt = now;
        }

        void add(RunClock other) {
            build += other.build;
            run += other.run;
            metrics += other.metrics;
        }

        @Override
        public String toString() {
            return "build: " + CommandLog.seconds(build) + ", run: " + CommandLog.seconds(run) + ", metrics: "
                    + CommandLog.seconds(metrics);
        }
    }

    @Override
    public synchronized void begins(String name, int mostRuns) {
        group = name;
        groupAt = System.nanoTime();
        runs = 0;
        total = new RunClock(0);
    }

    @Override
    public synchronized void variantBegins(int run) {
        running.put(run, new RunClock(System.nanoTime()));
    }

    @Override
    public synchronized void onProgress(int run, double share, long events, long inFlight) {
        RunClock clock = running.get(run);
        if (clock != null) {
            clock.progress(System.nanoTime());
        }
    }

    @Override
    public synchronized void variantEnds(int run, VariantResult result) {
        RunClock clock = running.remove(run);
        clock.metrics = System.nanoTime() - clock.lapAt;
        total.add(clock);
        runs++;
        Thread thread = Thread.currentThread();
        CommandLog.debug(
                "{}: seed {}, replication {}, {}, {} events, thread {}{}",
                result.name(),
                result.run().seed(),
                result.run().replication(),
                clock,
                result.run().simulatedEvents(),
                thread.getName() + " " + thread.getId(),
                overrides(result));
    }

    @Override
    public synchronized void ends() {
        String design = group.isEmpty() ? "" : group + ": ";
        if (runs == 0) {
            CommandLog.info("{}{}", design, CommandLog.seconds(System.nanoTime() - groupAt));
            return;
        }
        CommandLog.info("{}{}, {}", design, total, runs == 1 ? "1 run" : runs + " runs");
    }

    private static String overrides(VariantResult result) {
        List<String> settings = new ArrayList<>();
        for (Setting setting : result.run().resolved()) {
            if (OVERRIDDEN.contains(setting.origin())) {
                settings.add(setting.path() + "=" + setting.value());
            }
        }
        return settings.isEmpty() ? "" : ", overrides: " + String.join(", ", settings);
    }
}
