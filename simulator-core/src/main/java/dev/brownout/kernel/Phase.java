package dev.brownout.kernel;

/**
 * What a request goes through until an event that it depends on: a message is on its way; its turn has not come; it is
 * worked on, or pauses; it waits for what goes on for others, or for no answer; its caller holds back before a retry.
 */
public enum Phase {
    NETWORK,
    WAITING,
    WORK,
    OTHERS,
    BACKOFF
}
