package dev.brownout.host;

/** The processors of a machine: work waits for one of them, or shares them. */
public sealed interface Cores extends Host.Resident permits FifoCores, ProcessCoreShare, ProcessorSharingCores {
    /** Who is served when there is more work than cores. */
    enum Scheduling {
        /** Whoever came first has a core to itself: G/G/c/K. */
        FIFO,
        /** Everybody has an equal part: processor sharing. */
        PS,
        /** Whoever came last. */
        LIFO,
        /** Whoever came first, but whoever came last once somebody has waited without a break for 100 ms. */
        ADAPTIVE_LIFO,
        /** First come first served; in a standing queue some are dropped (RFC 8289, target 5 ms, interval 100 ms). */
        CODEL,
        /** First come first served; who waited over 5 ms in a standing queue, or over 100 ms, is dropped (Facebook). */
        CONTROLLED_DELAY,
        /** The requests named first under priority, then the next, then all others; nobody is interrupted. */
        PRIORITY
    }

    /**
     * Offers work; when it is done, the task is told.
     *
     * @param task whose work it is
     * @param workNanos its length on an idle core at full speed
     * @return false when no place is left, and nothing was taken
     */
    boolean offer(Task task, long workNanos);

    /** Stops work that is being done, for good; false if it is not. */
    boolean abort(Task task);

    /** As {@link #offer}, but for work that is never turned away. */
    void enqueueUnbounded(Task task, long workNanos);

    /** How many tasks wait, those in service not counted. */
    int waiting();

    /** How many tasks wait or are served. */
    int present();

    /**
     * There are so many from now on; only where no work is present, as on a machine without a process.
     *
     * @param cores at least 1
     */
    void resize(int cores);

    /** A task's time is over; for {@link Task} alone. */
    void finish(Task task);
}
