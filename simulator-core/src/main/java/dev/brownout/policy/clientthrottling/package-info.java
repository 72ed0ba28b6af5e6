/** Client-side throttling: a client rejects calls itself while the callee accepts too few of them. */
@ModelSheet(
        models = {
            "Each client process counts its calls and the accepted ones of the last two minutes, in 120 slices.",
            "A call is rejected before it is sent with probability max(0, (calls - K x accepts) / (calls + 1)). It ends"
                    + " as limited and counts as a call.",
            "Accepted are successes and errors that the callee returns (failed). Refused, rejected, limited,"
                    + " unavailable, timed out, reset and short-circuited calls are not accepted.",
            "There is one count per client process and callee. It is empty after a crash of the client."
        },
        leftOut = {
            "One state for each user: the users of a request class in a region are one client process, like the"
                    + " clients of a gateway.",
            "Criticality: all requests are throttled with the same probability.",
            "Calls that their caller has cancelled: they count as accepted."
        },
        checkedBy = {
            "A callee with a limited rate gets K times its capacity.",
            "A callee that accepts each call with probability q below 1/K gets 1 / (1 - K q) calls in a window.",
            "In integers: calls = sent + throttled."
        },
        sources = "Google SRE book, chapter 21, Handling Overload (client-side throttling, K = 2, two minutes).")
package dev.brownout.policy.clientthrottling;

import dev.brownout.spec.ModelSheet;
