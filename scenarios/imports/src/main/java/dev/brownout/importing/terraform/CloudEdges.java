package dev.brownout.importing.terraform;

import dev.brownout.importing.terraform.CloudPart.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Entries of users: Route 53, CloudFront, API Gateway, and public balancers, functions and instances. */
final class CloudEdges {
    private static final String[] GATEWAYS = {"aws_apigatewayv2_api", "aws_api_gateway_rest_api"};

    /**
     * Default TTL in seconds of the managed cache policies of CloudFront, by their identifiers.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html">
     *     Amazon CloudFront, managed cache policies, as of 2026-11</a>
     */
    private static final Map<String, Long> MANAGED_TTLS = new TreeMap<>(Map.of(
            "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", 0L,
            "658327ea-f89d-4fab-a63d-7e88639e58f6", 86_400L,
            "b2884449-e4de-46a7-ac36-70bc7f1ddd6d", 86_400L,
            "08627262-05a9-4f76-9ded-b50ca2e3a84f", 86_400L,
            "2e54312d-136d-493c-8eb9-b001f22f67d2", 2L,
            "83da9c7e-98b4-4e11-a168-04f0df8e2c65", 0L,
            "4cc15a8a-d715-48a4-82b8-cc0b614638fe", 0L));

    private static final String EQUAL = "unknown: A GUESS, an equal share of each";

    private final CloudInventory inventory;
    private final ResourceGraph graph;
    private final Map<TerraformResource, List<RequestPath>> paths;
    private final Set<TerraformResource> inner = new LinkedHashSet<>();

    private CloudEdges(CloudInventory inventory, Map<TerraformResource, List<RequestPath>> balancers) {
        this.inventory = inventory;
        this.graph = inventory.graph();
        this.paths = new LinkedHashMap<>(balancers);
    }

    /** Adds the parts at the edge of the cloud. Returns the paths of the users' requests. */
    static List<RequestPath> add(CloudInventory inventory, Map<TerraformResource, List<RequestPath>> balancers) {
        CloudEdges edges = new CloudEdges(inventory, balancers);
        edges.graph.of(GATEWAYS).forEach(edges::gateway);
        edges.graph.of("aws_cloudfront_distribution").forEach(edges::distribution);
        edges.names();
        return edges.entries();
    }

    /** Returns the paths behind a target of an edge; empty if it is none. */
    private List<RequestPath> pathsTo(TerraformResource target) {
        List<RequestPath> known = paths.get(target);
        if (known != null) {
            return known;
        }
        CloudPart part = inventory.part(target);
        return part != null && part.kind().equals("server")
                ? List.of(new RequestPath(List.of(part), 1, ""))
                : List.of();
    }

    private void gateway(TerraformResource resource) {
        Set<TerraformResource> targets = new LinkedHashSet<>();
        TerraformResource timed = null;
        for (TerraformResource integration : graph.of("aws_apigatewayv2_integration", "aws_api_gateway_integration")) {
            boolean isLocal = graph.targets(integration, "api_id", GATEWAYS).contains(resource)
                    || graph.targets(integration, "rest_api_id", GATEWAYS).contains(resource);
            if (isLocal) {
                inventory.use(integration);
                boolean slower = timed == null || millis(integration) > millis(timed);
                timed = slower && millis(integration) > 0 ? integration : timed;
                for (TerraformResource target : graph.targets(integration)) {
                    targets.addAll(
                            target.type().contains("_listener")
                                    ? graph.targets(target, "load_balancer_arn", "aws_lb", "aws_alb")
                                    : List.of(target));
                }
            }
        }
        targets.removeIf(target -> target.equals(resource) || pathsTo(target).isEmpty());
        if (targets.isEmpty()) {
            inventory.list(resource, "an interface without a known integration");
            return;
        }
        CloudPart part = inventory.add(resource, Place.FRONT, "load-balancer");
        boolean rest = resource.type().equals("aws_api_gateway_rest_api");
        part.set("health", "none", "a managed service without checks");
        if (timed == null) {
            part.set("timeout", rest ? "29s" : "30s", "Amazon API Gateway, quotas: integration timeout");
        } else {
            part.set("timeout", millis(timed) + "ms", "origin: " + timed.address() + " timeout_milliseconds");
        }
        throttle(resource, part);
        join(resource, part, targets);
    }

