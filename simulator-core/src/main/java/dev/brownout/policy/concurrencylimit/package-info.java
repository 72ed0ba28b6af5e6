/** Adaptive concurrency limit: estimates the number of concurrent calls that a service can handle, and rejects more. */
@ModelSheet(
        models = "A limit on the calls under way that moves with each answer. AIMD: one more while answers come in "
                + "time and at least half of the limit is in use, a tenth less after a failure or a late answer. "
                + "In use is what was in flight when the call that is answered now began, itself included. Gradient: "
                + "the limit shrinks as the last response time grows beyond a multiple of the long average.",
        leftOut = "Windows over which Netflix's library collects samples; Vegas.",
        checkedBy = "Scripted calls against the rules of the library.",
        sources = "Netflix concurrency-limits: AIMDLimit, Gradient2Limit.")
package dev.brownout.policy.concurrencylimit;

import dev.brownout.spec.ModelSheet;
