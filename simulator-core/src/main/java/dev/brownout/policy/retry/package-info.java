/**
 * Retries: repeats failed calls with a growing, jittered wait; with a budget, the extra traffic is limited to a share
 * of the requests.
 */
@ModelSheet(
        models = {
            "Each attempt has an identity of its own and the idempotency key of the first attempt.",
            "Waits grow and have jitter.",
            "A budget over the last 10 s, as in Finagle.",
            "With limited: true, calls over a rate limit are retried, no earlier than Retry-After."
        },
        leftOut = "Waiting times that a response states other than Retry-After in whole seconds.",
        checkedBy = {
            "The geometric series of independent failures.",
            "4^3 = 64 calls from three layers of four attempts (Google SRE book, chapter 22).",
            "The hidden capacity mu/(1+R) of Bronson et al. (HotOS 2021)."
        },
        sources = "AWS Architecture Blog, \"Exponential backoff and jitter\"; Finagle, RetryBudget.")
package dev.brownout.policy.retry;

import dev.brownout.spec.ModelSheet;
