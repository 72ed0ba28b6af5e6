/**
 * Requests that are followed: what each goes through between its user's wish and the answer, and in which tier. A run
 * that follows requests is another composition of the same parts: its clock gives whatever is scheduled what has led to
 * it, and each way to a machine and each machine's service is wrapped. Whoever waits for others goes on where he left.
 * A run that follows nobody has none of this.
 *
 * <p>The time of a request is that of the chain of events that led to its answer, from its user's wish on: where
 * branches run side by side, of the one that the join waited for. So the parts of a request add up to its latency in
 * whole nanoseconds, whatever happened.
 */
package dev.brownout.tracing;
