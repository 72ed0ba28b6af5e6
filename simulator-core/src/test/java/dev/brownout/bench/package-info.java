/** Benchmark workloads of the simulation core, as scenarios built in Java. */
package dev.brownout.bench;
