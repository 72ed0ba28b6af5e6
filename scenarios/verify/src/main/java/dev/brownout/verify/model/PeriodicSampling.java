package dev.brownout.verify.model;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.PartialEstimate.Moments;
import java.util.List;
import org.HdrHistogram.Histogram;

/** A component whose machines are looked at again and again, to note how many requests are inside each. */
final class PeriodicSampling {
    private static final int MOST = 10_000;

    private final long fromNanos;
    private final long everyNanos;
    private final long[] found = new long[MOST];
    private final StringBuilder busy = new StringBuilder();

    /**
     * Looks still to come.
     *
     * @param fromNanos when for the first time
     * @param everyNanos from one look to the next
     */
    PeriodicSampling(long fromNanos, long everyNanos) {
        this.fromNanos = fromNanos;
        this.everyNanos = everyNanos;
    }

    /** The same component, looked at. */
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

    /** The busy machines of each look, one after the other: a letter each, {@code a} for the first. */
    String busy() {
        return busy.toString();
    }

    /** Share of the looks that found at least so many inside. */
    PartialEstimate atLeast(int many) {
        double above = 0;
        double all = 0;
        for (int i = 0; i < MOST; i++) {
            all += found[i];
            above += i >= many ? found[i] : 0;
        }
        return new PartialEstimate.Quotient(above, all);
    }

    /** Mean number inside. */
    PartialEstimate mean() {
        Moments moments = (Moments) variance();
        return new PartialEstimate.Quotient(moments.sum(), moments.count());
    }

    /** Variance of the number inside. */
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

    /** An order statistic of the number inside, 0 to 100. */
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
