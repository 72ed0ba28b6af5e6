/**
 * What a run leaves behind: plain immutable data with everything that a verdict, a chart or another tool needs.
 *
 * <p>Times are integer nanoseconds of simulated time from the start of the run; ratios lie in 0..1; a {@code NaN} means
 * "no sample". Maps keep their order. Nothing in here depends on the machine, the wall clock or a path.
 */
package dev.brownout.result;
