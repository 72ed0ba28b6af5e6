package dev.brownout.importing.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.language.Loader;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Import of outputs of {@code terraform show -json} in documented form, and the resulting scenarios. */
class TerraformImporterTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/brownout/importing/terraform");

    /** A public balancer with one target group, to which a server can belong. */
    static final String BALANCER = """
            aws_lb.front {"arn": "arn:lb-front", "dns_name": "front.elb.amazonaws.com"}
            aws_lb_target_group.web {"arn": "arn:tg-web"}
            aws_lb_listener.web {"arn": "arn:li-web", "load_balancer_arn": "arn:lb-front",\
             "default_action": [{"type": "forward", "target_group_arn": "arn:tg-web"}]}
            """;

    static final String GROUP = """
            aws_autoscaling_group.web {"name": "web-group", "min_size": 2, "max_size": 6,\
             "target_group_arns": ["arn:tg-web"],\
             "launch_template": [{"id": "lt-1"}]}
            aws_launch_template.web {"id": "lt-1", "instance_type": "c6g.xlarge",\
             "vpc_security_group_ids": ["sg-web"]}
            """;

    static ImportResult read(String text) throws Exception {
        ImportResult result = ImportedFiles.read(
                new TerraformImporter(),
                List.of(new ImportSource("a.json", () -> new ByteArrayInputStream(text.getBytes(UTF_8)))));
        new Loader(new ShippedLibrary())
                .load("imported", result.scenario(), Overrides.NONE)
                .check(Overrides.NONE);
        return result;
    }

    /** Returns the state with resources, one on each line: the address and the values. */
    static String state(String resources) {
        return resources
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> {
                    String address = line.substring(0, line.indexOf(' '));
                    String[] parts = address.split("\\.", -1);
                    return "{\"address\": \"" + address.replace("\"", "\\\"")
                            + "\", \"mode\": \"managed\", \"type\": \"" + parts[parts.length - 2] + "\", \"values\": "
                            + line.substring(line.indexOf(' ')) + "}";
                })
                .collect(Collectors.joining(
                        ", ", "{\"format_version\": \"1.0\", \"values\": {\"root_module\": {\"resources\": [", "]}}}"));
    }

    static String text(ImportResult result) {
        return String.join("\n", result.summary());
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "plan"})
    void resourcesBecomeTheExpectedScenario(String name) throws Exception {
        ImportResult imported = read(Files.readString(FOLDER.resolve(name + ".json")));
        String message = text(imported) + "\n";
        if (Boolean.getBoolean("brownout.write")) {
            Files.writeString(FOLDER.resolve(name + ".scenario.yaml"), imported.scenario());
            Files.writeString(FOLDER.resolve(name + ".told.txt"), message);
        }
        assertThat(imported.scenario()).isEqualTo(Files.readString(FOLDER.resolve(name + ".scenario.yaml")));
        assertThat(message).isEqualTo(Files.readString(FOLDER.resolve(name + ".told.txt")));
        assertThat(imported.scenario() + message).doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resource \"aws_lb\" \"a\" {}|is not JSON; it may be a configuration of Terraform; run 'terraform show",
                "{\"version\": 4, \"resources\": [{}]}|is a state file of Terraform; run 'terraform show",
                "{\"@level\": \"info\"} {\"@level\": \"info\"}|is the log of a Terraform command with -json",
                "{\"a\": 1}|is JSON, but no output of 'terraform show -json'",
                "{\"a\": |is not one JSON document",
                "{\"format_version\": \"1.0\"}|is an output of 'terraform show -json' without resources",
                "''|is empty; run 'terraform show"
            })
    void refusalNamesTheKindOfFile(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("a.json: " + message);
    }

    @Test
    void clusterOfKubernetesIsRefusedWithAdvice() {
        assertThatThrownBy(() -> read(state("aws_eks_cluster.main {\"name\": \"main\"}")))
                .hasMessageContaining("import them with 'brownout import k8s'");
    }

    @ParameterizedTest
    @CsvSource({
        "t3.micro,2",
        "t2.micro,1",
        "m5.large,2",
        "c6g.medium,1",
        "r6i.4xlarge,16",
        "db.r5.24xlarge,96",
        "cache.m6g.xlarge,4",
        "m7i-flex.2xlarge,8",
        "c5.metal,96",
        "t4g.nano,2"
    })
    void processorsOfInstanceTypes(String type, long processors) {
        assertThat(InstanceTypes.processors(type)).hasValue(processors);
    }

    @Test
    void unknownInstanceTypeIsAGuess() throws Exception {
        assertThat(InstanceTypes.processors("db.serverless")).isEmpty();
        assertThat(read(state("aws_instance.a {\"instance_type\": \"zz9.odd\"}"))
                        .scenario())
                .contains("cores: 2   # unknown: A GUESS, as the instance type is not known: zz9.odd");
    }

    @Test
    void groupBehindABalancerIsOneTier() throws Exception {
        ImportResult result = read(state(BALANCER + GROUP));
        assertThat(result.scenario())
                .contains("nodes: 2   # origin: aws_autoscaling_group.web min_size", "cores: 4 ", "every: 30s ")
                .containsSubsequence("- front", "- web")
                .doesNotContain("autoscale");
        assertThat(text(result)).contains("aws_autoscaling_group.web max_size: no policy scales the group");
    }

    @Test
    void instancesOfOneTargetGroupAreOneTier() throws Exception {
        StringBuilder resources = new StringBuilder(BALANCER);
        for (String name : List.of("one", "two", "three")) {
            resources.append(
                    "aws_instance." + name + " {\"id\": \"i-" + name + "\", \"instance_type\": \"t3.large\"}\n");
            resources.append("aws_lb_target_group_attachment." + name + " {\"target_group_arn\": \"arn:tg-web\","
                    + " \"target_id\": \"i-" + name + "\"}\n");
        }
        assertThat(read(state(resources.toString())).scenario())
                .containsOnlyOnce("kind: server")
                .contains("nodes: 3   # origin: aws_instance.one and 2 more");
    }

    @Test
    void unlikeInstancesOfOneTargetGroupShareItByTheirNumbers() throws Exception {
        String resources = BALANCER + GROUP + """
                aws_instance.old {"id": "i-old", "instance_type": "t3.large"}
                aws_lb_target_group_attachment.old {"target_group_arn": "arn:tg-web", "target_id": "i-old"}
                """;
        assertThat(read(state(resources)).scenario()).contains("share: 66.67%", "share: 33.33%");
    }

    @Test
    void classicBalancerHasInstances() throws Exception {
        ImportResult result = read(state("""
                aws_elb.old {"name": "old", "instances": ["i-1", "i-2"], "health_check": [{"interval": 7,\
                 "target": "TCP:80"}]}
                aws_instance.a[0] {"id": "i-1", "instance_type": "m4.large"}
                aws_instance.a[1] {"id": "i-2", "instance_type": "m4.large"}
                """));
        assertThat(result.scenario()).contains("algorithm: least-connections", "every: 7s ", "type: tcp", "nodes: 2 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ASGAverageCPUUtilization|40|metric: cpu|target: 40% ",
                "ALBRequestCountPerTarget|600|metric: requests|target: 10/s "
            })
    void targetTrackingScalesAGroup(String metric, String value, String first, String second) throws Exception {
        String policy = "aws_autoscaling_policy.p {\"autoscaling_group_name\": \"web-group\","
                + " \"target_tracking_configuration\": [{\"target_value\": " + value
                + ", \"predefined_metric_specification\": [{\"predefined_metric_type\": \"" + metric + "\"}]}]}";
        assertThat(read(state(BALANCER + GROUP + policy)).scenario()).contains(first, second, "min: 2 ", "max: 6 ");
    }

    @Test
    void policyWithStepsIsListed() throws Exception {
        ImportResult result = read(state(BALANCER + GROUP
                + "aws_autoscaling_policy.p {\"autoscaling_group_name\": \"web-group\","
                + " \"policy_type\": \"StepScaling\"}"));
        assertThat(text(result)).contains("aws_autoscaling_policy.p: a policy that tracks no predefined metric");
    }

    @Test
    void securityGroupsAllowCalls() throws Exception {
        String rest = """
                aws_security_group.web {"id": "sg-web"}
                aws_security_group.db {"id": "sg-db"}
                aws_vpc_security_group_ingress_rule.db {"security_group_id": "sg-db",\
                 "referenced_security_group_id": "sg-web"}
                aws_db_instance.main {"engine": "mysql", "instance_class": "db.t3.small",\
                 "vpc_security_group_ids": ["sg-db"]}
                """;
        assertThat(read(state(BALANCER + GROUP + rest)).scenario())
                .contains("- read: main   # origin: may be reached by aws_vpc_security_group_ingress_rule.db");
    }

    @Test
    void databaseWithoutANamedClientIsAGuess() throws Exception {
        assertThat(read(state(BALANCER + GROUP + "aws_db_instance.main {\"engine\": \"postgres\", \"instance_class\":"
                                + " \"db.m5.large\"}"))
                        .scenario())
                .contains("- read: main   # a guess: no resource names its clients", "profile: postgres", "cores: 2 ")
                .doesNotContain("failover");
    }

    @Test
    void readReplicasServeReads() throws Exception {
        assertThat(read(state(BALANCER + GROUP + """
                        aws_db_instance.main {"identifier": "main", "engine": "postgres",\
                         "instance_class": "db.m5.large"}
                        aws_db_instance.copy[0] {"replicate_source_db": "main", "instance_class": "db.m5.large"}
                        aws_db_instance.copy[1] {"replicate_source_db": "main", "instance_class": "db.m5.large"}
                        """)).scenario())
                .contains("replicas: 2 ", "mode: async", "from: replicas");
    }

    @Test
    void internalBalancerContinuesThePath() throws Exception {
        ImportResult result = read(state(BALANCER + GROUP + """
                aws_lb.inner {"arn": "arn:lb-inner", "dns_name": "inner.elb.amazonaws.com", "internal": true}
                aws_lb_target_group.api {"arn": "arn:tg-api"}
                aws_lb_listener.api {"load_balancer_arn": "arn:lb-inner",\
                 "default_action": [{"target_group_arn": "arn:tg-api"}]}
                aws_ecs_service.api {"name": "api", "desired_count": 2,\
                 "load_balancer": [{"target_group_arn": "arn:tg-api"}]}
                """));
        assertThat(result.scenario())
                .containsSubsequence("steps:", "- front", "- web", "- inner", "- api")
                .contains("nodes: 2   # origin: aws_ecs_service.api desired_count");
    }

    @Test
    void containersOfATaskDecideItsCores() throws Exception {
        assertThat(read(state(BALANCER + """
                        aws_ecs_service.api {"name": "api", "task_definition": "arn:task-api", "load_balancer":\
                         [{"target_group_arn": "arn:tg-web"}]}
                        aws_ecs_task_definition.api {"arn": "arn:task-api", "container_definitions":\
                         "[{\\"cpu\\": 128}, {\\"cpu\\": 128}]"}
                        """)).scenario())
                .contains(
                        "nodes: 1   # the default of Amazon ECS",
                        "0.25 of them, so the service time is multiplied by 4");
    }

    @Test
    void functionBehindAGatewayIsThrottled() throws Exception {
        ImportResult result = read(state("""
                aws_apigatewayv2_api.api {"id": "api-123", "name": "api"}
                aws_apigatewayv2_integration.fn {"api_id": "api-123", "integration_uri": "arn:function-fn"}
                aws_apigatewayv2_stage.live {"api_id": "api-123", "default_route_settings":\
                 [{"throttling_rate_limit": 50, "throttling_burst_limit": 20}]}
                aws_lambda_function.fn {"function_name": "fn", "arn": "arn:function-fn", "role": "arn:role-fn"}
                aws_iam_role.fn {"name": "fn", "arn": "arn:role-fn"}
                aws_iam_role_policy.fn {"role": "fn", "policy": "{\\"Resource\\": \\"arn:table-items\\"}"}
                aws_dynamodb_table.items {"name": "items", "arn": "arn:table-items",\
                 "billing_mode": "PAY_PER_REQUEST"}
                """));
        assertThat(result.scenario())
                .contains("rate: 50/s ", "burst: 20 ", "workers: 1000 ", "after: 3s   # the default of AWS Lambda")
                .containsSubsequence("- api", "- fn", "- read: items");
    }

    @Test
    void streamTriggersAFunction() throws Exception {
        String resources =
                BALANCER + GROUP.replace("\"id\": \"lt-1\", ", "\"id\": \"lt-1\", \"user_data\": \"arn:stream-1\", ")
                        + """
                aws_kinesis_stream.clicks {"arn": "arn:stream-1", "shard_count": 3, "retention_period": 48}
                aws_lambda_function.count {"arn": "arn:function-count", "timeout": 60}
                aws_lambda_event_source_mapping.m {"event_source_arn": "arn:stream-1",\
                 "function_name": "arn:function-count"}
                """;
        ImportResult result = read(state(resources));
        assertThat(result.scenario())
                .contains("partitions: 3 ", "retention: 48h", "- publish: clicks", "queue: clicks");
        assertThat(text(result)).contains("aws_lambda_function.count timeout: the timeout of a function that a queue");
    }

    @Test
    void aliasOfAFunctionIsTheFunction() throws Exception {
        String resources = BALANCER
                + GROUP.replace("\"id\": \"lt-1\", ", "\"id\": \"lt-1\", \"user_data\": \"arn:queue-jobs\", ") + """
                aws_sqs_queue.jobs {"arn": "arn:queue-jobs"}
                aws_lambda_function.tick {"arn": "arn:function-tick", "description": "arn:queue-jobs"}
                aws_lambda_function.work {"arn": "arn:function-work"}
                aws_lambda_alias.live {"arn": "arn:alias-live", "function_name": "arn:function-work"}
                aws_lambda_event_source_mapping.m {"event_source_arn": "arn:queue-jobs",\
                 "function_name": "arn:alias-live", "scaling_config": [{"maximum_concurrency": 5}]}
                """;
        ImportResult result = read(state(resources));
        assertThat(result.scenario()).contains("workers: 5 ").containsOnlyOnce("queue: jobs");
        assertThat(text(result)).doesNotContain("aws_lambda_alias.live");
    }

    @Test
    void topicFansOutToItsQueues() throws Exception {
        String resources =
                BALANCER + GROUP.replace("\"id\": \"lt-1\", ", "\"id\": \"lt-1\", \"user_data\": \"arn:topic-1\", ")
                        + """
                aws_sns_topic.events {"arn": "arn:topic-1"}
                aws_sqs_queue.mail {"arn": "arn:queue-mail"}
                aws_sns_topic_subscription.mail {"topic_arn": "arn:topic-1", "endpoint": "arn:queue-mail"}
                """;
        assertThat(read(state(resources)).scenario())
                .contains("- publish: mail   # origin: subscribes to aws_sns_topic.events");
    }

    @Test
    void weightedRecordsAreSharesOfRequests() throws Exception {
        String second = BALANCER.replace("front", "other")
                .replace("tg-web", "tg-two")
                .replace(".web", ".two")
                .replace("li-web", "li-two");
        String resources = BALANCER + GROUP + second + """
                aws_instance.two {"id": "i-two", "instance_type": "t3.large"}
                aws_lb_target_group_attachment.two {"target_group_arn": "arn:tg-two", "target_id": "i-two"}
                aws_route53_record.a {"name": "www", "alias": [{"name": "front.elb.amazonaws.com"}],\
                 "weighted_routing_policy": [{"weight": 80}]}
                aws_route53_record.b {"name": "www", "alias": [{"name": "other.elb.amazonaws.com"}],\
                 "weighted_routing_policy": [{"weight": 20}]}
                """;
        assertThat(read(state(resources)).scenario())
                .containsOnlyOnce("kind: dns")
                .contains("share: 80%   # origin: aws_route53_record.a weight", "share: 20% ");
    }

    @Test
    void mixedInstancesHaveTheFirstType() throws Exception {
        String group = """
                aws_autoscaling_group.web {"name": "w", "min_size": 1, "max_size": 1,\
                 "target_group_arns": ["arn:tg-web"],\
                 "mixed_instances_policy": [{"launch_template": [{"override": [{"instance_type": "m5.2xlarge"},\
                 {"instance_type": "m5.4xlarge"}]}]}]}
                """;
        ImportResult result = read(state(BALANCER + group));
        assertThat(result.scenario()).contains("cores: 8 ");
        assertThat(text(result)).contains("several instance types; here all instances have the first type, m5.2xlarge");
    }

    @Test
    void cacheWithoutADatabaseIsAStore() throws Exception {
        assertThat(read(state(BALANCER + GROUP + "aws_elasticache_cluster.sessions {\"engine\": \"redis\","
                                + " \"num_cache_nodes\": 1}"))
                        .scenario())
                .contains("this cache has no source: it is the store of the data", "- read: sessions");
    }

    @Test
    void everyResourceIsUsedOrListed() throws Exception {
        ImportResult result = read(state(BALANCER + GROUP + """
                aws_vpc.main {"id": "vpc-1"}
                aws_glue_job.job {"name": "job"}
                aws_lambda_function.idle {"arn": "arn:function-idle"}
                google_compute_instance.other {"name": "other"}
                """));
        assertThat(text(result))
                .contains("9 resources: 5 used, 1 without effect on load and time, 3 left out")
                .contains("aws_lambda_function.idle: no resource in the files names its clients")
                .contains("not read, as this import does not know the type: aws_glue_job.job")
                .contains("google_compute_instance.other", "without effect on load and time: 1 aws_vpc");
    }

    /** Tools that shorten plans keep the changes alone. */
    @Test
    void changesOfAPlanAreItsResources() throws Exception {
        ImportResult result = read("""
                {"resource_changes": [
                  {"address": "aws_instance.a", "mode": "managed", "type": "aws_instance",
                   "change": {"actions": ["update"], "after": {"instance_type": "m5.4xlarge"}}},
                  {"address": "aws_instance.b", "mode": "managed", "type": "aws_instance",
                   "change": {"actions": ["delete"], "after": null}}]}
                """);
        assertThat(result.scenario()).containsOnlyOnce("kind: server").contains("cores: 16 ");
    }
}
