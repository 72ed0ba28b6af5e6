/**
 * Cache tier, such as Redis or Memcached: keeps responses of a source in memory, with bounded capacity and eviction.
 */
@ModelSheet(
        models = {
            "Look-aside: the caller queries the cache, then the source, and fills the cache without waiting for it."
                    + " Read-through: the cache queries the source, and works for 'load_time' on its response before"
                    + " it responds. This work is on a core if there are 'cores'.",
            "bypass: writes go past the cache.",
            "around and update: the caller writes the source, then deletes or sets the key in the cache, and waits"
                    + " for it as a synchronous client does. If this second call fails, the write is done and the"
                    + " entry is stale. If two updates cross, the older value may remain.",
            "through: the cache writes the source. back: the cache writes each changed key once per interval;"
                    + " changes that the source has not confirmed are lost with the process.",
            "An entry holds the version that the source returned. Races between fills and deletes therefore leave"
                    + " stale entries, as in practice. A lease prevents them.",
            "A hit is stale if the entry lacks a write that the store had acknowledged to any client when the"
                    + " lookup was sent. The same holds for a lookup that waits for an earlier load.",
            "A write that a write-back cache has accepted counts as acknowledged immediately, also for reads of the"
                    + " store behind it if that is the next component.",
            "A response after the timeout fills nothing. Concurrent misses of one key each query the source unless"
                    + " they are coalesced or leased.",
            "A cache that does not respond counts as a miss for a look-aside caller.",
            "Keys are spread over the nodes by their hash. Clients can eject nodes that do not respond.",
            "The absence of a key can be cached too, as a negative entry with a TTL of its own. Writes through the"
                    + " cache end it like any other entry.",
            "A Bloom filter contains all existing keys, and each key written through the cache from the start of"
                    + " the write. It is the same on the nodes of all callers and takes no time. A key that is a"
                    + " false positive once is one always.",
            "A node with cores is G/G/c/K: every operation, including look-aside fills, waits for a core and takes"
                    + " effect when the core has finished, even if its caller has timed out. Without cores nothing"
                    + " waits.",
            "With copies, each node leads for its share of the keys. It sends each change, in order and"
                    + " asynchronously, to the nodes that follow by number.",
            "If a node does not respond for the failover time, its most up-to-date copy takes over immediately for"
                    + " all clients. It keeps the lead when the old node returns, which then follows with a full"
                    + " copy.",
            "A node that returns earlier, with an empty memory, keeps the lead. Its copies are then emptied as"
                    + " well, as Redis warns.",
            "Memory is lost with the process. Entries do not move when nodes are added or removed."
        },
        leftOut = {
            "The memory of keys and bookkeeping, except for negative entries.",
            "Work of a node for the writes of write-through and write-back, other than the lookup time.",
            "The bits of a Bloom filter, and the time of its lookups.",
            "Deleted keys.",
            "Negative entries of CDNs and of caches inside servers. A server that returns the result of a lookup"
                    + " reports OK even if the key does not exist.",
            "Session guarantees of entries without the version of one write, such as those of a cache with write-back"
                    + " or without a source: their reads are not compared.",
            "Append-only files.",
            "Copies that move when nodes are added or removed.",
            "The eviction order of a copy by reads: a copy does not receive them.",
            "Votes for a failover, and redirects of clients.",
            "The load of reading a copy from disk."
        },
        checkedBy = {
            "Exact and approximate hit ratios (King, Gelenbe, Che, Fricker).",
            "M/G/1.",
            "The mean latency of read-through, lookup + miss ratio (source + load_time), and the utilization by loads.",
            "The renewal formulas of expiry, of negative entries and of coalesced loads.",
            "The formula of a Bloom filter against a filter with bits.",
            "Counts of a recorded trace.",
            "Remainders and arc lengths, counted, for the keys that move."
        },
        sources = "redis.conf; memcached.c; Nishtala et al., Scaling Memcache at Facebook, NSDI 2013; Redis cluster "
                + "specification; twemproxy, notes/recommendation.md; Vattani et al., VLDB 2015; RFC 5861.")
package dev.brownout.component.cache;

import dev.brownout.spec.ModelSheet;
