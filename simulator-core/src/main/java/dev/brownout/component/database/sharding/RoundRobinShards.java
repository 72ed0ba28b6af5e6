package dev.brownout.component.database.sharding;

/** One after the other, one turn for all callers. */
final class RoundRobinShards {
    private final int many;
    private int last = -1;

    RoundRobinShards(int many) {
        this.many = many;
    }

    /** Whose turn it is, from 0. */
    int next() {
        last = last + 1 == many ? 0 : last + 1;
        return last;
    }
}
