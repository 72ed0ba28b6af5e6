/** Circuit breaker: stops calls to a failing callee, and probes it with a few calls after a while. */
@ModelSheet(
        models = {
            "Closed: the outcomes of the last calls are kept. It opens if enough of them failed or were slow, or"
                    + " after a number of consecutive failures.",
            "Open: every call ends immediately as short_circuited.",
            "Half-open, from the first call after the open time: a number of calls pass and decide; other calls are"
                    + " rejected.",
            "There is one breaker per client process and callee. It is closed again after a crash of the client.",
            "For a policy of a component, the breakers of its callers count together under the name of the"
                    + " component."
        },
        leftOut = {
            "One state for each user: the users of a request class in a region are one client process, like the"
                    + " clients of a gateway.",
            "Time windows instead of call counts.",
            "Calls sent before a state change: they do not count when they end (resilience4j counts them in the new"
                    + " state)."
        },
        checkedBy = "Renewal-reward for independent failures: runs of k failures take (p^-k - 1)/(1 - p) calls.",
        sources = "resilience4j CircuitBreakerConfig; Polly and gobreaker for consecutive failures.")
package dev.brownout.policy.circuitbreaker;

import dev.brownout.spec.ModelSheet;
