/** Search for the largest load, or the smallest design, that meets every assertion. */
package dev.brownout.experiment.capacity;
