package dev.brownout.mcp;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ProgressListener;
import dev.brownout.experiment.TrialStore;
import dev.brownout.language.diagnostic.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Tool that runs a scenario many times. */
abstract class ExperimentTool extends ScenarioTool {
    static final String REPLICATIONS = "replications";

    private static final double CONFIDENCE = 0.95;
    private static final int MOST_REPLICATIONS = 1_000;

    private final int threads;

    /**
     * Creates a tool.
     *
     * @param threads number of concurrent runs
     */
    ExperimentTool(Optional<Path> folder, int threads) {
        super(folder);
        this.threads = threads;
    }

    @Override
    public final boolean simulates() {
        return true;
    }

    /** Adds the number of replications. */
    static InputSchema withReplications(InputSchema schema, String name, int standard) {
        return schema.integer(REPLICATIONS, name + ", 2 or more; default: " + standard, 2, MOST_REPLICATIONS);
    }

    /** Returns an experiment with a scenario at 95 % confidence. */
    static Experiment experiment(
            GivenScenario scenario, List<String> variants, int replications, Consumer<Problem> warnings) {
        return new Experiment(
                scenario.source(),
                scenario.changes(),
                variants,
                new LinkedHashMap<>(),
                replications,
                CONFIDENCE,
                warnings);
    }

    /** Returns an execution that stops at the time limit of a call, or when it is cancelled. */
    Execution execution(ToolArguments arguments, ToolCall call) {
        int seconds = runSeconds(arguments);
        return new Execution(threads, new RunCounter(call), () -> call.isOver(seconds), TrialStore.NONE);
    }

    /** Reports the number of completed runs as the progress of a call. */
    private static final class RunCounter implements ProgressListener {
        private final ToolCall call;
        private final Set<Integer> completedRuns = new TreeSet<>();
        private String description = "";
        private int endedBefore;
        private int runs;
        private boolean isOnly = true;

        RunCounter(ToolCall call) {
            this.call = call;
        }

        @Override
        public synchronized void begins(String group, int number) {
            isOnly = isOnly && group.isEmpty();
            endedBefore += completedRuns.size();
            completedRuns.clear();
            description = group;
            runs = number;
        }

        @Override
        public void onProgress(int run, double share, long events, long inFlight) {
            int done;
            double total;
            synchronized (this) {
                if (share < 1 || !completedRuns.add(run)) {
                    return;
                }
                done = endedBefore + completedRuns.size();
                total = isOnly ? runs : Double.NaN;
            }
            call.onProgress(done, total, description.isEmpty() ? "runs" : "runs of " + description);
        }
    }
}
