package dev.brownout.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Model that is run to check reference values, all of them in the same runs.
 *
 * @param id common prefix of the ids of its reference values
 * @param text model in the scenario language, for display; empty if the language cannot express it
 * @param trial executes one run
 * @param runs number of independent runs per estimate; 1 if the model is deterministic
 * @param requests number of requests after the warm-up, over all runs; 0 for the largest number in its reference values
 * @param slow whether the model runs only on demand
 * @param fixed whether the length of a run is part of the model, so that more runs are made instead of longer ones
 * @param megabytes upper bound of the memory of one run, in MB; it limits the number of models that run in parallel
 * @param limits names of measures that the model reaches only in a limit, within the tolerance of the reference value
 */
public record ReferenceModel(
        String id,
        Optional<String> text,
        Trial trial,
        int runs,
        long requests,
        boolean slow,
        boolean fixed,
        int megabytes,
        List<String> limits) {
    /** Copies the list. */
    public ReferenceModel {
        limits = List.copyOf(limits);
    }

    /** Default number of independent runs. */
    public static final int RUNS = 20;

    /** Default memory bound in MB: the state of a model and the histograms of its runs. */
    private static final int MEGABYTES = 60;

    /** Factor by which runs are shorter in the quick form of a verification. */
    static final long SHORTER = 8;

    /**
     * Number of independent runs of a model with its own quick length. Student's t is smaller by 1/20 than with
     * {@link #RUNS}.
     */
    private static final int MORE_RUNS = 40;

    /** Executes one run of a model. */
    @FunctionalInterface
    public interface Trial {
        /**
         * Runs the model and returns its measurements, by the part of the reference value's id that follows the model's
         * id.
         */
        Map<String, PartialEstimate> run(Size size);
    }

    /**
     * Parameters of one run.
     *
     * @param seed root seed of its random streams: a hash of the model's id
     * @param run index of the independent run, from 0
     * @param requests number of requests after the warm-up
     */
    public record Size(long seed, int run, long requests) {}

    /** Creates a model that is written in Java only. */
    public static ReferenceModel of(String id, Trial trial) {
        return of(id, Optional.empty(), trial);
    }

    /** Creates a model with a text in the scenario language, which expresses at least a part of it. */
    public static ReferenceModel of(String id, Optional<String> text, Trial trial) {
        return new ReferenceModel(id, text, trial, RUNS, 0, false, false, MEGABYTES, List.of());
    }

    /** Creates a deterministic model, with a single run. */
    public static ReferenceModel fact(String id, Trial trial) {
        return of(id, trial).runs(1);
    }

    /** Returns a copy with a different number of runs. */
    public ReferenceModel runs(int runs) {
        return new ReferenceModel(id, text, trial, runs, requests, slow, fixed, megabytes, limits);
    }

    /** Returns a copy with its own number of requests over all runs, instead of the number in its reference values. */
    public ReferenceModel requests(long requests) {
        return new ReferenceModel(id, text, trial, runs, requests, slow, fixed, megabytes, limits);
    }

    /**
     * Returns a copy with {@code quickRequests} requests in the quick form and 8 times as many in the full form, in 40
     * runs. It is used to keep intervals within a tenth of the expected values where that is possible.
     */
    public ReferenceModel quickRequests(long quickRequests) {
        return requests(SHORTER * quickRequests).runs(MORE_RUNS);
    }

    /** Returns a copy that runs only on demand. */
    public ReferenceModel onDemand() {
        return new ReferenceModel(id, text, trial, runs, requests, true, fixed, megabytes, limits);
    }

    /** Returns a copy with a fixed length of the runs. */
    public ReferenceModel withFixedLength() {
        return new ReferenceModel(id, text, trial, runs, requests, slow, true, megabytes, limits);
    }

    /** Returns a copy that needs {@code megabytes} MB of memory, such as for a backlog of a million requests. */
    public ReferenceModel megabytes(int megabytes) {
        return new ReferenceModel(id, text, trial, runs, requests, slow, fixed, megabytes, limits);
    }

    /** Returns a copy that reaches the given measures only in a limit. */
    public ReferenceModel asymptotic(String... measures) {
        return new ReferenceModel(id, text, trial, runs, requests, slow, fixed, megabytes, List.of(measures));
    }

    /** Returns the part of a reference value's id that follows the model's id; empty if they are equal. */
    String measure(ReferenceValue row) {
        return row.id().equals(id) ? "" : row.id().substring(id.length() + 1);
    }
}
