/**
 * Replicated key-value store with read and write quorums, such as Dynamo, Cassandra and Riak; with a single node,
 * Redis.
 *
 * <p>{@code QuorumStoreClient} is the client library. The {@code Coordinator} of the node that it calls contacts the
 * replicas; {@code CoordinatedCall} is the state of one call there. {@code StoreCluster} sends messages between nodes.
 * {@code StoreNode} is a node with its stored values. {@code AcknowledgedWrites} and {@code ReadConsistencyChecker}
 * observe the store from outside: they record the acknowledged writes, and detect lost writes and stale reads.
 */
@ModelSheet(
        models = "Each node is G/G/c/K, first come first served. A key lives on the first copies of a ring from its "
                + "place on, a node of each region before a second one of it. A caller asks a node that keeps the "
                + "key, one of its own region where it can; that one has its own copy without a message, sends a "
                + "write to all copies that it holds to be up, and a read to all of them, or with contact: quorum to "
                + "as many as must answer: its own, then the next ones on the ring, those of its region first, and "
                + "one more where they are late. It answers when the first read or write quorum of them have. A write "
                + "has the time of the clock of the node that was called, and of two writes of a key the later "
                + "timestamp stays; or both do, where vector clocks tell that neither had seen the other. Then the "
                + "node that was called writes first, alone, and builds on what it has, or on what the same visit has "
                + "read of the key before; the others get the new value and all that its writer has seen, as a dotted "
                + "version vector, so that what was overwritten does not come back. A read is answered with all that "
                + "its copies have, for its visit's next write to merge. Who is up is found out by checks, one table "
                + "for each region, at no cost: with fewer copies up than must answer, a call is unavailable at once; "
                + "before that is known it ends after the store's timeout, or fails as soon as so many copies refuse. "
                + "What was written in part and not acknowledged stays where it is. Where the quorums meet and clocks "
                + "are right, no read misses an acknowledged write, and none is lost as long as fewer disks are lost "
                + "than acknowledged it. What is lost all the same, where the last write wins: of two writes of a key "
                + "that cross one is overwritten by another that has not seen it, and a clock that is ahead hides "
                + "what others write until they are as late; conflicts and clock_losses count both. A write has seen "
                + "what its node had, and of a visit that has read the key before what that read; what was "
                + "acknowledged elsewhere it has not. A lost write whose last copy was only on its way is taken back "
                + "from the count when that arrives. Hints, and comparing what two nodes have, take their messages "
                + "and no time of a disk. Who stands in answers with what it was given and finds nothing else. A "
                + "request without a key is about a row of its own, which nobody else asks for. Before the run all "
                + "keys have a value on every node; a node that is not durable has none after its process died. A key "
                + "without a value is not found, which is a good answer. With a ttl all is empty before the run, and "
                + "what was written so long ago by the clock of the node that was called, and not again, is not "
                + "found: it stays on disks, where nobody repairs it. Such a write is neither lost with a disk nor "
                + "missed by a reader. With wide columns there are rows in order under a key, and a query reads some "
                + "of them at once: a read of its own work on each copy that is asked. Limits at the store's door "
                + "count the messages among its nodes as well.",
        leftOut = "On paper what is lost where the last write wins if a visit reads before it writes or writes a key "
                + "several times, if ways or waits for cores vary the time of a copy, or if keys are not drawn by "
                + "chance; a time to live of single writes, and of siblings; "
                + "memory that keys which have expired take until they are found; which rows a query of wide columns "
                + "brings, and queries that name no key; what is in a value, and how "
                + "those who read siblings merge them; writes that say that they have "
                + "seen nothing; the room that clocks and siblings take; nodes that join or leave the ring, copies "
                + "chosen by their latency, as by Cassandra's dynamic snitch, and digests, "
                + "consistency by region, transactions, the sync of the commit log, what a node costs that "
                + "coordinates, compaction, tombstones.",
        checkedBy = "Probabilistically bounded staleness, worst case, as a race of messages, and of exponential times "
                + "in closed form; the first k of n copies as an order statistic; how many "
                + "writes have not seen each other, 1 - exp(-w (1 - 1/N) D) of those that come at the "
                + "rate w to N nodes, D apart; how many another one overwrites unseen where the last write wins, "
                + "1 - exp(-w p D) of those that come after the time D to a node that makes the share p of all, "
                + "also with clocks that are ahead or drift; carts of which nothing may be "
                + "gone under random faults; keys that "
                + "have expired, exp(-w T) of those written by chance and 1 - w T / n of n in turn, and what clocks "
                + "make of that.",
        sources = "DeCandia et al., Dynamo, SOSP 2007; Bailis et al., Probabilistically Bounded Staleness, VLDB "
                + "2012; Preguica et al., Dotted Version Vectors, 2010; Chang et al., Bigtable, OSDI 2006; Cassandra, "
                + "Redis (EXPIRE) and Riak documentation.")
package dev.brownout.component.quorumstore;

import dev.brownout.spec.ModelSheet;
