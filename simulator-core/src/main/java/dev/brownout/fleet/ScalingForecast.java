package dev.brownout.fleet;

import dev.brownout.spi.component.HostAutoscaling.ScalingModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Deterministic forecast of an autoscaler at one site, under a load that is constant in intervals. It applies the same
 * rules as {@link Autoscaler} with the mean start time of a host. Calls without a free core wait, up to the queue
 * capacity of the hosts. The utilization stays at 1 until they are served.
 */
public final class ScalingForecast implements ScalingModel {
    private final AutoscaleSpec spec;
    private final long sync;
    private final int lag;
    private final AutoscalerHistory memory;
    private final Deque<Sample> samples;
    private final List<Long> starting;
    private int ready;
    private int wanted;
    private double waiting;
    private double busySince;
    private double calls;
    private long now;

    /** Mean utilization of the cores and calls per second, over one interval between two decisions. */
    private record Sample(double utilization, double callsPerSecond) {}

    /**
     * Creates the forecast at the start of a run.
     *
     * @param nodes hosts in service
     */
    public ScalingForecast(AutoscaleSpec spec, int nodes) {
        this.spec = spec;
        this.sync = spec.sync().toNanos();
        this.lag = (int) Math.max(1, Math.min(1000, (spec.metric_lag().toNanos() + sync - 1) / sync));
        this.memory = new AutoscalerHistory(spec);
        this.samples = new ArrayDeque<>();
        this.starting = new ArrayList<>();
        this.ready = nodes;
        this.wanted = nodes;
    }

    private ScalingForecast(ScalingForecast other) {
        this.spec = other.spec;
        this.sync = other.sync;
        this.lag = other.lag;
        this.memory = other.memory.copy();
        this.samples = new ArrayDeque<>(other.samples);
        this.starting = new ArrayList<>(other.starting);
        this.ready = other.ready;
        this.wanted = other.wanted;
        this.waiting = other.waiting;
        this.busySince = other.busySince;
        this.calls = other.calls;
        this.now = other.now;
    }

    /** Returns whether the metric of an autoscaler follows from the offered load alone. */
    public static boolean knows(AutoscaleSpec spec) {
        return spec.metric() == ScalingMetric.CPU || spec.metric() == ScalingMetric.REQUESTS;
    }

    @Override
    public boolean known() {
        return knows(spec);
    }

    @Override
    public ScalingForecast copy() {
        return new ScalingForecast(this);
    }

    @Override
    public int machines() {
        return ready;
    }

    @Override
    public long advance(long untilNanos, Load load) {
        int before = ready;
        while (now < untilNanos && ready == before) {
            long next = Math.min(untilNanos, (now / sync + 1) * sync);
            for (long start : starting) {
                next = Math.min(next, Math.max(now, start));
            }
            serve((next - now) / 1e9, load);
            now = next;
            if (starting.removeIf(start -> start <= now)) {
                ready = wanted - starting.size();
            }
            if (now % sync == 0) {
                decide();
            }
        }
        return now;
    }

    private void serve(double seconds, Load load) {
        double able = (double) ready * load.cores();
        double work = load.busyCores() * seconds + waiting;
        double served = Math.min(work, able * seconds);
        waiting = Math.min(work - served, load.waitingMost() * ready);
        busySince += able == 0 ? 0 : served / able;
        calls += load.callsPerSecond() * seconds;
    }

    private void decide() {
        samples.add(new Sample(busySince / sync * 1e9, calls / sync * 1e9));
        busySince = 0;
        calls = 0;
        if (samples.size() > lag) {
            samples.poll();
        }
        int next = memory.decide(now, wanted, samples.size() < lag ? wanted : right(samples.peek()));
        int more = next - wanted;
        wanted = next;
        for (int i = 0; i < more; i++) {
            starting.add(now + (long) Math.min(1e18, spec.startup().mean()));
        }
        for (int i = more; i < 0 && !starting.isEmpty(); i++) {
            starting.remove(starting.size() - 1);
        }
        starting.removeIf(start -> start <= now);
        ready = wanted - starting.size();
    }

    private int right(Sample seen) {
        double tolerance = spec.tolerance().ratio();
        return spec.metric() == ScalingMetric.CPU
                ? ScalingRules.byMean(
                        wanted,
                        ready,
                        wanted - ready,
                        seen.utilization() / spec.target().value(),
                        tolerance)
                : ScalingRules.bySum(
                        wanted, seen.callsPerSecond() / spec.target().value(), tolerance);
    }
}
