/** Deadline: a time by which a call and its downstream work must end, propagated with the calls. */
@ModelSheet(
        models = {
            "The deadline is propagated with the calls. At that instant the caller times out, all calls for it end,"
                    + " and servers drop queued work (see cancellation of a server).",
            "Calls that arrive later end as timed_out, without work. There is no retry after the deadline."
        },
        leftOut = {
            "Clocks that differ.",
            "Cancellation in components other than servers: they finish work that has started."
        },
        sources = "gRPC: deadlines, and cancellation of calls after their deadline; Go's context.")
package dev.brownout.policy.deadline;

import dev.brownout.spec.ModelSheet;
