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
        models = "Messages go to the partition of their key's hash, and without a key to one by chance, all of a "
                + "batch to the same, as a sticky partitioner does. Publishers that gather messages send them to the "
                + "machine in one call, whatever their partitions, as one publication of several messages is; it is "
                + "stored at once. Every group gets every message. Each partition is read by one consumer of a group, "
                + "which works on one message of it at a time, in the order of the offsets, and fetches ahead; so a "
                + "tier works on as many messages at a time as it has room for, but on no more than it has "
                + "partitions, and with more consumers than partitions some are idle. What is finished is committed "
                + "at once, on a message of its own that nobody waits for and that heartbeats repeat. With 'prefetch' "
                + "a consumer polls as Kafka's does: it takes so many fetched messages, partition by partition, works "
                + "on all of them, commits them together and polls again; a rebalance waits for polls of partitions "
                + "that change hands. A consumer whose work takes longer than max_poll_interval leaves its group at "
                + "its next heartbeat, commits nothing of it, and joins again when it has finished. Delivery is at "
                + "least once: a new reader begins at what was committed. A message on which the consumer fails holds "
                + "its partition until it succeeds or is passed over. Consumers that come or go are noticed - one "
                + "that leaves says so, of one that dies nothing is heard for the session timeout, while its "
                + "partitions stand still - and a rebalance hands partitions over: eager, all stand still and ranges "
                + "are given anew; cooperative, only what changes hands. A process that starts anew before its "
                + "session has ended goes on with its partitions. One that was cut off or stood still works on what "
                + "it has, its commits have no effect, and what it finishes late counts as a duplicate, or as out of "
                + "the order of its key. Messages that all groups have finished are forgotten, others when they are "
                + "too old. With several copies each machine has one of every partition, and the leaders are spread "
                + "over them, as are those who stand behind each of them, so that all others take over what a lost "
                + "machine led. Followers take what the leader has stored, in order, and confirm it; who is late for "
                + "too long is out of sync. Publishers wait for all in sync, for the leader, or for nobody; consumers "
                + "see what all in sync have. The controller, which stands apart and never fails, gives up a machine "
                + "of which it has heard nothing for its session: the first copy in sync of each list leads then, "
                + "what it has not is gone, and so is what the others have besides. Until then nobody leads. A "
                + "partition of whose copies in sync none is there waits for one, or, with unclean_election, the "
                + "first copy that is there leads alone: what it has not is gone, also where consumers had finished "
                + "it, whose offsets go back to where the logs part, so that they miss nothing of what comes; what "
                + "they had fetched they work on. Leaders go back to their machines when these are in sync and the "
                + "controller looks; what they have not, nobody has then.",
        leftOut = "Leaders that go on while another leads, publishers who do not know yet who does, copies that are "
                + "not in sync and yet known to have all that is visible (Kafka's eligible leader replicas), machines "
                + "that are shuffled when each leads one partition more, publications of several messages where there "
                + "are copies, logs that a power failure takes out of memory before they are on the disk, limits of "
                + "the machines' own throughput, the bytes of messages on their way to consumers, transactions, "
                + "idempotent publishers, compaction, reading once more from the beginning, offsets that are "
                + "committed later than the work is done, protocols of rebalances message by message.",
        checkedBy = "Lag as rate times time while nobody reads; messages followed one by one through random faults; "
                + "places over holding time; rate times lag of what a lost leader alone had, or the last copy in "
                + "sync; shares of the machines before and after leaders go back; in integers for each group and "
                + "partition: stored = consumed + passed over + expired + lag - set back.",
        sources = "Kafka documentation (consumer and broker settings; max.poll.records and max.poll.interval.ms: the "
                + "next poll comes when all records of the last one are processed, and a commit after the interval "
                + "fails with CommitFailedException), its GroupCoordinator (a commit renews the "
                + "session) and assignors; KIP-429 (cooperative rebalancing), KIP-500 and KIP-631 (controller, "
                + "heartbeats and fencing of brokers), KIP-345 (static membership), KIP-480 (sticky partitioner), "
                + "KIP-320 (consumers whose log was cut go on where it differs), AdminUtils and StripedReplicaPlacer "
                + "(orders of copies), PartitionChangeBuilder and "
                + "ReplicationControlManager (unclean and preferred elections; no share of imbalance under KRaft).")
package dev.brownout.component.topic;

import dev.brownout.spec.ModelSheet;
