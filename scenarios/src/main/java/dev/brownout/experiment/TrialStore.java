package dev.brownout.experiment;

import dev.brownout.result.VariantResult;
import java.util.List;
import java.util.Optional;

/** Storage of finished trials. Called from any thread. */
public interface TrialStore {
    /** Store that keeps nothing. */
    TrialStore NONE = new TrialStore() {
        @Override
        public Optional<List<VariantResult>> kept(Trial trial) {
            return Optional.empty();
        }

        @Override
        public void keep(Trial trial, List<VariantResult> results) {}
    };

    /** Returns the stored results of a trial, one per arm; empty if there are no usable results. */
    Optional<List<VariantResult>> kept(Trial trial);

    /** Stores the results of a trial. */
    void keep(Trial trial, List<VariantResult> results);
}
