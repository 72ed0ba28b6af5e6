package dev.brownout.component.topic;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.DrainTimeGauge;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The groups that read a topic, each for itself, and their books: every message is somewhere for each of them. */
final class ConsumerGroups {
    private final TopicComponent topic;
    private final ComponentContext context;
    private final TopicMetrics all;
    private final LongSupplier published;
    private final DrainTimeGauge drain;
    private final Map<String, ConsumerGroup> groups = new TreeMap<>();
    private final Map<String, TopicMetrics.SetBack> setBack = new TreeMap<>();
    private final boolean unclean;

    /**
     * None yet.
     *
     * @param all what is measured of all groups together
     * @param published how many messages have been stored, as the topic counts them
     */
    ConsumerGroups(TopicComponent topic, ComponentContext context, TopicMetrics all, LongSupplier published) {
        this.topic = topic;
        this.context = context;
        this.all = all;
        this.published = published;
        this.drain = drain(all);
        this.unclean = topic.spec().unclean_election();
        if (unclean) {
            setBack.put("", context.measures(TopicMetrics.SetBack.class));
        }
    }

    private DrainTimeGauge drain(TopicMetrics of) {
        DrainTimeGauge drains = new DrainTimeGauge(context.grid(), of.lag());
        of.drain_time().is("ns", span -> drains.nanos(span, context.simulation().now()));
        return drains;
    }

    /** The group of a name, new where nobody has named it before. */
    ConsumerGroup named(String name) {
        return groups.computeIfAbsent(name, this::group);
    }

    private ConsumerGroup group(String name) {
        TopicMetrics own = context.measures(TopicMetrics.class, name);
        DrainTimeGauge ownDrain = drain(own);
        List<GroupPartition> read = new ArrayList<>();
        for (int i = 0; i < topic.spec().partitions(); i++) {
            String part = name + "/" + (i + 1);
            PartitionLog log = topic.log(i);
            TopicMetrics.OfPartition alone = context.measures(TopicMetrics.OfPartition.class, part);
            GroupPartition partition = new GroupPartition(topic, log, alone, own, all, ownDrain, drain);
            read.add(partition);
            audit(part, log, partition, alone);
        }
        if (unclean) {
            setBack.put(name, context.measures(TopicMetrics.SetBack.class, name));
        }
        audit(name, own);
        ConsumerGroup group = new ConsumerGroup(topic, name, own, all, read);
        read.forEach(partition -> context.overdue(partition.waits(context.grid(), group::worked)));
        topic.attach(group);
        return group;
    }

    /** Every message of a partition is finished by the group, passed over, expired, or still to be finished. */
    private void audit(String part, PartitionLog log, GroupPartition partition, TopicMetrics.OfPartition alone) {
        context.identity(
                "/" + part + ": stored = consumed + dead letters + expired + lag" + lessSetBack(),
                log::stored,
                () -> alone.consumed().total(run())
                        + partition.deadLetters()
                        + alone.expired().total(run())
                        + partition.lag()
                        - partition.setBack());
    }

    private void audit(String name, TopicMetrics own) {
        context.identity(
                "/" + name + (topic.hasCopies() ? ": published - truncated" : ": published")
                        + " = consumed + dead letters + expired + lag" + lessSetBack(),
                published,
                () -> own.consumed().total(run())
                        + own.dead_letters().total(run())
                        + own.expired().total(run())
                        + own.lag().value()
                        - (unclean ? setBack.get(name).set_back().total(run()) : 0));
    }

    private String lessSetBack() {
        return unclean ? " - set back" : "";
    }

    private CellRange run() {
        return context.grid().span(0, context.grid().end());
    }

    /** The run begins: who is in service has its partitions. */
    void begin() {
        groups.values().forEach(ConsumerGroup::begin);
    }

    /** So many messages have been stored in a partition. */
    void stored(int partition, int many) {
        for (ConsumerGroup group : groups.values()) {
            group.partition(partition).stored(many);
        }
    }

    /** Messages at the end of a partition are gone that nobody could read yet. */
    void cut(int partition, long gone) {
        for (ConsumerGroup group : groups.values()) {
            group.partition(partition).cut(gone);
        }
    }

    /** The messages of a partition from an offset on are about to be gone, which groups may have finished. */
    void lose(int partition, long from) {
        groups.forEach((name, group) -> {
            long finished = group.partition(partition).lose(from);
            setBack.get(name).set_back().add(topic.now(), finished);
            setBack.get("").set_back().add(topic.now(), finished);
        });
    }

    /** Another machine coordinates the groups: it gives everybody a new session. */
    void moved() {
        groups.values().forEach(ConsumerGroup::onRestart);
    }

    /** The offset before which all groups have finished all messages of a partition. */
    long committed(int partition) {
        long least = Long.MAX_VALUE;
        for (ConsumerGroup group : groups.values()) {
            least = Math.min(least, group.partition(partition).committed());
        }
        return least;
    }

    /** All messages of a partition before an offset are too old. */
    void expire(int partition, long offset) {
        for (ConsumerGroup group : groups.values()) {
            group.partition(partition).expire(offset);
        }
    }

    /** How long ago the oldest message was stored that some group has not finished. */
    long oldestAgeNanos() {
        return groups.values().stream()
                .mapToLong(ConsumerGroup::oldestAgeNanos)
                .max()
                .orElse(0);
    }

    /** Of how many keys they know the order. */
    long keys() {
        return groups.values().stream().mapToLong(ConsumerGroup::keys).sum();
    }
}
