package dev.brownout.importing.terraform;

import dev.brownout.importing.terraform.CloudPart.Place;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Queues and streams: SQS, SNS, Kinesis and MSK. */
final class CloudQueues {
    private final CloudInventory inventory;
    private final ResourceGraph graph;

    private CloudQueues(CloudInventory inventory) {
        this.inventory = inventory;
        this.graph = inventory.graph();
    }

    /** Adds the parts of all queues and streams. */
    static void add(CloudInventory inventory) {
        CloudQueues queues = new CloudQueues(inventory);
        queues.sqs();
        queues.graph.of("aws_kinesis_stream").forEach(queues::stream);
        queues.graph.of("aws_msk_cluster").forEach(queues::kafka);
    }

    private void sqs() {
        Set<TerraformResource> dead = new LinkedHashSet<>();
        List<TerraformResource> all = graph.of("aws_sqs_queue");
        all.forEach(one -> dead.addAll(graph.targets(one, "redrive_policy", "aws_sqs_queue")));
        for (TerraformResource policy : graph.of("aws_sqs_queue_redrive_policy")) {
            dead.addAll(graph.targets(policy, "redrive_policy", "aws_sqs_queue"));
        }
        for (TerraformResource queue : all) {
            if (queue.get("redrive_policy").text().contains("deadLetterTargetArn")) {
                String target = redrive(queue).get("deadLetterTargetArn").text();
                all.stream()
                        .filter(one -> !target.isEmpty()
                                && (one.get("arn").text().equals(target)
                                        || target.endsWith(":" + one.get("name").text())))
                        .forEach(dead::add);
            }
        }
        for (TerraformResource queue : all) {
            if (dead.contains(queue)) {
                inventory.list(queue, "a queue of dead letters, which the queue before it counts");
            } else {
                queue(queue);
            }
        }
    }

    private void queue(TerraformResource resource) {
        CloudPart part = inventory.add(resource, Place.QUEUE, "queue");
        seconds(part, resource, "visibility", "visibility_timeout_seconds");
        seconds(part, resource, "retention", "message_retention_seconds");
        if (resource.get("receive_wait_time_seconds").integer(0) > 0) {
            seconds(part, resource, "poll", "receive_wait_time_seconds");
        }
        long receives = redrive(resource).get("maxReceiveCount").integer(0);
        for (TerraformResource policy : graph.of("aws_sqs_queue_redrive_policy")) {
            if (graph.targets(policy, "queue_url", "aws_sqs_queue").contains(resource)) {
                inventory.use(policy);
                receives = redrive(policy).get("maxReceiveCount").integer(receives);
            }
        }
        if (receives > 0) {
            part.set("max_receives", Long.toString(receives), "origin: " + resource.address() + " redrive_policy");
        }
        if (resource.get("delay_seconds").integer(0) > 0) {
            inventory.listSetting(resource, "delay_seconds", "a delay before delivery, which has no model here");
        }
        if (resource.get("fifo_queue").isTrue()) {
            inventory.listSetting(resource, "fifo_queue", "the order of messages, which has no model here");
        }
    }

    private static JsonValue redrive(TerraformResource resource) {
        try {
            return JsonValue.parse(resource.get("redrive_policy").text());
        } catch (IOException unknown) {
            return JsonValue.ABSENT;
        }
    }

    private static void seconds(CloudPart part, TerraformResource resource, String key, String attribute) {
        long value = resource.get(attribute).integer(0);
        if (value > 0) {
            part.set(key, value + "s", "origin: " + resource.address() + " " + attribute);
        }
    }

    private void stream(TerraformResource resource) {
        CloudPart part = inventory.add(resource, Place.QUEUE, "topic");
        part.set(
                "partitions",
                Long.toString(Math.max(1, resource.get("shard_count").integer(1))),
                "origin: " + resource.address() + " shard_count");
        part.set("retention", resource.get("retention_period").integer(24) + "h", "origin: " + resource.address());
        if (resource.get("stream_mode_details", "stream_mode").text().equals("ON_DEMAND")) {
            part.set("partitions", "4", "Amazon Kinesis: an on-demand stream begins with 4 shards");
        }
    }

    private void kafka(TerraformResource resource) {
        CloudPart part = inventory.add(resource, Place.QUEUE, "topic");
        long brokers = resource.get("number_of_broker_nodes").integer(3);
        part.set("profile", "kafka", "")
                .set(
                        "copies",
                        Long.toString(Math.min(3, brokers)),
                        "origin: " + resource.address() + ", at most 3, the"
                                + " default replication factor of Amazon MSK")
                .set("partitions", "3", "unknown: A GUESS");
    }
}
