/**
 * Timeout: ends the wait after a fixed time, for several attempts, several calls or a queue behind it. The timeout of a
 * single network call belongs to the edge ({@link dev.brownout.network.Edge}).
 */
@ModelSheet(
        models = {
            "The caller receives one timeout. The callee continues its work unless calls are cancelled"
                    + " (cancel_on_timeout).",
            "A later response is dropped."
        },
        leftOut = "The end of retries and hedges inside it: their attempts follow unless calls are cancelled. Envoy and"
                + " Polly end them.")
package dev.brownout.policy.timeout;

import dev.brownout.spec.ModelSheet;
