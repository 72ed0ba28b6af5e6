/**
 * Experiments: many runs, and what can be said of them together.
 *
 * <p>An experiment is points times replications. Each trial is a run of its own, with draws that its scenario, its seed
 * and its number alone decide; so trials go on side by side, on as many threads as there are, and nothing but the time
 * depends on their number.
 */
package dev.brownout.experiment;
