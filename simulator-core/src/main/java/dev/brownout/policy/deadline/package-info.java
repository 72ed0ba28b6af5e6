/** Deadline: a time by which a call and its downstream work must end, propagated with the calls. */
@ModelSheet(
        models = "The deadline travels with the calls: at that instant the caller gives up, every call made for it "
                + "ends, and servers drop what they have not begun (see cancellation of a server); what arrives later "
                + "is answered with timed_out without work. Nobody tries again after it.",
        leftOut = "Clocks that differ; components other than servers finish what they have begun.",
        sources = "gRPC: deadlines, and cancellation of calls whose deadline has passed; Go's context.")
package dev.brownout.policy.deadline;

import dev.brownout.spec.ModelSheet;
