/**
 * Load: the number and the arrival times of requests.
 *
 * <p>A {@link dev.brownout.workload.LoadProfile} defines the rate over time, and {@link dev.brownout.workload.Arrivals}
 * converts it to arrival times. The n-th arrival is at the time at which the integral of the rate reaches the sum of n
 * exponential numbers with mean 1. These numbers depend only on the seed: two variants with different rates get the
 * same arrivals on a scaled time axis.
 */
@InTypeTable
package dev.brownout.workload;

import dev.brownout.typetable.InTypeTable;
