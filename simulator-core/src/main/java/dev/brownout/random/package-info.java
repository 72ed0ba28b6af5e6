/**
 * Randomness: positioned random numbers, the distributions of durations and sizes, and the popularity of keys.
 *
 * <p>Each random number is a pure function of (seed, replication, name of the stream, identity of the call). It never
 * depends on the order of events. So adding a component does not change the random numbers of another one. Two variants
 * of a scenario receive the same requests with the same demands. The functions of
 * {@link dev.brownout.elementary.ElementaryFunctions} give the same results on every platform.
 */
@InTypeTable
package dev.brownout.random;

import dev.brownout.typetable.InTypeTable;
