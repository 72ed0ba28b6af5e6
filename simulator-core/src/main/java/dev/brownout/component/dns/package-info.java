/**
 * DNS names and geo-routing. Resolvers, shared by the users of a region, query an authority for the region of a name
 * and cache the response for its TTL.
 */
@ModelSheet(
        models = "One cache entry per resolver and name; at the start each entry has a life left that is "
                + "uniform over its whole life, as for a popular name at any moment; resolvers that keep "
                + "answers longer than they may; routing by round trip, weight or order among the regions that "
                + "the health checks hold for up, among all of them when none is up. A region is up when a "
                + "machine of the component that the name stands for answers there. A look-up costs no time "
                + "from a resolver's cache; else the resolver asks the authority, one question at a time for "
                + "all who wait, and the TTL begins with the answer. The authority is no machine of the "
                + "scenario, and faults aimed at it by name make it silent (after lookup_timeout a look-up has "
                + "failed, whatever comes later), refuse, err or be slow. A resolver whose question has failed "
                + "gives what has expired where stale_if_error lets it, and does not ask again for 30 s; else "
                + "the look-up fails, and those of the next second with it.",
        leftOut = "Negative answers, several addresses in an answer, several name servers of which one fails, "
                + "answers that are fetched before they expire, the way to the resolver, the caches of "
                + "operating systems and browsers.",
        checkedBy = "Renewal theory. A resolver that is asked l times a second asks the authority l/(1 + l TTL) "
                + "times a second, and at a random moment holds an answer with probability l TTL/(1 + l TTL); "
                + "after a change that share shrinks linearly to nothing within one TTL, visibly in steps where "
                + "resolvers are few. With answers that take S, the mean look-up is (E[S] + l E[S^2]/2)/(1 + l "
                + "(E[S] + TTL)). Of an authority that is silent for one TTL, a share of (TTL/2 + 1/l)/(TTL + "
                + "1/l) of the requests fails.",
        sources = "Amazon Route 53 documentation, as named beside each default; RFC 8767 on answers that have "
                + "expired; RFC 9520 on how long failures are remembered; Jung, Berger and Balakrishnan, "
                + "Modeling TTL-based Internet caches, 2003.")
package dev.brownout.component.dns;

import dev.brownout.spec.ModelSheet;
