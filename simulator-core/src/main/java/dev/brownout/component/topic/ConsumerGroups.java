package dev.brownout.component.topic;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.DrainTimeGauge;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Consumer groups of a topic. Each group reads every message independently. Balance checks account for every message in
 * each group.
 */
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
     * Creates the groups of a topic, none yet.
     *
     * @param all metrics of all groups together
     * @param published returns the number of messages stored, as counted by the topic
     */
    ConsumerGroups(TopicComponent topic, ComponentContext context, TopicMetrics all, LongSupplier published) {
        this.topic = topic;
        this.context = context;
        this.all = all;
        this.published = published;
        this.drain = drainTimeGauge(all, context.metrics().instruments(TopicMetrics.DrainMetrics.class));
        this.unclean = topic.spec().replication().uncleanElection();
        if (unclean) {
            setBack.put("", context.metrics().instruments(TopicMetrics.SetBack.class));
        }
    }

    private DrainTimeGauge drainTimeGauge(TopicMetrics of, TopicMetrics.DrainMetrics measures) {
        DrainTimeGauge drains = new DrainTimeGauge(context.grid(), of.lag());
        measures.drainTime().is(span -> drains.nanos(span, context.simulation().now()));
        return drains;
    }

    /** Returns the group with the given name. Creates it on first use. */
    ConsumerGroup named(String name) {
        return groups.computeIfAbsent(name, this::group);
    }

    private ConsumerGroup group(String name) {
        TopicMetrics measures = context.metrics().instruments(TopicMetrics.class, name);
        DrainTimeGauge ownDrain =
                drainTimeGauge(measures, context.metrics().instruments(TopicMetrics.DrainMetrics.class, name));
        List<GroupPartition> read = new ArrayList<>();
        for (int i = 0; i < topic.spec().partitions(); i++) {
            String part = name + "/" + (i + 1);
            PartitionLog log = topic.log(i);
            TopicMetrics.OfPartition partitionMeasures =
                    context.metrics().instruments(TopicMetrics.OfPartition.class, part);
            GroupPartition partition =
                    new GroupPartition(topic, log, partitionMeasures, measures, all, ownDrain, drain);
            read.add(partition);
            audit(part, log, partition, partitionMeasures);
        }
        if (unclean) {
            setBack.put(name, context.metrics().instruments(TopicMetrics.SetBack.class, name));
        }
        audit(name, measures);
        ConsumerGroup group = new ConsumerGroup(topic, name, measures, all, read);
        read.forEach(
                partition -> context.audit().overdue(partition.waits(context.grid(), group.processed()::hasWorked)));
        topic.attach(group);
        return group;
    }

    /**
     * Checks the balance of one partition: each message is consumed by the group, dead-lettered, expired, or part of
     * the lag.
     */
    private void audit(String part, PartitionLog log, GroupPartition partition, TopicMetrics.OfPartition alone) {
        AuditRegistry audit = context.audit();
        audit.identity(
                "/" + part + ": stored = consumed + dead letters + expired + lag" + lessSetBack(),
                log::stored,
                () -> alone.consumed().total(run())
                        + partition.deadLetters()
                        + alone.expired().total(run())
                        + partition.lag()
                        - partition.setBack());
    }

    private void audit(String name, TopicMetrics measures) {
        AuditRegistry audit = context.audit();
        audit.identity(
                "/" + name + (topic.hasCopies() ? ": published - truncated" : ": published")
                        + " = consumed + dead letters + expired + lag" + lessSetBack(),
                published,
                () -> measures.consumed().total(run())
                        + measures.deadLetters().total(run())
                        + measures.expired().total(run())
                        + measures.lag().value()
                        - (unclean ? setBack.get(name).setBack().total(run()) : 0));
    }

    private String lessSetBack() {
        return unclean ? " - set back" : "";
    }

    private CellRange run() {
        return context.grid().span(0, context.grid().end());
    }

    /** Starts all groups. The consumers in service get the initial assignments. */
    void begin() {
        groups.values().forEach(ConsumerGroup::begin);
    }

    /** Records {@code count} new messages in a partition. */
    void onStored(int partition, int count) {
        for (ConsumerGroup group : groups.values()) {
            group.partition(partition).onStored(count);
        }
    }

    /** Records the truncation of messages that were not visible to consumers. */
    void cut(int partition, long truncated) {
        for (ConsumerGroup group : groups.values()) {
            group.partition(partition).cut(truncated);
        }
    }

    /**
     * Records the loss of messages from an offset on, before they are removed from the log. Groups may have consumed
     * some of them; their committed offsets are set back.
     */
    void recordLoss(int partition, long from) {
        groups.forEach((name, group) -> {
            long finished = group.partition(partition).recordLoss(from);
            setBack.get(name).setBack().add(topic.now(), finished);
            setBack.get("").setBack().add(topic.now(), finished);
        });
    }

    /** Notifies all groups of a new coordinator. Each member gets a new session. */
    void onCoordinatorMoved() {
        groups.values().forEach(ConsumerGroup::onRestart);
    }

    /** Returns the least committed offset of a partition over all groups. */
    long committed(int partition) {
        long smallest = Long.MAX_VALUE;
        for (ConsumerGroup group : groups.values()) {
            smallest = Math.min(smallest, group.partition(partition).committed());
        }
        return smallest;
    }

    /** Expires all messages of a partition before an offset. */
    void expire(int partition, long offset) {
        for (ConsumerGroup group : groups.values()) {
            group.partition(partition).expire(offset);
        }
    }

    /** Returns the age of the oldest message that some group has not finished, in ns; 0 for none. */
    long oldestAgeNanos() {
        return groups.values().stream()
                .mapToLong(ConsumerGroup::oldestAgeNanos)
                .max()
                .orElse(0);
    }

    /** Returns the number of keys with a recorded latest offset, over all groups. */
    long keys() {
        return groups.values().stream()
                .mapToLong(group -> group.processed().keys())
                .sum();
    }
}
