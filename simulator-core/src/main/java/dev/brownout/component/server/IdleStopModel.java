package dev.brownout.component.server;

import dev.brownout.spi.CapacityModel;

/** What comes on paper of machines that stop while nobody calls them. */
final class IdleStopModel {
    /** Of what has converged, so much is left out. */
    private static final double LITTLE = 1e-15;

    private IdleStopModel() {}

    /**
     * Poisson calls to one machine, in cycles from one start to the next. A gap in which nobody is inside ends by a
     * call within the time that the machine keeps with probability 1 - exp(-rate x keep), so that there are exp(rate x
     * keep) of them in a cycle; each is followed by the time in which somebody is inside, as is the start. With one
     * core that is M/G/1's, to which what comes while the machine starts adds as much as its work is.
     *
     * @param rate calls a second, more than 0
     * @param keepSeconds after which nobody has called
     * @param boot mean time that a machine takes to start, in seconds
     * @param bootSquared mean of its square
     * @param busy work of the calls, in core-seconds a second
     * @param cores of the machine
     * @param alone whether a call is inside for its own work alone, and waits for nobody else
     */
    static CapacityModel.Rest of(
            double rate, double keepSeconds, double boot, double bootSquared, double busy, int cores, boolean alone) {
        double gaps = StrictMath.exp(rate * keepSeconds);
        double starts = Math.max(0, empty(busy, cores)) / (gaps + rate * boot);
        double held = starts * (1 + rate * boot);
        double wait = (boot + rate * bootSquared / 2) / (1 + rate * boot);
        return new CapacityModel.Rest(
                rate,
                starts,
                held,
                held > 0 ? wait * 1e9 : Double.NaN,
                1 - starts,
                alone && (cores == 1 || boot == 0 || busy == 0));
    }

    /** How likely nobody is inside a machine that works all the time, as in M/M/c. */
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
