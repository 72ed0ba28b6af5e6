package dev.brownout.component.quorumstore;

/**
 * Equal ranges of hashes.
 *
 * @param count number of ranges, at least 1
 */
record HashPartitions(int count) {
    /** Returns the number of the range with a hash, from 0. */
    int of(long hash) {
        return (int) Math.multiplyHigh(hash >>> 1, (long) count << 1);
    }

    /** Returns a hash in the middle of a range. */
    long hash(int partition) {
        long width = Long.divideUnsigned(-1L, count);
        return partition * width + width / 2;
    }
}
