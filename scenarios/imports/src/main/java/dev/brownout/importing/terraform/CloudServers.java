package dev.brownout.importing.terraform;

import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.system.ImportedComponent.CallPolicy;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.terraform.CloudPart.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Servers: Auto Scaling groups, instances, services of ECS and functions of Lambda. */
final class CloudServers {
    private static final String UNKNOWN_CORES = "unknown: A GUESS, as the instance type is not known";
    private static final double UNITS = 1024;

    private final CloudInventory inventory;
    private final ResourceGraph graph;

    private CloudServers(CloudInventory inventory) {
        this.inventory = inventory;
        this.graph = inventory.graph();
    }

    /** Adds the parts of all servers. */
    static void add(CloudInventory inventory) {
        CloudServers servers = new CloudServers(inventory);
        servers.graph.of("aws_autoscaling_group").forEach(servers::group);
        servers.instances();
        servers.graph.of("aws_ecs_service").forEach(servers::service);
        servers.graph.of("aws_lambda_function").forEach(servers::function);
        servers.graph.of("aws_apprunner_service").forEach(servers::managed);
    }

    private void group(TerraformResource resource) {
        String origin = "origin: " + resource.address();
        CloudPart part = inventory.add(resource, Place.SERVER, "server");
        long least = resource.get("min_size").integer(1);
        long nodes = resource.get("desired_capacity").integer(Math.max(1, least));
        part.nodes(nodes, origin + (resource.get("desired_capacity").isPresent() ? " desired_capacity" : " min_size"));
        if (nodes == 0) {
            inventory.remark(resource, "a group of 0 instances at the start; here 1");
        }
        JsonValue subnets = resource.get("vpc_zone_identifier");
        zones(part, resource, subnets.isPresent() ? subnets : resource.get("availability_zones"));
        String type = "";
        TerraformResource options = resource;
        String[] helpers = {"aws_launch_template", "aws_launch_configuration"};
        for (String attribute : List.of("launch_template", "mixed_instances_policy", "launch_configuration")) {
            for (TerraformResource template : graph.targets(resource, attribute, helpers)) {
                inventory.use(template, part);
                type = type.isEmpty() ? template.get("instance_type").text() : type;
                options = template;
            }
        }
        List<JsonValue> overrides = resource.get("mixed_instances_policy", "launch_template", "override")
                .items();
        if (!overrides.isEmpty() && overrides.get(0).get("instance_type").isPresent()) {
            type = overrides.get(0).get("instance_type").text();
            options = resource;
            inventory.remark(resource, "several instance types; here all instances have the first type, " + type);
        }
        processors(part, resource, type, options);
        inventory.listSetting(
                resource, "health_check_grace_period", "a new instance is here checked from its start on");
        new CloudAutoscaling(inventory).group(resource, part);
    }

    private void processors(CloudPart part, TerraformResource resource, String type, TerraformResource options) {
        inventory.remarkBursts(resource, type);
        long cores = options.get("cpu_options", "core_count")
                .integer(options.get("cpu_core_count").integer(0));
        if (cores > 0) {
            long threads = options.get("cpu_options", "threads_per_core")
                    .integer(options.get("cpu_threads_per_core").integer(2));
            part.processors(cores * Math.max(1, threads), "origin: " + options.address() + " cpu_options");
            return;
        }
        OptionalLong known = InstanceTypes.processors(type);
        part.processors(
                known.orElse(2),
                known.isPresent()
                        ? "origin: " + resource.address() + ", " + type
                        : type.isEmpty() ? UNKNOWN_CORES : UNKNOWN_CORES + ": " + type);
    }

    private static void zones(CloudPart part, TerraformResource resource, JsonValue places) {
        int zones = places.items().size();
        if (zones > 1 && part.nodes() > 1) {
            part.set(
                    "zones",
                    Long.toString(Math.min(zones, part.nodes())),
                    "origin: " + resource.address() + ", its " + zones + " subnets or zones"
                            + (zones > part.nodes() ? ", of which each instance is in one" : ""));
        }
    }

    /** Adds the instances. Instances of one resource, or of one target group with one type, are nodes of one server. */
    private void instances() {
        Map<String, List<TerraformResource>> tiers = new LinkedHashMap<>();
        for (TerraformResource instance : graph.of("aws_instance", "aws_spot_instance_request")) {
            Set<String> groups = new LinkedHashSet<>();
            for (TerraformResource attachment : attachments()) {
                if (graph.targets(attachment, "target_id", instance.type()).contains(instance)) {
                    graph.targets(attachment, "target_group_arn", CloudBalancers.GROUPS)
                            .forEach(one -> groups.add(one.address()));
                }
            }
            for (TerraformResource classic : graph.of("aws_elb")) {
                if (graph.targets(classic, "instances", instance.type()).contains(instance)) {
                    groups.add(classic.address());
                }
            }
            String tier = groups.isEmpty()
                    ? instance.configured()
                    : groups + instance.get("instance_type").text();
            tiers.computeIfAbsent(tier, none -> new ArrayList<>()).add(instance);
        }
        tiers.values().forEach(this::tier);
    }

    private List<TerraformResource> attachments() {
        return graph.of("aws_lb_target_group_attachment", "aws_alb_target_group_attachment");
    }

