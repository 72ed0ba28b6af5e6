/** Rate limiting: admits a maximum number of calls per time, and rejects or delays excess calls. */
@ModelSheet(
        models = {
            "Token bucket with continuous refill: full at the start, one token per call.",
            "Leaky bucket: calls pass at equal intervals; a number of calls wait.",
            "Fixed windows aligned to the start of the run, sliding window log, and sliding window counter.",
            "One quota for all calls, for each request class (client), or for each key.",
            "Each node counts for itself and loses its state in a crash, or all nodes share one counter, which is"
                    + " always available and takes no time.",
            "Limit of tokens of a language model (TPM): a call takes the tokens of its prompt and its 'max_output' when"
                    + " it arrives, and gets none back. Each attempt counts. A call over the whole burst never passes.",
            "With retry_after, a rejection states the time until the next call can pass, in whole seconds."
        },
        leftOut = {
            "Latency and failures of a shared counter.",
            "Delayed synchronization of shared counters.",
            "Costs of calls other than tokens of a language model, and rejected calls that count towards the limit.",
            "Limits that count the generated tokens after the response, as some gateways do."
        },
        checkedBy = {
            "The loss of a queue with deterministic service and a workload bound (de Kok and Tijms 1985).",
            "burst + rate x time for constant arrivals.",
            "Admitted tokens of a saturated limit: burst + rate x time, less than the largest call.",
            "Twice the limit around the boundary of a window."
        },
        sources = {
            "nginx ngx_http_limit_req_module (leaky bucket, excess 503).",
            "Guava RateLimiter (one second of burst).",
            "Cloudflare 2017, \"How we built rate limiting capable of scaling to millions of domains\" (sliding"
                    + " window counter).",
            "Envoy, global rate limiting.",
            "Microsoft Learn, Manage Azure OpenAI quota: limits of tokens and of requests per minute."
        })
package dev.brownout.policy.ratelimit;

import dev.brownout.spec.ModelSheet;
