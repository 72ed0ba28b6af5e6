package dev.brownout.wiring;

/** The number of machines of an autoscaled tier over time, as the analytical model predicts it for one place. */
public interface ScalingModel {
    /**
     * The load in one interval, of one place.
     *
     * @param busyCores cores that the arriving work keeps busy on average
     * @param callsPerSecond calls that arrive
     * @param cores of each machine
     * @param waitingMost the most work that can wait at one machine, in seconds of one core; may be infinite
     */
    record Load(double busyCores, double callsPerSecond, int cores, double waitingMost) {}

    /** Whether the number of machines follows from the offered load alone, so that the model knows it. */
    boolean known();

    /** Machines in service. */
    int machines();

    /**
     * Lets time pass under a load until the number of machines in service changes.
     *
     * @param untilNanos the latest instant of the run
     * @return the instant reached, in nanoseconds
     */
    long advance(long untilNanos, Load load);

    /** Returns an independent model in the same state. */
    ScalingModel copy();
}
