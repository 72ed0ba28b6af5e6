package dev.brownout.scenario;

import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;

/**
 * What is done when an alert fires, some time later: {@code replace web/down after uniform(5m 15m)}.
 *
 * @param what what is done: a verb of the fault timeline, without a time
 * @param after how long it takes from the alert until it is done, in nanoseconds: a script, or a person
 */
public record AlertAction(
        FaultEntry what,

        @Doc("How long it takes from the alert until it is done.") @Default("0s") @AtLeast(0)
        Distribution after) {}
