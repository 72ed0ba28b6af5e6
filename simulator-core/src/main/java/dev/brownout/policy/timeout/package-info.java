/**
 * Timeout: ends the wait after a fixed time, for several attempts, several calls or a queue behind it. The timeout of a
 * single network call belongs to the edge ({@link dev.brownout.network.Edge}).
 */
@ModelSheet(
        models = "The caller hears of it once, the callee works on unless calls are taken back (cancel_on_timeout), an "
                + "answer that comes later is dropped.",
        leftOut = "Nothing.")
package dev.brownout.policy.timeout;

import dev.brownout.spec.ModelSheet;
