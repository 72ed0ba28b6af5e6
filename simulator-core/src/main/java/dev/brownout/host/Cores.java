package dev.brownout.host;

/** CPU cores of a host. Tasks wait for a core, or share the cores. */
public sealed interface Cores extends Host.Resident
        permits FifoCores, LoadDependentCores, ProcessCoreShare, ProcessorSharingCores {
    /** Scheduling discipline for tasks when there are more tasks than cores. */
    enum Scheduling {
        /** First come first served, one core per task: G/G/c/K. */
        FIFO,
        /** Processor sharing: each task gets an equal part of the cores. */
        PS,
        /** Last come first served. */
        LIFO,
        /** First come first served, but last come first served once the queue has been non-empty for 100 ms. */
        ADAPTIVE_LIFO,
        /** First come first served, with drops from a standing queue (RFC 8289, target 5 ms, interval 100 ms). */
        CODEL,
        /**
         * First come first served. A task is dropped if it waited over 5 ms in a standing queue, or over 100 ms
         * (Facebook).
         */
        CONTROLLED_DELAY,
        /** Priority order as listed under {@code priority}, unlisted requests last; non-preemptive. */
        PRIORITY
    }

    /**
     * Offers work. The task is notified when it is done.
     *
     * @param task the task that the work belongs to
     * @param workNanos duration on an idle core at full speed, in ns
     * @return false if the queue is full and the work was not accepted
     */
    boolean offer(Task task, long workNanos);

    /** Aborts work in service for good. Returns false if it is not in service. */
    boolean abort(Task task);

    /** Accepts work as {@link #offer} does, but never rejects it. */
    void enqueueUnbounded(Task task, long workNanos);

    /** Returns the number of waiting tasks, without those in service. */
    int waiting();

    /** Returns the number of tasks that wait or are in service. */
    int present();

    /**
     * Sets the number of cores. Only allowed without work, as on a host without a process.
     *
     * @param cores at least 1
     */
    void resize(int cores);

    /** Ends the service of a task at the end of its core time. Called by {@link Task} only. */
    void finish(Task task);
}
