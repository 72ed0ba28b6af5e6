package dev.brownout.fleet;

import dev.brownout.sla.Quantity;
import dev.brownout.spec.Doc;
import dev.brownout.spec.FixedSpelling;
import java.util.Locale;

/** Metric of an autoscaler. */
public enum ScalingMetric implements FixedSpelling {
    @Doc("Busy cores of all cores of the machines that are ready: never more than 100%, however much is offered.")
    CPU(Quantity.Unit.RATIO, "a share of the cores such as 60%"),
    @Doc("Calls that arrive at the machines per second, for each machine.")
    REQUESTS(Quantity.Unit.RATE, "a rate for each machine such as 120/s"),
    @Doc("Calls being worked on or waiting at the machines, for each machine.")
    IN_FLIGHT(Quantity.Unit.COUNT, "a number of calls for each machine such as 50"),
    @Doc("Messages waiting in the queue that the machines consume, for each machine.")
    QUEUE_DEPTH(Quantity.Unit.COUNT, "a number of messages for each machine such as 100"),
    @Doc("Age of the oldest message waiting in the queue that the machines consume.")
    QUEUE_AGE(Quantity.Unit.TIME, "an age such as 30s");

    private final Quantity.Unit unit;
    private final String example;

    ScalingMetric(Quantity.Unit unit, String example) {
        this.unit = unit;
        this.example = example;
    }

    /** Returns the unit of the target. */
    Quantity.Unit unit() {
        return unit;
    }

    /** Returns a description of the target with an example. */
    String example() {
        return example;
    }

    /** Returns whether the metric is read from the queue that the hosts consume. */
    public boolean ofQueue() {
        return this == QUEUE_DEPTH || this == QUEUE_AGE;
    }

    /** Returns whether the metric is a sum shared by the hosts, and not a mean over the ready ones. */
    boolean shared() {
        return this != CPU && this != QUEUE_AGE;
    }

    @Override
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
