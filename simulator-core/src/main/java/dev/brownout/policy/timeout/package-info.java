/**
 * Gives up after a time, whatever stands behind: several attempts, several calls, a queue. The patience of a single
 * call over the network is the way's own ({@link dev.brownout.network.Edge}).
 */
@ModelSheet(
        models = "The caller hears of it once, the callee works on unless calls are taken back (cancel_on_timeout), an "
                + "answer that comes later is dropped.",
        leftOut = "Nothing.")
package dev.brownout.policy.timeout;

import dev.brownout.spec.ModelSheet;
