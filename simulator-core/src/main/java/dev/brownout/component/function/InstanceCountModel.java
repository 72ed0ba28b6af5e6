package dev.brownout.component.function;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.spi.CapacityProperty.InstancePoolModel;
import java.util.Arrays;
import java.util.Optional;

/**
 * Analytical model of the instances of a function with one call each, for Poisson calls with exponential durations.
 *
 * <p>The k-th instance exists if k calls were in progress at some time within the idle timeout. The calls in progress
 * are M/M/infinity. The k-th instance stops if the process stays below k for longer than the timeout, and the next call
 * at level k - 1 is a cold start. The time below k is the first passage time of a birth-death process. Its tail is
 * exponential after a few service times: its rate is the smallest eigenvalue of the process below k, by inverse
 * iteration, and its weight follows from the eigenvector.
 */
final class InstanceCountModel {
    /** Largest number of calls in progress for which the model is computed. */
    private static final int MOST_LEVELS = 1000;

    private static final int ITERATIONS = 100;
    private static final double PRECISION = 1e-12;
    /** Share of calls below which further levels are left out. */
    private static final double RARE = 1e-12;

    private final double rate;
    private final double service;
    private final double idle;
    private final double[] stationary = new double[MOST_LEVELS];
    /** Smallest eigenvalue of the process below the current level, per second, and its eigenvector. */
    private double decay;

    private double[] shape = new double[0];

    private InstanceCountModel(double rate, double service, double idle) {
        this.rate = rate;
        this.service = service;
        this.idle = idle;
        double load = rate * service;
        double log = -load;
        for (int n = 0; n < MOST_LEVELS; n++) {
            stationary[n] = ElementaryFunctions.exp(log);
            log += ElementaryFunctions.log(load / (n + 1));
        }
    }

    /**
     * Returns the estimates of a function; empty if its instances take several calls, are provisioned or limited, or if
     * there are too many of them.
     *
     * @param perSecond calls per second in each region, above 0
     * @param regions number of regions
     */
    static Optional<InstancePoolModel> of(FunctionSpec spec, double perSecond, int regions) {
        double service = spec.service().mean() * 1e-9;
        double busy = perSecond * service;
        double peak = busy + 10 * Math.sqrt(busy) + 20;
        if (spec.concurrency() > 1
                || spec.provisioned().isPresent()
                || !(service > 0)
                || peak > MOST_LEVELS
                || spec.sharesConcurrency()
                || spec.mostCalls().filter(most -> most < peak).isPresent()) {
            return Optional.empty();
        }
        double idle = spec.idle_timeout().toNanos() * 1e-9;
        return Optional.of(new InstanceCountModel(perSecond, service, idle).solve((int) peak, busy, regions));
    }

    private InstancePoolModel solve(int levels, double busy, int regions) {
        double coldPerSecond = 0;
        double instances = 0;
        for (int level = 1; level <= levels; level++) {
            passage(level);
            double upcrossings = rate * stationary[level - 1];
            double late = weight(level) * ElementaryFunctions.exp(-decay * idle);
            coldPerSecond += upcrossings * Math.min(1, late);
            instances += Math.max(0, 1 - upcrossings * late / decay);
            if (upcrossings < RARE * rate && level > busy) {
                break;
            }
        }
        return new InstancePoolModel(rate * regions, coldPerSecond / rate, instances * regions, busy * regions);
    }

    /** Computes the smallest eigenvalue and the eigenvector of the process on 0 to level - 1. */
    private void passage(int level) {
        double[] next = Arrays.copyOf(shape, level);
        next[level - 1] = shape.length == 0 ? 1 : shape[level - 2] / 2;
        double before = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            double first = next[0];
            hittingTimes(next);
            decay = first / next[0];
            double scale = 1 / next[0];
            for (int n = 0; n < level; n++) {
                next[n] *= scale;
            }
            if (Math.abs(decay - before) <= PRECISION * decay) {
                break;
            }
            before = decay;
        }
        shape = next;
    }

    /** Replaces costs per second in each state by the mean total cost until the process reaches the level. */
    private void hittingTimes(double[] costs) {
        double step = 0;
        for (int n = 0; n < costs.length; n++) {
            step = (costs[n] + n / service * step) / rate;
            costs[n] = step;
        }
        double sum = 0;
        for (int n = costs.length - 1; n >= 0; n--) {
            sum += costs[n];
            costs[n] = sum;
        }
    }

    /** Returns the weight of the exponential tail of the time below a level that begins just below it. */
    private double weight(int level) {
        double sum = 0;
        double squares = 0;
        for (int n = 0; n < level; n++) {
            sum += stationary[n] * shape[n];
            squares += stationary[n] * shape[n] * shape[n];
        }
        return shape[level - 1] * sum / squares;
    }
}
