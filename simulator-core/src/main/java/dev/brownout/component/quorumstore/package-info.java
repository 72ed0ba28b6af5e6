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
        models = {
            "Nodes: each node is G/G/c/K, first come, first served.",
            "Speed: with 'speed' each of n calls in service runs at a speed that depends on n, times min(1, c/n) "
                    + "on c cores: linear times, the universal scalability law, or a table. The remaining work of "
                    + "all calls is rescaled at each start and end. All reads and writes of a node are in service "
                    + "at the same time and share its cores.",
            "Placement: the replicas of a key are on the first nodes of a hash ring, from the position of "
                    + "the key on. A region gets a second replica only after every region has one.",
            "Placement random: keys are in partitions of equal ranges of hashes, virtual_nodes for each "
                    + "node, and each partition has random nodes. Placement copysets: random permutations of the nodes "
                    + "are cut into copysets of as many nodes as there are copies; a partition has a random first "
                    + "node, and the nodes of a random copyset with it. If the copies do not divide the nodes, the "
                    + "last copyset of a permutation is filled up with its first nodes. Placement is the same for "
                    + "each seed.",
            "Coordinator: a caller calls a node with a replica of the key, of its own region if possible. "
                    + "This coordinator accesses its own replica without a message and responds when the first "
                    + "replicas of the read or write quorum have responded.",
            "Contact: a write goes to all replicas that are considered up. A read goes to all of them; "
                    + "with contact: quorum it goes to the coordinator's own replica and then the next ones on "
                    + "the ring, those of its region first, and to one more if responses are late.",
            "Last write wins: a write has the timestamp of the coordinator's clock. Of two writes of a "
                    + "key the one with the later timestamp stays.",
            "Vector clocks: two concurrent writes both stay as siblings. The coordinator writes first, "
                    + "alone, on top of its own value or of the value that the same request has read before. The "
                    + "other replicas receive the new value with a dotted version vector of everything that its "
                    + "writer had seen, so that overwritten values do not reappear.",
            "Siblings: a read returns all siblings of the contacted replicas, which the next write of the "
                    + "same request merges.",
            "Failure detection: health checks keep one table per region, at no cost. With fewer replicas "
                    + "up than the quorum, a call fails immediately as unavailable. Before the failure is "
                    + "detected, the call ends after the timeout of the store, or as soon as too many replicas "
                    + "refuse.",
            "Partial writes: a write that reached some replicas and was not acknowledged stays there.",
            "Guarantees: if read and write quorums overlap and clocks are right, no read misses an "
                    + "acknowledged write. No write is lost as long as fewer disks are lost than acknowledged it.",
            "Conflicts with last-write: of two concurrent writes of a key one overwrites the other "
                    + "without having seen it (conflicts). A clock that is ahead hides later writes until the "
                    + "other clocks have caught up (clock_losses). A write has seen the value of its coordinator "
                    + "and the values that its request has read, not what was acknowledged elsewhere.",
            "In-transit copies: a lost write is removed from the count if its last copy was in transit "
                    + "and arrives.",
            "Repair: hints and anti-entropy cost messages and no disk time. A stand-in node of a sloppy "
                    + "quorum responds only with the values that it received as a stand-in.",
            "Initial data: before the run every key has a value on every node. A node that is not durable "
                    + "is empty after its process died. A key without a value is not_found, which is a successful "
                    + "response.",
            "Keys: a request without a key uses a row of its own, which no other request reads.",
            "TTL: with a ttl the store is empty before the run. A value with an older last write, by the "
                    + "clock of the coordinator, is not_found. It stays on the disks and is not repaired. Such a "
                    + "write counts neither as lost with a disk nor as missed by a read.",
            "Wide columns: the rows under a key are ordered, and a query reads some of them with its own "
                    + "work on each contacted replica.",
            "Limits: policies on the store also count the messages between its nodes."
        },
        leftOut = {
            "Different effects of reads and writes, and of waits for locks and disks, on the 'speed': each call on "
                    + "the cores counts as one.",
            "Session guarantees of clients, such as session tokens: they are measured, and only quorums that "
                    + "intersect provide them. A response without data is not compared.",
            "TTL of single writes and of siblings.",
            "Memory of expired keys until they are found.",
            "The rows that a query of wide columns returns, and queries without a key.",
            "The content of values, and the merge of siblings by their readers.",
            "Writes that declare that they have seen nothing.",
            "The size of vector clocks and siblings.",
            "Nodes that join or leave the ring, and new copies of partitions on other nodes after a loss; so a scatter "
                    + "width does not speed up recovery.",
            "Analytical estimate of the lost partitions of a store in several regions.",
            "Choice of replicas by latency, as by Cassandra's dynamic snitch, and digest reads.",
            "Consistency levels per region, and transactions.",
            "Sync of the commit log, compaction, tombstones.",
            "The CPU cost of coordination."
        },
        checkedBy = {
            "Probabilistically bounded staleness, worst case: as a race of messages, and for exponential "
                    + "times in closed form.",
            "The response of the first k of n replicas as an order statistic.",
            "Writes that have not seen each other: 1 - exp(-w (1 - 1/N) D) of those that arrive at the "
                    + "rate w at N nodes, D apart.",
            "Writes that another one overwrites unseen, with last-write: 1 - exp(-w p D) of those that "
                    + "arrive the time D later at a node with the share p of all writes, also with clocks that "
                    + "are ahead or drift.",
            "Estimate of lost partitions: enumerations of all sets of lost nodes for random placement and for "
                    + "copysets.",
            "Copysets: C(f, r) / C(n, r) for each partition, and the published probabilities of data loss, 99.99 % "
                    + "and 0.15 %, of 5,000 nodes with three copies of which 1 % are lost.",
            "Shopping carts under random faults, in which no item may be lost.",
            "Expired keys: exp(-w T) of randomly written keys, 1 - w T / n of n keys written in rotation, "
                    + "and the effect of clock errors on them."
        },
        sources = {
            "DeCandia et al., Dynamo, SOSP 2007.",
            "Bailis et al., Probabilistically Bounded Staleness, VLDB 2012.",
            "Preguica et al., Dotted Version Vectors, 2010.",
            "Chang et al., Bigtable, OSDI 2006.",
            "Cidon et al., Copysets, USENIX ATC 2013.",
            "Cassandra, Redis (EXPIRE) and Riak documentation."
        })
package dev.brownout.component.quorumstore;

import dev.brownout.spec.ModelSheet;
