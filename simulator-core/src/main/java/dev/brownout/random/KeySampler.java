package dev.brownout.random;

/** Chooses the key of a request. */
@FunctionalInterface
public interface KeySampler {

    /** The key of the request with this number (from 0), whose draws the stream is positioned at. */
    int next(KeyedRandom random, long number);
}
