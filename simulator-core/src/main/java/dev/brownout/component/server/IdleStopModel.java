package dev.brownout.component.server;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.spi.CapacityProperty.ScaleToZeroModel;

/** Analytical model of hosts that scale to zero when idle. */
final class IdleStopModel {
    /** Relative truncation error of the series. */
    private static final double LITTLE = 1e-15;

    private IdleStopModel() {}

    /**
     * Returns the estimates for Poisson calls to one host, in cycles from one start to the next. An empty period ends
     * by a call within the idle timeout with probability 1 - exp(-rate x keep), so a cycle has exp(rate x keep) empty
     * periods; each is followed by a busy period, as is the start. With one core this is M/G/1's busy period; calls
     * that arrive during the start add their work.
     *
     * @param rate calls per second, above 0
     * @param keepSeconds idle timeout
     * @param boot mean start time, in seconds
     * @param bootSquared mean square of the start time
     * @param busy work of the calls, in core-seconds per second
     * @param squared mean square of the work of the calls, in seconds squared per second
     * @param cores cores of the host
     * @param alone whether a call stays for its own work only, without waiting for other components
     */
    static ScaleToZeroModel of(
            double rate,
            double keepSeconds,
            double boot,
            double bootSquared,
            double busy,
            double squared,
            int cores,
            boolean alone) {
        double gaps = ElementaryFunctions.exp(rate * keepSeconds);
        double starts = Math.max(0, empty(busy, cores)) / (gaps + rate * boot);
        double held = starts * (1 + rate * boot);
        double wait = (boot + rate * bootSquared / 2) / (1 + rate * boot);
        return new ScaleToZeroModel(
                rate,
                starts,
                held,
                held > 0 ? wait * 1e9 : Double.NaN,
                1 - starts,
                alone && cores == 1 && busy < 1
                        ? response(rate, boot / gaps, bootSquared / gaps, busy, squared) * 1e9
                        : Double.NaN,
                alone && (cores == 1 || boot == 0 || busy == 0));
    }

    /**
     * Returns the mean response time of M/G/1 with setup, in seconds: the waiting time of M/G/1, the residual setup
     * time, and the service time (Welch 1964, with a setup time of 0 if the idle timeout has not passed).
     *
     * @param setup mean setup time of a busy period, 0 for those without a start
     * @param setupSquared mean square of that time
     */
    private static double response(double rate, double setup, double setupSquared, double busy, double squared) {
        return busy / rate + squared / (2 * (1 - busy)) + (2 * setup + rate * setupSquared) / (2 * (1 + rate * setup));
    }

    /** Returns the probability that a host without stops is empty, as in M/M/c. */
    private static double empty(double busy, int cores) {
        double sum = 0;
        double term = 1;
        for (int i = 0; i < cores && term > sum * LITTLE; i++) {
            sum += term;
            term *= busy / (i + 1);
        }
        return busy >= cores ? 0 : 1 / (sum + term * cores / (cores - busy));
    }
}
