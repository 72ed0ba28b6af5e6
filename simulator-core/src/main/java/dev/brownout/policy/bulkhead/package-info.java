/** Bulkhead: limits concurrent calls, so that one slow dependency cannot take every resource. */
@ModelSheet(
        models = {
            "A number of permits for concurrent calls. A call without a free permit waits in a bounded first-come,"
                    + " first-served queue, up to max_wait, or is rejected.",
            "Each node has its own permits. All are free after a crash."
        },
        leftOut = {
            "A thread pool of its own: a permit is a permit of a semaphore.",
            "One state for each user: the users of a request class in a region are one client process, like the"
                    + " clients of a gateway."
        },
        checkedBy = {"Scripted calls.", "M/M/c/c (Erlang's loss formula) without waiting."},
        sources = "resilience4j BulkheadConfig (25 calls, no wait) and ThreadPoolBulkheadConfig (queue 100).")
package dev.brownout.policy.bulkhead;

import dev.brownout.spec.ModelSheet;
