package dev.brownout.spi.component;

/** Queued work of a component such as a message queue; the input of an autoscaler. */
public interface Backlog {
    /** Returns the number of queued work items, without those that a consumer has received. */
    long depth();

    /** Returns the age of the oldest unfinished work item, received or not, in nanoseconds; 0 if there is none. */
    long oldestAgeNanos();
}
