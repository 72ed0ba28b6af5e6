package dev.brownout.fleet;

import dev.brownout.sla.Quantity;
import dev.brownout.spec.Doc;
import dev.brownout.spec.FixedSpelling;
import java.util.Locale;

/** What an autoscaler looks at. */
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

    /** In what its target is given. */
    Quantity.Unit unit() {
        return unit;
    }

    /** What its target is, in words. */
    String example() {
        return example;
    }

    /** Whether it is read off the queue that the machines consume. */
    public boolean ofQueue() {
        return this == QUEUE_DEPTH || this == QUEUE_AGE;
    }

    /** Whether it is a sum that the machines share, and not a mean over those that are ready. */
    boolean shared() {
        return this != CPU && this != QUEUE_AGE;
    }

    @Override
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
