package dev.brownout.experiment;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One of several parts of an experiment, that are run without knowing of each other: every n-th run of
 * {@link TrialPlan#all}. More replications leave to each part what it had.
 *
 * @param number which of them, from 1
 * @param of how many there are
 */
public record Shard(int number, int of) {
    /** An experiment is cut into so many parts at most. */
    public static final int MOST = 1_000_000;

    /** Refuses a part that there is not. */
    public Shard {
        if (of < 1 || of > MOST || number < 1 || number > of) {
            throw new IllegalArgumentException("there is no shard " + number + "/" + of + "; expected one from 1/" + of
                    + " to " + of + "/" + of + ", of at most " + MOST);
        }
    }

    /** Whether a run belongs to it, by its place in {@link TrialPlan#all}. */
    public boolean has(int trial) {
        return trial % of == number - 1;
    }

    /** Which part a run belongs to, by its place in {@link TrialPlan#all}. */
    public static Shard of(int trial, int shards) {
        return new Shard(trial % shards + 1, shards);
    }

    /** Its runs among all. */
    public List<Trial> of(List<Trial> all) {
        return IntStream.range(0, all.size())
                .filter(this::has)
                .mapToObj(all::get)
                .toList();
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
