package dev.brownout.experiment;

import dev.brownout.result.VariantResult;
import java.util.List;
import java.util.Optional;

/** Keeps finished trials, called from any thread. */
public interface TrialStore {
    /** Keeps nothing. */
    TrialStore NONE = new TrialStore() {
        @Override
        public Optional<List<VariantResult>> kept(Trial trial) {
            return Optional.empty();
        }

        @Override
        public void keep(Trial trial, List<VariantResult> results) {}
    };

    /** What was kept of a trial, a result for each case; empty where nothing usable was. */
    Optional<List<VariantResult>> kept(Trial trial);

    /** Keeps what came of a trial. */
    void keep(Trial trial, List<VariantResult> results);
}
