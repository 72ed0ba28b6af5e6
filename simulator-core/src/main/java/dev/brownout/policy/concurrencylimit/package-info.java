/** Adaptive concurrency limit: estimates the number of concurrent calls that a service can handle, and rejects more. */
@ModelSheet(
        models = {
            "A limit of concurrent calls that adapts to each response.",
            "AIMD: the limit grows by one if the response is in time and at least half of the limit is in use. It"
                    + " shrinks by a tenth after a failure or a late response. The calls in flight when the"
                    + " completed call started are in use, including the call itself.",
            "Gradient: the limit shrinks if the last response time exceeds a multiple of the long-term average."
        },
        leftOut = {
            "One state for each user: the users of a request class in a region are one client process, like the"
                    + " clients of a gateway.",
            "The sampling windows of Netflix's library.",
            "Vegas."
        },
        checkedBy = "Scripted calls against the rules of the library.",
        sources = "Netflix concurrency-limits: AIMDLimit, Gradient2Limit.")
package dev.brownout.policy.concurrencylimit;

import dev.brownout.spec.ModelSheet;
