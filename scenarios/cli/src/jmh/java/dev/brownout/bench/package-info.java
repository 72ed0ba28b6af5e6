/** Benchmarks of the speed of experiments. */
package dev.brownout.bench;
