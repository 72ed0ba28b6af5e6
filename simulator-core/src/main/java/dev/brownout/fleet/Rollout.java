package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.spi.ScalableTier.Deployment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * A deployment under way: some machines at a time, the next ones after a while, and not before the last ones are back.
 */
final class Rollout {
    private static final long NEVER = Long.MAX_VALUE / 4;

    /** Replaces a machine. */
    @FunctionalInterface
    interface Replacement {
        /** The machine that comes; {@code null} where none can come now. */
        Host replace(Host old);
    }

    private final Simulation simulation;
    private final Deployment how;
    private final Deque<Host> left;
    private final Replacement replacement;
    private final Predicate<Host> coming;
    private final Runnable told;
    private final List<Host> awaited = new ArrayList<>();
    private int due;
    private long dueAt;
    private long timer = Simulation.NO_TIMER;
    /** Whether the next one is due and none can come in its place yet. */
    private boolean stuck;

    /**
     * Nothing has been replaced yet.
     *
     * @param machines in the order in which they are replaced
     * @param coming whether a machine is not yet back
     * @param told who wants to know when machines that were replaced are back
     */
    Rollout(
            Simulation simulation,
            Deployment how,
            Collection<Host> machines,
            Replacement replacement,
            Predicate<Host> coming,
            Runnable told) {
        this.simulation = simulation;
        this.how = how;
        this.left = new ArrayDeque<>(machines);
        this.replacement = replacement;
        this.coming = coming;
        this.told = told;
    }

    /** Replaces the first ones. */
    void begin() {
        due = how.by();
        dueAt = simulation.now();
        goOn();
    }

    /** Replaces the next ones when they are due, unless some of the last ones are not back. */
    private void goOn() {
        timer = Simulation.NO_TIMER;
        stuck = false;
        boolean waited = !awaited.isEmpty();
        awaited.removeIf(host -> !coming.test(host));
        if (waited && awaited.isEmpty()) {
            told.run();
        }
        long now = simulation.now();
        if (awaited.isEmpty() && now >= dueAt) {
            replaceNext();
        }
        if (!awaited.isEmpty()) {
            changed();
        } else if (!left.isEmpty() && !stuck && dueAt < NEVER) {
            timer = simulation.after(Math.max(0, dueAt - now), step -> goOn(), 0);
        }
    }

    /** Goes on if all machines are back that were replaced last, or if it waits for one that can come now. */
    void changed() {
        boolean ready = awaited.isEmpty() ? stuck : awaited.stream().noneMatch(coming);
        if (timer == Simulation.NO_TIMER && ready) {
            timer = simulation.after(0, step -> goOn(), 0);
        }
    }

    private void replaceNext() {
        while (due > 0 && !left.isEmpty()) {
            Host next = replacement.replace(left.peek());
            if (next == null) {
                stuck = true;
                return;
            }
            left.poll();
            awaited.add(next);
            due--;
        }
        due = how.by();
        dueAt = how.everyNanos() > 0 ? dueAt + Math.min(how.everyNanos(), NEVER - dueAt) : NEVER;
    }

    /** Leaves machines as they are. */
    void forget(Collection<Host> machines) {
        left.removeAll(machines);
    }

    /** Whether nothing is left to do. */
    boolean over() {
        return awaited.isEmpty() && (left.isEmpty() || dueAt == NEVER);
    }
}
