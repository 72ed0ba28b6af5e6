package dev.brownout.capacity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Fluid model of a queue with redelivered messages, in discrete time steps. Messages are delivered in first-in,
 * first-out order while consumers have free slots. A message that fails returns to the queue until it has had the
 * maximum number of deliveries.
 */
final class MessageFluid {
    /** Number of time steps of a run. */
    static final int STEPS = 2000;

    private final double step;
    private final int deliveries;
    private final Deque<Cohort> queue = new ArrayDeque<>();
    private final List<List<Cohort>> due = new ArrayList<>();
    private final double[] released = new double[STEPS + 1];
    private int now;
    private double busy;
    private double depth;
    private double area;
    private int measured;
    private double deepest;
    private double longest;

    /** Messages of one kind that arrived at the queue in one step. */
    private static final class Cohort {
        private final int bornAt;
        private final Kind kind;
        private final int delivered;
        private double count;

        Cohort(int bornAt, Kind kind, int delivered, double count) {
            this.bornAt = bornAt;
            this.kind = kind;
            this.delivered = delivered;
            this.count = count;
        }
    }

    /**
     * Messages with equal properties.
     *
     * @param share the share of all published messages
     * @param holdSeconds the time for which a consumer holds one message
     * @param againSeconds the time from one delivery to the next; infinite for messages that do not fail
     */
    record Kind(double share, double holdSeconds, double againSeconds) {}

    /**
     * Creates an empty queue at the start of a run.
     *
     * @param seconds the length of the run
     * @param deliveries the maximum number of deliveries of a message
     */
    MessageFluid(double seconds, int deliveries) {
        this.step = seconds / STEPS;
        this.deliveries = deliveries;
        for (int i = 0; i <= STEPS; i++) {
            due.add(new ArrayList<>());
        }
    }

    /**
     * Advances the model to an instant.
     *
     * @param untilSeconds the instant, in seconds since the start of the run
     * @param perSecond messages published per second
     * @param slots slots of the consumers
     * @param kinds the kinds of the published messages
     * @param counts whether the steps are measured
     */
    void flow(double untilSeconds, double perSecond, double slots, List<Kind> kinds, boolean counts) {
        while (now < STEPS && (now + 0.5) * step < untilSeconds) {
            busy -= released[now];
            for (Kind kind : kinds) {
                add(new Cohort(now, kind, 0, perSecond * step * kind.share()));
            }
            due.get(now).forEach(this::add);
            deliver(slots - busy);
            if (counts) {
                measured++;
                area += depth;
                deepest = Math.max(deepest, depth);
            }
            now++;
        }
    }

    private void add(Cohort messages) {
        if (messages.count > 0) {
            queue.add(messages);
            depth += messages.count;
        }
    }

    private void deliver(double freeSlots) {
        double free = freeSlots;
        while (free > 1e-9 && !queue.isEmpty()) {
            Cohort first = queue.peek();
            double slotsPerMessage = Math.min(1, first.kind.holdSeconds() / step);
            double count = slotsPerMessage == 0 ? first.count : Math.min(first.count, free / slotsPerMessage);
            free -= count * slotsPerMessage;
            if (first.kind.holdSeconds() > step) {
                busy += count;
                released[after(first.kind.holdSeconds())] += count;
            }
            depth -= count;
            first.count -= count;
            if (first.count <= 1e-9) {
                queue.poll();
            }
            delivered(first, count);
        }
    }

    private int after(double seconds) {
        return (int) Math.min(STEPS, now + Math.max(1, Math.round(seconds / step)));
    }

    private void delivered(Cohort messages, double count) {
        if (Double.isInfinite(messages.kind.againSeconds())) {
            longest = Math.max(longest, (now - messages.bornAt) * step + messages.kind.holdSeconds());
        } else if (messages.delivered + 1 < deliveries) {
            int at = after(messages.kind.againSeconds());
            if (at < STEPS) {
                due.get(at).add(new Cohort(messages.bornAt, messages.kind, messages.delivered + 1, count));
            }
        }
    }

    /** Returns the mean number of waiting messages over the measured steps. */
    double mean() {
        return measured == 0 ? 0 : area / measured;
    }

    /** Returns the maximum number of waiting messages in a measured step. */
    double deepest() {
        return deepest;
    }

    /**
     * Returns the longest time from the arrival of a message to the end of its processing, in seconds. Failing messages
     * are excluded.
     */
    double longest() {
        return longest;
    }
}
