package dev.brownout.component.topic;

import dev.brownout.instrument.DrainTimeGauge;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.instrument.OverdueWaits.OpenWaits;
import dev.brownout.instrument.TimeGrid;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Progress of one group in one partition, with the current owner. */
final class GroupPartition {
    private final TopicComponent topic;
    private final PartitionLog log;
    private final TopicMetrics.OfPartition measures;
    private final TopicMetrics group;
    private final TopicMetrics all;
    private final DrainTimeGauge groupDrain;
    private final DrainTimeGauge allDrain;
    private final Set<Long> skipped = new LinkedHashSet<>();
    /** Number of redeliveries of each uncommitted message that was delivered again. */
    private final Map<Long, Integer> redelivered = new LinkedHashMap<>();

    private long committed;
    private long delivered;
    private long deadLetters;
    private long setBack;
    private int readers;

    /** Number of the owning member; -1 for none. */
    int owner = Assignment.NO_CONSUMER;
    /** Flag: a rebalance has stopped the partition. */
    boolean stopped;

    GroupPartition(
            TopicComponent topic,
            PartitionLog log,
            TopicMetrics.OfPartition measures,
            TopicMetrics group,
            TopicMetrics all,
            DrainTimeGauge groupDrain,
            DrainTimeGauge allDrain) {
        this.topic = topic;
        this.log = log;
        this.measures = measures;
        this.group = group;
        this.all = all;
        this.groupDrain = groupDrain;
        this.allDrain = allDrain;
        measures.oldestAge().from(this::oldestAgeNanos);
        group.stopped().add(0, 1);
        all.stopped().add(0, 1);
    }

    /** Returns the committed offset: the offset of the next message to finish. */
    long committed() {
        return committed;
    }

    /** Returns the number of unfinished messages, counted incrementally. */
    long lag() {
        return measures.lag().value();
    }

    /** Returns the number of messages that the group has dead-lettered. */
    long deadLetters() {
        return deadLetters;
    }

    /** Returns the number of lost messages that the group had finished. */
    long setBack() {
        return setBack;
    }

    /** Returns the age of the oldest unfinished message, in ns; 0 for none. */
    long oldestAgeNanos() {
        return committed == log.end() ? 0 : topic.now() - log.storedAt(committed);
    }

    /**
     * Returns the waits of unprocessed messages, for the metrics of the group and of all groups.
     *
     * @param processed returns whether the group has processed a message, committed or not
     */
    OverdueWaits waits(TimeGrid grid, Predicate<StoredMessage> processed) {
        return new OverdueWaits(
                        grid,
                        List.of(group.endToEnd(), all.endToEnd()),
                        List.of(group.overdueMessages(), all.overdueMessages()),
                        open -> nameOpen(open, processed))
                .inOrder(measures.lag(), this::oldestAgeNanos);
    }

    private void nameOpen(OpenWaits open, Predicate<StoredMessage> processed) {
        for (long offset = committed; offset < log.end(); offset = log.next(offset + 1)) {
            StoredMessage message = log.createMessage(offset);
            if (skipped.contains(offset) || message != null && processed.test(message)) {
                open.measure(1);
            } else {
                open.open(log.storedAt(offset), 1);
            }
        }
    }

    /** Records {@code count} new messages. */
    void onStored(int count) {
        lag(count);
    }

    /**
     * Records the delivery of a message to a consumer. Counts a redelivery if the offset was delivered before.
     *
     * @return number of the redelivery; 0 for the first delivery
     */
    int recordDelivery(long offset) {
        if (offset >= delivered) {
            delivered = offset + 1;
            return 0;
        }
        group.redeliveries().add(topic.now());
        all.redeliveries().add(topic.now());
        return redelivered.merge(offset, 1, Integer::sum);
    }

    /** Records the successful processing of a message. */
    void onWorked(long offset) {
        skipped.remove(offset);
    }

    /** Marks a message as failed for good. It counts as a dead letter when it is committed. */
    void skip(long offset) {
        if (offset >= committed) {
            skipped.add(offset);
        }
    }

    /** Commits all messages before an offset. */
    void commit(long offset) {
        long now = topic.now();
        for (; committed < offset; committed = log.next(committed + 1)) {
            redelivered.remove(committed);
            if (skipped.remove(committed)) {
                deadLetters++;
                group.deadLetters().add(now);
                all.deadLetters().add(now);
            } else {
                measures.consumed().add(now);
                group.consumed().add(now);
                all.consumed().add(now);
            }
            lag(-1);
        }
    }

    /** Expires all messages before an offset. */
    void expire(long offset) {
        long now = topic.now();
        for (; committed < offset; committed = log.next(committed + 1)) {
            redelivered.remove(committed);
            skipped.remove(committed);
            measures.expired().add(now);
            group.expired().add(now);
            all.expired().add(now);
            lag(-1);
        }
    }

    /** Records the truncation of messages that were not visible to consumers. */
    void cut(long truncated) {
        lag(-truncated);
    }

    /**
     * Records the loss of messages from an offset on, before they are removed from the log. The group may have consumed
     * some of them.
     *
     * @return the number of lost messages that the group had finished
     */
    long recordLoss(long from) {
        long finished = log.count(from, committed);
        lag(-log.count(Math.max(from, committed), log.end()));
        skipped.removeIf(offset -> offset >= from);
        redelivered.keySet().removeIf(offset -> offset >= from);
        committed = committed >= from ? log.end() : committed;
        setBack += finished;
        return finished;
    }

    private void lag(long amount) {
        long now = topic.now();
        groupDrain.turnTo(now);
        allDrain.turnTo(now);
        measures.lag().add(now, amount);
        group.lag().add(now, amount);
        all.lag().add(now, amount);
        groupDrain.recordChange(now);
        allDrain.recordChange(now);
    }

    /** Changes the number of consumers that read the partition, by 1 or -1. */
    void read(int change) {
        boolean before = readers > 0;
        readers += change;
        if (before != readers > 0) {
            group.stopped().add(topic.now(), before ? 1 : -1);
            all.stopped().add(topic.now(), before ? 1 : -1);
        }
    }
}
