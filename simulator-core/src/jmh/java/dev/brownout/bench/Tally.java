package dev.brownout.bench;

/** Result of one repetition of a workload. */
record Tally(long requests, long events, double meanMillis) {}
