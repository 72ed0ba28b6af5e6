/**
 * Imports responses of Prometheus to range queries: load, duration histograms, CPU and replicas. Generates a scenario.
 */
package dev.brownout.importing.prometheus;
