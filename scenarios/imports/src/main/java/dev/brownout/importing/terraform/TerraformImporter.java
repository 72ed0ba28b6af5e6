package dev.brownout.importing.terraform;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.recognition.Evidence;
import dev.brownout.importing.recognition.ImportFormat;
import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.recognition.InputHead;
import dev.brownout.importing.system.SystemDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Importer of the output of {@code terraform show -json}, with the resources of AWS. */
public final class TerraformImporter implements Importer {
    /** Types without an effect on load and time. */
    private static final Pattern NO_EFFECT = Pattern.compile("(null_|random_|tls_|local_|time_|archive_|terraform_).*"
            + "|aws_(iam_.*|vpc|vpc_(?!endpoint).*|subnet|route|route_table.*|route53_zone.*|internet_gateway|eip.*"
            + "|nat_gateway|security_group.*|default_.*|main_route.*|network_acl.*|key_pair|kms_.*|acm_.*"
            + "|cloudwatch_log_.*|cloudwatch_dashboard|db_subnet_group|db_parameter_group|db_option_group"
            + "|rds_cluster_parameter_group|elasticache_subnet_group|elasticache_parameter_group|ecr_.*|ecs_cluster.*"
            + "|s3_bucket_.*|s3_object|sqs_queue_policy|sns_topic_policy|lambda_permission|lambda_layer_.*"
            + "|secretsmanager_.*|ssm_.*|cloudtrail.*|config_.*|backup_.*|budgets_.*|placement_group"
            + "|cloudfront_origin_access_.*|api_gateway_(account|api_key|deployment|resource|method|usage_plan_key)"
            + "|apigatewayv2_(domain_name|api_mapping|deployment|route)|lb_listener_certificate|docdb_subnet_group"
            + "|docdb_cluster_parameter_group|s3_account_.*|ebs_volume|volume_attachment|flow_log|launch_template"
            + "|launch_configuration|ecs_task_definition|dynamodb_table_item)");

    private static final String PODS =
            "the pods of a cluster are in its manifests: import them with 'brownout import k8s'";

    private static final String EVENTS = "events and schedules; their load is not in the files";

    private static final String SCHEDULE = "a schedule of the number of nodes; write it as a fault 'scale'";

    private static final Map<String, String> REASONS = new TreeMap<>(Map.ofEntries(
            Map.entry("aws_eks_cluster", PODS),
            Map.entry("aws_eks_node_group", PODS),
            Map.entry("aws_eks_fargate_profile", PODS),
            Map.entry("aws_cloudwatch_metric_alarm", "an alarm, which has no model here"),
            Map.entry("aws_autoscaling_schedule", SCHEDULE),
            Map.entry("aws_appautoscaling_scheduled_action", SCHEDULE),
            Map.entry("aws_db_proxy", "a proxy with a pool of connections, which has no model here"),
            Map.entry("aws_api_gateway_usage_plan", "limits for each client, which have no model here"),
            Map.entry("aws_cloudwatch_event_rule", EVENTS),
            Map.entry("aws_cloudwatch_event_target", EVENTS),
            Map.entry("aws_scheduler_schedule", EVENTS),
            Map.entry("aws_wafv2_web_acl", "rules of a firewall, which have no model here"),
            Map.entry("aws_route53_health_check", "a check of Route 53; here a name has one region")));

    private static final int MOST_TYPES = 10;

    @Override
    public ImportFormat format() {
        return new ImportFormat(
                "JSON of terraform show",
                Content.TOPOLOGY,
                "terraform",
                "Create a scenario from resources of AWS in the output of 'terraform show -json': balancers,"
                        + " servers, autoscaling, databases, queues. Each value has a comment with its origin.",
                "outputs of 'terraform show -json' for plans or states; - for standard input");
    }

    @Override
    public Evidence recognize(InputHead head) {
        return Evidence.SIGNATURE.when(
                head.hasField("planned_values", "values.root_module", "format_version", "terraform_version"));
    }

