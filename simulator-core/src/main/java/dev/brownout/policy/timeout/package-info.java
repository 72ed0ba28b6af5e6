/**
 * Gives up after a time, whatever stands behind: several attempts, several calls, a queue.
 *
 * <p>Modelled: the caller hears of it once, the callee works on, an answer that comes later is dropped. Left out:
 * cancelling the work. The patience of a single call over the network is the way's own
 * ({@link dev.brownout.network.Edge}).
 */
package dev.brownout.policy.timeout;
