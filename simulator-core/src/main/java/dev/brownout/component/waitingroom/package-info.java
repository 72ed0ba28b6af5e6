/** Waiting room in front of a site. Visitors wait in order of arrival until they are admitted. */
@ModelSheet(
        models = "A line in order of arrival before what stands behind it, one in each region. Whoever is at its head "
                + "is let in when as much time has passed since the last one as the rate says, and while fewer are "
                + "inside than may be. A visitor on a journey then passes freely until he has asked for nothing for "
                + "as long as a session lasts; of other requests each is a visitor of its own. A request's timeout, "
                + "and what a journey has patience for, begin behind the room.",
        leftOut = "The polls of those who wait and their period, other orders than that of arrival, estimates that "
                + "visitors are shown, counts that differ from one data centre to another, visitors who lose their "
                + "place.",
        checkedBy = "The waiting time of M/D/1; 10,000 who wait at 600/s, of whom the last comes in after 16.7 s, and "
                + "after 16.4 s where the patience of each is exponential with a mean of 10 min.",
        sources = "Cloudflare documentation, Waiting Room: configuration settings, queueing method, control user "
                + "session settings, 2026.")
package dev.brownout.component.waitingroom;

import dev.brownout.spec.ModelSheet;
