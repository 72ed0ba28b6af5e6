package dev.brownout.experiment.shard;

import dev.brownout.experiment.Trial;
import dev.brownout.experiment.TrialPlan;
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
        if (of < 1 || of > MOST) {
            throw new IllegalArgumentException("an experiment has 1 to " + MOST + " shards, not " + of);
        }
        if (number < 1 || number > of) {
            throw new IllegalArgumentException("the shards of " + of + " are 1/" + of + " to " + of + "/" + of
                    + "; there is no " + number + "/" + of);
        }
    }

    /** The one that a run belongs to, by its place in {@link TrialPlan#all}. */
    static Shard having(int trial, int shards) {
        return new Shard(trial % shards + 1, shards);
    }

    /** Its runs among all. */
    public List<Trial> among(List<Trial> all) {
        return IntStream.range(0, all.size())
                .filter(trial -> trial % of == number - 1)
                .mapToObj(all::get)
                .toList();
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return number + "/" + of;
    }
}
