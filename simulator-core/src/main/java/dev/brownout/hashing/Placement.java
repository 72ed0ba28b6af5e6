package dev.brownout.hashing;

/** Which of some nodes a key lives on. */
@FunctionalInterface
public interface Placement {
    /**
     * The node of a key.
     *
     * @param hash the key's hash: all 64 bits matter
     * @return the position of the node among those that the placement was made for, from 0
     */
    int nodeOf(long hash);
}
