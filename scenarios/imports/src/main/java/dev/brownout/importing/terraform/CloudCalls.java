package dev.brownout.importing.terraform;

import dev.brownout.importing.terraform.CloudPart.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls of servers: by addresses and references in their definitions, by the policies of their roles, by security
 * groups that allow them, and by triggers of functions.
 */
final class CloudCalls {
    /** Resources that define a server further, so that a reference in them is one of the server. */
    private static final List<String> HELPERS = List.of(
            "aws_launch_template",
            "aws_launch_configuration",
            "aws_ecs_task_definition",
            "aws_iam_instance_profile",
            "aws_iam_role",
            "aws_iam_role_policy",
            "aws_iam_policy",
            "aws_ssm_parameter",
            "aws_secretsmanager_secret",
            "aws_secretsmanager_secret_version",
            "aws_db_proxy",
            "aws_db_proxy_target");

    /** Attributes that name helpers by a name or an identifier that is short. */
    private static final List<String> BY_NAME = List.of(
            "launch_template", "launch_configuration", "mixed_instances_policy", "iam_instance_profile", "role");

    private static final String[] SERVERS = {
        "aws_autoscaling_group", "aws_instance", "aws_ecs_service", "aws_lambda_function", "aws_apprunner_service"
    };

    private final CloudInventory inventory;
    private final ResourceGraph graph;

    private CloudCalls(CloudInventory inventory) {
        this.inventory = inventory;
        this.graph = inventory.graph();
    }

    /** Adds the calls between all parts. */
    static void add(CloudInventory inventory) {
        CloudCalls calls = new CloudCalls(inventory);
        calls.triggers();
        for (TerraformResource server : calls.graph.of(SERVERS)) {
            if (calls.administers(calls.groupsOfServer(server))) {
                inventory.remove(server, AdministrationPorts.HOST);
                continue;
            }
            calls.references(server);
            calls.securityGroups(server);
        }
        calls.topics();
    }

    private void references(TerraformResource server) {
        CloudPart part = inventory.part(server);
        Deque<TerraformResource> next = new ArrayDeque<>(List.of(server));
        Set<TerraformResource> seen = new LinkedHashSet<>(next);
        while (!next.isEmpty()) {
            TerraformResource resource = next.remove();
            for (TerraformResource target : targets(resource)) {
                CloudPart called = inventory.part(target);
                boolean helper = HELPERS.contains(target.type());
                if (called != null && called != part && !helper && isCallable(target, called)) {
                    part.calls(called, "is referred to by " + resource.address());
                } else if (helper && seen.add(target)) {
                    next.add(target);
                }
            }
            if (resource.type().equals("aws_iam_role")) {
                policies(resource).stream().filter(seen::add).forEach(next::add);
            }
        }
    }

    /** Returns whether servers call a part: all except the entries of users. */
    private static boolean isCallable(TerraformResource resource, CloudPart part) {
        return part.place() != Place.FRONT
                || part.kind().equals("load-balancer")
                        && resource.get("internal").isTrue();
    }

    private Set<TerraformResource> targets(TerraformResource resource) {
        Set<TerraformResource> all = new LinkedHashSet<>(graph.targets(resource));
        String[] helpers = HELPERS.toArray(new String[0]);
        BY_NAME.forEach(attribute -> all.addAll(graph.targets(resource, attribute, helpers)));
        return all;
    }

    /** Returns the policies of a role. */
    private Set<TerraformResource> policies(TerraformResource role) {
        Set<TerraformResource> all = new LinkedHashSet<>();
        for (TerraformResource policy : graph.of("aws_iam_role_policy", "aws_iam_role_policy_attachment")) {
            if (graph.targets(policy, "role", "aws_iam_role").contains(role)) {
                all.add(policy);
                all.addAll(graph.targets(policy, "policy_arn", "aws_iam_policy"));
            }
        }
        return all;
    }

    private Set<TerraformResource> groups(TerraformResource resource) {
        Set<TerraformResource> all = new LinkedHashSet<>();
        for (String attribute : List.of(
                "vpc_security_group_ids",
                "security_groups",
                "security_group_ids",
                "network_configuration",
                "network_interfaces",
                "broker_node_group_info",
                "vpc_config")) {
            all.addAll(graph.targets(resource, attribute, "aws_security_group"));
        }
        return all;
    }

    private Set<TerraformResource> groupsOfServer(TerraformResource server) {
        Set<TerraformResource> own = new LinkedHashSet<>(groups(server));
        for (String attribute : List.of("launch_template", "launch_configuration", "mixed_instances_policy")) {
            graph.targets(server, attribute, "aws_launch_template", "aws_launch_configuration")
                    .forEach(template -> own.addAll(groups(template)));
        }
        return own;
    }

    /** Returns whether the rules of groups allow only ports of administration, and there is such a rule. */
    private boolean administers(Set<TerraformResource> groups) {
        List<JsonValue> rules = new ArrayList<>();
        groups.forEach(group -> rules.addAll(group.get("ingress").items()));
        for (TerraformResource rule : graph.of("aws_security_group_rule", "aws_vpc_security_group_ingress_rule")) {
            boolean isOfGroup = graph.targets(rule, "security_group_id", "aws_security_group").stream()
                    .anyMatch(groups::contains);
            if (isOfGroup && !rule.get("type").text().equals("egress")) {
                rules.add(rule.values());
            }
        }
        return !rules.isEmpty() && rules.stream().allMatch(AdministrationPorts::isOnly);
    }

