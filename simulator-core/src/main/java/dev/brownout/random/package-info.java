/**
 * Randomness: positioned random numbers, the distributions of durations and sizes, and the popularity of keys.
 *
 * <p>Each random number is a pure function of (seed, replication, name of the stream, identity of the call). It never
 * depends on the order of events. So adding a component does not change the random numbers of another one. Two variants
 * of a scenario receive the same requests with the same demands. All arithmetic is exact in the sense of
 * {@link java.lang.StrictMath}: it gives the same results on every machine.
 */
@InTypeTable
package dev.brownout.random;

import dev.brownout.typetable.InTypeTable;