    private static long millis(TerraformResource integration) {
        return integration.get("timeout_milliseconds").integer(0);
    }

    private void throttle(TerraformResource resource, CloudPart part) {
        String rate = "10000";
        String burst = "5000";
        String origin = "Amazon API Gateway, quotas: 10,000 requests per second and a burst of 5,000 in a region";
        for (TerraformResource stage : graph.of("aws_apigatewayv2_stage", "aws_api_gateway_method_settings")) {
            boolean isLocal = graph.targets(stage, "api_id", GATEWAYS).contains(resource)
                    || graph.targets(stage, "rest_api_id", GATEWAYS).contains(resource);
            JsonValue settings = stage.get(stage.type().endsWith("stage") ? "default_route_settings" : "settings");
            if (isLocal && settings.get("throttling_rate_limit").number().orElse(-1) > 0) {
                rate = settings.get("throttling_rate_limit").text();
                burst = Long.toString(
                        Math.max(1, settings.get("throttling_burst_limit").integer(5000)));
                origin = "origin: " + stage.address();
            }
            if (isLocal) {
                inventory.use(stage, part);
            }
        }
        part.set("rate_limit.rate", rate + "/s", origin).set("rate_limit.burst", burst, origin);
    }

    private void join(TerraformResource resource, CloudPart part, Set<TerraformResource> targets) {
        List<RequestPath> all = new ArrayList<>();
        for (TerraformResource target : targets) {
            inner.add(target);
            pathsTo(target)
                    .forEach(
                            path -> all.add(path.through(part, 1.0 / targets.size(), targets.size() > 1 ? EQUAL : "")));
        }
        paths.put(resource, all);
    }

    private void distribution(TerraformResource resource) {
        Set<TerraformResource> origins = new LinkedHashSet<>();
        for (TerraformResource target : graph.targets(
                resource, "origin", "aws_lb", "aws_alb", "aws_elb", "aws_s3_bucket", GATEWAYS[0], GATEWAYS[1])) {
            if (!pathsTo(target).isEmpty()) {
                origins.add(target);
            }
        }
        graph.mentioned(resource, "origin").stream()
                .filter(target -> !pathsTo(target).isEmpty())
                .forEach(origins::add);
        if (origins.isEmpty()) {
            inventory.list(resource, "a distribution without a known origin");
            return;
        }
        CloudPart part = inventory.add(resource, Place.FRONT, "cdn");
        part.set("profile", "cloudfront", "");
        JsonValue behaviour = resource.get("default_cache_behavior");
        String policy = behaviour.get("cache_policy_id").text();
        String address = "origin: " + resource.address() + " default_cache_behavior";
        List<TerraformResource> policies =
                graph.targets(resource, "default_cache_behavior", "aws_cloudfront_cache_policy");
        if (MANAGED_TTLS.containsKey(policy)) {
            part.set("ttl", MANAGED_TTLS.get(policy) + "s", address + ": the default of the managed cache policy");
        } else if (!policies.isEmpty()) {
            inventory.use(policies.get(0), part);
            part.set(
                    "ttl",
                    policies.get(0).get("default_ttl").integer(86_400) + "s",
                    "origin: " + policies.get(0).address());
        } else if (!policy.isEmpty()) {
            part.set("ttl", "86400s", "unknown: A GUESS, as the cache policy is in none of the files");
        } else {
            part.set(
                    "ttl",
                    behaviour.get("default_ttl").integer(86_400) + "s",
                    behaviour.get("default_ttl").isPresent() ? address : "the default of CloudFront: one day");
        }
        inventory.listSetting(
                resource, "ordered_cache_behavior", "further behaviours; here the default one has all paths");
        join(resource, part, origins);
    }

