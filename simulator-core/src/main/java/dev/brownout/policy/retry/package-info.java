/**
 * Tries again: after failures, with a growing and jittered wait, and only so much more than the traffic itself where
 * there is a budget.
 *
 * <p>Modelled: attempts of one caller, each with an identity of its own and the idempotency key of the first; waits of
 * the AWS Architecture Blog ("Exponential backoff and jitter"); a budget after Finagle's. Left out: hints of the callee
 * when to come back. Checked by: the geometric series of independent failures, 4^3 = 64 calls from three layers of four
 * attempts (Google SRE book, chapter 22), and the hidden capacity mu/(1+R) of Bronson et al. (HotOS 2021).
 */
package dev.brownout.policy.retry;
