/** A tier of identical machines that work on requests: web servers, application servers, workers. */
@Sheet(
        models = "Each machine is G/G/c/K, first come first served or processor sharing, c being its cores; with "
                + "workers a request holds a thread from its acceptance to its answer, also while it waits for "
                + "others, and waits for a thread instead of a core. Work that nobody waits for any more is done "
                + "all the same.",
        leftOut = "Memory, garbage collection (use a pause), context switches.",
        checkedBy = "M/M/1, M/M/c, M/M/c/K, M/G/1 and M/G/1-PS.")
package dev.brownout.component.server;

import dev.brownout.spec.Sheet;
