package dev.brownout.spi;

import java.util.function.ToDoubleFunction;

/**
 * Analytical model of a host that serves all calls in service together, step by step, such as an inference engine with
 * continuous batching.
 */
public interface BatchedSteps {
    /**
     * Returns the additional mean time of a call, in nanoseconds, which calls that proceed without steps would not
     * have: a call that arrives during a step waits for the end of the step.
     *
     * @param callsPerNano calls of a host per nanosecond, more than 0
     * @param workNanos mean time of a call that is alone on its host, in nanoseconds, more than 0
     * @param inService mean number of calls in service
     * @param busyShare share of the time in which at least one call is in service, 0 to 1
     */
    double delayNanos(double callsPerNano, double workNanos, double inService, double busyShare);

    /**
     * Returns the measured utilization: the time that the completed work takes in full batches, as a share of the time
     * of the hosts. Work counts when it is done, and not when its call ends.
     *
     * @param workNanos mean time of a call that is alone on its host, in nanoseconds, more than 0
     * @param hosts number of hosts, at least 1
     * @param measured returns the measured rate of a counter of all hosts per second
     */
    double utilization(double workNanos, int hosts, ToDoubleFunction<String> measured);

    /**
     * Returns the assumptions of the model and the limit of the calls in service, for display.
     *
     * @param workNanos mean time of a call that is alone on its host, in nanoseconds, more than 0
     */
    String assumptions(double workNanos);
}
