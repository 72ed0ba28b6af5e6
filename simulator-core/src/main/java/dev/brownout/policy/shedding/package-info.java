/** Load shedding: rejects calls under overload, the least important first. */
@ModelSheet(
        models = "A limit on the calls under way on a machine; requests of each rank may fill an equal part of it more "
                + "than those of the next, so that the most important find room until the end.",
        leftOut = "Signals other than the calls under way; a server's lines shed by waiting time (scheduling: codel, "
                + "controlled-delay).",
        checkedBy = "Scripted calls.",
        sources = "Google SRE book, chapter 21 (criticality); Netflix, \"Keeping Netflix reliable using prioritized "
                + "load shedding\", 2020.")
package dev.brownout.policy.shedding;

import dev.brownout.spec.ModelSheet;