    /** Adds the names. Records of one name with several targets are paths with shares by their weights. */
    private void names() {
        Map<String, List<TerraformResource>> byName = new LinkedHashMap<>();
        for (TerraformResource record : graph.of("aws_route53_record")) {
            boolean front = graph.targets(record).stream()
                    .anyMatch(target -> !pathsTo(target).isEmpty());
            if (front) {
                String name = record.get("name").text();
                byName.computeIfAbsent(name.isEmpty() ? record.configured() : name, none -> new ArrayList<>())
                        .add(record);
            }
        }
        Map<Set<TerraformResource>, List<TerraformResource>> byTargets = new LinkedHashMap<>();
        byName.values().forEach(records -> {
            Set<TerraformResource> targets = new LinkedHashSet<>();
            records.forEach(record -> targets.addAll(fronts(record)));
            if (byTargets.putIfAbsent(targets, records) != null) {
                records.forEach(record -> inventory.list(record, "a further name of a target that has a name"));
            }
        });
        byTargets.values().forEach(this::name);
    }

    private List<TerraformResource> fronts(TerraformResource record) {
        return graph.targets(record).stream()
                .filter(target -> !pathsTo(target).isEmpty() && !target.type().equals(record.type()))
                .toList();
    }

    private void name(List<TerraformResource> records) {
        TerraformResource first = records.get(0);
        CloudPart part = inventory.add(first, Place.FRONT, "dns");
        records.forEach(record -> inventory.use(record, part));
        part.set("profile", "route53", "").set("routing", "simple", "one region; the records are paths with shares");
        boolean alias = first.get("ttl").integer(0) == 0;
        part.set(
                "ttl",
                (alias ? 60 : first.get("ttl").integer(60)) + "s",
                alias ? "Amazon Route 53: an alias has the TTL of its target, 60 s" : "origin: " + first.address());
        double sum = 0;
        for (TerraformResource record : records) {
            sum += weight(record);
        }
        List<RequestPath> all = new ArrayList<>();
        for (TerraformResource record : records) {
            double share = sum > 0 ? weight(record) / sum : 1.0 / records.size();
            if (record.get("failover_routing_policy", "type").text().equals("SECONDARY")) {
                inventory.remark(record, "a secondary record of a failover; here the primary one gets all requests");
            }
            boolean isReported = record.get("weighted_routing_policy").isPresent();
            String origin = records.size() == 1 ? "" : isReported ? "origin: " + record.address() + " weight" : EQUAL;
            List<TerraformResource> targets = fronts(record);
            for (TerraformResource target : targets) {
                inner.add(target);
                if (share > 0) {
                    pathsTo(target).forEach(path -> all.add(path.through(part, share / targets.size(), origin)));
                }
            }
        }
        paths.put(first, all);
    }

    private static double weight(TerraformResource record) {
        if (record.get("failover_routing_policy", "type").text().equals("SECONDARY")) {
            return 0;
        }
        return record.get("weighted_routing_policy", "weight").number().orElse(1);
    }

    /** Returns the paths from all entries that no other entry leads to. */
    private List<RequestPath> entries() {
        List<RequestPath> all = new ArrayList<>();
        paths.forEach((resource, downstream) -> {
            boolean internal = resource.get("internal").isTrue();
            if (!inner.contains(resource) && !internal) {
                all.addAll(downstream);
            }
        });
        for (TerraformResource service : graph.of("aws_apprunner_service")) {
            JsonValue open = service.get("network_configuration", "ingress_configuration", "is_publicly_accessible");
            if (!inner.contains(service) && !open.text().equals("false")) {
                all.addAll(pathsTo(service));
            }
        }
        for (TerraformResource url : graph.of("aws_lambda_function_url")) {
            for (TerraformResource function : graph.targets(url, "function_name", "aws_lambda_function")) {
                inventory.use(url);
                all.addAll(pathsTo(function));
            }
        }
        return all;
    }
}
