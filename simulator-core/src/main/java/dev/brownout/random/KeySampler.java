package dev.brownout.random;

/** Chooses the key of a request. */
@FunctionalInterface
public interface KeySampler {

    /** Returns the key of the request with this number (from 0); the stream is positioned at that request. */
    int next(KeyedRandom random, long number);
}
