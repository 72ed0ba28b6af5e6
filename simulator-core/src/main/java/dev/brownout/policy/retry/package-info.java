/**
 * Retries: repeats failed calls with a growing, jittered wait; with a budget, the extra traffic is limited to a share
 * of the requests.
 */
@ModelSheet(
        models = {
            "Each attempt has an identity of its own and the idempotency key of the first attempt.",
            "Waits grow and have jitter.",
            "A budget belongs to one client process and the callee; a crash opens a new one.",
            "share: every request deposits its share and every retry withdraws one call; both expire after 10 s, as in"
                    + " Finagle.",
            "throttling: each failed attempt takes a token, each success returns a part of one. With half of the"
                    + " tokens or fewer, failures are not retried, as in gRPC.",
            "quota: a retry pays tokens. A success returns the price of its own retry, or one token without a retry,"
                    + " as in the AWS SDKs.",
            "active: the retries in backoff or in flight are at most a share of the attempts in flight, or a minimum,"
                    + " as in Envoy.",
            "A call that reaches its deadline, or is cancelled, during a backoff makes no further attempt, as in gRPC.",
            "A retry that the budget does not allow does not wait: the caller gets the failure immediately.",
            "With limited: true, calls over a rate limit are retried, no earlier than Retry-After."
        },
        leftOut = {
            "One state for each user: the users of a request class in a region are one client process, like the"
                    + " clients of a gateway.",
            "Waiting times that a response states other than Retry-After in whole seconds.",
            "One budget for several calls of a client with policies of their own: gRPC has one bucket for each server.",
            "Lower prices of throttled calls in the AWS SDKs."
        },
        checkedBy = {
            "The geometric series of independent failures.",
            "Attempts per call under each budget for independent failures, also in nested retries: 20 seeds.",
            "The failure share above which the tokens are used up: ratio / (1 + ratio) with throttling.",
            "In integers: attempts + retries in backoff, lost or of cancelled calls = calls + all retries; tokens ="
                    + " start + returned - taken.",
            "4^3 = 64 calls from three layers of four attempts (Google SRE book, chapter 22).",
            "The hidden capacity mu/(1+R) of Bronson et al. (HotOS 2021)."
        },
        sources = {
            "AWS Architecture Blog, \"Exponential backoff and jitter\".",
            "Finagle, RetryBudget.",
            "gRPC proposal A6, client retries (retryThrottling).",
            "AWS SDKs and Tools Reference Guide, retry behavior (standard mode, retry quota).",
            "Envoy, CircuitBreakers.Thresholds.RetryBudget (budget_percent, min_retry_concurrency)."
        })
package dev.brownout.policy.retry;

import dev.brownout.spec.ModelSheet;