    private void tier(List<TerraformResource> instances) {
        TerraformResource first = instances.get(0);
        CloudPart part = inventory.add(first, Place.SERVER, "server");
        instances.forEach(one -> inventory.use(one, part));
        part.nodes(
                instances.size(),
                "origin: " + first.address()
                        + (instances.size() > 1 ? " and " + (instances.size() - 1) + " more" : ""));
        String type = first.get("instance_type").text();
        TerraformResource options = first;
        for (TerraformResource template : graph.targets(first, "launch_template", "aws_launch_template")) {
            inventory.use(template, part);
            type = type.isEmpty() ? template.get("instance_type").text() : type;
            options = first.get("cpu_options").isPresent() ? first : template;
        }
        processors(part, first, type, options);
    }

    private void service(TerraformResource resource) {
        CloudPart part = inventory.add(resource, Place.SERVER, "server");
        String origin = "origin: " + resource.address();
        part.nodes(
                resource.get("desired_count").integer(1),
                resource.get("desired_count").isPresent() ? origin + " desired_count" : "the default of Amazon ECS");
        zones(part, resource, resource.get("network_configuration", "subnets"));
        if (resource.get("scheduling_strategy").text().equals("DAEMON")) {
            inventory.remark(resource, "one task on each instance of the cluster; their number is not known, here one");
        }
        double units = 0;
        String from = "";
        for (TerraformResource task : graph.targets(resource, "task_definition", "aws_ecs_task_definition")) {
            inventory.use(task, part);
            units = task.get("cpu").number().orElse(containers(task));
            from = task.address();
        }
        if (units > 0) {
            part.processors(units / UNITS, "origin: " + from + " cpu");
        } else {
            part.processors(2, "unknown: A GUESS, as no task definition with a limit of cores is in the files");
        }
        new CloudAutoscaling(inventory).service(resource, part);
    }

    /**
     * Adds a service of App Runner. It scales by the requests in flight of each instance.
     *
     * @see <a href="https://docs.aws.amazon.com/apprunner/latest/dg/manage-autoscaling.html">AWS App Runner, automatic
     *     scaling</a>
     */
    private void managed(TerraformResource resource) {
        CloudPart part = inventory.add(resource, Place.SERVER, "server");
        String origin = "origin: " + resource.address();
        double units = resource.get("instance_configuration", "cpu").number().orElseGet(() -> {
            String text = resource.get("instance_configuration", "cpu").text();
            return text.matches("\\d+(\\.\\d+)? vCPU") ? UNITS * Double.parseDouble(text.replace(" vCPU", "")) : 0;
        });
        part.processors(
                units > 0 ? units / UNITS : 1, units > 0 ? origin + " cpu" : "AWS App Runner: one vCPU by default");
        TerraformResource scaling = resource;
        String[] configurations = {"aws_apprunner_auto_scaling_configuration_version"};
        for (TerraformResource one : graph.targets(resource, "auto_scaling_configuration_arn", configurations)) {
            inventory.use(one, part);
            scaling = one;
        }
        String from = scaling.equals(resource) ? "the default of AWS App Runner" : "origin: " + scaling.address();
        long least = Math.max(1, scaling.get("min_size").integer(1));
        part.nodes(least, from);
        part.set("autoscale.metric", "in_flight", "AWS App Runner: requests in flight of each instance")
                .set(
                        "autoscale.target",
                        Long.toString(scaling.get("max_concurrency").integer(100)),
                        from)
                .set("autoscale.min", Long.toString(least), from)
                .set(
                        "autoscale.max",
                        Long.toString(Math.max(least, scaling.get("max_size").integer(25))),
                        from);
    }

    private static double containers(TerraformResource task) {
        double units = 0;
        try {
            for (JsonValue container :
                    JsonValue.parse(task.get("container_definitions").text()).items()) {
                units += container.get("cpu").number().orElse(0);
            }
        } catch (IOException unknown) {
            return 0;
        }
        return units;
    }

    /**
     * Adds a function. Each execution environment serves one call at a time and has its own processors; calls beyond
     * the limit of concurrent executions fail.
     */
    private void function(TerraformResource resource) {
        CloudPart part = inventory.add(resource, Place.SERVER, "server");
        for (TerraformResource alias : graph.of("aws_lambda_alias")) {
            if (graph.targets(alias, "function_name", "aws_lambda_function").contains(resource)) {
                inventory.use(alias);
                inventory.listSetting(
                        alias, "routing_config", "a share of the calls for another version of a function");
            }
        }
        long reserved = resource.get("reserved_concurrent_executions").integer(-1);
        String limit = Long.toString(reserved > 0 ? reserved : 1000);
        part.set(
                "workers",
                limit,
                reserved > 0
                        ? "origin: " + resource.address() + " reserved_concurrent_executions"
                        : "AWS Lambda, quotas: 1,000 concurrent executions of an account");
        part.set("queue", "0", "AWS Lambda: calls beyond the limit are throttled");
        part.set("cores", limit, "each execution of the managed service has processors of its own");
        part.set("service", "lognormal(p50=8ms p99=40ms)", "unknown: A PLACEHOLDER, to be measured");
        long timeout = resource.get("timeout").integer(3);
        part.component()
                .policies()
                .add(new CallPolicy(
                        "timeout",
                        new ImportedSettings()
                                .set(
                                        "after",
                                        LanguageNumbers.format(timeout, 9) + "s",
                                        resource.get("timeout").isPresent()
                                                ? "origin: " + resource.address() + " timeout"
                                                : "the default of AWS Lambda")));
        inventory.remark(resource, "cold starts of a function; here each execution environment is warm");
        inventory.listSetting(
                resource,
                "memory_size",
                "the memory of a function, which decides its speed; it is part of" + " the service time");
    }
}
