package dev.brownout.kernel;

/** Something that happens at an instant of simulated time. */
@FunctionalInterface
public interface Event {
    /**
     * Happens.
     *
     * @param step tells an object that has several such moments which one it is
     */
    void fire(int step);
}