    @Override
    public SystemDescription read(Input input) throws ImportException {
        TerraformFiles files = TerraformFiles.read(input.sources());
        CloudInventory inventory = new CloudInventory(new ResourceGraph(files.resources()));
        CloudStores.add(inventory);
        CloudQueues.add(inventory);
        CloudServers.add(inventory);
        Map<TerraformResource, List<RequestPath>> balancers = CloudBalancers.add(inventory);
        List<RequestPath> entries = CloudEdges.add(inventory, balancers);
        CloudCalls.add(inventory);
        CallPaths calls = new CallPaths(inventory, entries);
        if (calls.paths().isEmpty()) {
            throw new ImportException(
                    "{}: no scenario is possible: no resource serves requests{}",
                    String.join(", ", files.names()),
                    alternatives(files, inventory));
        }
        List<String> gaps = new ArrayList<>();
        int idle = markRemaining(files, inventory, gaps);
        UnreadAttributes.list(inventory, files.resources());
        int all = files.resources().size();
        List<String> summary = List.of(all + " resources: " + inventory.usedCount() + " used, " + idle
                + " without effect on load and time, " + (all - inventory.usedCount() - idle) + " left out");
        List<String> listed = inventory.listed();
        listed.addAll(gaps);
        return new SystemDescription(new CloudSystem(calls, files.names(), listed).system(), summary);
    }

    /** Returns the resources that the files have instead of servers, with the reasons for which they serve none. */
    private static String alternatives(TerraformFiles files, CloudInventory inventory) {
        if (files.resources().stream().anyMatch(one -> one.type().startsWith("aws_eks_"))) {
            return "; the servers of an EKS cluster are in its manifests: import them with 'brownout import k8s'";
        }
        Map<String, Integer> types = new TreeMap<>();
        files.resources().stream()
                .filter(one -> !inventory.isHandled(one))
                .forEach(one -> types.merge(one.type(), 1, Integer::sum));
        List<String> all = new ArrayList<>(inventory.leftOut());
        List<String> counts = new ArrayList<>();
        types.forEach((type, number) -> counts.add(type + (number > 1 ? " (" + number + ")" : "")));
        if (!counts.isEmpty()) {
            int more = counts.size() - MOST_TYPES;
            boolean other =
                    files.resources().stream().noneMatch(one -> one.type().startsWith("aws_"));
            all.add((other ? "only resources of AWS are read, and these are others: " : "other resources: ")
                    + String.join(", ", counts.subList(0, Math.min(MOST_TYPES, counts.size())))
                    + (more > 0 ? " and " + more + " more types" : ""));
        }
        if (types.containsKey("aws_ecs_task_definition")) {
            all.add("a task definition needs an aws_ecs_service");
        }
        return all.isEmpty() ? "" : "; " + String.join("; ", all);
    }

    /** Returns the names of the parameters that a parameter group sets. */
    private static List<String> parameters(TerraformResource resource) {
        return resource.type().endsWith("_parameter_group")
                ? resource.get("parameter").items().stream()
                        .map(parameter -> parameter.get("name").text())
                        .filter(name -> !name.isEmpty())
                        .toList()
                : List.of();
    }

    /** Settles all resources that are neither used nor listed. Returns the number of those without effect. */
    private static int markRemaining(TerraformFiles files, CloudInventory inventory, List<String> gaps) {
        Map<String, Integer> idle = new TreeMap<>();
        Map<String, List<String>> others = new LinkedHashMap<>();
        int count = 0;
        for (TerraformResource resource : files.resources()) {
            if (inventory.isHandled(resource)) {
                continue;
            }
            String type = resource.type();
            List<String> parameters = parameters(resource);
            if (!parameters.isEmpty()) {
                inventory.list(
                        resource, String.join(", ", parameters) + ": parameters of a product without a setting here");
            } else if (REASONS.containsKey(type)) {
                inventory.list(resource, REASONS.get(type));
            } else if (NO_EFFECT.matcher(type).matches()) {
                idle.merge(type, 1, Integer::sum);
                count++;
            } else {
                others.computeIfAbsent(type, none -> new ArrayList<>()).add(resource.address());
            }
        }
        others.values()
                .forEach(all -> gaps.add("not read, as this import does not know the type: " + String.join(", ", all)));
        if (!idle.isEmpty()) {
            List<String> types = new ArrayList<>();
            idle.forEach((type, number) -> types.add(number + " " + type));
            gaps.add("without effect on load and time: " + String.join(", ", types));
        }
        if (files.data() > 0) {
            gaps.add(files.data() + (files.data() == 1 ? " data source" : " data sources") + ", which create nothing");
        }
        return count;
    }
}
