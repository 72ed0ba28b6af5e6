package dev.brownout.component.server;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The sessions in the memory of one machine, those that nobody asks for any more as well: where they expire, each when
 * nobody has asked for it for a while, and else with the process.
 */
final class SessionsOfMachine {
    private static final int OLDEST_FIRST_INITIALLY = 16;

    private final Simulation simulation;
    private final Host host;
    /** How long one is kept that nobody asks for; 0 for ever. */
    private final long expiryNanos;

    private final MachineMemory memory;
    private final LongConsumer expired;
    /** Where they expire: when each was asked for last, by its number, that which was not for longest first. */
    private final Map<Long, Long> lastAt = new LinkedHashMap<>(OLDEST_FIRST_INITIALLY, 0.75f, true);

    /** Before all of these, those that nobody has asked for since the first instant. */
    private List<InitialSessions> first = List.of();

    private long firstAt;

    private long kept;
    private boolean armed;

    /**
     * None.
     *
     * @param memory of the machine, or {@code null} where there is enough of it
     * @param expired told the numbers of sessions that expire
     */
    SessionsOfMachine(Simulation simulation, Host host, long expiryNanos, MachineMemory memory, LongConsumer expired) {
        this.simulation = simulation;
        this.host = host;
        this.expiryNanos = expiryNanos;
        this.memory = memory;
        this.expired = expired;
    }

    /** How many there are. */
    long kept() {
        return kept;
    }

    /** How many were asked for since the first instant, and may expire. */
    long remembered() {
        return lastAt.size();
    }

    /** Those begin with which the run does, and so many copies of others. */
    void beginFirst(List<InitialSessions> sessions, long copies) {
        hold(InitialSessions.left(sessions) + copies);
        if (expiryNanos > 0) {
            first = sessions;
            firstAt = simulation.now();
            arm();
        }
    }

    private boolean takeFirst(long number) {
        for (InitialSessions sessions : first) {
            if (sessions.take(number)) {
                return true;
            }
        }
        return false;
    }

    /** One begins, which is asked for here. */
    void begin(long number) {
        hold(1);
        ask(number);
    }

    /** A copy of one is made, which ends with that one. */
    void copy() {
        hold(1);
    }

    /** A copy is gone. */
    void endCopy() {
        hold(-1);
    }

    /** One that is here is asked for, be it that only a copy was here until now. */
    void ask(long number) {
        if (expiryNanos > 0) {
            takeFirst(number);
            lastAt.put(number, simulation.now());
            arm();
        }
    }

    /** One has gone elsewhere. */
    void end(long number) {
        if (!takeFirst(number)) {
            lastAt.remove(number);
        }
        hold(-1);
    }

    /** So many more, copies among them, or fewer. */
    void hold(long change) {
        kept += change;
        if (memory != null) {
            memory.sessions(change);
        }
    }

    private void arm() {
        if (armed) {
            return;
        }
        boolean untouched = InitialSessions.left(first) > 0;
        if (untouched || !lastAt.isEmpty()) {
            armed = true;
            long oldest = untouched ? firstAt : lastAt.values().iterator().next();
            host.after(Math.max(0, oldest + expiryNanos - simulation.now()), this::expire);
        }
    }

    private void expire() {
        armed = false;
        if (firstAt + expiryNanos <= simulation.now()) {
            first.forEach(sessions -> sessions.takeAll(this::ended));
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
            ended(number);
        }
        arm();
    }

    private void ended(long number) {
        hold(-1);
        expired.accept(number);
    }

    /** All end with the process. */
    void died() {
        hold(-kept);
        first = List.of();
        lastAt.clear();
        armed = false;
    }
}
