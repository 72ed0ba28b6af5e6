/** Tells the callee when its caller has given up. */
@Sheet(
        models =
                "A caller whose patience with a call runs out says so, and the news takes a hop; the callee drops what "
                        + "it has not begun (see cancellation of a server) and takes back its own calls in turn.",
        leftOut = "Callers that die.",
        sources = "gRPC cancels calls whose deadline has passed; HTTP/2 RST_STREAM.")
package dev.brownout.policy.cancelontimeout;

import dev.brownout.spec.Sheet;
