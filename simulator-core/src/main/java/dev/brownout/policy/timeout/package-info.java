/**
 * Timeout: ends the wait after a fixed time, for several attempts, several calls or a queue behind it. The timeout of a
 * single network call belongs to the edge ({@link dev.brownout.network.Edge}).
 */
@ModelSheet(
        models = {
            "The caller receives one timeout. The callee continues its work unless calls are cancelled"
                    + " (cancel_on_timeout).",
            "A later response is dropped.",
            "Retries, hedges and fallbacks inside it make no further attempt."
        },
        leftOut = "The end of steps behind a timeout around several steps: the following steps and their retries are"
                + " still carried out.",
        sources = {
            "Envoy, router filter: the timeout of a route includes all retries.",
            "Polly, timeout strategy: an outer timeout cancels the strategies inside it."
        })
package dev.brownout.policy.timeout;

import dev.brownout.spec.ModelSheet;
