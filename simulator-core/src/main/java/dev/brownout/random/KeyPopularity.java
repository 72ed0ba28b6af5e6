package dev.brownout.random;

/**
 * Which keys requests ask for, and how often each. Ranks count from 1 to {@link #size()}; every key has one.
 * Constructors throw {@link IllegalArgumentException} with a message that says parameter and range.
 */
public sealed interface KeyPopularity permits UniformKeys, ZipfKeys, HotKeys, SequentialKeys, TraceKeys {

    /** The most keys a law without names may have. */
    int MOST_KEYS = 1_000_000_000;

    /** How many different keys there are. */
    int size();

    /** The share of requests that ask for the key of this rank. */
    double probability(int rank);

    /** The key of this rank. */
    int key(int rank, KeyNames names);

    /** Something that chooses keys by this popularity. */
    KeySampler sampler(KeyNames names);
}
