package dev.brownout.hashing;

/** Placement of keys on nodes. */
@FunctionalInterface
public interface Placement {
    /**
     * Returns the node of a key.
     *
     * @param hash the key's hash, with 64 significant bits
     * @return the index of the node in the list that the placement was created for, from 0
     */
    int nodeOf(long hash);
}
