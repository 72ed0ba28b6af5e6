package dev.brownout.importing.terraform;

import dev.brownout.importing.fitting.LanguageNumbers;
import java.util.List;

/**
 * Autoscaling policies of Auto Scaling groups and of ECS services. Target tracking by CPU or by requests per target is
 * used; its alarms look at three minutes to scale out and at fifteen minutes to scale in.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html">Amazon EC2 Auto
 *     Scaling, target tracking scaling policies</a>
 */
final class CloudAutoscaling {
    private static final String ALARM = "the alarms of target tracking: ";

    private final CloudInventory inventory;
    private final ResourceGraph graph;

    CloudAutoscaling(CloudInventory inventory) {
        this.inventory = inventory;
        this.graph = inventory.graph();
    }

    /** Adds the policies of an Auto Scaling group. */
    void group(TerraformResource group, CloudPart part) {
        boolean found = false;
        for (TerraformResource policy : graph.of("aws_autoscaling_policy")) {
            if (!graph.targets(policy, "autoscaling_group_name", group.type()).contains(group)) {
                continue;
            }
            JsonValue tracking = policy.get("target_tracking_configuration");
            String metric = tracking.get("predefined_metric_specification", "predefined_metric_type")
                    .text();
            found |= isTracked(policy, part, metric, tracking.get("target_value"), found);
            if (part.settings().get("autoscale.target") != null) {
                warm(policy.get("estimated_instance_warmup"), policy, part);
                warm(group.get("default_instance_warmup"), group, part);
            }
        }
        if (found) {
            bounds(group, "min_size", "max_size", part);
        } else if (group.get("max_size").integer(0) > part.nodes()) {
            inventory.listSetting(
                    group, "max_size", "no policy scales the group; here the number of nodes is constant");
        }
    }

    private static void warm(JsonValue seconds, TerraformResource resource, CloudPart part) {
        if (seconds.integer(0) > 0) {
            part.set("autoscale.startup", seconds.integer(0) + "s", "origin: " + resource.address() + ", its warm-up");
        }
    }

    /** Adds the policies of an ECS service. */
    void service(TerraformResource service, CloudPart part) {
        for (TerraformResource target : graph.of("aws_appautoscaling_target")) {
            String id = target.get("resource_id").text();
            boolean named = id.endsWith("/" + service.get("name").text())
                    && !service.get("name").text().isEmpty();
            if (!named && !graph.targets(target, "resource_id", service.type()).contains(service)) {
                continue;
            }
            inventory.use(target, part);
            boolean found = false;
            for (TerraformResource policy : graph.of("aws_appautoscaling_policy")) {
                boolean same = !id.isEmpty() && policy.get("resource_id").text().equals(id);
                if (!same
                        && !graph.targets(policy, "resource_id", target.type(), service.type()).stream()
                                .anyMatch(one -> one.equals(target) || one.equals(service))) {
                    continue;
                }
                JsonValue tracking = policy.get("target_tracking_scaling_policy_configuration");
                String metric = tracking.get("predefined_metric_specification", "predefined_metric_type")
                        .text();
                boolean used = isTracked(policy, part, metric, tracking.get("target_value"), found);
                if (used) {
                    pace(part, "up_policy", tracking.get("scale_out_cooldown"), policy);
                    pace(part, "down_policy", tracking.get("scale_in_cooldown"), policy);
                }
                found |= used;
            }
            if (found) {
                bounds(target, "min_capacity", "max_capacity", part);
            } else {
                inventory.remark(
                        target, "no policy that is used scales the service; here the number of nodes is constant");
            }
        }
    }

    private static void pace(CloudPart part, String policy, JsonValue cooldown, TerraformResource from) {
        part.set(
                "autoscale." + policy + ".every",
                Math.max(1, cooldown.integer(300)) + "s",
                cooldown.isPresent()
                        ? "origin: " + from.address()
                        : "the default cooldown of Application Auto Scaling");
    }

    private boolean isTracked(
            TerraformResource policy, CloudPart part, String metric, JsonValue target, boolean another) {
        double value = target.number().orElse(0);
        if (value <= 0 || !metric.matches(".*(CPUUtilization|ALBRequestCountPerTarget)")) {
            inventory.list(
                    policy,
                    metric.isEmpty()
                            ? "a policy that tracks no predefined metric with a known target; steps and alarms have no"
                                    + " model here"
                            : "scaling by " + metric + ", which is no metric here");
            return false;
        }
        boolean cpu = metric.endsWith("CPUUtilization");
        if (cpu && value > 100) {
            inventory.list(policy, "scaling by a CPU utilization above 100 %, which is never measured");
            return false;
        }
        if (another) {
            inventory.list(policy, "a further policy of a group; here one metric scales it");
            return false;
        }
        inventory.use(policy, part);
        part.set("autoscale.metric", cpu ? "cpu" : "requests", "origin: " + policy.address() + ": " + metric);
        part.set(
                "autoscale.target",
                cpu ? LanguageNumbers.format(value, 6) + "%" : LanguageNumbers.format(value / 60, 6) + "/s",
                "origin: " + policy.address() + (cpu ? "" : ": " + LanguageNumbers.format(value, 9) + " in a minute"));
        return true;
    }

    private void bounds(TerraformResource from, String least, String most, CloudPart part) {
        long min = Math.max(1, from.get(least).integer(1));
        long max = Math.max(Math.max(min, part.nodes()), from.get(most).integer(part.nodes()));
        part.set("autoscale.min", Long.toString(min), "origin: " + from.address() + " " + least)
                .set("autoscale.max", Long.toString(max), "origin: " + from.address() + " " + most)
                .set("autoscale.sync", "60s", "Amazon CloudWatch: a value of the metric for each minute")
                .set("autoscale.metric_lag", "180s", ALARM + "three minutes to scale out")
                .set("autoscale.down_window", "900s", ALARM + "fifteen minutes to scale in")
                .set("autoscale.up_policy.nodes", Long.toString(max), "target tracking has no limit of a step");
        if (min > part.nodes()) {
            part.nodes(min, "origin: " + from.address() + " " + least);
        }
    }

    /** Sets the time in which removed nodes of the servers behind a target group finish their calls. */
    static void drain(TerraformResource targetGroup, List<CloudPart> servers) {
        JsonValue delay = targetGroup.get("deregistration_delay");
        for (CloudPart server : servers) {
            if (server.settings().get("autoscale.target") != null) {
                server.set(
                        "autoscale.drain",
                        delay.integer(300) + "s",
                        delay.isPresent()
                                ? "origin: " + targetGroup.address() + " deregistration_delay"
                                : "the default of target groups");
            }
        }
    }
}
