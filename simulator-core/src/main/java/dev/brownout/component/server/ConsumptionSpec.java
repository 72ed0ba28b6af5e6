package dev.brownout.component.server;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Reference;
import dev.brownout.spec.Shorthand;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.MessageSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parameters of message consumption by a server tier. */
@Doc("Consumption of messages: for each message a node does the work of 'service', then the steps.")
@Shorthand
public record ConsumptionSpec(
        @Doc("Queue or topic to consume.") @Reference(Reference.To.QUEUE)
        String queue,

        @Doc("Messages that a node holds, or that are on their way to it, at a time; default: as many as it can "
                + "process concurrently. "
                + "For a topic, the maximum number of messages per poll, as Kafka's max.poll.records, "
                + "which is 500: the node processes them as its workers or cores allow, one per partition "
                + "at a time, commits them when all are finished, and polls again. Without a number it "
                + "fetches and commits each message separately.")
        @Default("capacity")
        @NoneKeyword("capacity")
        @AtLeast(1)
        @DefaultSource("a consumer that fetches when a worker is free; RabbitMQ's prefetch is unlimited by default")
        @AtMost(1_000_000)
        Optional<Integer> prefetch,

        @Doc("Time for which a processed message is remembered. A redelivery in this time has no second effect.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        Optional<Duration> deduplicate,

        @Doc("Whether a node extends the visibility timeout of a message when half of it has passed.") @Default("false")
        boolean extend,

        @Doc("For a topic: the consumer group of the tier. Each group receives every message, and "
                + "the tiers of a group share them; default: a group with the name of the tier.")
        Optional<String> group,

        @Doc("Steps after the service of a message.") @Default("[]")
        List<Step> steps) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");

    /** Copies the list; rejects a group name that is not valid in a metric name. */
    public ConsumptionSpec {
        if (group.filter(name -> !NAME.matcher(name).matches()).isPresent()) {
            throw new InvalidParameterException(
                    "group",
                    "'{}' is not a valid group name: use lower-case letters, digits, _ and -, starting "
                            + "with a letter",
                    group.get());
        }
        steps = List.copyOf(steps);
    }

    /**
     * Checks the settings against the source of the messages.
     *
     * @throws ScenarioException if the source lacks a required property
     */
    void check(MessageSource source, String component) {
        if (group.isPresent() && !source.hasGroups()) {
            throw new ScenarioException(
                    "components." + component + ".consumes.group",
                    "{} is a queue, which delivers each message to one consumer; consumer groups "
                            + "require a topic (kind: topic)",
                    queue);
        }
        if (extend && source.hasGroups()) {
            throw new ScenarioException(
                    "components." + component + ".consumes.extend",
                    "{} is a topic, and its messages have no visibility timeout; its "
                            + "'max_poll_interval' limits the processing time",
                    queue);
        }
    }
}
