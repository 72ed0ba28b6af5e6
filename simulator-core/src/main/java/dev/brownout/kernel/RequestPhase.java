package dev.brownout.kernel;

/**
 * Phase of a request before an event. {@code OTHERS} is activity for other requests that it depends on, or the wait for
 * a missing response.
 */
public enum RequestPhase {
    NETWORK,
    WAITING,
    WORK,
    OTHERS,
    BACKOFF
}
