/**
 * Execution of experiments on Apache Spark. No other package depends on Spark; this one is packaged in a separate jar.
 */
package dev.brownout.spark;
