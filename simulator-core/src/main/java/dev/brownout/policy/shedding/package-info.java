/** Load shedding: rejects calls under overload, the least important first. */
@ModelSheet(
        models = {
            "A limit of concurrent calls per node.",
            "The requests of each priority may use an equal additional part of the limit. The most important"
                    + " requests can use all of it."
        },
        leftOut = {
            "Signals other than the concurrent calls.",
            "Queues of a server that shed by waiting time (scheduling: codel, controlled-delay)."
        },
        checkedBy = "Scripted calls.",
        sources = "Google SRE book, chapter 21 (criticality); Netflix, \"Keeping Netflix reliable using prioritized "
                + "load shedding\", 2020.")
package dev.brownout.policy.shedding;

import dev.brownout.spec.ModelSheet;
