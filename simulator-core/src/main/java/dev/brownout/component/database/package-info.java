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
 * in each region. {@code storage} has the capacity and memory of nodes, {@code resharding} moves keys between groups,
 * and {@code pool} has the connection pools of calling machines.
 */
@ModelSheet(
        models = "Each node is G/G/c/K, first come first served. Replication is one log with three positions for "
                + "each replica: sent follows the primary's log at the stream's backlog, received follows sent over "
                + "the link, applied follows received at the pace and on the cores of the replica. A commit waits for "
                + "nobody, for some replicas, for all or for a majority to have received it. The primary holds a "
                + "lease; who takes over has a prefix of the log, and what it has not received is lost. Reads are "
                + "routed by one table for all callers, as by a proxy of no cost: checks, turn and lag are the "
                + "database's, not each caller's. A node's name is that of its role at the start, primary or "
                + "replica-1, and stays with the machine in every metric. As the target of a fault, primary means the "
                + "machine that is primary when the fault begins, replica-* all others, a full name that machine, and "
                + "lease the lease store, which stands apart from all nodes. Sharded, the same several times, each "
                + "key in one of the groups, shard-1 to shard-N: by its number modulo their number, by a directory, "
                + "by a hash, by ranges of its number, or by the value of a column. A read without a key asks all "
                + "shards and fails if one of them fails; a write without a key is a new row on any of them. A single "
                + "hot key has a group of its own, shard-KEY, or copies or parts on several shards; the ledgers then "
                + "count a write once for each shard that it goes to. Where rooms have a limit, a write of a new key "
                + "that does not fit works in vain and says full; a key that was there at the start, or that the log "
                + "has, is not new. Resharded, keys that the next placement has elsewhere are copied in chunks at one "
                + "pace for the whole move, a chunk being those keys that a hash puts there. A chunk that has been "
                + "copied is cut over: for a pause its writes wait at the old shard, as in MongoDB's critical "
                + "section, then all nodes of the new shard have the keys with all that was committed of them, and "
                + "whoever still comes to the old one is told so and sent on, as by MOVED of Redis Cluster. What is "
                + "committed at the old shard is never cut over twice, and what has gone is not lost with it. Work "
                + "takes 1 / (1 - load) as long on all nodes of shards that give or take while it copies; it stands "
                + "still, looked at once a second, while one of them has no primary. All shards number their writes "
                + "together, so that a read at one home is judged by what another acknowledged. A key that is "
                + "absent(...) has no row until it is written: who reads it is answered not_found after the work of "
                + "any other read, and of ranges it is in that of its number. A class of queries is a law of work of "
                + "its own on the same cores, answered by the same nodes and as stale as any read. With lock: row a "
                + "write has the row of its key to itself from the moment that it is free until its answer, so that "
                + "writes of one key are M/G/1, and a row is held while replicas are waited for; locks are in the "
                + "memory of the primary. A disk is G/G/1, first come first served: a commit waits for an fsync "
                + "before it enters the log, and the fsync that waits for the disk is that of all who have come until "
                + "it begins, or each has one of its own; a scan holds the disk until it has read all. Rows that "
                + "memory has no room for are read from the disk, one at a time: those in memory are the ones that "
                + "were looked for last (LRU), all of one size, warm at the start and gone with the process; a write "
                + "reads the row that it changes, and of a scan the share that is missing is read. A fault of the "
                + "name of a node with /disk behind it hits its disk alone; what happens to a node happens to its "
                + "disk. A read is stale if the node that answers has not applied a write that had been acknowledged "
                + "when the read was sent; within one instant the order of events decides, so that a read directly "
                + "after its write counts. Instead of a lease, nodes elect their primary as in Raft: who has heard of "
                + "none for a time that is drawn anew each time asks for the votes of all. Fenced, a primary stops "
                + "that has no word of a majority about any heartbeat of the least such time. A pool is each calling "
                + "machine's: a connection is opened when all others are held, and stays open till the process dies; "
                + "a visit keeps one to its end, or each query till its answer. A visit that asks in parallel holds "
                + "several, and so may wait for itself. Who waits does so before the query's own policies where "
                + "visits keep connections, and within them where queries do. What is lost when another takes over is "
                + "on the disk of the old primary; a tool puts it back where another is primary, in its order and at "
                + "a rate, but for what was written meanwhile. With replication none each region has a node of its "
                + "own, and callers ask that of theirs or the nearest. A row is then one of a user's region, and the "
                + "same key another row for users of another one: at the start it is in the store of that region, or "
                + "of the nearest that has one, elsewhere once it is written there. A read that finds none is "
                + "answered not_found; one that finds a row which another store has written since misses that, and is "
                + "stale. With replication multi-primary each region has a node with all rows. It commits the writes "
                + "of those who come to it, answers them at once, and sends each when it is as old as the backlog to "
                + "every other node, in order; these apply it on their cores. A write builds on all that its node has "
                + "of the row (a version vector); of two of which neither builds on the other the later one is a "
                + "conflict, counted when it comes to the other's node. With last-write each node keeps the one with "
                + "the later time, by the clock of the node that committed it, equal ones told apart by region, so "
                + "that nodes that have the same writes show the same row; what a node gives up so for a write that "
                + "had not seen it is a lost update, also where what its own node has made of it since wins in the "
                + "end. A clock that is ahead wins against what has seen its writes as well. With vector-clock both "
                + "stay, and readers get both, until a write is committed where both are. A region that is cut off "
                + "goes on; what it has not sent is missing elsewhere until it is back. Callers ask the node of their "
                + "region or the nearest, whether it answers or not.",
        leftOut = "The time to open a connection, and closing idle ones: they are to the database as a whole, and "
                + "outlive its crash. Transactions of several rows and so deadlocks, locks of readers, what a "
                + "checkpoint costs. A query asks its node alone: plans, indexes and the size of tables are in its "
                + "law of work. What deleting, old versions of rows, indices and the log itself take of the room. "
                + "Ranges that split by themselves. Of keys that move: what the copy costs the network, disks and "
                + "the replicas' logs, deleting what was given away, routers that have not heard yet, fewer shards "
                + "than before, a move that is given up. A write that is sent on has its patience anew; one without "
                + "a key is a row of the shards that there were before. Rows made in the run are counted in the "
                + "rooms where they were made, whatever moves. On paper all that moves is what there was at the "
                + "start, clocks are set and do not drift, and reads of newest and uuid keys are those of the keys "
                + "that there are then. Of Raft the "
                + "vote before the vote, messages that are sent again, and the time of disks. The tool that puts "
                + "lost writes back waits neither for rows nor for replicas nor for disks, and crosses no network. "
                + "Of disks several operations at a time, their order, caches of their own, what a scan leaves in "
                + "memory, and fsyncs of replicas, which have a write once they received it. Of memory pages, what "
                + "of it others need, rows that replicas need for what they apply, and that a row which is being "
                + "read is not there yet. Beside replication none no copies of answers are kept, since these are "
                + "known by their keys alone. Of several primaries everything that a group of nodes has besides: "
                + "replicas, failover, shards, disks, locks, new machines for lost ones, writes recognised by "
                + "idempotency key; writes of several rows that come together, columns that are merged one by one, "
                + "rows inserted twice under one key (a write is an update of a row that is there), deletes, clocks "
                + "that wait for each other, rings in which a node hands on what others have committed.",
        checkedBy = "The Poisson count of writes lost at a failover, the staleness of reads under constant and "
                + "exponential lag, one join against twenty reads, writes of one row (Pollaczek and Khinchine), lost "
                + "writes that come back at a rate or meet others, rows that are not where their users come to, "
                + "writes of two primaries that pass each other (1 - exp(-w D)), also with a clock that is ahead or "
                + "drifts, and of three against a simulation that keeps sets, fsyncs alone and in groups, rows in "
                + "memory "
                + "(Che), pools of connections (Erlang C), keys that move by the shares of residues, buckets and "
                + "arcs, elections against a Monte Carlo of Raft's figure 16, and the stories of a lost primary, a "
                + "lost replica and a lost region.",
        sources = "PostgreSQL, MySQL and Patroni documentation, as named beside each default. MongoDB manual, Chunk "
                + "migration procedure; Redis Cluster specification, MOVED redirection; Vitess, SwitchTraffic. EDB "
                + "Postgres Distributed, conflict detection and resolution; Amazon DynamoDB, global tables; Preguica "
                + "et al., Dotted Version Vectors, 2010.")
package dev.brownout.component.database;

import dev.brownout.spec.ModelSheet;
