/**
 * Result of a run: plain immutable data for verdicts, charts and external tools.
 *
 * <p>Times are integer nanoseconds of simulated time from the start of the run. Ratios lie in 0..1. {@code NaN} means
 * "no sample". Maps keep their order. No value depends on the computer, the wall clock or a path.
 */
@InTypeTable
package dev.brownout.result;

import dev.brownout.typetable.InTypeTable;
