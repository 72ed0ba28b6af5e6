/** Content delivery network: caches near the users, in front of a distant origin. */
@ModelSheet(
        models = "Points of presence with a cache each, so that an object is fetched once by every edge that "
                + "is asked for it; lives by time (each drawn for itself where ttl_jitter says so), copies "
                + "given out past them while a new one is fetched or while the origin fails (RFC 5861), errors "
                + "kept for a while, misses of one object that come together fetched once, an optional shield "
                + "between edges and origin. A request enters at an edge of its region, drawn by its identity; "
                + "routes move the users of a lost edge to the next one after a while, names move all users "
                + "elsewhere when every edge is lost. The origin's content has releases: an edge holds the one "
                + "that it fetched, a purge reaches each edge after a delay of its own and no browser at all, "
                + "and names that carry the release are new keys. Single objects change as well, each as a "
                + "Poisson process of its own (changes) and with every write by way of the CDN (write: cdn), "
                + "which no copy hears of: it stays what it is to the end of its life, or to a purge. Whoever "
                + "asks the origin asks about an expired copy (revalidate): 500 bytes come back where it is the "
                + "same. The name of a copy tells between the kinds of an object that it varies in (vary). "
                + "Edges and shield stand outside of the data centres of their regions. Connections from the "
                + "edges to the origin are open and warm; the user's ends at the edge. An answer is stale if "
                + "the origin had another release, or another revision of the object, or a store behind it had "
                + "acknowledged a write that the answer misses, when the read was sent; that a copy is past its "
                + "life does not make it so.",
        leftOut = "Limits of an edge's processors, disks and lines, questions of an edge to a shield whether a "
                + "copy is still what it has, the Age of a copy that came from the shield, ranges, an edge that "
                + "drops its own copy of what is written through it (RFC 9111 section 4.4 asks for it, CDNs "
                + "leave it to a purge).",
        checkedBy = "Che's approximation at each edge's share of the requests, the renewal formula of expiry, 1 - "
                + "(1 - e^-cT)/(cT) of the hits stale at c changes in a life of T, and counts by hand.",
        sources = "RFC 9110 section 13, RFC 9111, RFC 5861; Amazon CloudFront developer guide; Fastly and nginx "
                + "documentation.")
package dev.brownout.component.cdn;

import dev.brownout.spec.ModelSheet;
