package dev.brownout.component.server;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The sessions in the memory of one host, abandoned ones included: each exists until it has not been used for the
 * expiry time, if there is one, or until the process ends.
 */
final class SessionsOfMachine {
    private static final int OLDEST_FIRST_INITIALLY = 16;

    private final Simulation simulation;
    private final Host host;
    /** Expiry time of an unused session; 0 for never. */
    private final long expiryNanos;

    private final MachineMemory memory;
    private final LongConsumer expired;
    /** With expiry: time of the last use by session number, least recently used first. */
    private final Map<Long, Long> lastAt = new LinkedHashMap<>(OLDEST_FIRST_INITIALLY, 0.75f, true);

    /** Sessions not used since the start; they expire before those in {@link #lastAt}. */
    private List<InitialSessions> first = List.of();

    private long firstAt;

    private long kept;
    private boolean armed;

    /**
     * Creates an instance without sessions.
     *
     * @param memory memory of the host, or {@code null} without a limit
     * @param expired receives the numbers of expired sessions
     */
    SessionsOfMachine(Simulation simulation, Host host, long expiryNanos, MachineMemory memory, LongConsumer expired) {
        this.simulation = simulation;
        this.host = host;
        this.expiryNanos = expiryNanos;
        this.memory = memory;
        this.expired = expired;
    }

    /** Returns the number of sessions and copies. */
    long retainedCount() {
        return kept;
    }

    /** Returns the number of expiring sessions used since the start. */
    long remembered() {
        return lastAt.size();
    }

    /** Starts with the initial sessions and copies of others. */
    void beginFirst(List<InitialSessions> sessions, long copies) {
        addSessions(InitialSessions.remainingCount(sessions) + copies);
        if (expiryNanos > 0) {
            first = sessions;
            firstAt = simulation.now();
            arm();
        }
    }

    private boolean takeFirst(long number) {
        for (InitialSessions sessions : first) {
            if (sessions.remove(number)) {
                return true;
            }
        }
        return false;
    }

    /** Adds a session and records its use. */
    void begin(long number) {
        addSessions(1);
        recordUse(number);
    }

    /** Adds a copy, which ends with its session. */
    void copy() {
        addSessions(1);
    }

    /** Removes a copy. */
    void endCopy() {
        addSessions(-1);
    }

    /** Records a use of a session, which may have been a copy until now. */
    void recordUse(long number) {
        if (expiryNanos > 0) {
            takeFirst(number);
            lastAt.put(number, simulation.now());
            arm();
        }
    }

    /** Removes a session that has moved elsewhere. */
    void end(long number) {
        if (!takeFirst(number)) {
            lastAt.remove(number);
        }
        addSessions(-1);
    }

    /** Adds sessions or copies; negative to remove. */
    void addSessions(long change) {
        kept += change;
        if (memory != null) {
            memory.sessions(change);
        }
    }

    private void arm() {
        if (armed) {
            return;
        }
        boolean untouched = InitialSessions.remainingCount(first) > 0;
        if (untouched || !lastAt.isEmpty()) {
            armed = true;
            long oldest = untouched ? firstAt : lastAt.values().iterator().next();
            host.schedule(Math.max(0, oldest + expiryNanos - simulation.now()), this::expire);
        }
    }

    private void expire() {
        armed = false;
        if (firstAt + expiryNanos <= simulation.now()) {
            first.forEach(sessions -> sessions.takeAll(this::remove));
            first = List.of();
        }
        Iterator<Map.Entry<Long, Long>> oldest = lastAt.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Long, Long> one = oldest.next();
            if (one.getValue() + expiryNanos > simulation.now()) {
                break;
            }
            long number = one.getKey();
            oldest.remove();
            remove(number);
        }
        arm();
    }

    private void remove(long number) {
        addSessions(-1);
        expired.accept(number);
    }

    /** Removes every session with the process. */
    void onDied() {
        addSessions(-kept);
        first = List.of();
        lastAt.clear();
        armed = false;
    }
}
