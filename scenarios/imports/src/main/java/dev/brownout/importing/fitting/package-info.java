/**
 * Estimation of distributions from measured values: durations and sizes, key distributions, arrivals. The functions are
 * pure functions of samples. Each estimate has a confidence interval and a goodness of fit. If a sample cannot
 * distinguish two distributions, both are reported.
 */
package dev.brownout.importing.fitting;
