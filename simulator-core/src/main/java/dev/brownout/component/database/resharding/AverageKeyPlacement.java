package dev.brownout.component.database.resharding;

import dev.brownout.component.database.sharding.KeyPlacement;

/** On which shards keys are over a stretch of time, on average: for the arithmetic before a run. */
public final class AverageKeyPlacement {
    private final KeyPlacement placement;
    private final MovePlan.Move move;
    private final double slower;
    private final long fromNanos;
    private final long toNanos;
    private final double moved;

    /**
     * A stretch in which one thing goes on.
     *
     * @param placement where keys are, or were before they began to move
     * @param move that goes on; {@code null} for none
     * @param slower how many times as long work takes meanwhile
     */
    AverageKeyPlacement(KeyPlacement placement, MovePlan.Move move, double slower, long fromNanos, long toNanos) {
        this.placement = placement;
        this.move = move;
        this.slower = slower;
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
        this.moved = move == null ? 0 : move.movedIn(fromNanos, toNanos);
    }

    /** How many shards there are. */
    public int shards() {
        return move == null ? placement.shards() : move.to().shards();
    }

    /** How many of them there were before keys began to move: all where none does. */
    public int old() {
        return placement.shards();
    }

    /** Whether keys whose numbers are near each other are on the same shard. */
    public boolean ordered() {
        return placement.ordered();
    }

    /** The shard of a key, from 0: the first where it moves. */
    public int shardOf(int key) {
        return placement.shardOf(key);
    }

    /** Adds what comes for a key to the shards that have it. */
    public void add(int key, double much, double[] to) {
        int old = placement.shardOf(key);
        int next = move == null ? old : move.to().shardOf(key);
        if (next == old) {
            to[old] += much;
            return;
        }
        double there = move.movedIn(key, fromNanos, toNanos);
        to[old] += much * (1 - there);
        to[next] += much * there;
    }

    /** The share of many keys, all alike, that each shard has on average; they add up to 1. */
    public double[] shares() {
        double[] old = placement.shares();
        if (move == null) {
            return old;
        }
        double[] shares = move.to().shares();
        for (int shard = 0; shard < shares.length; shard++) {
            shares[shard] = shares[shard] * moved + (shard < old.length ? old[shard] * (1 - moved) : 0);
        }
        return shares;
    }

    /** How many times as long work takes at a shard: 1 where it gives no key and takes none. */
    public double slower(int shard) {
        return move != null && move.concerns(shard) ? slower : 1;
    }
}
