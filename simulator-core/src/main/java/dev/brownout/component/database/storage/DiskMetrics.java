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
        @ChartTitle("Utilization of disks of {}")
        Occupancy disk,

        @Doc("Requests that wait for the disk of their node, those on it not counted.")
        @ChartTitle("Requests waiting for disks of {}")
        TimeWeighted disk_queue,

        @Doc("How long requests waited until the disk took up what they wanted of it, by when it did; 0 for those"
                + " that found it idle. Requests that wait at the end of the run, for longer than usual, count at"
                + " their age.")
        LatencyHistogram disk_wait,

        @Doc("Times that a disk was made to have the log; commits that share one count once.")
        @ChartTitle("Syncs of disks at {}")
        Counter fsyncs) {}
