package dev.brownout.component.database.storage;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Occupancy;
import dev.brownout.measure.Spread;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;
import dev.brownout.wiring.Given;

/** What is measured of the disk of each node. */
@Given("disk")
public record DiskMeasures(
        @Doc("Share of the time in which the disk of a node that is up is busy, time-weighted.")
        @Shown(
                value = Shown.As.OCCUPANCY,
                in = {Shown.In.CHART, Shown.In.NODE_CHART, Shown.In.SUMMARY})
        @Titled("Utilization of disks of {}")
        Occupancy disk,

        @Doc("Requests that wait for the disk of their node, those on it not counted.")
        @Titled("Requests waiting for disks of {}")
        TimeWeighted disk_queue,

        @Doc("How long requests waited until the disk took up what they wanted of it, by when it did; 0 for those"
                + " that found it idle. Requests that wait at the end of the run, for longer than usual, count at"
                + " their age.")
        Spread disk_wait,

        @Doc("Times that a disk was made to have the log; commits that share one count once.")
        @Titled("Syncs of disks at {}")
        Counter fsyncs) {}
