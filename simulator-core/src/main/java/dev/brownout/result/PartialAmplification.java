package dev.brownout.result;

/**
 * Amplification of calls by retries while a share of them fails.
 *
 * @param failing share of the calls to the component that fail, independently of each other, more than 0 and at most 1
 * @param sustained calls to it per request in the long run
 */
public record PartialAmplification(double failing, double sustained) {}
