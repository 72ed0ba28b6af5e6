package dev.brownout.experiment.shard;

import dev.brownout.experiment.Trial;
import dev.brownout.experiment.TrialPlan;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Part of an experiment that runs independently of the other parts: every n-th run of {@link TrialPlan#all}. More
 * replications add runs to a shard and remove none.
 *
 * @param number number of the shard, from 1
 * @param of number of shards
 */
public record Shard(int number, int of) {
    /** Maximum number of shards of an experiment. */
    public static final int MAXIMUM = 1_000_000;

    /** Validates the numbers. */
    public Shard {
        if (of < 1 || of > MAXIMUM) {
            throw new IllegalArgumentException("an experiment has 1 to " + MAXIMUM + " shards, not " + of);
        }
        if (number < 1 || number > of) {
            throw new IllegalArgumentException("the shards of " + of + " are 1/" + of + " to " + of + "/" + of
                    + "; there is no " + number + "/" + of);
        }
    }

    /** Returns the shard of a run, given its index in {@link TrialPlan#all}. */
    static Shard ofTrial(int trialIndex, int shardCount) {
        return new Shard(trialIndex % shardCount + 1, shardCount);
    }

    /** Returns the runs of this shard. */
    public List<Trial> select(List<Trial> trials) {
        return IntStream.range(0, trials.size())
                .filter(index -> index % of == number - 1)
                .mapToObj(trials::get)
                .toList();
    }

    /** Returns the shard as typed on the command line, such as {@code 3/16}. */
    @Override
    public String toString() {
        return number + "/" + of;
    }
}
