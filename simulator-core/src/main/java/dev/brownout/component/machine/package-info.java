/** A machine on which several components run side by side. */
@ModelSheet(
        models = "One machine in each region, whose cores the processes on it share: work waits in one order, first "
                + "come first served, whichever process it is of, and keeps a core to its end. Each process has its "
                + "own limit of how much of its work may wait. Whatever happens to the machine happens to all of "
                + "them; a process that stands still or dies leaves the cores to the others. Between processes of a "
                + "machine messages take no time (a loopback trip takes some 10 to 50 us), need no bandwidth and are "
                + "not lost.",
        leftOut = "Time slices, priorities and shares of processes (cgroups), their memory, the disk of a database, "
                + "which it has for itself, and calls between processes of a machine without a network: they find "
                + "each other as silent as others find them.",
        checkedBy = "M/M/c: what two processes ask of the cores of one machine waits like one stream of both.",
        sources = "L. Kleinrock, Queueing Systems, volume 1, 1975 (M/M/m); Erlang C.")
package dev.brownout.component.machine;

import dev.brownout.spec.ModelSheet;
