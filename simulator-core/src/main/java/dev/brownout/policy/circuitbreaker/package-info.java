/** Circuit breaker: stops calls to a failing callee, and probes it with a few calls after a while. */
@ModelSheet(
        models = "Closed: the outcomes of the last so many calls are kept; where enough of them failed or were slow, "
                + "or so many in a row failed, it opens. Open: every call is answered at once with short_circuited. "
                + "Half-open, with the first call after the wait: so many calls pass and decide, others do not. One "
                + "for each client process and callee, closed again after a crash of the client; written on a "
                + "component, its callers' breakers count together under the component's name.",
        leftOut = "Windows of time instead of calls. What was sent before the breaker changed its state counts no "
                + "more when it ends (resilience4j counts it in the new state).",
        checkedBy = "Renewal-reward for independent failures: runs of k failures take (p^-k - 1)/(1 - p) calls.",
        sources = "resilience4j CircuitBreakerConfig; Polly and gobreaker for failures in a row.")
package dev.brownout.policy.circuitbreaker;

import dev.brownout.spec.ModelSheet;
