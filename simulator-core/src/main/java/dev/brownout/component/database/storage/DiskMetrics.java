package dev.brownout.component.database.storage;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.RequiresParameter;

/** Metrics of the disk of each node. */
@RequiresParameter("disk")
public record DiskMetrics(
        @Doc("Share of the time in which the disk of a node that is up is busy, time-weighted.")
        @Display(
                value = Display.As.OCCUPANCY,
                in = {Display.In.CHART, Display.In.NODE_CHART, Display.In.SUMMARY})
        @ChartTitle("Disk utilization of {}")
        Occupancy disk,

        @Doc("Requests waiting for the disk of their node, excluding those in service.") @ChartTitle("Disk queue of {}")
        TimeWeighted diskQueue,

        @Doc("Waiting time of requests for the disk, by the time their operation starts; 0 if it was idle. "
                + "Requests that still wait at the end of the run, for longer than usual, count with their age.")
        LatencyHistogram diskWait,

        @Doc("Fsyncs of the log; commits that share one count once.") @ChartTitle("Fsyncs at {}")
        Counter fsyncs) {}
