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
import dev.brownout.spi.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parameters of message consumption by a server tier. */
@Doc("Whose messages the machines work on: the service of the server, then the steps.")
@Shorthand
public record ConsumptionSpec(
        @Doc("The queue.") @Reference(Reference.To.QUEUE) String queue,

        @Doc("Messages that a machine has at a time: a number, or as many as it can work on at once. Of a topic, the"
                + " messages of a poll at most, as Kafka's max.poll.records, which is 500: a machine works on them as"
                + " its workers or cores allow, one of each partition at a time, commits them when all are finished,"
                + " and polls again; unless a number is said, it asks for each message alone and commits it alone.")
        @Default("capacity")
        @NoneKeyword("capacity")
        @AtLeast(1)
        @DefaultSource("a consumer that asks when it has a free worker; RabbitMQ's prefetch is unlimited unless set")
        @AtMost(1_000_000)
        Optional<Integer> prefetch,

        @Doc("For how long after a message was worked on it is recognized, so that it has no second effect.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        Optional<Duration> deduplicate,

        @Doc("Whether a machine asks for more time when half of a message's visibility has passed.") @Default("false")
        boolean extend,

        @Doc("Of a topic: the group in which the tier is. Each group gets every message, and tiers of one group share "
                + "them; where it is not said, the tier is a group of its own, called as the tier.")
        Optional<String> group,

        @Doc("What is done with a message after the service.") @Default("[]")
        List<Step> steps) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");

    /** Copies the list; rejects a group name that is not valid in a metric name. */
    public ConsumptionSpec {
        if (group.filter(name -> !NAME.matcher(name).matches()).isPresent()) {
            throw new InvalidParameterException(
                    "group",
                    "'" + group.get() + "' is no name of a group: small letters, digits and -, a letter first");
        }
        steps = List.copyOf(steps);
    }
}
