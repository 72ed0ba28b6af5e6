package dev.brownout.kernel;

/** What a request goes through until an event; OTHERS: what goes on for others that it needs, or no answer. */
public enum Phase {
    NETWORK,
    WAITING,
    WORK,
    OTHERS,
    BACKOFF
}
