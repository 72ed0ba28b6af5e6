/**
 * Retries: repeats failed calls with a growing, jittered wait; with a budget, the extra traffic is limited to a share
 * of the requests.
 */
@ModelSheet(
        models = "Attempts of one caller, each with an identity of its own and the idempotency key of the first; "
                + "waits that grow and jitter; a budget over the last ten seconds, as Finagle's.",
        leftOut = "Hints of the callee when to come back.",
        checkedBy = "The geometric series of independent failures, 4^3 = 64 calls from three layers of four attempts "
                + "(Google SRE book, chapter 22), and the hidden capacity mu/(1+R) of Bronson et al. (HotOS 2021).",
        sources = "AWS Architecture Blog, \"Exponential backoff and jitter\"; Finagle, RetryBudget.")
package dev.brownout.policy.retry;

import dev.brownout.spec.ModelSheet;
