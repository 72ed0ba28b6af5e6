/** Request hedging: sends a second attempt when the first response is late, and takes the first successful one. */
@ModelSheet(
        models = {
            "Attempt i is sent i delays after the first attempt, or earlier if the previous attempts have failed.",
            "The first successful response counts. The other attempts are cancelled: servers drop queued work.",
            "The delay is fixed, or just above a percentile of the last 1,000 response times of calls, from the first"
                    + " attempt on. Before 100 responses there are no hedges.",
            "Tied requests (cancel: when-begun): when a server begins to work on an attempt, the other attempts are"
                    + " withdrawn. A withdrawn attempt is dropped from the queue of its server one network hop later,"
                    + " with a hop for each tier on its way. Attempts that begin within this time are both served.",
            "An attempt is not sent if its delay ends after the work on another one has begun: its server would drop"
                    + " it on arrival. If the server fails during the work, an attempt that is left is sent.",
            "The work begins on a server when it gets a core, or with its first call or wait.",
            "A budget belongs to one client process and the callee; a crash opens a new one. A hedge that the budget"
                    + " does not allow is not sent, and does not wait.",
            "share: hedges are limited to a share of the requests of the last 10 s.",
            "throttling: each failed attempt takes a token, each success returns a part of one. With half of the tokens"
                    + " or fewer no hedge is sent, neither after a delay nor after a failure, as in gRPC. Attempts that"
                    + " end after the call do not count.",
            "A response over a rate limit (HTTP 429) is a pushback: no further attempts of its call are sent."
                    + " Attempts in flight continue."
        },
        leftOut = {
            "One state for each user: the users of a request class in a region are one client process, like the"
                    + " clients of a gateway.",
            "Selection of another node than for the first attempt, except by chance.",
            "Pushback with a delay: Retry-After does not postpone the next attempt, which is not sent at all.",
            "One bucket for all calls of a client to a server, as in gRPC: each call with a policy of its own has its"
                    + " own.",
            "Tied requests at components other than servers: they do not report the beginning of their work, and the"
                    + " first response cancels the other attempts.",
            "The published gains of tied requests, 16 % of the median and 38 % of the 99.9th percentile: the service"
                    + " times of that cluster are not published.",
            "Failures that forbid further attempts."
        },
        checkedBy = {
            "The share of hedged calls at a percentile p: 1 - p of continuous response times, and P(S > p-quantile)"
                    + " with ties.",
            "The distribution of min(S1, h + S2): P(S > h) additional calls, and the percentiles of the minimum of two"
                    + " independent times.",
            "Tied requests at two servers without delays: one queue for both, M/M/2 (Erlang C).",
            "Attempts under throttling: an independent count of the tokens, call by call, without a difference.",
            "In integers: hedge tokens = start + returned - taken; for tied requests, calls + hedges = answered"
                    + " attempts + open ones + lost ones."
        },
        sources = "Dean and Barroso, \"The Tail at Scale\", CACM 2013; gRPC proposal A6, client retries (hedging,"
                + " retryThrottling, pushback).")
package dev.brownout.policy.hedge;

import dev.brownout.spec.ModelSheet;
