package dev.brownout.spi;

/** A component in which work waits for whoever takes it, such as a message queue: what an autoscaler looks at. */
public interface Backlog {
    /** How many pieces of work wait, those that somebody has taken not counted. */
    long depth();

    /** How long ago the oldest of them came in, in nanoseconds; 0 where none waits. */
    long oldestAgeNanos();
}
