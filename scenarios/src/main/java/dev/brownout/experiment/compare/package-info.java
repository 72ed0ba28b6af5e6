/** Comparison of variants or of two scenarios with common random numbers. */
package dev.brownout.experiment.compare;
