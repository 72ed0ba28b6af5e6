package dev.brownout.host;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;

/**
 * Independent simulation of cores with a load-dependent speed: between two events it reduces the remaining work of each
 * job by hand. It has neither a virtual clock nor timers. Times are in ns; a job ends at a whole nanosecond.
 */
final class LoadDependentToy {
    /** Outcome of a job that was aborted, killed or rejected. */
    static final double NEVER = -1;

    /** Rounding error of the remaining time of a job. */
    private static final double TOLERANCE = 1e-4;

    private final int cores;
    private final int slots;
    private final int places;
    private final LongToDoubleFunction speed;
    private final List<Job> running = new ArrayList<>();
    private final List<Job> waiting = new ArrayList<>();
    private final TreeMap<Integer, Double> ends = new TreeMap<>();
    private double now;
    private boolean paused;

    private static final class Job {
        private final int number;
        private double remaining;

        Job(int number, double remaining) {
            this.number = number;
            this.remaining = remaining;
        }
    }

    LoadDependentToy(int cores, int slots, int places, LongToDoubleFunction speed) {
        this.cores = cores;
        this.slots = slots;
        this.places = places;
        this.speed = speed;
    }

    /** Returns the end of each job by its number. */
    TreeMap<Integer, Double> ends() {
        return ends;
    }

    void arrive(double position, int number, double work) {
        runTo(position);
        if (running.size() < slots) {
            running.add(new Job(number, work));
        } else if (waiting.size() < places) {
            waiting.add(new Job(number, work));
        } else {
            ends.put(number, NEVER);
        }
    }

    void abort(double position, int number) {
        runTo(position);
        if (running.removeIf(job -> job.number == number)) {
            ends.put(number, NEVER);
            follow();
        }
    }

    void pause(double position, boolean begins) {
        runTo(position);
        paused = begins;
    }

    void crash(double position) {
        runTo(position);
        running.forEach(job -> ends.put(job.number, NEVER));
        waiting.forEach(job -> ends.put(job.number, NEVER));
        running.clear();
        waiting.clear();
    }

    private void follow() {
        while (running.size() < slots && !waiting.isEmpty()) {
            running.add(waiting.remove(0));
        }
    }

    void runTo(double position) {
        while (!paused && !running.isEmpty()) {
            double rate = Math.min(1.0, (double) cores / running.size()) * speed.applyAsDouble(running.size());
            Job first = running.get(0);
            for (Job job : running) {
                first = job.remaining < first.remaining ? job : first;
            }
            double left = Math.max(0, Math.ceil(first.remaining / rate - TOLERANCE));
            double step = Math.min(left, position - now);
            boolean ends = left <= position - now;
            now += step;
            for (Job job : running) {
                job.remaining -= step * rate;
            }
            if (!ends) {
                break;
            }
            running.remove(first);
            this.ends.put(first.number, now);
            follow();
        }
        now = position;
    }
}
