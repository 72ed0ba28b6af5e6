/** Bulkhead: limits concurrent calls, so that one slow dependency cannot take every resource. */
@ModelSheet(
        models = "A number of places for calls under way; calls that find none wait for so long in a queue of so many, "
                + "first come first served, or are rejected. Each machine has its own, empty after a crash.",
        leftOut = "A thread pool of its own: places are permits, as in a semaphore.",
        checkedBy = "Scripted calls; M/M/c/c (Erlang's loss formula) where nobody waits.",
        sources = "resilience4j BulkheadConfig (25 calls, no wait) and ThreadPoolBulkheadConfig (queue 100).")
package dev.brownout.policy.bulkhead;

import dev.brownout.spec.ModelSheet;
