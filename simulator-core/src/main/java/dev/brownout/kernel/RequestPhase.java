package dev.brownout.kernel;

/** What a request goes through until an event; OTHERS: what goes on for others that it needs, or no answer. */
public enum RequestPhase {
    NETWORK,
    WAITING,
    WORK,
    OTHERS,
    BACKOFF
}
