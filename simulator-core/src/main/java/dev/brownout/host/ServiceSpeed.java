package dev.brownout.host;

/**
 * Load-dependent service rate: the speed of each task in service on a host, as a function of their number (Gross et al.
 * 2008, 2.8). The speed is relative to a task that is alone on the host.
 */
public interface ServiceSpeed {
    /**
     * Returns the speed of each task when several are in service, more than 0 and at most 1. The sharing of cores by
     * more tasks than cores is not part of it.
     *
     * @param tasks the number of tasks in service, at least 1
     */
    double speedOf(long tasks);

    /** Returns the number of tasks above which further tasks do not raise the product of speed and number. */
    int saturation();
}
