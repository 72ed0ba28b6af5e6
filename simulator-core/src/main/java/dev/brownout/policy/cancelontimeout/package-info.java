/** Cancellation on timeout: notifies the callee when its caller has timed out. */
@ModelSheet(
        models =
                "A caller whose patience with a call runs out says so, and the news takes a hop; the callee drops what "
                        + "it has not begun (see cancellation of a server) and takes back its own calls in turn. "
                        + "With network: none the news arrives at the same instant, yet after what else happens then: "
                        + "a core that becomes free takes its next request before it hears of a cancellation.",
        leftOut = "Callers that die.",
        sources = "gRPC cancels calls whose deadline has passed; HTTP/2 RST_STREAM.")
package dev.brownout.policy.cancelontimeout;

import dev.brownout.spec.ModelSheet;
