/**
 * Load: how many requests arrive when.
 *
 * <p>A {@link dev.brownout.workload.LoadProfile} says what rate is wanted over time,
 * {@link dev.brownout.workload.Arrivals} turns it into instants. The n-th arrival is where the integral of the rate
 * reaches the n-th sum of exponential numbers of mean 1, and those numbers depend on the seed alone: two variants with
 * different rates get the same arrivals on stretched time.
 */
package dev.brownout.workload;
