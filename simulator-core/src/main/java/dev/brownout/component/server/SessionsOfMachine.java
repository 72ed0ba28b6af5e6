package dev.brownout.component.server;

import dev.brownout.kernel.Simulation;
import dev.brownout.node.Host;
import java.util.Iterator;
import java.util.LinkedHashMap;
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

    /** How many there are whose ends are known. */
    long expiring() {
        return lastAt.size();
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
            lastAt.put(number, simulation.now());
            arm();
        }
    }

    /** One has gone elsewhere. */
    void end(long number) {
        lastAt.remove(number);
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
        if (!armed && !lastAt.isEmpty()) {
            armed = true;
            long due = lastAt.values().iterator().next() + expiryNanos;
            host.after(Math.max(0, due - simulation.now()), this::expire);
        }
    }

    private void expire() {
        armed = false;
        Iterator<Map.Entry<Long, Long>> oldest = lastAt.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Long, Long> one = oldest.next();
            if (one.getValue() + expiryNanos > simulation.now()) {
                break;
            }
            long number = one.getKey();
            oldest.remove();
            hold(-1);
            expired.accept(number);
        }
        arm();
    }

    /** All end with the process. */
    void died() {
        hold(-kept);
        lastAt.clear();
        armed = false;
    }
}
