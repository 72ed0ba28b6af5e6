package dev.brownout.component.topic;

import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.Placement;
import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.FanOutMessages;
import dev.brownout.service.MessageBatch;
import dev.brownout.service.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * Logs of all partitions of a topic. Selects the partition of a message, stores it, and removes it when all groups have
 * finished it or its retention time is over.
 */
final class PartitionLogs {
    private final TopicComponent topic;
    private final KeyedRandom partitionDraws;
    private final Placement placement;
    private final long retentionNanos;
    private final TopicMetrics.Intake intake;
    private final List<PartitionLog> logs = new ArrayList<>();
    private final boolean[] sweeping;

    /**
     * Creates empty logs.
     *
     * @param partitionDraws random numbers that select the partition of a message without a key
     */
    PartitionLogs(TopicComponent topic, KeyedRandom partitionDraws, TopicMetrics.Intake intake) {
        int partitions = topic.spec().partitions();
        this.topic = topic;
        this.partitionDraws = partitionDraws;
        this.placement = TopicSpec.placement(partitions);
        this.retentionNanos = topic.spec().retention().toNanos();
        this.intake = intake;
        this.sweeping = new boolean[partitions];
        for (int i = 0; i < partitions; i++) {
            logs.add(new PartitionLog());
        }
    }

    List<PartitionLog> all() {
        return logs;
    }

    PartitionLog of(int partition) {
        return logs.get(partition);
    }

    /** Returns the memory use of the stored messages, in messages. */
    long memoryUse() {
        return logs.stream().mapToLong(PartitionLog::memoryUse).sum();
    }

    /** Returns the number of messages stored and not truncated since, over all partitions. */
    long stored() {
        return logs.stream().mapToLong(PartitionLog::stored).sum();
    }

    /**
     * Returns the partition of a message, by the hash of its key. All messages of a call without keys go to the same
     * random partition.
     */
    int partitionOf(Request call, Request message) {
        return message.key() == 0
                ? partitionDraws.withIdentity(MessageBatch.identity(call)).nextInt(logs.size())
                : placement.nodeOf(Hashing.hash(message.key()));
    }

    /**
     * Stores the messages of a call.
     *
     * @return the partitions in which they are stored
     */
    List<PartitionReplicas> store(Request call) {
        if (!(call.logical() instanceof MessageBatch)) {
            int partition = partitionOf(call, call);
            append(call, partition);
            topic.copies(partition).onStored();
            return List.of(topic.copies(partition));
        }
        boolean[] storedTo = new boolean[logs.size()];
        for (Request message : MessageBatch.messages(call)) {
            int partition = partitionOf(call, message);
            append(message, partition);
            storedTo[partition] = true;
        }
        List<PartitionReplicas> stored = new ArrayList<>();
        for (int partition = 0; partition < storedTo.length; partition++) {
            if (storedTo[partition]) {
                stored.add(topic.copies(partition));
            }
        }
        stored.forEach(PartitionReplicas::onStored);
        return stored;
    }

    private void append(Request message, int partition) {
        PartitionLog log = logs.get(partition);
        log.append(new StoredMessage(message, log.end(), topic.now()));
        intake.published().add(topic.now());
        topic.groups().onStored(partition, 1);
    }

    /** Stores the messages of a publication, each in the partition of its own key. Only for topics with one copy. */
    void store(FanOutMessages bundle) {
        int[][] numbers = bundle.parts(logs.size(), message -> partitionOf(message, message));
        for (int partition = 0; partition < numbers.length; partition++) {
            int count = numbers[partition].length;
            if (count > 0) {
                logs.get(partition).append(bundle, numbers[partition], topic.now());
                intake.published().add(topic.now(), count);
                topic.groups().onStored(partition, count);
                topic.copies(partition).onStored();
            }
        }
    }

    /**
     * Responds to all fetch requests that wait for new messages of a partition. Schedules the removal of expired
     * messages.
     */
    void respond(int partition) {
        logs.get(partition).release().forEach(FetchRequest::answer);
        scheduleRetention(partition);
    }

    private void scheduleRetention(int partition) {
        PartitionLog log = logs.get(partition);
        if (!sweeping[partition] && log.retainedCount() > 0) {
            sweeping[partition] = true;
            long remainingNanos = log.storedAt(log.first()) + retentionNanos - topic.now();
            topic.simulation().scheduleAfter(Math.max(0, remainingNanos), new Sweep(), partition);
        }
    }

    /** Removes the expired messages of a partition. */
    private final class Sweep extends Event {
        @Override
        public void fire(int partition) {
            Host leader = topic.leader(partition);
            if (leader.isSuspended()) {
                leader.defer(this, partition);
                return;
            }
            sweeping[partition] = false;
            PartitionLog log = logs.get(partition);
            long firstKept = log.first();
            while (firstKept < topic.copies(partition).highWatermark()
                    && topic.now() - log.storedAt(firstKept) >= retentionNanos) {
                firstKept = log.next(firstKept + 1);
            }
            topic.groups().expire(partition, firstKept);
            topic.copies(partition).trim(firstKept);
            scheduleRetention(partition);
        }
    }
}
