/**
 * Names and geo-routing: resolvers, shared by the users of a region, ask an authority which region to go to and keep
 * the answer for its TTL.
 */
@Sheet(
        models = "One cache entry per resolver and name; at the start each entry has a life left that is uniform "
                + "over its whole life, as for a popular name at any moment; resolvers that keep answers longer "
                + "than they may; routing by round trip, weight or order among the regions that the health checks "
                + "hold for up, among all of them when none is up. A region is up when a machine of the component "
                + "that the name stands for answers there. A look-up costs no time, neither from a resolver's cache "
                + "nor at the authority. The authority is no machine: it cannot fail.",
        leftOut = "Negative answers, serving stale answers, several addresses in an answer, the caches of operating "
                + "systems and browsers.",
        checkedBy = "Renewal theory. A resolver that is asked l times a second asks the authority l/(1 + l TTL) times "
                + "a second, and at a random moment holds an answer with probability l TTL/(1 + l TTL); after a "
                + "change that share shrinks linearly to nothing within one TTL, visibly in steps where resolvers "
                + "are few.",
        sources = "Amazon Route 53 documentation, as named beside each default.")
package dev.brownout.component.dns;

import dev.brownout.vocabulary.Sheet;
