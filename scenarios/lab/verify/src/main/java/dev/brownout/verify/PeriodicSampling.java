package dev.brownout.verify;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.verify.PartialEstimate.Moments;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Samples the number of requests at each machine of a component at regular intervals. */
public final class PeriodicSampling {
    private static final int MAX_REQUESTS = 10_000;

    private final long fromNanos;
    private final long everyNanos;
    private final long[] samplesByCount = new long[MAX_REQUESTS];
    private final StringBuilder busy = new StringBuilder();

    /**
     * Creates a sampler.
     *
     * @param fromNanos time of the first sample, in ns
     * @param everyNanos sampling interval, in ns
     */
    public PeriodicSampling(long fromNanos, long everyNanos) {
        this.fromNanos = fromNanos;
        this.everyNanos = everyNanos;
    }

    /** Returns the component with sampling attached. */
    public ComponentSpec attachedTo(ComponentSpec spec) {
        return context -> {
            Component component = spec.build(context);
            scheduleSample(context.simulation(), component.hosts(), fromNanos);
            return component;
        };
    }

    private void scheduleSample(Simulation simulation, List<Host> hosts, long sampleTime) {
        simulation.scheduleAt(
                sampleTime,
                step -> {
                    for (int i = 0; i < hosts.size(); i++) {
                        long count = hosts.get(i).meter().callsInside();
                        samplesByCount[(int) Math.min(count, MAX_REQUESTS - 1)]++;
                        if (count > 0) {
                            busy.append((char) ('a' + i % 26));
                        }
                    }
                    scheduleSample(simulation, hosts, sampleTime + everyNanos);
                },
                0);
    }

    /** Returns the busy machines of all samples in order, one letter each; {@code a} is the first machine. */
    public String busy() {
        return busy.toString();
    }

    /** Returns the share of samples with at least {@code threshold} requests at a machine. */
    public PartialEstimate atLeast(int threshold) {
        double countAtLeast = 0;
        double samples = 0;
        for (int i = 0; i < MAX_REQUESTS; i++) {
            samples += samplesByCount[i];
            countAtLeast += i >= threshold ? samplesByCount[i] : 0;
        }
        return new PartialEstimate.Quotient(countAtLeast, samples);
    }

    /** Returns the mean number of requests at a machine. */
    public PartialEstimate mean() {
        Moments moments = (Moments) variance();
        return new PartialEstimate.Quotient(moments.sum(), moments.count());
    }

    /** Returns the variance of the number of requests at a machine. */
    public PartialEstimate variance() {
        double count = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < MAX_REQUESTS; i++) {
            count += samplesByCount[i];
            sum += (double) i * samplesByCount[i];
            squares += (double) i * i * samplesByCount[i];
        }
        return new Moments(count, sum, squares, Moments.Figure.VARIANCE);
    }

    /** Returns a percentile, 0 to 100, of the number of requests at a machine. */
    public PartialEstimate quantile(double percent) {
        Histogram histogram = new Histogram(MAX_REQUESTS, 3);
        for (int i = 0; i < MAX_REQUESTS; i++) {
            if (samplesByCount[i] > 0) {
                histogram.recordValueWithCount(i, samplesByCount[i]);
            }
        }
        return new PartialEstimate.Quantile(histogram, percent);
    }
}
