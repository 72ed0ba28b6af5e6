package dev.brownout.scenario;

import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;

/**
 * Action of an alert that runs with a delay after it fires: {@code replace web/down after uniform(5m 15m)}.
 *
 * @param what the action: a verb of the fault timeline, without a time
 * @param after delay from the alert to the action, in nanoseconds: the time of a script or an operator
 */
public record AlertAction(
        FaultEntry what,

        @Doc("Delay from the alert to the action.") @Default("0s") @AtLeast(0)
        Distribution after) {}
