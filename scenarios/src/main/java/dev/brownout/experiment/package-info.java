/**
 * Experiments: many runs of a scenario, evaluated together.
 *
 * <p>{@link dev.brownout.experiment.Experiment} is the entry point to replications, comparisons, sweeps and capacity
 * searches. Each of them is a plan, which is validated and then run, and a record of the results. The commands of the
 * same names and programs of users use the same API.
 *
 * <p>An experiment has a number of points and of replications of each point. Each trial is a separate run. Its random
 * numbers depend only on its scenario, its seed and its number. Trials run in parallel, and the number of threads
 * affects only the duration.
 */
package dev.brownout.experiment;
