package dev.brownout.importing.terraform;

import java.util.List;
import java.util.Optional;

/** Events that call a server without a request of a user: schedules, events of a bus or of a bucket, and messages. */
final class EventTriggers {
    private static final String[] FUNCTIONS = {"aws_lambda_function", "aws_ecs_service", "aws_instance"};

    private EventTriggers() {}

    /** Returns the description of the events that call a resource; empty if the files name none. */
    static Optional<String> description(ResourceGraph graph, TerraformResource called) {
        for (TerraformResource target : graph.of("aws_cloudwatch_event_target")) {
            if (graph.targets(target, "arn", FUNCTIONS).contains(called)) {
                List<TerraformResource> rules = graph.targets(target, "rule", "aws_cloudwatch_event_rule");
                String schedule = rules.isEmpty()
                        ? ""
                        : rules.get(0).get("schedule_expression").text();
                return Optional.of(described(target, schedule));
            }
        }
        for (TerraformResource schedule : graph.of("aws_scheduler_schedule")) {
            if (graph.mentioned(schedule, "target").contains(called)) {
                return Optional.of(
                        described(schedule, schedule.get("schedule_expression").text()));
            }
        }
        for (TerraformResource events : graph.of("aws_s3_bucket_notification")) {
            if (graph.targets(events, "lambda_function", FUNCTIONS).contains(called)) {
                return Optional.of(described(events, ""));
            }
        }
        for (TerraformResource subscription :
                graph.of("aws_sns_topic_subscription", "aws_cloudwatch_log_subscription_filter")) {
            if (graph.targets(subscription, "endpoint", FUNCTIONS).contains(called)
                    || graph.targets(subscription, "destination_arn", FUNCTIONS).contains(called)) {
                return Optional.of(described(subscription, ""));
            }
        }
        return Optional.empty();
    }

    private static String described(TerraformResource from, String schedule) {
        return schedule.isEmpty()
                ? "events call it (" + from.address() + "), and their rate is not in the files"
                : "a schedule calls it (" + from.address() + ", " + schedule + "), and no request does";
    }
}
