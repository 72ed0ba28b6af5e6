package dev.brownout.component.database.resharding;

import dev.brownout.component.database.resharding.MovePlan.Move;
import java.util.List;

/**
 * Bytes that one move takes from each shard and adds to each shard, for shards with a storage limit. The sum over all
 * shards stays constant.
 */
final class MoveByteAccounting {
    private final List<? extends MovingShard> shards;
    private final Move move;
    private final long[] leaving;
    /** Cumulative share of all data that moves to the shards through each index. */
    private final double[] coming;

    private long[] departed;
    private long[] arrived;

    MoveByteAccounting(List<? extends MovingShard> shards, Move move, long dataBytes) {
        this.shards = shards;
        this.move = move;
        double[] before = move.from().shares();
        double[] after = move.to().shares();
        double[] staying = move.from().staying(move.to());
        leaving = new long[before.length];
        for (int shard = 0; shard < before.length; shard++) {
            leaving[shard] = Math.round(Math.max(0, before[shard] - staying[shard]) * dataBytes);
        }
        coming = new double[after.length];
        double sum = 0;
        for (int shard = 0; shard < after.length; shard++) {
            sum += Math.max(0, after[shard] - (shard < staying.length ? staying[shard] : 0));
            coming[shard] = sum;
        }
        departed = new long[before.length];
        arrived = new long[after.length];
    }

    /** Records that the chunks below {@code chunk} are on their new shards. */
    void movedBelow(int chunk) {
        long all = 0;
        for (int shard = 0; shard < leaving.length; shard++) {
            long upTo = move.part(leaving[shard], chunk);
            all += upTo;
            change(shard, departed[shard] - upTo);
            departed[shard] = upTo;
        }
        long before = 0;
        double sum = coming[coming.length - 1];
        for (int shard = 0; shard < coming.length; shard++) {
            boolean last = shard == coming.length - 1;
            long upTo = last ? all : (long) (all * (sum > 0 ? coming[shard] / sum : 0));
            change(shard, upTo - before - arrived[shard]);
            arrived[shard] = upTo - before;
            before = upTo;
        }
    }

    private void change(int shard, long bytes) {
        shards.get(shard).contents().ifPresent(contents -> contents.move(bytes));
    }
}
