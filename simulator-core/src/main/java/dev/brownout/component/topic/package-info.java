/**
 * A topic, such as Kafka's: a log in partitions, which every group of consumers reads for itself.
 *
 * <p>{@code Topic} keeps the logs, {@code Appends} is where messages are published. A {@code ConsumerGroup} gives
 * partitions to its consumers and knows how far they have come; a {@code GroupMember} is the library on a consumer's
 * machine, with a {@code PartitionReader} for each of its partitions, which asks for messages by a {@code Fetch}.
 */
@Sheet(
        models = "Messages go to the partition of their key's hash, and without a key to one by chance, all of "
                + "a batch to the same, as a sticky partitioner does. Publishers that gather messages send them to the "
                + "machine in one call, whatever their partitions, as one publication of several messages is; it is "
                + "stored at once. Every group gets every message. Each partition is read"
                + " by one consumer of a group, which works on one message of it at a time, in the order of the "
                + "offsets, and fetches ahead; so a tier works on as many messages at a time as it has room for, "
                + "but on no more than it has partitions, and with more consumers than partitions some are idle. "
                + "What is finished is committed at once, on a message of its own that nobody waits for and that "
                + "heartbeats repeat. Delivery is at least once: a new reader begins at what was committed. A "
                + "message on which the consumer fails holds its partition until it succeeds or is passed over. "
                + "Consumers that come or go are noticed - one that leaves says so, of one that dies nothing is "
                + "heard for the session timeout, while its partitions stand still - and a rebalance hands "
                + "partitions over: eager, all stand still and ranges are given anew; cooperative, only what "
                + "changes hands. A process that starts anew before its session has ended goes on with its "
                + "partitions. One that was cut off or stood still works on what it has, its commits have no "
                + "effect, and what it finishes late counts as a duplicate, or as out of the order of its key. "
                + "Messages that all groups have finished are forgotten, others when they are too old.",
        leftOut = "Copies of partitions on other machines, limits of the machines' own throughput, the bytes of "
                + "messages on their way to consumers, transactions, idempotent publishers, "
                + "compaction, reading once more from the beginning, offsets that are committed later than the work "
                + "is done, protocols of rebalances message by message.",
        checkedBy = "Lag as rate times time while nobody reads; messages followed one by one through random faults; "
                + "places over holding time; in integers for each group and partition: stored = consumed + passed over "
                + "+ expired + lag.",
        sources = "Kafka documentation (consumer and broker settings), its GroupCoordinator (a commit renews the "
                + "session) and assignors; KIP-429 (cooperative rebalancing), KIP-345 (static membership), KIP-480 "
                + "(sticky partitioner).")
package dev.brownout.component.topic;

import dev.brownout.vocabulary.Sheet;
