/** Waiting room in front of a site. Visitors wait in order of arrival until they are admitted. */
@ModelSheet(
        models = {
            "A first-come, first-served queue in front of the next component, one in each region.",
            "The first visitor in the queue is admitted when the interval of the admission rate has passed and the"
                    + " number of active sessions is below its limit.",
            "The further requests of an admitted visitor on a journey pass without a wait until the session"
                    + " expires.",
            "A request without a journey is a visitor of its own.",
            "The timeouts of the request and of the journey start after admission."
        },
        leftOut = {
            "Polling of the queued visitors, and its period.",
            "Queue orders other than first come, first served; visitors that lose their position.",
            "Displayed waiting-time estimates.",
            "Counts that differ between data centres."
        },
        checkedBy = {
            "The waiting time of M/D/1.",
            "10,000 queued visitors at 600/s: the last one is admitted after 16.7 s, or after 16.4 s with an"
                    + " exponential abandonment time of mean 10 min."
        },
        sources = "Cloudflare documentation, Waiting Room: configuration settings, queueing method, control user "
                + "session settings, 2026.")
package dev.brownout.component.waitingroom;

import dev.brownout.spec.ModelSheet;
