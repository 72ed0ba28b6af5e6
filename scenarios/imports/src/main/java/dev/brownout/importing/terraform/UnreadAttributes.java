package dev.brownout.importing.terraform;

import dev.brownout.importing.topology.LimitText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Attributes of used resources that say something on capacity, times, attempts, checks or numbers, and that the
 * scenario does not use. Other attributes, such as names and tags, are not listed.
 */
final class UnreadAttributes {
    /** Attributes of the Terraform provider itself, of backups, of maintenance and of monitoring. */
    private static final Pattern IRRELEVANT = Pattern.compile("(.*\\.)?(timeouts|tags|tags_all|tag)(\\..*)?"
            + "|wait_for_.*|min_elb_capacity|.*backup.*|.*snapshot.*|.*maintenance.*|.*monitoring.*"
            + "|performance_insights.*|.*kms_.*|.*recovery_window.*|.*arn.*|.*policy_document.*|access_logs.*"
            + "|connection_logs.*|logging.*|.*(viewer_certificate|restrictions|certificate).*|metadata_options.*"
            + "|.*(hop_limit|device_index|network_card_index|vpc_.*|subnet.*|cidr.*|ipv[46].*|.*port)|user_data.*");

    private static final String VARIABLE = "limits in variables, which are not used here";

    /** Reasons by the pattern of a name, the first that matches. */
    private static final Map<Pattern, String> REASONS = new LinkedHashMap<>();

    static {
        reason(
                "(.*\\.)?(health_check|healthCheck|.*health_check.*)(\\.(path|matcher|command|target))?"
                        + "|.*health_check_type",
                "a detail of health checks; here a check sees whether a node answers");
        reason(
                ".*(iops|throughput|allocated_storage|volume_size|volume_type|storage_type|ebs_optimized"
                        + "|storage_capacity|ephemeral_storage.*|storage_info.*)",
                "the size and the speed of disks; 'storage' and 'disk' of a database have them");
        reason(
                ".*(memory|memory_size|memoryReservation|memory_reservation)",
                "memory; 'memory' and 'heap' of a server have it, with that of a request");
        reason(
                ".*(retry|retries|attempts|retry_count|failover_criteria.*)",
                "further attempts, which are not made here; write them as 'retry' or 'redispatch'");
        reason(
                ".*(timeout|timeout_.*|timeouts?_in_.*|interval|interval_.*|delay|delay_.*|grace_period.*|cooldown"
                        + "|warmup|keepalive.*|keep_alive.*|lifetime.*|duration|duration_.*|.*ttl|age_in_seconds"
                        + "|.*_age_.*|window_in_seconds|period_seconds|_seconds|startTimeout|stopTimeout)",
                "a time without a setting here");
        reason(
                ".*(spot_.*|instance_interruption_behavior|max_price|on_demand_.*|capacity_rebalance)",
                "instances that may be interrupted; write the interruption as a fault");
        reason(
                ".*(scheduling_strategy|deployment_(maximum|minimum).*|placement.*|.*termination_policies"
                        + "|suspended_processes|protect_from_scale_in|disable_scale_in|availability_zone_rebalancing)",
                "how nodes are replaced and placed; write it as a fault 'deploy' or 'scale'");
        reason(
                ".*(capacity|capacity_units|size|count|concurrency|concurrent.*|connections|limit|limit_.*|rate|burst.*"
                        + "|percent|percentage|threshold|weight|units|shards|partitions|replicas|nodes|workers|threads"
                        + "|per_core|parallelization_factor|cpu_credits|credits|batch_size|quota|value|max_.*|min_.*"
                        + "|maximum_.*|minimum_.*|origin_shield.*|accelerate.*|cross_zone.*|multi_az.*|tier"
                        + "|promotion_tier|scale_in.*|scale_out.*)",
                "a limit or a number without a setting here");
    }

    private UnreadAttributes() {}

    private static void reason(String pattern, String reason) {
        REASONS.put(Pattern.compile(pattern), reason);
    }

    /** Lists the attributes of the used resources, with a reason. */
    static void list(CloudInventory inventory, List<TerraformResource> resources) {
        for (TerraformResource resource : resources) {
            if (!inventory.isUsed(resource)) {
                continue;
            }
            Map<String, Set<String>> byReason = new LinkedHashMap<>();
            BiConsumer<String, String> each = (path, text) -> {
                if (path.matches("(.*\\.)?environment\\..*")) {
                    String key = path.substring(path.lastIndexOf('.') + 1);
                    new LimitText(key, text)
                            .limit()
                            .ifPresent(limit -> byReason.computeIfAbsent(VARIABLE, none -> new LinkedHashSet<>())
                                    .add(path));
                } else if (!isNothing(text) && !IRRELEVANT.matcher(path).matches()) {
                    String reason = reason(path);
                    if (!reason.isEmpty()) {
                        byReason.computeIfAbsent(reason, none -> new LinkedHashSet<>())
                                .add(path);
                    }
                }
            };
            resource.values().unread("", each);
            containers(inventory, resource, each);
            byReason.forEach((reason, paths) -> inventory.remark(resource, String.join(", ", paths) + ": " + reason));
        }
    }

    /** Passes on the unread attributes of the containers of a task, which are JSON in a text. */
    private static void containers(CloudInventory inventory, TerraformResource task, BiConsumer<String, String> each) {
        try {
            for (JsonValue container :
                    JsonValue.parse(task.get("container_definitions").text()).items()) {
                container.get("cpu").markRead();
                container.get("environment").items().forEach(variable -> {
                    String name = variable.get("name").text();
                    each.accept(
                            "container.environment." + name,
                            variable.get("value").text());
                });
                container.unread("container", each);
            }
        } catch (IOException unknown) {
            inventory.remark(task, "container definitions that are not JSON, which are not read");
        }
    }

    /** Returns whether a value sets nothing: the providers write such values for attributes that are not set. */
    private static boolean isNothing(String text) {
        return List.of("", "0", "-1", "false", "off", "[]", "{}", "use_load_balancer_configuration")
                .contains(text);
    }

    private static String reason(String path) {
        return REASONS.entrySet().stream()
                .filter(reason -> reason.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
