/** Cancellation on timeout: notifies the callee when its caller has timed out. */
@ModelSheet(
        models = {
            "A caller that times out sends a cancellation, which takes one network hop.",
            "The callee drops queued work (see cancellation of a server) and cancels its own calls in turn.",
            "With network: none the cancellation arrives in the same instant, but after all other events of"
                    + " it: a core that becomes free takes its next request first."
        },
        leftOut = "Cancellations of callers that crash.",
        sources = "gRPC cancels calls after their deadline; HTTP/2 RST_STREAM.")
package dev.brownout.policy.cancelontimeout;

import dev.brownout.spec.ModelSheet;
