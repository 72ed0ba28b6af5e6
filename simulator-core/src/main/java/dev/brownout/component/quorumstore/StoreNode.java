package dev.brownout.component.quorumstore;

import dev.brownout.host.CoreMetrics;
import dev.brownout.host.Cores;
import dev.brownout.host.Host;
import dev.brownout.host.MachineClock;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.service.VersionVector;
import dev.brownout.service.WriteHistory;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Node of a store: its cores, its clock, and the values on its disk. */
final class StoreNode implements Host.Resident {
    /** Metrics of one node. */
    record Measures(
            @Doc("Calls waiting for a core, excluding those in service.") @Display(Display.As.LINE)
            TimeWeighted queue) {}

    /** Coordinator number of the values that exist before the run. */
    private static final int NO_COORDINATOR = -1;

    private final int number;
    private final Host host;
    private final Cores cores;
    private final MachineClock clock;
    private final boolean durable;
    private final WriteHistory history;
    private final boolean siblings;
    private final StampedValue unwritten;
    private final IntKeyMap<StampedValue> values = new IntKeyMap<>(StampedValue[]::new);
    private final Optional<UnexpiredValues> live;
    private AcknowledgedWrites ledger;
    private HintedHandoff hints;
    private final List<StoredSessions> sessions = new ArrayList<>(0);
    private boolean emptied;

    StoreNode(
            QuorumStoreSpec spec,
            ComponentContext context,
            int number,
            Host host,
            WriteHistory history,
            TtlSchedule lifetime) {
        this.number = number;
        this.host = host;
        this.durable = spec.durable();
        this.clock = new MachineClock(context.simulation());
        host.attach(clock);
        this.history = history;
        this.siblings = spec.conflicts() == ConflictPolicy.VECTOR_CLOCK;
        this.unwritten = siblings
                ? Siblings.of(history.version(0) - 1, history.version(0), VersionVector.NOTHING, 0)
                : new StampedValue(Long.MIN_VALUE, history.version(0), 0, NO_COORDINATOR);
        CoreMetrics use = context.metrics().instruments(CoreMetrics.class, host);
        Measures measures = context.metrics().instruments(Measures.class, host);
        use.track(context.simulation(), host, spec.engine().cores());
        cores = spec.engine().nodeCores().create(context, host, use.utilization(), measures.queue());
        emptied = lifetime.isLimited();
        live = Optional.of(lifetime)
                .filter(TtlSchedule::isLimited)
                .map(schedule -> new UnexpiredValues(
                        context, schedule, clock, context.metrics().instruments(UnexpiredValues.Measures.class, host)));
        host.attach(this);
    }

    /**
     * Sets the record of acknowledged writes and the hints of this node.
     *
     * @param hintsForOthers hints for other nodes; {@code null} without hinted handoff
     */
    void attachLedgers(AcknowledgedWrites writes, HintedHandoff hintsForOthers) {
        ledger = writes;
        hints = hintsForOthers;
    }

    /** Registers sessions kept on this node. They are checked when the node crashes and loses its values. */
    void registerSessions(StoredSessions storedSessions) {
        sessions.add(storedSessions);
    }

    /** Returns the index of this node in the store, from 0. */
    int number() {
        return number;
    }

    /** Returns the host of this node. */
    Host host() {
        return host;
    }

    /** Returns the cores that serve reads and writes of the node's copies. */
    Cores cores() {
        return cores;
    }

    /** Returns the clock that timestamps the writes coordinated by this node. */
    MachineClock clock() {
        return clock;
    }

    /** Returns the counts of unexpired and expired values; empty without a time to live. */
    Optional<UnexpiredValues> live() {
        return live;
    }

    /**
     * Returns the value of a key, expired or not; {@code null} for none. A key without a write has its initial value,
     * unless values expire or the node has lost its data.
     */
    StampedValue read(int key) {
        StampedValue value = values.get(key);
        return value == null && !emptied ? unwritten : value;
    }

    /** Returns the value of a key written during the run; {@code null} for none. */
    StampedValue onDisk(int key) {
        return values.get(key);
    }

    /**
     * Merges a received value with the stored one.
     *
     * @return whether the received value changed the stored one
     */
    boolean write(int key, StampedValue value) {
        StampedValue current = read(key);
        if (!siblings) {
            recordConflict(current, value);
        }
        if (current != null && current.covers(value)) {
            return false;
        }
        StampedValue merged = StampedValue.merge(current, value);
        values.put(key, merged);
        if (live.isPresent()) {
            live.get().written(key, merged);
        }
        ledger.onStored(key, value);
        for (int i = 0; i < sessions.size(); i++) {
            sessions.get(i).onStored(key);
        }
        return true;
    }

    private void recordConflict(StampedValue current, StampedValue value) {
        value.reach(number, history.newest());
        if (current != null && current != unwritten && current.version != value.version) {
            boolean currentWins = current.covers(value);
            ledger.recordDiscarded(currentWins ? value : current, currentWins ? current : value);
        }
    }

    /** Returns the record of acknowledged writes. */
    AcknowledgedWrites ledger() {
        return ledger;
    }

    /** Returns the hints for other nodes; {@code null} without hinted handoff. */
    HintedHandoff hints() {
        return hints;
    }

    /** Calls an action for each key that has a value on disk. */
    void forEachKey(IntConsumer action) {
        values.forEachKey(action);
    }

    /** Returns the number of keys that have a value on disk. */
    int size() {
        return values.size();
    }

    @Override
    public void onCrash() {
        if (!durable) {
            emptied = true;
            List<Integer> keys = new ArrayList<>(values.size());
            values.forEachKey(keys::add);
            values.clear();
            live.ifPresent(UnexpiredValues::clear);
            keys.forEach(ledger::onDiskLost);
            sessions.forEach(StoredSessions::onDataLost);
        }
    }
}
