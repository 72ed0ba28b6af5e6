/** Services of other companies: payment providers, APIs of language models, webhook endpoints of customers. */
@ModelSheet(
        models = {
            "A service without cores and queues of its own: every accepted call takes its latency, however many calls"
                    + " there are (M/G/infinity).",
            "Errors of the service: a share of the accepted calls, after the latency.",
            "Limits of the contract: concurrent calls, and a quota of calls in each period. Calls beyond them end as"
                    + " limited (HTTP 429) without delay and do not count. The policy rate_limit limits calls per"
                    + " second, with or without Retry-After.",
            "Without such a limit the service cannot be overloaded: retries add calls, and no latency and no errors. A"
                    + " warning of the run says so.",
            "A price for each successful call or each accepted call.",
            "Calls of a language model's API: a prompt and an output in tokens, a price for a million of each, and a"
                    + " limit of tokens (rate_limit with 'unit: tokens')."
        },
        leftOut = {
            "Latency that depends on the load of the service or on the size of a call.",
            "Quotas in other units than calls, and limits of single endpoints.",
            "Maintenance of the service, which faults describe.",
            "Traffic charges for the bytes of its calls."
        },
        checkedBy = {
            "M/G/infinity: the mean number of calls in progress is rate x latency.",
            "Erlang's loss formula for concurrent calls, for any distribution of the latency.",
            "Exact counts: accepted = quota, and cost = price x billed calls."
        },
        sources = {
            "Stripe documentation, Rate limits: a limiter of calls per second and one of concurrent calls, both return"
                    + " 429.",
            "OpenAI API documentation, Rate limits: requests per minute and per day.",
            "RFC 6585, section 4 (429), and RFC 9110, section 10.2.3 (Retry-After)."
        })
package dev.brownout.component.external;

import dev.brownout.spec.ModelSheet;
