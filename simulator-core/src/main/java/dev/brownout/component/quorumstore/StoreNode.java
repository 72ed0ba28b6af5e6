package dev.brownout.component.quorumstore;

import dev.brownout.host.CapacityTracker;
import dev.brownout.host.Cores;
import dev.brownout.host.Host;
import dev.brownout.host.MachineClock;
import dev.brownout.instrument.Occupancy;
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

/** A machine of a store: its cores, its clock, and what it has on its disk. */
final class StoreNode implements Host.Resident {
    /** What is measured of each machine. */
    record Measures(
            @Doc("Busy cores over the cores of the nodes that are up, time-weighted.") @Display(Display.As.UTILIZATION)
            Occupancy utilization,

            @Doc("Busy cores over the cores of all nodes in service or draining, dead ones too, time-weighted.")
            Occupancy provisioned_utilization,

            @Doc("Calls waiting for a core, those in service not counted.") @Display(Display.As.LINE)
            TimeWeighted queue) {}

    /** Who made what was there before the run. */
    private static final int NOBODY = -1;

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
        this.history = history;
        this.siblings = spec.conflicts() == ConflictPolicy.VECTOR_CLOCK;
        this.unwritten = siblings
                ? Siblings.of(history.version(0) - 1, history.version(0), VersionVector.NOTHING, 0)
                : new StampedValue(Long.MIN_VALUE, history.version(0), 0, NOBODY);
        Measures measures = context.measures(Measures.class, host);
        measures.provisioned_utilization().mirror(measures.utilization());
        CapacityTracker.whileProvisioned(context.simulation(), host, measures.provisioned_utilization(), spec.cores());
        cores = context.cores(
                host, spec.cores(), spec.queue().orElse(Integer.MAX_VALUE), measures.utilization(), measures.queue());
        emptied = lifetime.limited();
        live = Optional.of(lifetime)
                .filter(TtlSchedule::limited)
                .map(its -> new UnexpiredValues(
                        context, its, clock, context.measures(UnexpiredValues.Measures.class, host)));
        host.attach(this);
    }

    /** Who holds its disk against what callers were told. */
    void keptBeside(AcknowledgedWrites beside, HintedHandoff forOthers) {
        ledger = beside;
        hints = forOthers;
    }

    /** Keeps sessions, which it loses when it dies. */
    void keep(StoredSessions some) {
        sessions.add(some);
    }

    /** Its place among the nodes of the store, from 0. */
    int number() {
        return number;
    }

    /** The machine itself. */
    Host host() {
        return host;
    }

    /** On which reads and writes of its copies work. */
    Cores cores() {
        return cores;
    }

    /** By which it stamps the writes that it coordinates. */
    MachineClock clock() {
        return clock;
    }

    /** What of its values has expired; empty where none ever does. */
    Optional<UnexpiredValues> live() {
        return live;
    }

    /**
     * What a reader finds under a key, expired or not: what was there before the run until it is written, unless values
     * expire; {@code null} for nothing.
     */
    StampedValue read(int key) {
        StampedValue value = values.get(key);
        return value == null && !emptied ? unwritten : value;
    }

    /** What its disk has of a key since the run began; {@code null} for nothing. */
    StampedValue onDisk(int key) {
        return values.get(key);
    }

    /**
     * Keeps what is left of what it has and of what has come.
     *
     * @return whether what has come brings anything
     */
    boolean write(int key, StampedValue value) {
        StampedValue known = read(key);
        if (!siblings) {
            meet(known, value);
        }
        if (known != null && known.covers(value)) {
            return false;
        }
        StampedValue kept = StampedValue.both(known, value);
        values.put(key, kept);
        if (live.isPresent()) {
            live.get().written(key, kept);
        }
        ledger.stored(key, value);
        for (int i = 0; i < sessions.size(); i++) {
            sessions.get(i).stored(key);
        }
        return true;
    }

    private void meet(StampedValue known, StampedValue value) {
        value.reach(number, history.newest());
        if (known != null && known != unwritten && known.version != value.version) {
            boolean stays = known.covers(value);
            ledger.gaveUp(stays ? value : known, stays ? known : value);
        }
    }

    /** Who holds its disk against what callers were told. */
    AcknowledgedWrites ledger() {
        return ledger;
    }

    /** What it keeps for others; {@code null} where nobody keeps anything for others. */
    HintedHandoff hints() {
        return hints;
    }

    /** Names each key of which its disk has a value. */
    void forEachKey(IntConsumer action) {
        values.forEachKey(action);
    }

    /** How many keys it has. */
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
            live.ifPresent(UnexpiredValues::forget);
            keys.forEach(ledger::forgotten);
            sessions.forEach(StoredSessions::forgotten);
        }
    }
}
