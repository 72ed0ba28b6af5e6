/** Request hedging: sends a second attempt when the first response is late, and takes the first successful one. */
@ModelSheet(
        models = {
            "Attempt i is sent i delays after the first attempt, or earlier if the previous attempts have failed.",
            "The first successful response counts. The other attempts are cancelled: servers drop queued work.",
            "The delay is fixed, or a percentile of the last 1,000 responses. Before 100 responses there are no"
                    + " hedges.",
            "A budget limits hedges to a share of the requests of the last 10 s."
        },
        leftOut = {
            "Selection of another node than for the first attempt, except by chance.",
            "Pushback of servers.",
            "Failures that forbid further attempts."
        },
        checkedBy = "The distribution of min(S1, h + S2): P(S > h) additional calls, and the percentiles of the"
                + " minimum of two independent times.",
        sources = "Dean and Barroso, \"The Tail at Scale\", CACM 2013; gRPC proposal A6, client retries (hedging).")
package dev.brownout.policy.hedge;

import dev.brownout.spec.ModelSheet;
