package dev.brownout.host;

import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.random.Sampler;
import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Cores with a load-dependent service rate. With n tasks in service on c cores, each task runs at the speed min(1, c/n)
 * times the {@link ServiceSpeed} of n tasks. Tasks beyond the limit of tasks in service wait in a queue.
 *
 * <p>A virtual clock runs at the speed of one task, and a task ends when the clock has advanced by its work. A start or
 * an end so takes O(log n), although it changes the remaining time of all tasks. The clock is an integer, which may
 * wrap around; it is exact for speeds that are rounded to 2<sup>-40</sup>. A task begins and ends at a whole
 * nanosecond, so its work ends at most 1 ns late; its start is rounded to 1/64 ns of work.
 */
public final class LoadDependentCores extends Event implements Cores {
    /** Units of the virtual clock in a nanosecond, as a power of two. */
    private static final int CLOCK_BITS = 6;
    /** Units of a speed of 1, as a power of two. */
    private static final int SPEED_BITS = 40;

    private static final int CARRY_BITS = SPEED_BITS - CLOCK_BITS;
    private static final long CARRY_MASK = (1L << CARRY_BITS) - 1;

    /** Longest work, in ns: 1.1 years. */
    private static final long MOST_WORK = 1L << 55;
    /** Remaining work, in units of the clock, up to which the time to its end is calculated in 64 bits. */
    private static final long SHORT = 1L << (62 - CARRY_BITS);
    /** Time to an end, in ns, from which it is only approximate. It is calculated again when it has passed. */
    private static final double LONG = 1L << 51;

    /**
     * Instruments of the tasks in service.
     *
     * @param busy counts cores in use
     * @param inService counts tasks in service
     * @param speed work done by tasks in service, in ns, as a share of their time in service
     */
    public record Meters(Occupancy busy, TimeWeighted inService, Ratio speed) {}

    private final Simulation simulation;
    private final Host host;
    private final ServiceSpeed speed;
    private final Meters meters;
    private final FifoQueue line;
    /** Counts tasks beyond one for each core; {@code null} if these wait in the queue. */
    private final TimeWeighted excess;

    private final CapacityTracker capacity;
    private final int places;
    private int cores;
    private long maximum;
    private long[] speeds = new long[16];
    /** Tasks in service by the virtual time of their end. Virtual times may wrap around. */
    private final PriorityQueue<Task> running = new PriorityQueue<>((a, b) -> {
        int order = Long.signum(a.joinedAt - b.joinedAt);
        return order != 0 ? order : Long.compare(a.waitingSince, b.waitingSince);
    });

    private long clock;
    /** Fraction of a unit by which the virtual clock is ahead. */
    private long carry;

    private long clockAt;
    private long started;
    private long timer = Simulation.NO_TIMER;
    private boolean suspended;
    /** Work done that the meter of the speed does not contain yet, in units of the virtual clock. */
    private long unmeasured;

    /** Work done by all tasks, and by those that have left, in units of the virtual clock, modulo 2^64. */
    private long done;

    private long left;
    private long inexact;

    private LoadDependentCores(
            Simulation simulation,
            Host host,
            int cores,
            int places,
            ServiceSpeed speed,
            Meters meters,
            FifoQueue line,
            TimeWeighted excess) {
        this.simulation = simulation;
        this.host = host;
        this.cores = cores;
        this.places = places;
        this.speed = speed;
        this.meters = meters;
        this.line = line;
        this.excess = excess;
        this.maximum = mostInService();
        this.capacity = CapacityTracker.whileUp(simulation, host, meters.busy(), cores);
        host.attach(this);
    }

    /**
     * Creates cores that each serve one task at a time, with a queue for further tasks.
     *
     * @param places queue capacity; {@code Integer.MAX_VALUE} for no limit
     */
    public static LoadDependentCores queueing(
            Simulation simulation,
            Host host,
            int cores,
            int places,
            ServiceSpeed speed,
            Meters meters,
            FifoQueue line) {
        return new LoadDependentCores(simulation, host, cores, places, speed, meters, line, null);
    }

