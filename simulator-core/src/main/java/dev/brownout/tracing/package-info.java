/**
 * Request tracing: the phases of a request between its intended send time and its response, by tier. A traced run is
 * another composition of the same parts. Its simulation attaches the trace context to scheduled events, and each edge
 * to a host and each host's service is wrapped. A request that waits for others resumes at its own latest event. A run
 * without tracing has none of these wrappers.
 *
 * <p>The time of a request is that of the chain of events that led to its response, from its intended send time on. For
 * parallel branches, it is the branch that the join waited for. The parts of a request therefore add up exactly to its
 * latency, in whole nanoseconds.
 */
package dev.brownout.tracing;
