/**
 * A relational database: one primary that accepts writes, replicas that follow its log, and a lease that decides which
 * node is primary.
 *
 * <p>This package has the component kind, its client side, and the replica group. The group is assembled from the
 * subpackages. Each of the first six depends only on those before it:
 *
 * <ul>
 *   <li>{@code log}: the written data;
 *   <li>{@code node}: the nodes and their log positions;
 *   <li>{@code failover}: election and promotion of the primary;
 *   <li>{@code replication}: commits, and shipping of the log to replicas;
 *   <li>{@code recovery}: recovery of lost writes;
 *   <li>{@code reads}: routing and staleness of reads.
 * </ul>
 *
 * <p>Beside them, {@code sharding} routes calls to groups, and {@code regional} and {@code multiprimary} have one node
 * in each region. {@code storage} has the capacity and memory of nodes, {@code stock} has the units that requests
 * reserve, {@code resharding} moves keys between groups, and {@code pool} has the connection pools of calling machines.
 * {@code pooler} is a kind of its own, the central pooler.
 */
@ModelSheet(
        models = {
            "Nodes: each node is G/G/c/K, first come, first served. Its name is its initial role, primary "
                    + "or replica-1, and stays with the node in every metric.",
            "Speed: with 'speed' each of n calls in service runs at a speed that depends on n, times min(1, c/n) "
                    + "on c cores: linear times, the universal scalability law, or a table. The remaining work of "
                    + "all calls is rescaled at each start and end. All queries, writes and applied writes of a "
                    + "node are in service at the same time and share its cores; 'queue' and the connection pools "
                    + "of the callers limit them.",
            "Fault targets: primary is the node that is primary when the fault begins, replica-* all "
                    + "others, a full name that node. lease is the lease store, which runs separately from all "
                    + "nodes.",
            "Replication: one log with three positions per replica. Sent follows the primary's log at the "
                    + "backlog of the stream, received follows sent over the network link, applied follows "
                    + "received at the apply rate and on the cores of the replica.",
            "Commits: a commit waits until no replica, wait_for replicas, all replicas or a majority of "
                    + "the nodes have received it.",
            "Failover: the primary holds a lease. The promoted node has a prefix of the log; writes that "
                    + "it has not received are lost.",
            "Elections: instead of a lease, nodes elect the primary as in Raft. A node that has received "
                    + "no message of a leader for its election timeout, drawn randomly each time, requests votes "
                    + "from all nodes. With fencing a primary steps down when no majority has acknowledged a "
                    + "heartbeat for the minimum election timeout. A primary with a disk sends no heartbeat during an "
                    + "fsync, as in etcd, and loses its leadership if that takes longer than the election timeouts.",
            "Recovery of lost writes: writes that a failover has lost are on the disk of the old primary. "
                    + "A tool applies them again at the new primary, in their order and at a rate, except keys "
                    + "that have been written meanwhile.",
            "Read routing: one routing table for all callers, as in a proxy without cost. Health checks, "
                    + "rotation and lag belong to the database, not to each caller.",
            "Staleness: a read is stale if its node has not applied a write that had been acknowledged "
                    + "when the read was sent. Within one instant the order of events decides, so that a read "
                    + "directly after its write counts.",
            "Sessions: with a 'key' of a journey or with reads.session, each read is compared with the earlier "
                    + "responses of its visit for the same key. A read misses an own write if its version is older "
                    + "than the newest write of the visit that had been acknowledged when it was sent, even if a "
                    + "failover has lost that write. It goes back if an earlier read of the visit returned a newer "
                    + "version.",
            "Session routing: the callers know the node, the last write and the position of each session "
                    + "without cost. A position is one of the whole log, like an LSN or a GTID, and counts as the "
                    + "end of the log if a failover has removed it. A read that waits for a position occupies no "
                    + "core, and its connection.",
            "Query classes: a class has its own distribution of CPU time on the same cores. Its queries "
                    + "go to the same nodes and are as stale as any read.",
            "Missing rows: a key that is absent(...) has no row until it is written. A read of it returns "
                    + "not_found after the work of a normal read. With ranges its shard follows from its number.",
            "Row locks: with lock: row a write holds the row of its key from when it is free until its "
                    + "response, so that the writes of one key are M/G/1. The lock is also held while the write "
                    + "waits for replicas. Locks are in the memory of the primary.",
            "Disk: a disk is G/G/1, first come, first served. A commit waits for an fsync before it "
                    + "enters the log; with group commit, commits that arrive before an fsync begins share it. The "
                    + "writes of a transaction have one fsync, at its commit, on each node that they change. A scan "
                    + "holds the disk until it has read everything.",
            "Disk faults: a fault of the name of a node with /disk, such as db/primary/disk, affects only "
                    + "its disk. A fault of a node also affects its disk.",
            "Buffer pool: rows that are not in memory are read from the disk, one at a time. Memory holds "
                    + "the most recently used rows (LRU), all of one size; it is warm at the start and empty "
                    + "after a crash. A write reads the row that it changes; a scan reads its share of missing "
                    + "rows.",
            "Connection pools: each calling node has one. A connection is opened when all others are in "
                    + "use, and stays open until the process ends. A request holds a connection until it leaves "
                    + "the node, or each query until its response.",
            "Queries after a timeout: without cancel_on_timeout the database continues a query that has timed out. "
                    + "The client closes its connection, so that the pool may open another one. The closed one counts "
                    + "for max_connections until the query ends at the database, as do those of a caller that has "
                    + "crashed. A retry or a hedge during the query needs a connection of its own, outside of a "
                    + "transaction.",
            "Pool waits: a request with parallel queries holds several connections, so it may wait for "
                    + "its own. With held: request the wait precedes the policies of the query; with held: call "
                    + "it is within them.",
            "Pools that wait: with connect_failure: wait a call without a response closes its connection. "
                    + "While none can be opened, requests wait for up to max_wait, and the pool tries again with "
                    + "pauses of 10 ms that double up to 5 s. A connection to another node than the primary is not "
                    + "tried separately.",
            "Transactions: a transaction step holds a connection from its first query to its commit, for "
                    + "which the request waits without work of the database, or to its failure. With lock: row it "
                    + "also holds the rows of its writes. Each write enters the log when its own query ends, and waits "
                    + "for replicas then; the commit waits for the fsync.",
            "Deadlocks: a write of a transaction that waits for a row fails after 1 s if the holder of "
                    + "the row waits for it, directly or through other transactions (PostgreSQL: "
                    + "deadlock_timeout).",
            "End of transactions: a failed, timed out or cancelled request closes its connection, which "
                    + "rolls back at the database without delay. A crash of the caller, the pooler or the node "
                    + "does so as well.",
            "Sharding: several groups, shard-1 to shard-N, each with a primary and replicas. A key is in "
                    + "one of them: by its number modulo N, by a directory, a hash, ranges of its number, or the "
                    + "value of a column.",
            "Calls without a key: a read goes to all shards and fails if one of them fails. A write is a "
                    + "new row on a random shard.",
            "Hot keys: a single key can have its own group, shard-KEY, or copies or parts on several "
                    + "shards. A write then counts once for each shard that it goes to.",
            "Storage: with a limit, a write of a new key that does not fit does its work and fails with "
                    + "full. A key is not new if it existed at the start or is in the log.",
            "Primary key: with 'storage.primary_key' a row of r bytes with a key of k bytes takes r + k + "
                    + "e / f bytes in PostgreSQL, with e = 4 + 8 + k, aligned to 8 bytes after the 4. The share f of "
                    + "a leaf page in use is 89.5 % for keys in order and 69.0 % for random ones. In InnoDB it takes "
                    + "(r + k) / f, with f = 15/16 or 69.3 %. Each secondary index adds 20 / 69.0 % bytes in "
                    + "PostgreSQL and (13 + k) / 69.3 % in InnoDB. The memory holds as many rows of this size as fit.",
            "Stock: a key has 'units', and a reservation is a conditional update of its row by the primary: with the "
                    + "work, lock, disk and replication of a write, it takes a unit if one is free. The buyer is the "
                    + "request with all its messages, or the visit of a journey. A confirmation sells the unit held "
                    + "for its buyer and key; a repeated one is recognized by its hold and sells no other.",
            "Holds: without a confirmation or release for 'hold', the primary frees the unit by a write of its own "
                    + "that takes no time. A confirmation at or after that instant ends as hold_expired. Without a "
                    + "primary the write waits, and is tried again every second.",
            "Stock and failures: sold_out and hold_expired are correct responses. They count as successful, are not "
                    + "repeated, and open no circuit breaker, but the request takes no further step and a visit ends. "
                    + "A repeated reservation takes a second unit unless 'deduplicate' is set. A failover that loses a "
                    + "write takes its effect back: the units are free, and their buyers may have confirmations.",
            "Check of read data: with check: read the caller compares the units in the version that it has last read "
                    + "on the same node, from any copy; the write is unconditional. An acknowledged sale beyond the "
                    + "units of its key is oversold.",
            "Counters: an increment is a write of its key. The primary adds 1 to the present value or, with check: "
                    + "read, writes the value in the version that its caller has last read, plus 1; data of another "
                    + "component counts as the value at the start. A repeated increment counts again unless "
                    + "'deduplicate' is set, and a repeated write has the same value. A failover takes the effect of "
                    + "lost writes back.",
            "Reads of counters: each 'read' step of a key that was incremented has an error, the difference between "
                    + "the value on the primary when the read returns and the value in the version read.",
            "Resharding: the keys that change their shard are copied in chunks, at one rate for the whole "
                    + "migration. A chunk is the set of keys with the same hash bucket.",
            "Cutover: a copied chunk is cut over. Its writes wait at the old shard for the pause, as in "
                    + "MongoDB's critical section. Then all nodes of the new shard have its keys with all "
                    + "committed writes. Calls that still reach the old shard are redirected, as by MOVED of "
                    + "Redis Cluster.",
            "Migration and failover: a later failover of the old shard does not lose migrated writes, and "
                    + "a chunk is never cut over twice.",
            "Migration load: while it copies, work takes 1 / (1 - load) as long on all nodes of source "
                    + "and target shards. It pauses while one of them has no primary, which is checked once per "
                    + "second.",
            "Versions: all shards share one sequence of write numbers, so that a read at one shard is "
                    + "checked against the acknowledgements of another.",
            "Replication none: each region has its own node, and callers use the one of their region or "
                    + "the nearest. The same key is a different row for the users of each region. Initially a row "
                    + "is in the store of its region or the nearest store; in another store it exists once it is "
                    + "written there.",
            "Reads with replication none: a read of a missing row returns not_found. A read of a row that "
                    + "another store has written since is stale.",
            "Multi-primary: each region has a node with all rows. It commits local writes, responds "
                    + "immediately, and sends each write, in order, to every other node when it is as old as the "
                    + "backlog. The other nodes apply it on their cores.",
            "Multi-primary routing: callers use the node of their region or the nearest, whether it "
                    + "responds or not. An unreachable region continues; its unsent writes are missing elsewhere "
                    + "until it is reachable again.",
            "Conflicts: a write has seen all that its node has of the row (a version vector). Of two "
                    + "writes that have not seen each other the later one is a conflict, counted when it reaches "
                    + "the node of the other.",
            "Last write wins: each node keeps the write with the later timestamp, by the clock of the "
                    + "committing node; ties are broken by region. Nodes with the same writes therefore have the "
                    + "same row. A write that is discarded for one that had not seen it is a lost update, even if "
                    + "a later write of its own node, based on it, wins in the end. A clock that is ahead also "
                    + "wins against writes that had seen its writes.",
            "Vector clocks: concurrent writes both stay, and reads return both, until a write is "
                    + "committed on a node that has both."
        },
        leftOut = {
            "Different effects of reads and writes, and of waits for locks and disks, on the 'speed': each call on "
                    + "the cores counts as one.",
            "Connections: the time to open one, and closing idle ones. A connection is to the database as "
                    + "a whole, and survives its crash unless connect_failure is wait.",
            "Transactions: writes that are undone by a rollback, and isolation: a write is visible when its "
                    + "own query ends. A failed query does not make the next ones of its transaction fail. "
                    + "Transactions over several databases or shards have no prepare phase.",
            "Connections that HikariCP opens without requests (minimumIdle), maxLifetime and idleTimeout.",
            "Locks of readers; checkpoints.",
            "Query execution: a query uses only its node. Plans, indexes and table sizes are part of its "
                    + "distribution of CPU time.",
            "Storage overhead: deletes, old row versions and the log; without 'storage.primary_key' also indexes.",
            "Primary keys: inner pages of indexes, page splits and the writes that they cause, equal entries that "
                    + "PostgreSQL stores once, and bytes of alignment in rows. A row and its index entries are read "
                    + "and evicted together, by one access, so keys next to each other do not share pages. A "
                    + "migration copies the indexes too.",
            "Automatic splits of ranges.",
            "Stock: several units in one reservation, refunds of sold units, new units during the run, different units "
                    + "per key, and writes of an absolute number that overwrite each other. Holds that expire on a "
                    + "former primary stay taken there.",
            "Counters: rankings (the top list of a board), increments by more than 1, decrements, values that expire, "
                    + "sharded counters that are summed, SELECT FOR UPDATE and conditional writes of a version, and "
                    + "errors of pages that a CDN, a browser or a response cache has stored. Increments that a former "
                    + "primary accepts are counted as lost writes alone. The analytical estimate has no lost updates.",
            "Stock and counters with several primaries, independent stores, resharding, recovery of lost writes, and "
                    + "copies or suffixes of hot keys.",
            "Resharding: the load of the copy on network, disks and replica logs; deletion of migrated "
                    + "data; routers with outdated tables; fewer shards than before; cancelled migrations.",
            "Redirected writes: the timeout starts again. A write without a key goes to one of the shards "
                    + "that existed before.",
            "Storage after a migration: rows created during the run count at the shard that created them.",
            "Analytical estimate: only the initial data moves, and reads of newest and uuid keys use the "
                    + "keys that exist at the start.",
            "Raft: pre-vote, retransmissions, and fsyncs of votes and of followers. A primary with a lease renews it "
                    + "whatever its disk does.",
            "Recovery of lost writes: the tool waits neither for rows, replicas nor disks, and uses no network.",
            "Disks: parallel operations, their reordering, disk caches, rows that a scan leaves in "
                    + "memory, and fsyncs of replicas. A replica has a write once it has received it.",
            "Buffer pool: pages, memory of other uses, and rows that replicas need to apply writes. A row "
                    + "counts as in memory as soon as its read starts.",
            "Session routing: the store of positions and timestamps (a cookie, Redis) with its own delays and "
                    + "failures; queries to replicas for their position; write-follows-reads and monotonic writes, "
                    + "which one primary guarantees; a session of several visits.",
            "Session routing in the analytical estimate, which counts all reads at the nodes of 'from'.",
            "Caches of a database with replication none, because they identify rows by key alone.",
            "Multi-primary: replicas, failover, shards, disks, locks, replacement of nodes and "
                    + "deduplication by idempotency key.",
            "Multi-primary conflicts: writes of several rows, merges per column, duplicate inserts of a "
                    + "key (a write updates an existing row), deletes, clocks that wait for each other, and ring "
                    + "topologies in which nodes forward writes of others."
        },
        checkedBy = {
            "Failover: the Poisson number of lost writes, and lost writes that are restored at a rate or "
                    + "conflict with others.",
            "Staleness of reads under constant and exponential lag.",
            "Session guarantees: missed own writes after a constant and an exponential think time, reads that "
                    + "go back to one of n replicas, 1/n (1 - 1/n) for the second, and an independent record of all "
                    + "reads and writes.",
            "Queries: one join against twenty reads.",
            "Row locks: the writes of one row (Pollaczek and Khinchine).",
            "Replication none: rows in another region than their readers.",
            "Multi-primary: concurrent writes of two primaries, 1 - exp(-w D), also with a clock that is "
                    + "ahead or drifts; of three primaries against a simulation with sets.",
            "Disks: single and grouped fsyncs.",
            "Buffer pool: rows in memory (Che).",
            "Connection pools: Erlang C.",
            "Row locks of transactions: M/D/1 with the time of the transaction.",
            "Stock: Erlang B for holds that expire or are released, the Erlang time of the last unit, the negative "
                    + "binomial number of holds until all units are confirmed, and the Poisson number of units "
                    + "oversold in a race window, by a lag and by a failover.",
            "Counters: the dead time between read and write, D rate / (1 + D rate), errors by a lag and by a TTL, and "
                    + "increments that a failover rolls back.",
            "Resharding: keys that move, by the shares of residues, buckets and arcs.",
            "Elections: a Monte Carlo simulation of figure 16 of the Raft paper.",
            "Scenarios of a lost primary, a lost replica and a lost region."
        },
        sources = {
            "PostgreSQL, MySQL and Patroni documentation, as cited with each default.",
            "Terry et al., Session Guarantees for Weakly Consistent Replicated Data, PDIS 1994.",
            "Ruby on Rails, GitLab, MariaDB MaxScale and MongoDB documentation, as cited with each session routing.",
            "MongoDB manual, Chunk migration procedure.",
            "Redis Cluster specification, MOVED redirection.",
            "Vitess, SwitchTraffic.",
            "EDB Postgres Distributed, conflict detection and resolution.",
            "Amazon DynamoDB, global tables.",
            "Preguica et al., Dotted Version Vectors, 2010."
        })
package dev.brownout.component.database;

import dev.brownout.spec.ModelSheet;
