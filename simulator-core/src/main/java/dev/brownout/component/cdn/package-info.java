/** Content delivery network: caches near the users, in front of a distant origin. */
@ModelSheet(
        models = {
            "Points of presence (edges) with one cache each: every edge fetches an object for itself.",
            "Cached objects have a TTL, drawn for each object if ttl_jitter is set. Expired objects may be served"
                    + " while a new one is fetched or while the origin fails (RFC 5861). Errors are cached for"
                    + " error_ttl.",
            "Concurrent misses of one object share one fetch. An optional shield is a cache between the edges and"
                    + " the origin. The age of an object or of an error at the shield counts at the edge, and so does"
                    + " its age at another CDN: all of its copies expire at the same time.",
            "A request enters at an edge of its region, selected by the identity of the request. If an edge is"
                    + " lost, routing moves its users to the next edge after 'reroute'. If all edges are lost, DNS"
                    + " moves all users to the failover target.",
            "The content of the origin has releases. An edge keeps the release that it fetched. A purge reaches"
                    + " each edge after a random delay of its own, and never reaches browsers. With versioned names"
                    + " each release has new keys.",
            "Single objects change as well: each by a Poisson process of its own (changes), and with every write"
                    + " through the CDN (write: cdn). These changes invalidate no cached object. It stays the same"
                    + " until it expires or is purged.",
            "The cache that fetches from the origin revalidates expired objects there (revalidate). If the object"
                    + " is unchanged, the response has 500 bytes.",
            "The cache key distinguishes the variants of an object (vary).",
            "Edges and shield are outside the data centres of their regions. The connections from the edges to the"
                    + " origin are open and warm. The connection of the user ends at the edge.",
            "A response is stale if, when the read was sent, the origin had another release or another revision of"
                    + " the object, or a store behind the origin had acknowledged a write that the response lacks."
                    + " Expiry alone does not make a response stale."
        },
        leftOut = {
            "The servers of a point of presence, each with its own cache, pools and policies: a point is one process.",
            "Limits of the processors, disks and links of an edge.",
            "Conditional requests from an edge to a shield.",
            "The Age of an object at a browser: browser_ttl starts with the response of the edge, as if the edge"
                    + " removed the header.",
            "Range requests.",
            "Invalidation of an object at the edge that forwards a write to it (RFC 9111, section 4.4, requires it;"
                    + " CDNs leave it to a purge)."
        },
        checkedBy = {
            "Che's approximation with the share of the requests at each edge.",
            "The renewal formula of expiry. Behind a shield, where all n edges expire together, each with a reads of a"
                    + " key per TTL: a miss ratio of (1 + (n - 1)(1 - e^-a))/(1 + na).",
            "The share of stale hits with c changes per second and a TTL of T: 1 - (1 - e^-cT)/(cT).",
            "Counts by hand."
        },
        sources = "RFC 9110 section 13, RFC 9111, RFC 5861; Amazon CloudFront developer guide; Fastly and nginx "
                + "documentation.")
package dev.brownout.component.cdn;

import dev.brownout.spec.ModelSheet;
