package dev.brownout.importing.terraform;

import dev.brownout.importing.terraform.CloudPart.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Load balancers of AWS with their target groups. Each target group is a balancer of its own in the scenario, as it has
 * an algorithm and health checks of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html">
 *     Elastic Load Balancing, target groups</a>
 */
final class CloudBalancers {
    /** Types of target groups. */
    static final String[] GROUPS = {"aws_lb_target_group", "aws_alb_target_group"};

    private static final String[] BALANCERS = {"aws_lb", "aws_alb"};
    private static final String[] LISTENERS = {"aws_lb_listener", "aws_alb_listener"};

    private final CloudInventory inventory;
    private final ResourceGraph graph;
    private final Map<TerraformResource, List<RequestPath>> paths = new LinkedHashMap<>();

    private CloudBalancers(CloudInventory inventory) {
        this.inventory = inventory;
        this.graph = inventory.graph();
    }

    /** Adds the parts of all balancers. Returns the paths behind each of them. */
    static Map<TerraformResource, List<RequestPath>> add(CloudInventory inventory) {
        CloudBalancers balancers = new CloudBalancers(inventory);
        balancers.graph.of(BALANCERS).forEach(balancers::balancer);
        balancers.graph.of("aws_elb").forEach(balancers::classic);
        return balancers.paths;
    }

    /** Share of a target group, with its origin. */
    private record Weight(double weight, String origin) {}

    /** Returns whether a listener, or the target group behind it, has a port of administration. */
    private boolean isForAdministration(TerraformResource listener) {
        List<TerraformResource> groups = graph.targets(listener, "default_action", GROUPS);
        return AdministrationPorts.isOne(listener.get("port"))
                || !groups.isEmpty() && groups.stream().allMatch(group -> AdministrationPorts.isOne(group.get("port")));
    }

    private void balancer(TerraformResource resource) {
        Map<TerraformResource, Weight> weights = new LinkedHashMap<>();
        for (TerraformResource listener : graph.of(LISTENERS)) {
            if (graph.targets(listener, "load_balancer_arn", BALANCERS).contains(resource)) {
                if (isForAdministration(listener)) {
                    inventory.list(listener, AdministrationPorts.REASON);
                    continue;
                }
                action(listener, "default_action", weights);
                for (TerraformResource rule : graph.of("aws_lb_listener_rule", "aws_alb_listener_rule")) {
                    if (graph.targets(rule, "listener_arn", LISTENERS).contains(listener)) {
                        action(rule, "action", weights);
                    }
                }
            }
        }
        Map<TerraformResource, List<CloudPart>> servers = new LinkedHashMap<>();
        weights.keySet().forEach(group -> servers.put(group, servers(group)));
        servers.forEach((group, all) -> {
            if (all.isEmpty()) {
                inventory.list(group, "a target group without known targets");
            }
        });
        servers.values().removeIf(List::isEmpty);
        weights.keySet().retainAll(servers.keySet());
        if (servers.isEmpty()) {
            inventory.list(resource, "a load balancer without known targets");
            return;
        }
        double sum = weights.values().stream().mapToDouble(Weight::weight).sum();
        List<RequestPath> all = new ArrayList<>();
        servers.forEach((group, downstream) -> {
            Weight weight = weights.get(group);
            CloudPart part = part(resource, group, servers.size() > 1);
            CloudAutoscaling.drain(group, downstream);
            all.addAll(paths(part, downstream, weight.weight() / sum, servers.size() > 1 ? weight.origin() : ""));
        });
        paths.put(resource, all);
    }

    /** Returns the paths through a balancer to its servers, which share the calls by their numbers of nodes. */
    private List<RequestPath> paths(CloudPart balancer, List<CloudPart> servers, double share, String origin) {
        double nodes = servers.stream().mapToLong(CloudPart::nodes).sum();
        List<RequestPath> all = new ArrayList<>();
        for (CloudPart server : servers) {
            balancer.calls(server, "its target group");
            String reason = servers.size() > 1 ? "by the number of nodes in one target group" : origin;
            all.add(new RequestPath(List.of(balancer, server), share * server.nodes() / nodes, reason));
        }
        return all;
    }

