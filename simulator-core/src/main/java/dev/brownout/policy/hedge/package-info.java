/** Request hedging: sends a second attempt when the first response is late, and takes the first successful one. */
@ModelSheet(
        models = "Attempt i is sent i delays after the first, sooner where the ones before have failed; the first good "
                + "answer counts, and the other attempts are taken back: servers drop what they have not begun. The "
                + "delay is fixed, or a percentile of the last thousand answers, and until a hundred have come nothing "
                + "is hedged. A budget caps hedges to a share of the requests of the last ten seconds.",
        leftOut = "Choosing another machine than before, unless whoever picks machines does so by chance; pushback "
                + "of servers; failures that forbid further attempts.",
        checkedBy = "The law of min(S1, h + S2): P(S > h) more calls, and the percentiles of the shorter of two "
                + "independent times.",
        sources = "Dean and Barroso, \"The Tail at Scale\", CACM 2013; gRPC proposal A6, client retries (hedging).")
package dev.brownout.policy.hedge;

import dev.brownout.spec.ModelSheet;