    /**
     * Creates cores that all tasks share.
     *
     * @param places maximum number of tasks beyond one for each core; {@code Integer.MAX_VALUE} for no limit
     * @param excess counts tasks beyond one for each core
     */
    public static LoadDependentCores shared(
            Simulation simulation,
            Host host,
            int cores,
            int places,
            ServiceSpeed speed,
            Meters meters,
            FifoQueue line,
            TimeWeighted excess) {
        return new LoadDependentCores(simulation, host, cores, places, speed, meters, line, excess);
    }

    private long mostInService() {
        return excess == null ? cores : (long) cores + places;
    }

    @Override
    public boolean offer(Task task, long workNanos) {
        if (running.size() >= maximum && (excess != null || line.size() >= places)) {
            return false;
        }
        enqueueUnbounded(task, workNanos);
        return true;
    }

    @Override
    public void enqueueUnbounded(Task task, long workNanos) {
        task.cores = this;
        task.nanos = workNanos;
        if (excess == null && running.size() >= maximum) {
            line.add(task);
            return;
        }
        advance();
        line.recordImmediate();
        begin(task);
        update();
    }

    private void begin(Task task) {
        task.nanos = Math.min(MOST_WORK, host.slowedNanos(task.nanos));
        long rounding = carry >>> (CARRY_BITS - 1);
        task.joinedAt = clock + rounding + (task.nanos << CLOCK_BITS);
        left += rounding;
        task.waitingSince = started++;
        task.trail = simulation.trail();
        running.add(task);
    }

    /** Completes the task with the least remaining work, unless it is not done yet. */
    @Override
    public void fire(int step) {
        timer = Simulation.NO_TIMER;
        advance();
        if (running.peek().joinedAt - clock > 0) {
            arm();
            return;
        }
        Task task = running.poll();
        inexact += clock - task.joinedAt >= 1L << CLOCK_BITS ? 1 : 0;
        leave(task);
        Trail own = simulation.trail();
        follow();
        simulation.restore(own);
        update();
        simulation.resume(task.trail, RequestPhase.WORK);
        host.workEnded();
        task.onWorked();
    }

    @Override
    public boolean abort(Task task) {
        advance();
        boolean served = running.remove(task);
        if (served) {
            leave(task);
            Trail own = simulation.trail();
            follow();
            simulation.restore(own);
            update();
            host.workEnded();
        }
        return served;
    }

    private void leave(Task task) {
        left += served(task);
    }

    private long served(Task task) {
        return clock - task.joinedAt + (task.nanos << CLOCK_BITS);
    }

    /** Begins the next waiting task. */
    private void follow() {
        Task following = excess == null && running.size() < maximum ? line.poll() : null;
        if (following != null) {
            line.onGranted(following);
            simulation.resume(following.trail, RequestPhase.WAITING);
            following.onServed();
            begin(following);
        }
    }

    @Override
    public void resize(int newCores) {
        cores = newCores;
        maximum = mostInService();
        Arrays.fill(speeds, 0);
        capacity.resize(newCores);
    }

    @Override
    public void finish(Task task) {
        throw new IllegalStateException("load-dependent cores end their tasks themselves");
    }

    /** Returns the speed of each task, in units of 2<sup>-40</sup>. */
    private long speed(int tasks) {
        if (tasks >= speeds.length) {
            speeds = Arrays.copyOf(speeds, Math.max(tasks + 1, 2 * speeds.length));
        }
        if (speeds[tasks] == 0) {
            double share = tasks <= cores ? 1 : (double) cores / tasks;
            speeds[tasks] = Math.max(1, Math.round(share * speed.speedOf(tasks) * (1L << SPEED_BITS)));
        }
        return speeds[tasks];
    }

