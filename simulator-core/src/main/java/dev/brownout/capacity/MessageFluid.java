package dev.brownout.capacity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A queue of messages some of which come again, as a fluid in steps of time: what comes first is delivered first, as
 * long as its consumers have places, and a message on which they fail comes back until it has been delivered as often
 * as the queue allows.
 */
final class MessageFluid {
    /** Steps into which a run is cut. */
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

    /** Messages of one kind that came to the queue in one step. */
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
     * Messages that are alike.
     *
     * @param share the share of all that are published
     * @param holdSeconds the time for which a consumer holds one
     * @param againSeconds the time from one delivery to the next; infinite for those on which no consumer fails
     */
    record Kind(double share, double holdSeconds, double againSeconds) {}

    /**
     * An empty queue at the start of a run.
     *
     * @param seconds the length of the run
     * @param deliveries the most deliveries of a message
     */
    MessageFluid(double seconds, int deliveries) {
        this.step = seconds / STEPS;
        this.deliveries = deliveries;
        for (int i = 0; i <= STEPS; i++) {
            due.add(new ArrayList<>());
        }
    }

    /** Lets a stage pass up to a second of the run. */
    void flow(double untilSeconds, double perSecond, double places, List<Kind> kinds, boolean counts) {
        while (now < STEPS && (now + 0.5) * step < untilSeconds) {
            busy -= released[now];
            for (Kind kind : kinds) {
                add(new Cohort(now, kind, 0, perSecond * step * kind.share()));
            }
            due.get(now).forEach(this::add);
            deliver(places - busy);
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

    private void deliver(double places) {
        double free = places;
        while (free > 1e-9 && !queue.isEmpty()) {
            Cohort first = queue.peek();
            double each = Math.min(1, first.kind.holdSeconds() / step);
            double count = each == 0 ? first.count : Math.min(first.count, free / each);
            free -= count * each;
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

    /** Messages that wait, on average over the measured steps. */
    double mean() {
        return measured == 0 ? 0 : area / measured;
    }

    /** The most messages that wait in a measured step. */
    double deepest() {
        return deepest;
    }

    /** The longest time from the arrival of a message to the end of the work on it, in seconds. */
    double longest() {
        return longest;
    }
}
