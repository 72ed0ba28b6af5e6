package dev.brownout.bench;

/** What a repetition of a workload came to. */
record Tally(long requests, long events, double meanMillis) {}
