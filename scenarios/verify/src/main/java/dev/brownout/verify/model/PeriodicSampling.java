package dev.brownout.verify.model;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.PartialEstimate.Moments;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Samples the number of requests at each machine of a component at regular intervals. */
final class PeriodicSampling {
    private static final int MOST = 10_000;

    private final long fromNanos;
    private final long everyNanos;
    private final long[] found = new long[MOST];
    private final StringBuilder busy = new StringBuilder();

    /**
     * Creates a sampler.
     *
     * @param fromNanos time of the first sample, in ns
     * @param everyNanos sampling interval, in ns
     */
    PeriodicSampling(long fromNanos, long everyNanos) {
        this.fromNanos = fromNanos;
        this.everyNanos = everyNanos;
    }

    /** Returns the component with sampling attached. */
    ComponentSpec into(ComponentSpec spec) {
        return context -> {
            Component component = spec.build(context);
            look(context.simulation(), component.hosts(), fromNanos);
            return component;
        };
    }

    private void look(Simulation simulation, List<Host> hosts, long at) {
        simulation.at(
                at,
                step -> {
                    for (int i = 0; i < hosts.size(); i++) {
                        long inside = hosts.get(i).meter().inside();
                        found[(int) Math.min(inside, MOST - 1)]++;
                        if (inside > 0) {
                            busy.append((char) ('a' + i % 26));
                        }
                    }
                    look(simulation, hosts, at + everyNanos);
                },
                0);
    }

    /** Returns the busy machines of all samples in order, one letter each; {@code a} is the first machine. */
    String busy() {
        return busy.toString();
    }

    /** Returns the share of samples with at least {@code many} requests at a machine. */
    PartialEstimate atLeast(int many) {
        double above = 0;
        double all = 0;
        for (int i = 0; i < MOST; i++) {
            all += found[i];
            above += i >= many ? found[i] : 0;
        }
        return new PartialEstimate.Quotient(above, all);
    }

    /** Returns the mean number of requests at a machine. */
    PartialEstimate mean() {
        Moments moments = (Moments) variance();
        return new PartialEstimate.Quotient(moments.sum(), moments.count());
    }

    /** Returns the variance of the number of requests at a machine. */
    PartialEstimate variance() {
        double all = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < MOST; i++) {
            all += found[i];
            sum += (double) i * found[i];
            squares += (double) i * i * found[i];
        }
        return new Moments(all, sum, squares, Moments.Figure.VARIANCE);
    }

    /** Returns a percentile, 0 to 100, of the number of requests at a machine. */
    PartialEstimate quantile(double percent) {
        Histogram all = new Histogram(MOST, 3);
        for (int i = 0; i < MOST; i++) {
            if (found[i] > 0) {
                all.recordValueWithCount(i, found[i]);
            }
        }
        return new PartialEstimate.Quantile(all, percent);
    }
}