    /** Adds the target groups of an action. Without weights, each rule has an equal share. */
    private void action(TerraformResource rule, String attribute, Map<TerraformResource, Weight> weights) {
        List<TerraformResource> groups = graph.targets(rule, attribute, GROUPS);
        if (groups.isEmpty()) {
            inventory.list(rule, "an action that forwards to no known target group, such as a redirect");
            return;
        }
        inventory.use(rule);
        List<JsonValue> written = new ArrayList<>();
        for (JsonValue action : rule.get(attribute).items()) {
            written.addAll(action.get("forward", "target_group").items());
        }
        for (int i = 0; i < groups.size(); i++) {
            TerraformResource group = groups.get(i);
            JsonValue weight = weight(group, i, groups.size(), written);
            String origin = weight.isPresent()
                    ? "origin: " + rule.address() + " weight"
                    : "unknown: A GUESS, an equal share of each target group";
            double share = weight.isPresent() ? weight.number().orElse(1) : 1;
            if (weight.isPresent() || groups.size() == 1) {
                Weight added = new Weight(groups.size() > 1 ? share / total(written) : 1, origin);
                if (added.weight() > 0) {
                    weights.putIfAbsent(group, added);
                }
            } else {
                weights.putIfAbsent(group, new Weight(1.0 / groups.size(), origin));
            }
        }
    }

    private static double total(List<JsonValue> written) {
        double sum = written.stream()
                .mapToDouble(one -> one.get("weight").number().orElse(1))
                .sum();
        return sum > 0 ? sum : 1;
    }

    private JsonValue weight(TerraformResource group, int index, int groups, List<JsonValue> written) {
        for (JsonValue one : written) {
            if (one.get("arn").isPresent()
                    && one.get("arn").text().equals(group.get("arn").text())) {
                return one.get("weight");
            }
        }
        boolean inOrder =
                written.size() == groups && !written.get(index).get("arn").isPresent();
        return inOrder ? written.get(index).get("weight") : JsonValue.ABSENT;
    }

    private List<CloudPart> servers(TerraformResource group) {
        Set<CloudPart> all = new LinkedHashSet<>();
        for (TerraformResource asg : graph.of("aws_autoscaling_group")) {
            if (graph.targets(asg, "target_group_arns", GROUPS).contains(group)) {
                all.add(inventory.part(asg));
            }
        }
        for (TerraformResource attachment : graph.of("aws_autoscaling_attachment")) {
            boolean isLocal = graph.targets(attachment, "lb_target_group_arn", GROUPS)
                            .contains(group)
                    || graph.targets(attachment, "alb_target_group_arn", GROUPS).contains(group);
            if (isLocal) {
                inventory.use(attachment);
                graph.targets(attachment, "autoscaling_group_name", "aws_autoscaling_group")
                        .forEach(asg -> all.add(inventory.part(asg)));
            }
        }
        for (TerraformResource attachment :
                graph.of("aws_lb_target_group_attachment", "aws_alb_target_group_attachment")) {
            if (graph.targets(attachment, "target_group_arn", GROUPS).contains(group)) {
                inventory.use(attachment);
                graph.targets(
                                attachment,
                                "target_id",
                                "aws_instance",
                                "aws_spot_instance_request",
                                "aws_lambda_function")
                        .forEach(one -> all.add(inventory.part(one)));
            }
        }
        for (TerraformResource service : graph.of("aws_ecs_service")) {
            if (graph.targets(service, "load_balancer", GROUPS).contains(group)) {
                all.add(inventory.part(service));
            }
        }
        all.remove(null);
        return List.copyOf(all);
    }

