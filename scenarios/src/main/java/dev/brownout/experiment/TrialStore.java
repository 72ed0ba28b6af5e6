package dev.brownout.experiment;

import dev.brownout.result.VariantResult;
import java.util.List;
import java.util.Optional;

/** Storage of finished trials. Called from any thread. */
public interface TrialStore {
    /** Store that keeps nothing. */
    TrialStore NONE = new TrialStore() {
        @Override
        public Optional<List<VariantResult>> load(Trial trial) {
            return Optional.empty();
        }

        @Override
        public void store(Trial trial, List<VariantResult> results) {}
    };

    /** Returns the stored results of a trial, one per arm; empty if there are no usable results. */
    Optional<List<VariantResult>> load(Trial trial);

    /** Stores the results of a trial. */
    void store(Trial trial, List<VariantResult> results);

    /** Removes the results of a trial that is not needed, if they are stored. */
    default void discard(Trial trial) {}
}
