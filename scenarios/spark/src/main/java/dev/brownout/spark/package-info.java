/** Runs of experiments done by Apache Spark; the only package that knows of it, in a jar that nothing else needs. */
package dev.brownout.spark;
