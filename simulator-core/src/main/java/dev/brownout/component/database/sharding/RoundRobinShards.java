package dev.brownout.component.database.sharding;

/** Round-robin counter over the parts of a key, shared by all clients. */
final class RoundRobinShards {
    private final int many;
    private int last = -1;

    RoundRobinShards(int many) {
        this.many = many;
    }

    /** Returns the next index, from 0. */
    int next() {
        last = last + 1 == many ? 0 : last + 1;
        return last;
    }
}
