/** A tier of identical machines that work on requests: web servers, application servers, workers. */
@Sheet(
        models = "Each machine is G/G/c/K, c being its cores: first come first served, processor sharing, last come "
                + "first served, by priority or with CoDel. With workers a request holds a thread from its acceptance "
                + "to its answer, also while it waits for others, and waits for a thread instead of a core. Work that "
                + "nobody waits for any more is done all the same, unless it is taken back (cancel_on_timeout, "
                + "deadline, hedge).",
        leftOut = "Memory, garbage collection (use a pause), context switches.",
        checkedBy = "M/M/1, M/M/c, M/M/c/K, M/G/1 and M/G/1-PS, M/M/c with impatient users (Palm 1957), head-of-line "
                + "priorities (Cobham 1954), the control law of RFC 8289.")
package dev.brownout.component.server;

import dev.brownout.spec.Sheet;
