/**
 * A cache tier, such as Redis or Memcached: keeps in memory what a source answered, and forgets what has to make room.
 */
@Sheet(
        models = "Look-aside (the caller asks the cache, then the source, then fills the cache without waiting for "
                + "it) and read-through (the cache asks); write-around (the caller writes the source, then deletes "
                + "the key here and waits for that, as a synchronous client does; a delete that fails leaves the "
                + "write done and the entry stale). Entries hold the version that the source answered, so the races "
                + "between fillers and deleters leave stale entries as they really do. An answer that comes too "
                + "late fills nothing; concurrent misses of one key each ask the source. A cache that does not "
                + "answer counts as a miss for a look-aside caller. Keys are spread over the nodes by a hash modulo "
                + "their number; memory is lost with the process.",
        leftOut = "Queueing at the cache itself, the memory that keys and bookkeeping take, negative entries, "
                + "leases.",
        checkedBy = "Exact and approximate hit ratios (King, Gelenbe, Che, Fricker), and the renewal formulas of "
                + "expiry.",
        sources = "redis.conf; memcached.c; Nishtala et al., Scaling Memcache at Facebook, NSDI 2013.")
package dev.brownout.component.cache;

import dev.brownout.spec.Sheet;