    /** Adds the calls that a security group of a database, a cache or a server allows from that of a server. */
    private void securityGroups(TerraformResource server) {
        Set<TerraformResource> own = groupsOfServer(server);
        CloudPart part = inventory.part(server);
        for (Map.Entry<TerraformResource, CloudPart> entry : inventory.parts().entrySet()) {
            CloudPart other = entry.getValue();
            if (other == part || !isCallable(entry.getKey(), other)) {
                continue;
            }
            Set<TerraformResource> theirs = new LinkedHashSet<>(groups(entry.getKey()));
            theirs.removeAll(own);
            for (TerraformResource group : theirs) {
                String rule = allows(group, own);
                if (!rule.isEmpty()) {
                    part.calls(other, "may be reached by " + rule);
                }
            }
        }
    }

    /** Returns the address of a rule that allows traffic from one of the groups; empty if there is none. */
    private String allows(TerraformResource group, Set<TerraformResource> from) {
        String type = "aws_security_group";
        boolean requests = group.get("ingress").items().isEmpty()
                || group.get("ingress").items().stream().anyMatch(rule -> allowsRequests(rule, from));
        if (requests && graph.targets(group, "ingress", type).stream().anyMatch(from::contains)) {
            return group.address();
        }
        for (TerraformResource rule : graph.of("aws_security_group_rule", "aws_vpc_security_group_ingress_rule")) {
            boolean of = graph.targets(rule, "security_group_id", type).contains(group)
                    && !rule.get("type").text().equals("egress");
            boolean source = graph.targets(rule, "source_security_group_id", type).stream()
                            .anyMatch(from::contains)
                    || graph.targets(rule, "referenced_security_group_id", type).stream()
                            .anyMatch(from::contains);
            if (of && source && !AdministrationPorts.isOnly(rule.values())) {
                return rule.address();
            }
        }
        return "";
    }

    /**
     * Returns whether an ingress rule of a group may allow requests from one of the groups: it has no port of
     * administration, and its groups are not known before the plan is applied, or one of them is known to be there.
     */
    private boolean allowsRequests(JsonValue rule, Set<TerraformResource> from) {
        Set<String> named = new LinkedHashSet<>();
        rule.get("security_groups").texts("", (name, text) -> named.add(text));
        boolean known = named.isEmpty()
                ? rule.get("cidr_blocks").items().isEmpty()
                : from.stream().anyMatch(group -> graph.isNamed(group, named));
        return known && !AdministrationPorts.isOnly(rule);
    }

    /** Makes functions the consumers of the queues and streams that trigger them. */
    private void triggers() {
        for (TerraformResource mapping : graph.of("aws_lambda_event_source_mapping")) {
            for (TerraformResource function : graph.targets(mapping, "function_name", "aws_lambda_function")) {
                for (TerraformResource queue :
                        graph.targets(mapping, "event_source_arn", "aws_sqs_queue", "aws_kinesis_stream")) {
                    if (inventory.part(queue) != null) {
                        inventory.part(function).consumes(inventory.part(queue));
                        concurrency(mapping, inventory.part(function));
                        inventory.use(mapping);
                        inventory.part(function).component().policies().clear();
                        inventory.listSetting(
                                function,
                                "timeout",
                                "the timeout of a function that a queue triggers; here"
                                        + " the queue has one for its messages");
                        inventory.listSetting(
                                mapping, "batch_size", "batches of messages; here a function gets one at a" + " time");
                    }
                }
            }
        }
    }

    /** Limits the concurrent executions of a function to the maximum concurrency of its event source. */
    private static void concurrency(TerraformResource mapping, CloudPart function) {
        long most = mapping.get("scaling_config", "maximum_concurrency").integer(0);
        if (most > 0) {
            String origin = "origin: " + mapping.address() + " scaling_config";
            function.set("workers", Long.toString(most), origin).set("cores", Long.toString(most), origin);
        }
    }

    /** Makes the servers that publish to a topic of SNS publish to the queues that subscribe to it. */
    private void topics() {
        for (TerraformResource topic : graph.of("aws_sns_topic")) {
            boolean used = false;
            for (TerraformResource subscription : graph.of("aws_sns_topic_subscription")) {
                if (!graph.targets(subscription, "topic_arn", "aws_sns_topic").contains(topic)) {
                    continue;
                }
                for (TerraformResource queue : graph.targets(subscription, "endpoint", "aws_sqs_queue")) {
                    if (inventory.part(queue) == null) {
                        continue;
                    }
                    for (TerraformResource server : graph.of(SERVERS)) {
                        if (reaches(server, topic)) {
                            inventory.part(server).calls(inventory.part(queue), "subscribes to " + topic.address());
                            used = true;
                        }
                    }
                    inventory.use(subscription);
                }
            }
            if (used) {
                inventory.use(topic);
            } else {
                inventory.list(topic, "a topic without a known publisher and a subscribing queue");
            }
        }
    }

    private boolean reaches(TerraformResource server, TerraformResource topic) {
        Deque<TerraformResource> next = new ArrayDeque<>(List.of(server));
        Set<TerraformResource> seen = new LinkedHashSet<>(next);
        while (!next.isEmpty()) {
            TerraformResource resource = next.remove();
            Set<TerraformResource> further = targets(resource);
            if (further.contains(topic)) {
                return true;
            }
            if (resource.type().equals("aws_iam_role")) {
                further.addAll(policies(resource));
            }
            further.stream()
                    .filter(one -> HELPERS.contains(one.type()) || one.type().equals("aws_iam_role_policy_attachment"))
                    .filter(seen::add)
                    .forEach(next::add);
        }
        return false;
    }
}
