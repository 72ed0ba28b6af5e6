/**
 * Cache tier, such as Redis or Memcached: keeps responses of a source in memory, with bounded capacity and eviction.
 */
@ModelSheet(
        models = "Look-aside (the caller asks the cache, then the source, then fills the cache without waiting for "
                + "it) and read-through (the cache asks); writes past the cache (bypass), writes of the source that "
                + "the cache is then told of, so that it deletes the key (around) or sets it (update), which the "
                + "caller waits for as a synchronous client does (one that fails leaves the write done and the entry "
                + "stale; two that cross leave the older one set), write-through, and write-back (each changed key "
                + "once per interval; what the source has not confirmed dies with the process). Entries hold the "
                + "version that the source answered, so the races between fillers and deleters leave stale entries "
                + "as they really do; a lease prevents them. A hit is stale if a write had been acknowledged by the "
                + "store, to whomever and by whatever way, when the look-up was sent, and the entry is without it; "
                + "so is the answer of whoever waited for a load that was begun before. What a cache that writes "
                + "back has taken counts as acknowledged at once, also for those who read the store behind it, if "
                + "that is the next component. An answer that comes too late fills nothing; concurrent misses of one "
                + "key each ask the source unless they are coalesced or leased. A cache that does not answer counts "
                + "as a miss for a look-aside caller. Keys are spread over the nodes by their hash; clients may take "
                + "out nodes that do not answer. That a source has no such key may be kept as "
                + "well, as an entry with a life of its own that writes by way of the cache end like any other. A "
                + "Bloom filter knows all keys that exist and those written by way of the cache from when the write "
                + "sets out, on all callers' machines alike; it answers in no time, and each key that it lets pass by "
                + "mistake passes always. A node that is said to have cores is G/G/c/K: all that is asked of "
                + "it, the fills of look-aside too, waits for a core and happens once that has worked, also for "
                + "callers that have given up; without, nothing waits. Where entries have copies, each node leads "
                + "for its share of the keys and tells the nodes that follow in number of each change, in order, by "
                + "a message that nobody waits for. When it has not answered for the time of a failover, the copy "
                + "that has most takes over at once for all clients, and leads on when the other is back, which "
                + "follows with a copy of everything. A node that is back before, with an empty memory, leads on, "
                + "and its copies are as empty, as Redis warns. Memory is lost with the process, and entries stay "
                + "where they are when nodes come or go.",
        leftOut = "The memory that keys and bookkeeping take but for negative entries, the bits of a Bloom filter and "
                + "the time to ask it, keys that are deleted, negative entries of CDNs and of servers' own caches (and "
                + "a server that answers for others what it found says OK whatever that was), append-only files, "
                + "copies that move as nodes come and go, the order "
                + "in which a copy evicts (it does not hear of reads), who votes for a failover, redirects of "
                + "clients, and the load that reading a copy from disk would be.",
        checkedBy = "Exact and approximate hit ratios (King, Gelenbe, Che, Fricker), M/G/1, the renewal formulas of "
                + "expiry, of negative entries and of coalesced loads, the formula of a Bloom filter against one with "
                + "bits, counts of a recorded trace, and counted residues and spacings for "
                + "the keys that move.",
        sources = "redis.conf; memcached.c; Nishtala et al., Scaling Memcache at Facebook, NSDI 2013; Redis cluster "
                + "specification; twemproxy, notes/recommendation.md; Vattani et al., VLDB 2015; RFC 5861.")
package dev.brownout.component.cache;

import dev.brownout.spec.ModelSheet;
