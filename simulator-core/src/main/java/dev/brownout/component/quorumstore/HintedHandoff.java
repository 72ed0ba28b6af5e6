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
 * What a node keeps for others that did not take it, on its disk: of each key what is left of it. From time to time it
 * brings it to those that are held to be up, one after the other.
 */
final class HintedHandoff implements Host.Resident {
    /** Cassandra's hints dispatcher looks every ten seconds. */
    private static final long LOOK_NANOS = 10_000_000_000L;

    private final StoreCluster cluster;
    private final StoreNode holder;
    private final FailureDetector.View view;
    private final TimeWeighted level;
    private final Counter created;
    private long replaced;
    private long ended;
    private final Map<Integer, Map<Integer, Hint>> byTarget = new LinkedHashMap<>();
    private final Set<Integer> looking = new LinkedHashSet<>();

    private record Hint(Request because, StampedValue value) {}

    /** None yet. */
    HintedHandoff(StoreCluster cluster, StoreNode holder, FailureDetector.View view, StoreMetrics measures) {
        this.cluster = cluster;
        this.holder = holder;
        this.view = view;
        this.level = measures.hints();
        this.created = measures.hints_created();
        holder.host().attach(this);
    }

    /** Keeps a value for a node. */
    void keep(int target, Request because, int key, StampedValue value) {
        Map<Integer, Hint> kept = byTarget.computeIfAbsent(target, node -> new LinkedHashMap<>());
        Hint known = kept.get(key);
        if (known == null) {
            level.add(cluster.now(), 1);
        } else if (known.value.covers(value)) {
            return;
        } else {
            replaced++;
        }
        created.add(cluster.now());
        kept.put(key, new Hint(because, known == null ? value : known.value.with(value)));
        lookLater(target);
    }

    private void ended(int many) {
        ended += many;
        level.add(cluster.now(), -many);
    }

    /** Returns how many values it came to keep, by what became of them: replaced, handed over or dropped, or there. */
    long accounted() {
        long there = 0;
        for (Map<Integer, Hint> kept : byTarget.values()) {
            there += kept.size();
        }
        return replaced + ended + there;
    }

    /** What is left of all that is kept of a key for whomever; {@code null} for nothing. */
    StampedValue find(int key) {
        StampedValue newest = null;
        for (Map<Integer, Hint> kept : byTarget.values()) {
            Hint hint = kept.get(key);
            newest = hint == null ? newest : StampedValue.both(newest, hint.value);
        }
        return newest;
    }

    private void lookLater(int target) {
        if (looking.add(target)) {
            holder.host().after(LOOK_NANOS, () -> look(target));
        }
    }

    private void look(int target) {
        looking.remove(target);
        Map<Integer, Hint> kept = byTarget.get(target);
        Map.Entry<Integer, Hint> first = kept == null ? null : first(kept);
        if (first == null) {
            return;
        }
        if (!view.up(target)) {
            lookLater(target);
            return;
        }
        looking.add(target);
        cluster.send(holder, new Handoff(target, first.getKey(), first.getValue()));
    }

    /** The oldest that has not expired; {@code null} for none. Those before it are dropped. */
    private Map.Entry<Integer, Hint> first(Map<Integer, Hint> kept) {
        while (!kept.isEmpty()) {
            Map.Entry<Integer, Hint> first = kept.entrySet().iterator().next();
            if (!cluster.lifetime().expired(first.getValue().value, holder.clock())) {
                return first;
            }
            kept.remove(first.getKey());
            ended(1);
            holder.ledger().forgotten(first.getKey());
        }
        return null;
    }

    private void handedOver(int target, int key, Hint hint) {
        Map<Integer, Hint> kept = byTarget.get(target);
        if (kept.remove(key, hint)) {
            ended(1);
        }
        look(target);
    }

    @Override
    public void onCrash() {
        looking.clear();
        if (!cluster.spec().durable()) {
            List<Integer> keys = new ArrayList<>();
            byTarget.values().forEach(kept -> keys.addAll(kept.keySet()));
            byTarget.clear();
            ended(keys.size());
            keys.forEach(holder.ledger()::forgotten);
        }
    }

    @Override
    public void onRestart() {
        List.copyOf(byTarget.keySet()).forEach(this::lookLater);
    }

    /** A value on its way to the node that it was kept for. */
    private final class Handoff extends CopyMessage {
        private final int key;
        private final Hint hint;

        Handoff(int to, int key, Hint hint) {
            super(to, hint.because, Operation.WRITE, Purpose.HINT);
            this.key = key;
            this.hint = hint;
        }

        @Override
        void carriedOut(StoreNode node) {
            node.write(key, hint.value);
        }

        @Override
        void answered(Outcome outcome) {
            looking.remove(to());
            if (outcome.good()) {
                handedOver(to(), key, hint);
            } else {
                lookLater(to());
            }
        }
    }
}
