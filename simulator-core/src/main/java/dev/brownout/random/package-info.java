/**
 * Chance: positioned random numbers, the laws durations and sizes follow, and the popularity of keys.
 *
 * <p>Every draw is a pure function of (seed, replication, name of the stream, identity of the call), never of the order
 * in which events happen. So adding a component does not shift another's draws, and two variants of a scenario meet the
 * same requests with the same demands. All arithmetic is exact in the sense of {@link java.lang.StrictMath}: the same
 * on every machine.
 */
package dev.brownout.random;
