/**
 * Answers of Prometheus to range queries: load, histograms of times, processors and replicas, and the scenario that
 * says so.
 */
package dev.brownout.importing.prometheus;
