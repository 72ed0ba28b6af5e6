package dev.brownout.experiment;

import dev.brownout.parallel.Workers;
import dev.brownout.result.VariantResult;
import java.util.List;

/** Where the runs of an experiment are done: on threads of this process, or wherever else somebody does them. */
@FunctionalInterface
public interface TrialExecutor {
    /** Runs that are to be done, in whatever order and side by side. */
    interface Batch {
        /** What is to be run. */
        List<Trial> trials();

        /**
         * Does one of the runs on the thread that asks; whoever watches is told how far it is.
         *
         * @param number its place among {@link #trials}
         * @return a result for each of its cases; fewer where it was stopped
         */
        List<VariantResult> here(int number);

        /**
         * Takes what came of a run, and keeps it at once where results are kept. Called from any thread, in any order,
         * once for each run at most; not for those that were stopped.
         *
         * @param number its place among {@link #trials}
         * @param results one for each of its cases
         */
        void ended(int number, List<VariantResult> results);

        /** Whether to stop where the runs are; may be asked all the time, from any thread. */
        boolean stopped();
    }

    /**
     * Does runs, and returns when all of them have ended or were stopped.
     *
     * @throws dev.brownout.spi.ScenarioException if one describes something impossible; that of the first of them
     */
    void run(Batch batch);

    /** On so many threads of this process, at least 1. */
    static TrialExecutor threads(int threads) {
        return batch -> Workers.<Integer, RuntimeException>each(
                threads,
                batch.trials().size(),
                number -> {
                    List<VariantResult> results = batch.here(number);
                    if (results.size() == batch.trials().get(number).cases().size()) {
                        batch.ended(number, results);
                    }
                    return number;
                },
                number -> {});
    }
}
