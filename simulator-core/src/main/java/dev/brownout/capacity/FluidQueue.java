package dev.brownout.capacity;

import java.util.ArrayList;
import java.util.List;

/** A queue as a fluid: what comes and what is done flow evenly, and what comes first is done first. */
final class FluidQueue {
    private final List<Point> points = new ArrayList<>();
    /** From when on it is measured. */
    private final double since;

    private double area;

    /**
     * A moment at which a flow changes.
     *
     * @param at in seconds
     * @param come what has come until then
     * @param done what has been done until then
     */
    private record Point(double at, double come, double done) {
        double depth() {
            return come - done;
        }
    }

    /** An empty queue at some second, measured from then on. */
    FluidQueue(double start) {
        this(start, start);
    }

    /** An empty queue at some second, measured from another one on at which its flow changes. */
    FluidQueue(double start, double since) {
        this.since = since;
        points.add(new Point(start, 0, 0));
    }

    /** Lets some seconds pass in which so much comes a second and so much can be done. */
    void flow(double seconds, double offered, double able) {
        if (Double.isInfinite(able)) {
            points.add(new Point(last().at(), last().come(), last().come()));
            to(seconds, offered, offered);
            return;
        }
        double empties = last().depth() / (able - offered);
        if (able > offered && empties < seconds) {
            if (empties > 0) {
                to(empties, offered, able);
            }
            to(seconds - empties, offered, offered);
        } else {
            to(seconds, offered, able);
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

    /** The most that ever waited. */
    double deepest() {
        return points.stream()
                .filter(point -> point.at() >= since)
                .mapToDouble(Point::depth)
                .reduce(0, Math::max);
    }

    /** What waited on average. */
    double mean() {
        return area / (last().at() - since);
    }

    /** The longest that something waited that was done by the end, in seconds. */
    double longest() {
        double longest = 0;
        for (Point point : points) {
            longest = Math.max(longest, point.at() - when(point.done(), true));
            if (point.come() <= last().done()) {
                longest = Math.max(longest, when(point.come(), false) - point.at());
            }
        }
        return longest;
    }

    /** When so much had come, or been done. */
    private double when(double much, boolean come) {
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            double before = come ? from.come() : from.done();
            double after = come ? to.come() : to.done();
            if (much <= after && after > before) {
                return from.at() + Math.max(0, much - before) / (after - before) * (to.at() - from.at());
            }
        }
        return last().at();
    }
}
