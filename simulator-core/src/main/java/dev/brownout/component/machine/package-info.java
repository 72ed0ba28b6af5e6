/** A machine on which several components run side by side. */
@ModelSheet(
        models = {
            "Cores: one machine per region. Its processes share the cores; all work waits in one queue, "
                    + "first come, first served, and keeps its core until it is finished.",
            "Queue limits: each process has its own limit on its queued work.",
            "Failures: a fault of the machine affects all of its processes. A process that is paused or "
                    + "dead leaves the cores to the others.",
            "Local calls: messages between processes of a machine take no time (a loopback round trip "
                    + "takes 10 to 50 us), use no bandwidth and are never lost."
        },
        leftOut = {
            "Time slices, priorities and CPU shares of processes (cgroups).",
            "The memory of processes.",
            "A shared disk: the disk of a database on the machine is its own.",
            "Local calls without a network: a process sees another one on the same machine fail only as "
                    + "remote callers do."
        },
        checkedBy = "M/M/c: the work of two processes waits for the cores of a machine like one stream.",
        sources = "L. Kleinrock, Queueing Systems, volume 1, 1975 (M/M/m); Erlang C.")
package dev.brownout.component.machine;

import dev.brownout.spec.ModelSheet;