    private void advance() {
        long now = simulation.now();
        int tasks = running.size();
        long passed = now - clockAt;
        clockAt = now;
        if (tasks == 0 || suspended || passed == 0) {
            return;
        }
        long each = speed(tasks);
        long change = advanced(passed, each);
        carry = (passed * each + carry) & CARRY_MASK;
        clock += change;
        done += change * tasks;
        unmeasured += change * tasks;
        long possible = passed * tasks;
        long whole = Math.min(possible, unmeasured >> CLOCK_BITS);
        meters.speed().add(now, whole, possible);
        unmeasured -= whole << CLOCK_BITS;
    }

    /** Updates the instruments and the timer after a start or an end. */
    private void update() {
        count();
        arm();
    }

    private void count() {
        long now = simulation.now();
        int tasks = running.size();
        meters.busy().add(now, Math.min(tasks, cores) - meters.busy().busy());
        meters.inService().set(now, tasks);
        if (excess != null) {
            excess.set(now, Math.max(0, tasks - cores));
        }
    }

    private void arm() {
        simulation.cancel(timer);
        timer = Simulation.NO_TIMER;
        if (!running.isEmpty() && !suspended) {
            timer = simulation.scheduleAfter(toEnd(running.peek().joinedAt - clock), this, 0);
        }
    }

    /** Returns the time until the virtual clock has advanced by a number of units, in ns, rounded up. */
    private long toEnd(long units) {
        if (units <= 0) {
            return 0;
        }
        long each = speed(running.size());
        if (units < SHORT) {
            return ((units << CARRY_BITS) - carry + each - 1) / each;
        }
        double estimate = (double) units * (1L << CARRY_BITS) / each;
        if (estimate >= LONG) {
            return (long) Math.min(Sampler.MOST_NANOS, estimate - estimate * 0x1p-50);
        }
        long nanos = (long) estimate;
        while (advanced(nanos, each) < units) {
            nanos++;
        }
        while (advanced(nanos - 1, each) >= units) {
            nanos--;
        }
        return nanos;
    }

    /** Returns the units by which the virtual clock advances in a time, in ns. */
    private long advanced(long nanos, long each) {
        long low = nanos * each;
        long high = Math.multiplyHigh(nanos, each);
        long sum = low + carry;
        high += Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return (high << (64 - CARRY_BITS)) | (sum >>> CARRY_BITS);
    }

    /** Returns the work done by all tasks so far, in 1/64 ns modulo 2<sup>64</sup>, for an audit. */
    public long workDone() {
        return done;
    }

    /** Returns the work done by the tasks that have left, and so far by those in service, for an audit. */
    public long workOfTasks() {
        long sum = left;
        for (Task task : running) {
            sum += served(task);
        }
        return sum;
    }

    /** Returns the number of tasks that ended before their work, or more than 1 ns after it, for an audit. */
    public long inexactEnds() {
        return inexact;
    }

    @Override
    public int waiting() {
        return line.size() + (excess == null ? 0 : Math.max(0, running.size() - cores));
    }

    @Override
    public int present() {
        return running.size() + line.size();
    }

    @Override
    public void onCrash() {
        advance();
        running.forEach(this::leave);
        running.clear();
        line.clear();
        update();
    }

    /** Stops the clock of all tasks. Their time in service ends for now. */
    @Override
    public void onSuspend() {
        advance();
        suspended = true;
        continueIn(RequestPhase.WORK);
    }

    @Override
    public void onResume() {
        clockAt = simulation.now();
        suspended = false;
        continueIn(RequestPhase.WAITING);
    }

    private void continueIn(RequestPhase past) {
        Trail own = simulation.trail();
        for (Task task : running) {
            simulation.resume(task.trail, past);
            task.trail = simulation.trail();
        }
        simulation.restore(own);
        arm();
    }

    @Override
    public boolean isWorking() {
        return !running.isEmpty();
    }
}
