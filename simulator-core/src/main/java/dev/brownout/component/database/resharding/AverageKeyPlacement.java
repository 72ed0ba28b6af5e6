package dev.brownout.component.database.resharding;

import dev.brownout.component.database.sharding.KeyPlacement;

/** Average placement of keys on shards during an interval, for the analytical model. */
public final class AverageKeyPlacement {
    private final KeyPlacement placement;
    private final MovePlan.Move move;
    private final double slower;
    private final long fromNanos;
    private final long toNanos;
    private final double moved;

    /**
     * Creates the placement for an interval with at most one move.
     *
     * @param placement placement of the keys, or their placement before the move
     * @param move move in progress; {@code null} for none
     * @param slower slowdown factor of work during the move
     */
    AverageKeyPlacement(KeyPlacement placement, MovePlan.Move move, double slower, long fromNanos, long toNanos) {
        this.placement = placement;
        this.move = move;
        this.slower = slower;
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
        this.moved = move == null ? 0 : move.movedIn(fromNanos, toNanos);
    }

    /** Returns the number of shards. */
    public int shards() {
        return move == null ? placement.shards() : move.to().shards();
    }

    /** Returns the number of shards before the move; without a move, the number of shards. */
    public int old() {
        return placement.shards();
    }

    /** Returns whether keys with adjacent numbers are on the same shard. */
    public boolean ordered() {
        return placement.ordered();
    }

    /** Returns the shard of a key, from 0. For a key that moves, this is the shard before the move. */
    public int shardOf(int key) {
        return placement.shardOf(key);
    }

    /** Adds the load {@code much} of a key to the shards that have it during the interval. */
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

    /** Returns the average share of the keys on each shard, for many keys of equal weight. The shares add up to 1. */
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

    /** Returns the slowdown factor of work at a shard; 1 if the shard gives and receives no keys. */
    public double slower(int shard) {
        return move != null && move.concerns(shard) ? slower : 1;
    }
}
