/**
 * Identifiers made without asking anybody: numbers composed of time, worker and sequence, and numbers drawn at random.
 *
 * <p>Modelled exactly: how a worker counts within a millisecond and what it does when its clock goes back (the source
 * of Twitter's Snowflake, IdWorker.scala, 2010), and which numbers have been given before. Left out: what a number
 * looks like as text.
 *
 * <p>Checked against counting by hand and the birthday problem.
 */
package dev.brownout.id;
