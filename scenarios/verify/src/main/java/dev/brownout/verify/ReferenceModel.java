package dev.brownout.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model that answers rows, all of them in the same runs.
 *
 * @param id the rows that it answers begin with this
 * @param text the model in the scenario language, for people; empty where the language cannot say it
 * @param trial runs it once
 * @param runs how many independent runs make an estimate; 1 where chance has no part in it
 * @param requests after the warm-up, over all runs, where its rows do not say how many
 * @param slow whether it is run on demand only
 * @param fixed whether the length of a run is part of the model, so that more runs are made instead of longer ones
 * @param megabytes of memory that a run needs at most, by which models that run side by side are chosen
 * @param limits measures to which the model comes only in a limit, so near as the rows' tolerances say
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
    /** Takes the list as it is now. */
    public ReferenceModel {
        limits = List.copyOf(limits);
    }

    /** Independent runs of a model about which nothing else is said. */
    public static final int RUNS = 20;

    /** Megabytes of a model about which nothing else is said: its state and the histograms of its runs. */
    private static final int MEGABYTES = 60;

    /** How many times as short runs are in the quick form of a verification. */
    static final long SHORTER = 8;

    /** Independent runs of a model whose length is said in the quick form; Student's t is smaller by a twentieth. */
    private static final int MORE_RUNS = 40;

    /** One run of a model. */
    @FunctionalInterface
    public interface Trial {
        /** What it sees, by the rest of the rows' ids behind the model's. */
        Map<String, PartialEstimate> run(Size size);
    }

    /**
     * How a run is to be done.
     *
     * @param seed the root of its draws: a hash of the model's id
     * @param run which of the independent runs, from 0
     * @param requests how many after the warm-up
     */
    public record Size(long seed, int run, long requests) {}

    /** A model that Java says. */
    public static ReferenceModel of(String id, Trial trial) {
        return of(id, Optional.empty(), trial);
    }

    /** A model that the scenario language says, at least in part. */
    public static ReferenceModel of(String id, Optional<String> text, Trial trial) {
        return new ReferenceModel(id, text, trial, RUNS, 0, false, false, MEGABYTES, List.of());
    }

    /** A model in which nothing is left to chance. */
    public static ReferenceModel fact(String id, Trial trial) {
        return of(id, trial).runs(1);
    }

    /** The same with another number of runs. */
    public ReferenceModel runs(int other) {
        return new ReferenceModel(id, text, trial, other, requests, slow, fixed, megabytes, limits);
    }

    /** The same with so many requests where its rows do not say how many. */
    public ReferenceModel requests(long other) {
        return new ReferenceModel(id, text, trial, runs, other, slow, fixed, megabytes, limits);
    }

    /**
     * The same with so many requests in the quick form, and as many times more in the full one as others: enough for
     * intervals that are no wider than a tenth of their truths where that can be had, in more runs.
     */
    public ReferenceModel quick(long other) {
        return requests(SHORTER * other).runs(MORE_RUNS);
    }

    /** The same, run on demand only. */
    public ReferenceModel onDemand() {
        return new ReferenceModel(id, text, trial, runs, requests, true, fixed, megabytes, limits);
    }

    /** The same, whose runs are of one length. */
    public ReferenceModel ofOneLength() {
        return new ReferenceModel(id, text, trial, runs, requests, slow, true, megabytes, limits);
    }

    /** Returns a copy that needs so much memory, such as for a backlog of a million requests. */
    public ReferenceModel megabytes(int other) {
        return new ReferenceModel(id, text, trial, runs, requests, slow, fixed, other, limits);
    }

    /** The same, which comes to some of its measures only in a limit. */
    public ReferenceModel inTheLimit(String... measures) {
        return new ReferenceModel(id, text, trial, runs, requests, slow, fixed, megabytes, List.of(measures));
    }

    /** The part of a row's id that the trial knows it by. */
    String measure(ReferenceValue row) {
        return row.id().equals(id) ? "" : row.id().substring(id.length() + 1);
    }
}
