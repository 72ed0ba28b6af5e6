package dev.brownout.fleet;

import dev.brownout.sla.Quantity;
import dev.brownout.spec.Doc;
import dev.brownout.spec.FixedSpelling;
import java.util.Locale;

/**
 * Metric of an autoscaler. vLLM exports the queue and the KV cache usage of a replica as vllm:num_requests_waiting and
 * vllm:kv_cache_usage_perc.
 */
public enum ScalingMetric implements FixedSpelling {
    @Doc("Utilization of the cores of the ready nodes; at most 100%.")
    CPU(Quantity.Unit.RATIO, "a utilization such as 60%"),
    @Doc("Arriving calls per second and node.")
    REQUESTS(Quantity.Unit.RATE, "a rate per node such as 120/s"),
    @Doc("Calls in service or waiting, per node.")
    IN_FLIGHT(Quantity.Unit.COUNT, "a number of calls per node such as 50"),
    @Doc("Waiting messages in the consumed queue, or waiting sequences of an inference tier, per node.")
    QUEUE_DEPTH(Quantity.Unit.COUNT, "a number of messages per node such as 100"),
    @Doc("Age of the oldest message in the consumed queue that is not deleted, or of the oldest sequence that waits"
            + " first in an inference tier.")
    QUEUE_AGE(Quantity.Unit.TIME, "an age such as 30s"),
    @Doc("For inference: KV cache usage of the ready replicas at an instant; at most 100%.")
    KV_USAGE(Quantity.Unit.RATIO, "a usage such as 70%"),
    @Doc("For inference: tokens of the sequences inside at an instant, prompts and outputs so far, per replica.")
    TOKENS_IN_FLIGHT(Quantity.Unit.COUNT, "a number of tokens per replica such as 20k");

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

    /** Returns whether only replicas of a language model have the metric. */
    public boolean ofInference() {
        return this == KV_USAGE || this == TOKENS_IN_FLIGHT;
    }

    /** Returns whether the metric is a sum shared by the hosts, and not a mean over the ready ones. */
    boolean isShared() {
        return this != CPU && this != QUEUE_AGE && this != KV_USAGE;
    }

    @Override
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
