/**
 * Experiments: many runs, and what can be said of them together.
 *
 * <p>{@link dev.brownout.experiment.Experiment} is the way in: replications, comparisons, sweeps and searches for
 * capacity, each a plan that is checked and then run, and a record of what came out. The commands of those names and
 * programs of users call the same.
 *
 * <p>An experiment is points times replications. Each trial is a run of its own, with draws that its scenario, its seed
 * and its number alone decide; so trials go on side by side, on as many threads as there are, and nothing but the time
 * depends on their number.
 */
package dev.brownout.experiment;
