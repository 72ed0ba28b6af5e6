/**
 * Identifier generation without coordination: numbers composed of time, worker and sequence, and random numbers.
 *
 * <p>Modelled exactly: the sequence of a worker within a millisecond, its behavior when its clock goes back (the source
 * of Twitter's Snowflake, IdWorker.scala, 2010), and the set of issued numbers. Left out: the textual form of a number.
 *
 * <p>Checked against counting by hand and the birthday problem.
 */
package dev.brownout.id;
