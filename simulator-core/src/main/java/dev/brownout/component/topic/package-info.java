/**
 * Topic with a partitioned log, such as Kafka. Each consumer group reads every message independently.
 *
 * <p>{@code PartitionLogs} holds the logs. {@code AppendStage} is the broker side of publishing, {@code Publisher} the
 * client side for partitions with leaders. {@code Brokers} are the hosts and the controller. {@code PartitionReplicas}
 * is the state of one partition: its leader and in-sync set. {@code FollowerReplication} sends messages to one
 * follower. {@code ConsumerGroup} assigns partitions to its members and records their progress. {@code GroupMember} is
 * the client library on a consumer host. It has a {@code PartitionReader} for each partition, which fetches messages by
 * a {@code FetchRequest}, and a {@code MessagePoll} of the messages that it processes together.
 */
@ModelSheet(
        models = {
            "A message with a key goes to the partition of its hash. A message without a key goes to a random"
                    + " partition; all messages of a batch go to the same one, as with a sticky partitioner.",
            "A batch of messages is one call to the broker, whatever their partitions, and so is one publication of"
                    + " several messages. It is stored in one step.",
            "Every group receives every message. Each partition is read by one consumer of a group, which"
                    + " prefetches its messages and processes one at a time, in the order of the offsets.",
            "A tier processes as many messages at a time as it has capacity for, but at most one per partition."
                    + " With more consumers than partitions, some are idle.",
            "A finished message is committed immediately and asynchronously, by a message of its own. Heartbeats"
                    + " repeat it.",
            "With 'prefetch' a consumer polls as Kafka does: it takes this number of fetched messages, partition by"
                    + " partition, processes all of them, commits them together and polls again. A rebalance waits"
                    + " for the polls of partitions that move.",
            "A consumer leaves its group at the next heartbeat if its work exceeds max_poll_interval. It commits"
                    + " nothing of this work, and joins again when it has finished.",
            "Delivery is at least once: a new reader starts at the committed offset. A message that fails blocks"
                    + " its partition until it succeeds or becomes a dead letter.",
            "The pause after a failed message and the wait after a failed connection can grow with each attempt, with"
                    + " jitter.",
            "A consumer that leaves reports it, unless its membership is static. A dead consumer is detected after the"
                    + " session timeout; until then its partitions are paused.",
            "A rebalance moves partitions. Eager: all partitions are paused and ranges are assigned again."
                    + " Cooperative: only partitions that move are paused.",
            "A process that restarts before its session has ended is a new member. The rebalance that it triggers"
                    + " waits for the end of the old session, at most max_poll_interval: eager, all partitions are"
                    + " paused until then; cooperative, those of the killed process. With static membership the process"
                    + " keeps its partitions.",
            "A consumer that was unreachable or paused continues its work, but its commits have no effect. Its late"
                    + " results count as duplicates or as out of order.",
            "Messages that all groups have finished are deleted, others after the retention time.",
            "With several copies each broker has a replica of every partition. The leaders are spread over the"
                    + " brokers, and so are their successors: all other brokers take over partitions of a failed"
                    + " one.",
            "Followers replicate the log of the leader in order and confirm it. A follower that is late for too"
                    + " long leaves the in-sync set.",
            "Publishers wait for all in-sync replicas, for the leader, or for no response. Consumers receive"
                    + " messages that all in-sync replicas have.",
            "The controller is separate and never fails. It fences a broker without a heartbeat for the session"
                    + " timeout. The first in-sync replica of each list then becomes the leader. Messages that it"
                    + " lacks are lost, and the messages that only other replicas have are truncated. Until then"
                    + " the partition has no leader.",
            "A partition without an available in-sync replica waits for one. With unclean_election the first"
                    + " available replica becomes the only leader. Messages that it lacks are lost, even if"
                    + " consumers had finished them. The offsets of these groups go back to the point where the"
                    + " logs differ, so that they skip no new message. Fetched messages are still processed.",
            "Leadership returns to the preferred brokers at a periodic check of the controller if they are in sync."
                    + " Messages that they lack are lost."
        },
        leftOut = {
            "Leaders that continue while another one leads.",
            "Publishers with outdated information about the leaders.",
            "The wait of a broker that restarts within its session: Kafka refuses its registration until then.",
            "Replicas that are out of sync but have all visible messages (Kafka's eligible leader replicas).",
            "A shuffle of the brokers after each round of leader assignments.",
            "Publications of several messages to a topic with copies.",
            "Logs in memory that a power failure loses.",
            "Throughput limits of the brokers, and the bytes of messages on their way to consumers.",
            "Transactions, idempotent publishers, compaction.",
            "Reading again from the start; commits at a later time than the end of the work.",
            "The single messages of a rebalance protocol; the protocol of KIP-848, in which the brokers assign"
                    + " partitions."
        },
        checkedBy = {
            "The lag while nothing reads: rate times time.",
            "Single messages followed through random faults.",
            "The throughput: concurrent slots divided by the holding time.",
            "Messages that only a lost leader had, or only the last in-sync replica: rate times lag.",
            "Shares of the brokers before and after leadership returns.",
            "In integers, for each group and partition: stored = consumed + dead letters + expired + lag - set"
                    + " back."
        },
        sources = {
            "Kafka documentation (consumer and broker settings; max.poll.records and max.poll.interval.ms: the next"
                    + " poll follows when all records of the last one are processed, and a commit after the"
                    + " interval fails with CommitFailedException).",
            "Kafka's GroupCoordinator (a commit renews the session) and its assignors.",
            "KIP-429 (cooperative rebalancing), KIP-500 and KIP-631 (controller, heartbeats and fencing of"
                    + " brokers), KIP-345 (static membership), KIP-480 (sticky partitioner), KIP-320 (consumers of"
                    + " a truncated log continue where it differs).",
            "AdminUtils and StripedReplicaPlacer (orders of replicas), PartitionChangeBuilder and"
                    + " ReplicationControlManager (unclean and preferred elections; no imbalance ratio under"
                    + " KRaft)."
        })
package dev.brownout.component.topic;

import dev.brownout.spec.ModelSheet;