    private CloudPart part(TerraformResource resource, TerraformResource group, boolean several) {
        String name = several ? resource.label() + "-" + group.label() : resource.label();
        CloudPart part = inventory.add(resource, name, Place.FRONT, "load-balancer");
        inventory.use(group, part);
        boolean network = resource.get("load_balancer_type").text().equals("network");
        if (!network) {
            part.set("profile", "aws-alb", "");
        }
        String algorithm = group.get("load_balancing_algorithm_type").text();
        String word = switch (algorithm) {
            case "least_outstanding_requests" -> "least-connections";
            case "weighted_random" -> "random";
            default -> network ? "random" : "round-robin";
        };
        part.set(
                "algorithm",
                word,
                !algorithm.isEmpty() && !network
                        ? "origin: " + group.address() + " load_balancing_algorithm_type"
                        : network
                                ? "Network Load Balancer: by a hash of the connection"
                                : "the default of target groups");
        health(part, group.get("health_check"), group.address(), network);
        long slow = group.get("slow_start").integer(0);
        if (slow > 0) {
            part.set("slow_start", slow + "s", "origin: " + group.address() + " slow_start");
        }
        if (group.get("stickiness", "enabled").isTrue()) {
            inventory.remark(group, "stickiness of users; here each call selects a target");
        }
        if (!network && resource.get("idle_timeout").integer(0) > 0) {
            part.set(
                    "timeout",
                    resource.get("idle_timeout").integer(60) + "s",
                    "origin: " + resource.address() + " idle_timeout");
        }
        return part;
    }

    private static void health(CloudPart part, JsonValue check, String address, boolean network) {
        String origin = "origin: " + address + " health_check";
        String usual = "the default of target groups";
        number(part, "health.every", check.get("interval"), 30, "s", origin, usual);
        long every = check.get("interval").integer(30);
        long timeout = Math.min(every, check.get("timeout").integer(network ? 10 : 5));
        part.set("health.timeout", timeout + "s", check.get("timeout").isPresent() ? origin : usual);
        number(part, "health.fall", check.get("unhealthy_threshold"), 2, "", origin, usual);
        number(part, "health.rise", check.get("healthy_threshold"), 5, "", origin, usual);
        String protocol = check.get("protocol").text();
        if (protocol.equals("TCP") || network && protocol.isEmpty()) {
            part.set("health.type", "tcp", protocol.isEmpty() ? usual : origin);
        }
    }

    private static void number(
            CloudPart part, String key, JsonValue value, long least, String unit, String origin, String usual) {
        part.set(key, Math.max(1, value.integer(least)) + unit, value.isPresent() ? origin : usual);
    }

    private void classic(TerraformResource resource) {
        Set<CloudPart> servers = new LinkedHashSet<>();
        graph.targets(resource, "instances", "aws_instance").forEach(one -> servers.add(inventory.part(one)));
        for (TerraformResource asg : graph.of("aws_autoscaling_group")) {
            if (graph.targets(asg, "load_balancers", "aws_elb").contains(resource)) {
                servers.add(inventory.part(asg));
            }
        }
        servers.remove(null);
        List<JsonValue> listeners = resource.get("listener").items();
        if (!listeners.isEmpty()
                && listeners.stream().allMatch(one -> AdministrationPorts.isOne(one.get("instance_port")))) {
            inventory.list(resource, AdministrationPorts.REASON);
            return;
        }
        if (servers.isEmpty()) {
            inventory.list(resource, "a load balancer without known targets");
            return;
        }
        CloudPart part = inventory.add(resource, Place.FRONT, "load-balancer");
        part.set("algorithm", "least-connections", "Classic Load Balancer: least outstanding requests for HTTP");
        JsonValue check = resource.get("health_check");
        String origin = "origin: " + resource.address() + " health_check";
        String usual = "the default of Classic Load Balancers";
        number(part, "health.every", check.get("interval"), 30, "s", origin, usual);
        number(part, "health.timeout", check.get("timeout"), 5, "s", origin, usual);
        number(part, "health.fall", check.get("unhealthy_threshold"), 2, "", origin, usual);
        number(part, "health.rise", check.get("healthy_threshold"), 10, "", origin, usual);
        if (check.get("target").text().startsWith("TCP")) {
            part.set("health.type", "tcp", origin);
        }
        JsonValue idle = resource.get("idle_timeout");
        part.set(
                "timeout",
                Math.max(1, idle.integer(60)) + "s",
                idle.isPresent() ? "origin: " + resource.address() + " idle_timeout" : usual);
        paths.put(resource, paths(part, List.copyOf(servers), 1, ""));
    }
}
