package dev.brownout.component.quorumstore;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hints that a node keeps on its disk for replicas that did not take a write. The hints for one key and replica are
 * merged. The node delivers them one by one to replicas that are considered up.
 */
final class HintedHandoff implements Host.Resident {
    /** Interval between delivery attempts, in ns: 10 s, as in Cassandra's hints dispatcher. */
    private static final long DELIVERY_INTERVAL_NANOS = 10_000_000_000L;

    private final StoreCluster cluster;
    private final StoreNode coordinator;
    private final FailureDetector.View view;
    private final TimeWeighted level;
    private final Counter created;
    private long replaced;
    private long deliveredHints;
    private final Map<Integer, Map<Integer, Hint>> byTarget = new LinkedHashMap<>();
    private final Set<Integer> looking = new LinkedHashSet<>();

    private static final class Hint {
        private final Request because;
        private final StampedValue value;
        /** Number of handoffs so far, which can fail. */
        private int handoffs;

        Hint(Request because, StampedValue value) {
            this.because = because;
            this.value = value;
        }
    }

    /** Creates an empty set of hints, attached to its host. */
    HintedHandoff(
            StoreCluster cluster,
            StoreNode coordinator,
            FailureDetector.View view,
            StoreMetrics.BackgroundRepair measures) {
        this.cluster = cluster;
        this.coordinator = coordinator;
        this.view = view;
        this.level = measures.hints();
        this.created = measures.hintsCreated();
        coordinator.host().attach(this);
    }

    /** Keeps a value for a node, unless a kept value supersedes it. */
    void store(int target, Request cause, int key, StampedValue value) {
        Map<Integer, Hint> targetHints = byTarget.computeIfAbsent(target, node -> new LinkedHashMap<>());
        Hint hint = targetHints.get(key);
        if (hint == null) {
            level.add(cluster.now(), 1);
        } else if (hint.value.covers(value)) {
            return;
        } else {
            replaced++;
        }
        created.add(cluster.now());
        targetHints.put(key, new Hint(cause, hint == null ? value : hint.value.with(value)));
        scheduleCheck(target);
    }

    private void recordEnd(int count) {
        deliveredHints += count;
        level.add(cluster.now(), -count);
    }

    /** Returns the number of hints created, as the sum of those replaced, delivered or dropped, and still kept. */
    long accounted() {
        long keptHints = 0;
        for (Map<Integer, Hint> targetHints : byTarget.values()) {
            keptHints += targetHints.size();
        }
        return replaced + deliveredHints + keptHints;
    }

    /** Returns the merged value of a key over the hints for all replicas; {@code null} for none. */
    StampedValue find(int key) {
        StampedValue newest = null;
        for (Map<Integer, Hint> targetHints : byTarget.values()) {
            Hint hint = targetHints.get(key);
            newest = hint == null ? newest : StampedValue.merge(newest, hint.value);
        }
        return newest;
    }

    private void scheduleCheck(int target) {
        if (looking.add(target)) {
            coordinator.host().schedule(DELIVERY_INTERVAL_NANOS, () -> deliverNext(target));
        }
    }

    private void deliverNext(int target) {
        looking.remove(target);
        Map<Integer, Hint> targetHints = byTarget.get(target);
        Map.Entry<Integer, Hint> first = targetHints == null ? null : first(targetHints);
        if (first == null) {
            return;
        }
        if (!view.isUp(target)) {
            scheduleCheck(target);
            return;
        }
        looking.add(target);
        cluster.send(coordinator, new Handoff(target, first.getKey(), first.getValue()));
    }

    /** Returns the oldest hint that has not expired; {@code null} for none. Drops the expired hints before it. */
    private Map.Entry<Integer, Hint> first(Map<Integer, Hint> targetHints) {
        while (!targetHints.isEmpty()) {
            Map.Entry<Integer, Hint> first = targetHints.entrySet().iterator().next();
            if (!cluster.lifetime().isExpired(first.getValue().value, coordinator.clock())) {
                return first;
            }
            targetHints.remove(first.getKey());
            recordEnd(1);
            coordinator.ledger().onDiskLost(first.getKey());
        }
        return null;
    }

    private void recordHandoff(int target, int key, Hint hint) {
        Map<Integer, Hint> targetHints = byTarget.get(target);
        if (targetHints.remove(key, hint)) {
            recordEnd(1);
        }
        deliverNext(target);
    }

    @Override
    public void onCrash() {
        looking.clear();
        if (!cluster.spec().durable()) {
            List<Integer> keys = new ArrayList<>();
            byTarget.values().forEach(targetHints -> keys.addAll(targetHints.keySet()));
            byTarget.clear();
            recordEnd(keys.size());
            keys.forEach(coordinator.ledger()::onDiskLost);
        }
    }

    @Override
    public void onRestart() {
        List.copyOf(byTarget.keySet()).forEach(this::scheduleCheck);
    }

    /** Delivery of one hint to its replica. */
    private final class Handoff extends CopyMessage {
        private final int key;
        private final Hint hint;

        Handoff(int to, int key, Hint hint) {
            super(to, hint.because.repeated(hint.handoffs++), Operation.WRITE, Purpose.HINT);
            this.key = key;
            this.hint = hint;
        }

        @Override
        void carriedOut(StoreNode node) {
            node.write(key, hint.value);
        }

        @Override
        void onResponse(Outcome outcome) {
            looking.remove(target());
            if (outcome.good()) {
                recordHandoff(target(), key, hint);
            } else {
                scheduleCheck(target());
            }
        }
    }
}
