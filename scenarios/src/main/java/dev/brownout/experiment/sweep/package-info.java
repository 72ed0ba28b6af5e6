/** Runs of a scenario at every combination of values of some settings. */
package dev.brownout.experiment.sweep;
