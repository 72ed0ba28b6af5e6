package dev.brownout.host;

import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spec.MeasuredOnRequest;

/** Metrics of the queue for the cores or workers of a host. A run has them only if its scenario names them. */
@MeasuredOnRequest(beside = "queue")
public record QueueWaitMetrics(
        @Doc("Waiting time of work for a core, or with 'workers' of calls for a worker, by the time it "
                + "got one; 0 if one was free. Work that leaves the queue early is not counted. " + SHARES)
        @ChartTitle(TITLE)
        LatencyHistogram queueWait) {

    /** Title of a chart of waiting times. */
    public static final String TITLE = "Waiting time at {}";

    /** Description of the shares of long waits, for every metric of this name. */
    public static final String SHARES = "queue_wait.over_0s is the share that waits, queue_wait.over_10m the share that"
            + " waits for more than 10 min. Only a scenario that names the metric has it.";
}
