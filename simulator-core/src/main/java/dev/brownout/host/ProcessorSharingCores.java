package dev.brownout.host;

import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.Sampler;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Cores shared evenly by all present work (egalitarian processor sharing, Kleinrock 1976, 4.4). With n tasks on c
 * cores, each task runs at the speed min(1, c/n). A virtual clock runs at that speed. A task ends when the clock has
 * advanced by its work.
 */
public final class ProcessorSharingCores extends Event implements Cores {
    /** Maximum time by which a task on a core of its own ends late: events are at whole nanoseconds. */
    private static final long ROUNDING_NANOS = 1;

    private final Simulation simulation;
    private final Host host;
    private final CapacityTracker capacity;
    private final int places;
    private int cores;
    private long limit;
    private final Occupancy busy;
    private final TimeWeighted queue;
    private final PriorityQueue<Task> present = new PriorityQueue<>((a, b) -> {
        int order = Double.compare(a.virtualEnd, b.virtualEnd);
        return order != 0 ? order : Long.compare(a.joinedAt, b.joinedAt);
    });
    /** Delays of the tasks that have ended; {@code null} if not recorded. */
    private LatencyHistogram delays;

    private double clock;
    private long clockAt;
    private long arrivals;
    private long timer = Simulation.NO_TIMER;
    private boolean suspended;

    /**
     * Creates idle cores.
     *
     * @param cores at least 1
     * @param places maximum number of tasks beyond one for each core; {@code Integer.MAX_VALUE} for no limit
     * @param busy counts cores in use
     * @param queue counts tasks beyond one for each core
     */
    public ProcessorSharingCores(
            Simulation simulation, Host host, int cores, int places, Occupancy busy, TimeWeighted queue) {
        this.simulation = simulation;
        this.host = host;
        this.cores = cores;
        this.places = places;
        this.limit = (long) cores + places;
        this.busy = busy;
        this.queue = queue;
        this.capacity = CapacityTracker.whileUp(simulation, host, busy, cores);
        host.attach(this);
    }

    /**
     * Records the delay of each task at its end: its time on the cores minus its work. The delay of a task that had a
     * core of its own all the time is 0.
     *
     * @return the delays of the tasks that are on the cores at the end of a run
     */
    public OverdueWaits recordDelays(LatencyHistogram times, TimeGrid grid) {
        delays = times;
        return new OverdueWaits(grid, List.of(times), List.of(), this::openDelays)
                .atTheirEnd()
                .givenUp();
    }

    private void openDelays(OverdueWaits.OpenWaits open) {
        advance();
        for (Task task : present) {
            double left = Math.max(0, task.virtualEnd - clock);
            open.open(simulation.now() - delayNanos(task, task.nanos - (long) Math.ceil(left)), 1);
        }
    }

    /**
     * Returns the time of a task on the cores minus the work done on it.
     *
     * @param workNanos work done
     */
    private long delayNanos(Task task, long workNanos) {
        long delay = simulation.now() - task.waitingSince - workNanos;
        return delay <= ROUNDING_NANOS ? 0 : delay;
    }

    @Override
    public boolean offer(Task task, long workNanos) {
        if (present.size() >= limit) {
            return false;
        }
        enqueueUnbounded(task, workNanos);
        return true;
    }

    @Override
    public void enqueueUnbounded(Task task, long workNanos) {
        advance();
        task.cores = this;
        task.nanos = host.slowedNanos(workNanos);
        task.virtualEnd = clock + task.nanos;
        task.trail = simulation.trail();
        task.joinedAt = arrivals++;
        task.waitingSince = simulation.now();
        present.add(task);
        count();
        arm();
    }

    /** Completes the task with the least remaining work. */
    @Override
    public void fire(int step) {
        timer = Simulation.NO_TIMER;
        advance();
        Task task = present.poll();
        clock = Math.max(clock, task.virtualEnd);
        count();
        arm();
        if (delays != null) {
            delays.record(simulation.now(), delayNanos(task, task.nanos));
        }
        simulation.resumeWorked(task.trail, task.nanos);
        host.workEnded();
        task.onWorked();
    }

    @Override
    public boolean abort(Task task) {
        advance();
        boolean running = present.remove(task);
        count();
        arm();
        host.workEnded();
        return running;
    }

    @Override
    public void resize(int newCores) {
        cores = newCores;
        limit = (long) newCores + places;
        capacity.resize(newCores);
    }

    @Override
    public void finish(Task task) {
        throw new IllegalStateException("shared cores end their tasks themselves");
    }

    private void advance() {
        long now = simulation.now();
        if (!present.isEmpty() && !suspended) {
            clock += (now - clockAt) * speed();
        }
        clockAt = now;
    }

    private double speed() {
        return present.size() <= cores ? 1 : (double) cores / present.size();
    }

    private void arm() {
        simulation.cancel(timer);
        timer = Simulation.NO_TIMER;
        if (!present.isEmpty() && !suspended) {
            double left = Math.max(0, present.peek().virtualEnd - clock) / speed();
            timer = simulation.scheduleAfter((long) Math.min(Sampler.MOST_NANOS, Math.ceil(left)), this, 0);
        }
    }

    private void count() {
        long now = simulation.now();
        busy.add(now, Math.min(present.size(), cores) - busy.busy());
        queue.set(now, Math.max(0, present.size() - cores));
    }

    @Override
    public int waiting() {
        return Math.max(0, present.size() - cores);
    }

    @Override
    public int present() {
        return present.size();
    }

    @Override
    public void onCrash() {
        advance();
        present.clear();
        count();
        arm();
    }

    @Override
    public void onSuspend() {
        advance();
        suspended = true;
        arm();
    }

    @Override
    public void onResume() {
        clockAt = simulation.now();
        suspended = false;
        arm();
    }

    @Override
    public boolean isWorking() {
        return !present.isEmpty();
    }
}
