package dev.brownout.component.topic;

import dev.brownout.instrument.DrainTimeGauge;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.instrument.OverdueWaits.OpenWaits;
import dev.brownout.instrument.TimeGrid;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** How far a group has come in a partition, and who reads it for the group. */
final class GroupPartition {
    private final TopicComponent topic;
    private final PartitionLog log;
    private final TopicMetrics.OfPartition own;
    private final TopicMetrics group;
    private final TopicMetrics all;
    private final DrainTimeGauge groupDrain;
    private final DrainTimeGauge allDrain;
    private final Set<Long> passedOver = new LinkedHashSet<>();
    private long committed;
    private long handed;
    private long deadLetters;
    private long setBack;
    private int readers;

    /** Whose it is: the number of a member, or {@link Assignment#NOBODY}. */
    int owner = Assignment.NOBODY;
    /** Whether a rebalance has stopped it. */
    boolean stopped;

    GroupPartition(
            TopicComponent topic,
            PartitionLog log,
            TopicMetrics.OfPartition own,
            TopicMetrics group,
            TopicMetrics all,
            DrainTimeGauge groupDrain,
            DrainTimeGauge allDrain) {
        this.topic = topic;
        this.log = log;
        this.own = own;
        this.group = group;
        this.all = all;
        this.groupDrain = groupDrain;
        this.allDrain = allDrain;
        own.oldest_age().from(this::oldestAgeNanos);
        group.stopped().add(0, 1);
        all.stopped().add(0, 1);
    }

    /** The offset of the next message that is to be finished. */
    long committed() {
        return committed;
    }

    /** How many messages are not finished, as counted while they came and went. */
    long lag() {
        return own.lag().value();
    }

    /** How many messages the group has given up. */
    long deadLetters() {
        return deadLetters;
    }

    /** How many messages are gone that the group had finished. */
    long setBack() {
        return setBack;
    }

    /** How long ago the oldest message was stored that is not finished; 0 where there is none. */
    long oldestAgeNanos() {
        return committed == log.end() ? 0 : topic.now() - log.storedAt(committed);
    }

    /**
     * The messages that the group has not worked on, as waits of the group and of all groups.
     *
     * @param worked tells which messages the group has worked on, finished or not
     */
    OverdueWaits waits(TimeGrid grid, Predicate<StoredMessage> worked) {
        return new OverdueWaits(
                        grid,
                        List.of(group.end_to_end(), all.end_to_end()),
                        List.of(group.overdue_messages(), all.overdue_messages()),
                        open -> nameOpen(open, worked))
                .inOrder(own.lag(), this::oldestAgeNanos);
    }

    private void nameOpen(OpenWaits open, Predicate<StoredMessage> worked) {
        for (long offset = committed; offset < log.end(); offset = log.next(offset + 1)) {
            StoredMessage made = log.made(offset);
            if (passedOver.contains(offset) || made != null && worked.test(made)) {
                open.measured(1);
            } else {
                open.open(log.storedAt(offset), 1);
            }
        }
    }

    /** So many messages have been stored. */
    void stored(int many) {
        lag(many);
    }

    /** A consumer is given a message. */
    void handed(long offset) {
        if (offset < handed) {
            group.redeliveries().add(topic.now());
            all.redeliveries().add(topic.now());
        }
        handed = Math.max(handed, offset + 1);
    }

    /** A message was worked on successfully. */
    void worked(long offset) {
        passedOver.remove(offset);
    }

    /** A consumer gives a message up. */
    void passOver(long offset) {
        if (offset >= committed) {
            passedOver.add(offset);
        }
    }

    /** All messages before an offset are finished. */
    void commit(long offset) {
        long now = topic.now();
        for (; committed < offset; committed = log.next(committed + 1)) {
            if (passedOver.remove(committed)) {
                deadLetters++;
                group.dead_letters().add(now);
                all.dead_letters().add(now);
            } else {
                own.consumed().add(now);
                group.consumed().add(now);
                all.consumed().add(now);
            }
            lag(-1);
        }
    }

    /** All messages before an offset are too old. */
    void expire(long offset) {
        long now = topic.now();
        for (; committed < offset; committed = log.next(committed + 1)) {
            passedOver.remove(committed);
            own.expired().add(now);
            group.expired().add(now);
            all.expired().add(now);
            lag(-1);
        }
    }

    /** So many messages are gone that nobody could read yet. */
    void cut(long gone) {
        lag(-gone);
    }

    /**
     * The messages from an offset on are about to be gone, which the group may have seen.
     *
     * @return how many of them it had finished
     */
    long lose(long from) {
        long finished = log.count(from, committed);
        lag(-log.count(Math.max(from, committed), log.end()));
        passedOver.removeIf(offset -> offset >= from);
        committed = committed >= from ? log.end() : committed;
        setBack += finished;
        return finished;
    }

    private void lag(long by) {
        long now = topic.now();
        groupDrain.turnTo(now);
        allDrain.turnTo(now);
        own.lag().add(now, by);
        group.lag().add(now, by);
        all.lag().add(now, by);
        groupDrain.changed(now);
        allDrain.changed(now);
    }

    /** One consumer more reads it, or one fewer. */
    void read(int change) {
        boolean before = readers > 0;
        readers += change;
        if (before != readers > 0) {
            group.stopped().add(topic.now(), before ? 1 : -1);
            all.stopped().add(topic.now(), before ? 1 : -1);
        }
    }
}
