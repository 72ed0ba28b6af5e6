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

/** A rollout in batches. The next batch starts after an interval, and not before the last batch is back. */
final class BatchRollout implements HostRollout {
    private static final long NEVER = Long.MAX_VALUE / 4;

    /** Replaces a host. */
    @FunctionalInterface
    interface Replacement {
        /** Replaces a host. Returns the new host, or {@code null} if none can start now. */
        Host replace(Host old);
    }

    private final Simulation simulation;
    private final Deployment deployment;
    private final Deque<Host> left;
    private final Replacement replacement;
    private final Predicate<Host> coming;
    private final Runnable completionListener;
    private final List<Host> awaited = new ArrayList<>();
    private int due;
    private long dueAt;
    private long timer = Simulation.NO_TIMER;
    /** True while the next replacement is due but no host can start. */
    private boolean stuck;

    /**
     * Creates a rollout that has not started.
     *
     * @param machines hosts in the order of their replacement
     * @param coming whether a host is not back yet
     * @param completionListener callback that runs when a batch of hosts is back
     */
    BatchRollout(
            Simulation simulation,
            Deployment deployment,
            Collection<Host> machines,
            Replacement replacement,
            Predicate<Host> coming,
            Runnable completionListener) {
        this.simulation = simulation;
        this.deployment = deployment;
        this.left = new ArrayDeque<>(machines);
        this.replacement = replacement;
        this.coming = coming;
        this.completionListener = completionListener;
    }

    @Override
    public void begin() {
        due = deployment.by();
        dueAt = simulation.now();
        advance();
    }

    /** Replaces the next batch if it is due and the last batch is back. */
    private void advance() {
        timer = Simulation.NO_TIMER;
        stuck = false;
        boolean waited = !awaited.isEmpty();
        awaited.removeIf(host -> !coming.test(host));
        if (waited && awaited.isEmpty()) {
            completionListener.run();
        }
        long now = simulation.now();
        if (awaited.isEmpty() && now >= dueAt) {
            replaceNext();
        }
        if (!awaited.isEmpty()) {
            onHostChanged();
        } else if (!left.isEmpty() && !stuck && dueAt < NEVER) {
            timer = simulation.scheduleAfter(Math.max(0, dueAt - now), step -> advance(), 0);
        }
    }

    /** Continues if the last batch is back, or if the rollout waits for a host that can start now. */
    @Override
    public void onHostChanged() {
        boolean ready = awaited.isEmpty() ? stuck : awaited.stream().noneMatch(coming);
        if (timer == Simulation.NO_TIMER && ready) {
            timer = simulation.scheduleAfter(0, step -> advance(), 0);
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
        due = deployment.by();
        dueAt = deployment.everyNanos() > 0 ? dueAt + Math.min(deployment.everyNanos(), NEVER - dueAt) : NEVER;
    }

    @Override
    public void remove(Collection<Host> machines) {
        left.removeAll(machines);
    }

    @Override
    public boolean isOver() {
        return awaited.isEmpty() && (left.isEmpty() || dueAt == NEVER);
    }
}
