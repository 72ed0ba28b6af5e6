/** Rate limiting: admits a maximum number of calls per time, and rejects or delays excess calls. */
@ModelSheet(
        models = "Token bucket with continuous refill that starts full and takes one token a call; leaky bucket that "
                + "lets calls pass at equal distances and delays so many; fixed windows aligned to the start of the "
                + "run; sliding window log; sliding window counter. One allowance for all calls, for each class of "
                + "requests (a client), or for each key; each machine counts for itself and forgets when it dies, "
                + "or all count in one place that is always there and costs nothing.",
        leftOut = "The way to a shared counter and its failure, counters that are shared late, costs of more than "
                + "one token.",
        checkedBy = "The loss of a queue with deterministic service and a workload bound (de Kok and Tijms 1985), "
                + "burst + rate x time for constant arrivals, twice the limit across the border of a window.",
        sources = "nginx ngx_http_limit_req_module (leaky bucket, excess 503); Guava RateLimiter (one second of "
                + "burst); Cloudflare 2017, \"How we built rate limiting capable of scaling to millions of "
                + "domains\" (sliding window counter); Envoy, global rate limiting.")
package dev.brownout.policy.ratelimit;

import dev.brownout.spec.ModelSheet;
