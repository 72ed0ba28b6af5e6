/**
 * DNS names and geo-routing. Resolvers, shared by the users of a region, query an authority for the region of a name
 * and cache the response for its TTL.
 */
@ModelSheet(
        models = {
            "Each resolver caches one entry per name. At the start of the run the remaining lifetime of each entry"
                    + " is uniform over its TTL, as for a popular name.",
            "Some resolvers keep entries longer than the TTL (ttl_violators).",
            "Routing selects a region by round trip, weight or order among the regions that pass their health"
                    + " checks, or among all regions if none passes.",
            "A check of a region passes if an instance of the target component responds within its timeout. A check"
                    + " sent to a dark region fails, even if the region returns before the timeout.",
            "A lookup from the cache of the resolver takes no time. Otherwise the resolver queries the"
                    + " authoritative server, with one query at a time for all waiting lookups. The TTL starts with"
                    + " the response.",
            "With several name_servers a resolver asks a random one of those that it does not avoid. It asks each other"
                    + " server once, if one fails or does not respond for retry_after, until lookup_timeout. The first"
                    + " response counts. It avoids servers that failed or were late for avoid_for. With one of two"
                    + " servers silent, a lookup therefore takes retry_after longer, once for each resolver and"
                    + " avoid_for.",
            "The authoritative server is not a node of the scenario. A fault with its name makes it silent,"
                    + " refusing, failing or slow. If it is silent, the lookup fails after lookup_timeout, even if"
                    + " a response arrives later.",
            "After a failed query a resolver serves the expired entry if stale_if_error allows it, and does not"
                    + " query again for 30 s. Otherwise the lookup fails, and so do the lookups of the next second."
        },
        leftOut = {
            "Negative responses; several addresses in a response.",
            "Round-trip times of single name servers, packet loss, and repeated queries to the same server. The name"
                    + " servers that a resolver avoids are those of one name.",
            "Prefetching before expiry.",
            "The network path to the resolver; the DNS caches of operating systems and browsers."
        },
        checkedBy = {
            "Renewal theory: a resolver with l lookups per second sends l/(1 + l TTL) queries per second. At a"
                    + " random moment it has a cached entry with probability l TTL/(1 + l TTL).",
            "After a change the share of outdated entries falls linearly to 0 within one TTL, in visible steps if"
                    + " there are few resolvers.",
            "If a query takes S, the mean lookup time is (E[S] + l E[S^2]/2)/(1 + l (E[S] + TTL)).",
            "If k of n name servers are silent and resolvers do not avoid them, a query needs k/(n - k + 1) retries on"
                    + " average.",
            "If the authoritative server is silent for one TTL, a share of (TTL/2 + 1/l)/(TTL + 1/l) of the"
                    + " requests fails."
        },
        sources = "Amazon Route 53 documentation, as named beside each default; RFC 1035 (retries); unbound, timeout"
                + " information; BIND 9, resolver.c; RFC 8767 (serving stale data); RFC"
                + " 9520 (caching of resolution failures); Jung, Berger and Balakrishnan, Modeling TTL-based"
                + " Internet caches, 2003.")
package dev.brownout.component.dns;

import dev.brownout.spec.ModelSheet;
