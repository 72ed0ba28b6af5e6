/**
 * Pareto frontier of designs: designs that no other design beats in every objective, such as cost, latency and
 * availability, with the uncertainty of their replications.
 */
package dev.brownout.experiment.frontier;
