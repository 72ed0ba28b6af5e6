package dev.brownout.experiment;

import dev.brownout.parallel.Workers;
import dev.brownout.result.VariantResult;
import java.util.List;

/** Executor of the trials of an experiment, on threads of this process or remotely. */
@FunctionalInterface
public interface TrialExecutor {
    /** Batch of trials to execute, in any order and concurrently. */
    interface Batch {
        /** Returns the trials to execute. */
        List<Trial> trials();

        /**
         * Runs one trial on the calling thread and reports its progress.
         *
         * @param index index of the trial in {@link #trials}
         * @return a result for each arm; fewer if the trial was stopped
         */
        List<VariantResult> runLocally(int index);

        /**
         * Accepts the results of a finished trial, and stores them immediately if there is a store. Called from any
         * thread, in any order, at most once per trial. Not called for stopped trials.
         *
         * @param index index of the trial in {@link #trials}
         * @param results one result for each arm
         */
        void complete(int index, List<VariantResult> results);

        /** Returns whether to stop the running trials. May be polled continually, from any thread. */
        boolean isStopped();
    }

    /**
     * Executes trials, and returns when all have ended or were stopped.
     *
     * @throws dev.brownout.spi.ScenarioException if a trial is invalid; the error is that of the first such trial
     */
    void run(Batch batch);

    /** Returns an executor that uses threads of this process. Their number is at least 1. */
    static TrialExecutor threads(int threads) {
        return batch -> Workers.<Integer, RuntimeException>each(
                threads,
                batch.trials().size(),
                index -> {
                    List<VariantResult> results = batch.runLocally(index);
                    if (results.size() == batch.trials().get(index).arms().size()) {
                        batch.complete(index, results);
                    }
                    return index;
                },
                index -> {});
    }
}
