package dev.brownout.capacity;

import java.util.ArrayList;
import java.util.List;

/** Fluid model of a queue. Arrivals and service are constant flows, in first-in, first-out order. */
final class FluidQueue {
    private final List<Point> points = new ArrayList<>();
    /** Start of the measurement, in seconds. */
    private final double since;

    private double area;

    /**
     * Instant at which a flow changes.
     *
     * @param at the instant, in seconds
     * @param come cumulative arrivals
     * @param done cumulative departures
     */
    private record Point(double at, double come, double done) {
        double depth() {
            return come - done;
        }
    }

    /** Creates an empty queue at an instant, in seconds. Measurement starts at the same instant. */
    FluidQueue(double start) {
        this(start, start);
    }

    /**
     * Creates an empty queue at an instant, in seconds. Measurement starts at {@code since}, an instant at which the
     * flow changes.
     */
    FluidQueue(double start, double since) {
        this.since = since;
        points.add(new Point(start, 0, 0));
    }

    /** Advances the queue by a number of seconds with an arrival rate and a service capacity, both per second. */
    void flow(double seconds, double offered, double capacityPerSecond) {
        if (Double.isInfinite(capacityPerSecond)) {
            points.add(new Point(last().at(), last().come(), last().come()));
            to(seconds, offered, offered);
            return;
        }
        double empties = last().depth() / (capacityPerSecond - offered);
        if (capacityPerSecond > offered && empties < seconds) {
            if (empties > 0) {
                to(empties, offered, capacityPerSecond);
            }
            to(seconds - empties, offered, offered);
        } else {
            to(seconds, offered, capacityPerSecond);
        }
    }

    private Point last() {
        return points.get(points.size() - 1);
    }

    private void to(double seconds, double in, double out) {
        Point from = last();
        Point to = new Point(from.at() + seconds, from.come() + in * seconds, from.done() + out * seconds);
        if (from.at() >= since) {
            area += (from.depth() + to.depth()) / 2 * seconds;
        }
        points.add(to);
    }

    /** Returns the maximum queue length. */
    double deepest() {
        return points.stream()
                .filter(point -> point.at() >= since)
                .mapToDouble(Point::depth)
                .reduce(0, Math::max);
    }

    /** Returns the mean queue length. */
    double mean() {
        return area / (last().at() - since);
    }

    /** Returns the longest waiting time, in seconds, among arrivals served by the end. */
    double longest() {
        double longest = 0;
        for (Point point : points) {
            longest = Math.max(longest, point.at() - instantOf(point.done(), true));
            if (point.come() <= last().done()) {
                longest = Math.max(longest, instantOf(point.come(), false) - point.at());
            }
        }
        return longest;
    }

    /** Returns the instant, in seconds, at which the cumulative arrivals or departures reach an amount. */
    private double instantOf(double amount, boolean arrivals) {
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            double before = arrivals ? from.come() : from.done();
            double after = arrivals ? to.come() : to.done();
            if (amount <= after && after > before) {
                return from.at() + Math.max(0, amount - before) / (after - before) * (to.at() - from.at());
            }
        }
        return last().at();
    }
}
