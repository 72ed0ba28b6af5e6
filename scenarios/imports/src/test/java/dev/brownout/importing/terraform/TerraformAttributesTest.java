package dev.brownout.importing.terraform;

import static dev.brownout.importing.terraform.TerraformImporterTest.BALANCER;
import static dev.brownout.importing.terraform.TerraformImporterTest.GROUP;
import static dev.brownout.importing.terraform.TerraformImporterTest.state;
import static dev.brownout.importing.terraform.TerraformImporterTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes that are used or listed, events that call servers, ports of administration, and reasons of refusals. */
class TerraformAttributesTest {
    private static ImportResult read(String resources) throws Exception {
        return TerraformImporterTest.read(state(resources));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"allocated_storage\": 100, \"iops\": 3000|allocated_storage, iops: the size and the speed of disks",
                "\"max_allocated_storage\": 200|max_allocated_storage: the size and the speed of disks",
                "\"storage_throughput\": 500|storage_throughput: the size and the speed of disks"
            })
    void attributesOfDatabasesAreListed(String attributes, String expected) throws Exception {
        String database = "aws_db_instance.main {\"engine\": \"mysql\", \"instance_class\": \"db.m5.large\", %s}";
        assertThat(text(read(BALANCER + GROUP + database.formatted(attributes))))
                .contains("aws_db_instance.main: " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"iops\": 0, \"tags\": {\"max_size\": \"9\"}",
                "\"arn\": \"arn:db\", \"id\": \"db-1\", \"backup_retention_period\": 7",
                "\"timeouts\": {\"create\": \"30m\"}, \"monitoring_interval\": 60, \"snapshot_retention_limit\": 5"
            })
    void irrelevantAttributesAreNotListed(String attributes) throws Exception {
        String database = "aws_db_instance.main {\"engine\": \"mysql\", \"instance_class\": \"db.m5.large\", %s}";
        assertThat(text(read(BALANCER + GROUP + database.formatted(attributes))))
                .doesNotContain("aws_db_instance.main: ");
    }

    /** Limits in variables are listed by name, and attributes of containers by their path. */
    @Test
    void attributesOfContainersAndVariablesAreListed() throws Exception {
        String text = text(read("aws_ecs_service.api {\"name\": \"api\", \"task_definition\": \"arn:task\"}\n"
                + "aws_ecs_task_definition.api {\"arn\": \"arn:task\", \"cpu\": \"512\", \"container_definitions\":"
                + " \"[{\\\"name\\\": \\\"api\\\", \\\"memory\\\": 256, \\\"stopTimeout\\\": 90, \\\"environment\\\":"
                + " [{\\\"name\\\": \\\"WEB_CONCURRENCY\\\", \\\"value\\\": \\\"4\\\"},"
                + " {\\\"name\\\": \\\"MODE\\\", \\\"value\\\": \\\"4\\\"}]}]\"}\n"
                + "aws_lambda_function.fn {\"environment\": [{\"variables\": {"
                + "\"AWS_MAX_ATTEMPTS\": \"11\", \"A\": \"1\"}}]}"));
        assertThat(text)
                .contains("aws_ecs_task_definition.api: container.environment.WEB_CONCURRENCY: limits in variables")
                .contains("container.memory: memory", "container.stopTimeout: a time without a setting")
                .contains("aws_lambda_function.fn: environment.variables.AWS_MAX_ATTEMPTS: limits in variables")
                .doesNotContain("MODE", "variables.A:");
    }

    /** Attributes of blocks and of groups of parameters. */
    @Test
    void attributesOfBlocksAreListed() throws Exception {
        String text = text(read(BALANCER.replace(
                        "{\"arn\": \"arn:tg-web\"}",
                        "{\"arn\": \"arn:tg-web\","
                                + " \"health_check\": [{\"interval\": 7, \"path\": \"/up\", \"matcher\": \"200\"}]}")
                + GROUP.replace("\"max_size\": 6", "\"max_size\": 2, \"default_cooldown\": 90")
                + "aws_rds_cluster.main {\"engine\": \"aurora-mysql\","
                + " \"serverlessv2_scaling_configuration\": [{\"min_capacity\": 0.5, \"max_capacity\": 8}]}\n"
                + "aws_db_parameter_group.p {\"parameter\": [{\"name\": \"max_connections\", \"value\": \"90\"}]}"));
        assertThat(text)
                .contains("aws_lb_target_group.web: health_check.path, health_check.matcher: a detail of health checks")
                .contains("aws_autoscaling_group.web: default_cooldown: a time without a setting")
                .contains("aws_rds_cluster.main: serverlessv2_scaling_configuration.min_capacity,"
                        + " serverlessv2_scaling_configuration.max_capacity: a limit or a number")
                .contains("aws_db_parameter_group.p: max_connections: parameters of a product")
                .doesNotContain("health_check.interval", "max_size");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"cpu_options\": [{\"core_count\": 4, \"threads_per_core\": 1}]|cores: 4",
                "\"cpu_core_count\": 2, \"cpu_threads_per_core\": 2|cores: 4",
                "\"cpu_options\": []|cores: 8"
            })
    void optionsOfProcessorsDecideOnCores(String options, String cores) throws Exception {
        String scenario = read("aws_instance.web {\"instance_type\": \"m5.2xlarge\", " + options + "}")
                .scenario();
        assertThat(scenario).contains("    " + cores + "   # origin: aws_instance.web");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws_cloudwatch_event_rule.r {\"name\": \"each-5m\", \"schedule_expression\": \"rate(5 minutes)\"}@"
                        + "aws_cloudwatch_event_target.t {\"rule\": \"each-5m\", \"arn\": \"arn:fn\"}"
                        + "|a schedule calls it (aws_cloudwatch_event_target.t, rate(5 minutes))",
                "aws_scheduler_schedule.s {\"schedule_expression\": \"cron(0 1 * * ? *)\","
                        + " \"target\": [{\"arn\": \"arn:fn:long\"}]}"
                        + "|a schedule calls it (aws_scheduler_schedule.s, cron(0 1 * * ? *))",
                "aws_s3_bucket_notification.n {\"bucket\": \"b\","
                        + " \"lambda_function\": [{\"lambda_function_arn\": \"arn:fn\"}]}"
                        + "|events call it (aws_s3_bucket_notification.n)"
            })
    void functionsOfEventsAreNoServersOfUsers(String events, String reason) throws Exception {
        String arn = events.contains("arn:fn:long") ? "arn:fn:long" : "arn:fn";
        String function = "aws_lambda_function.job {\"arn\": \"" + arn + "\", \"timeout\": 30}\n";
        ImportResult other = read(BALANCER + GROUP + function + events.replace("@", "\n"));
        assertThat(other.scenario()).doesNotContain("  job:");
        assertThat(text(other)).contains("aws_lambda_function.job: " + reason);
        assertThat(text(read(function + events.replace("@", "\n")))).contains("job: " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"listener", "group", "rdp"})
    void portsOfAdministrationCarryNoRequests(String place) throws Exception {
        String port = place.equals("rdp") ? "3389" : "22";
        ImportResult result = read(BALANCER + GROUP + "aws_lb.ssh {\"arn\": \"arn:lb-ssh\","
                + " \"load_balancer_type\": \"network\"}\n"
                + "aws_lb_target_group.ssh {\"arn\": \"arn:tg-ssh\", \"port\": "
                + (place.equals("listener") ? "2022" : port) + "}\n"
                + "aws_lb_listener.ssh {\"arn\": \"arn:li-ssh\", \"load_balancer_arn\": \"arn:lb-ssh\", \"port\": "
                + (place.equals("listener") ? port : "2022")
                + ", \"default_action\": [{\"type\": \"forward\", \"target_group_arn\": \"arn:tg-ssh\"}]}\n"
                + "aws_lb_target_group_attachment.ssh {\"target_group_arn\": \"arn:tg-ssh\", \"target_id\": \"i-1\"}\n"
                + "aws_instance.bastion {\"id\": \"i-1\", \"instance_type\": \"t3.micro\"}");
        assertThat(result.scenario()).doesNotContain("  bastion:", "  ssh:");
        assertThat(text(result)).contains("aws_lb_listener.ssh: a port of administration");
    }

    @ParameterizedTest
    @CsvSource({"22,22,false", "3389,3389,false", "80,80,true", "0,65535,true"})
    void rulesForAdministrationAllowNoCalls(int from, int to, boolean calls) throws Exception {
        String scenario =
                read("aws_instance.web {\"instance_type\": \"m5.large\", \"vpc_security_group_ids\": [\"sg-web-1\"]}\n"
                                + "aws_instance.app {\"instance_type\": \"m5.large\","
                                + " \"vpc_security_group_ids\": [\"sg-app-1\"]}\n"
                                + "aws_security_group.web {\"id\": \"sg-web-1\"}\n"
                                + "aws_security_group.app {\"id\": \"sg-app-1\", \"ingress\": [{\"from_port\": " + from
                                + ", \"to_port\": " + to + ", \"security_groups\": [\"sg-web-1\"]}]}")
                        .scenario();
        assertThat(scenario.contains("call: app")).isEqualTo(calls);
    }

    @Test
    void serviceOfAppRunnerScalesByRequestsInFlight() throws Exception {
        String scenario = read("""
                        aws_apprunner_service.api {"service_name": "api",\
                         "auto_scaling_configuration_arn": "arn:scaling",\
                         "instance_configuration": [{"cpu": "2048", "memory": "4096"}]}
                        aws_apprunner_auto_scaling_configuration_version.s {"arn": "arn:scaling",\
                         "max_concurrency": 50, "max_size": 8, "min_size": 2}
                        """).scenario();
        assertThat(scenario).contains("nodes: 2", "cores: 2", "metric: in_flight", "target: 50", "min: 2", "max: 8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws_db_instance.db {\"engine\": \"mysql\"}|aws_db_instance.db: no resource in the files"
                        + " names its clients",
                "aws_lb.a {\"arn\": \"arn:lb-a\"}|aws_lb.a: a load balancer without known targets",
                "aws_ecs_task_definition.t {\"cpu\": \"256\"}|a task definition needs an aws_ecs_service",
                "aws_sqs_queue.q {\"name\": \"q\"}|aws_sqs_queue.q: no resource in the files names its clients",
                "google_compute_instance.g {\"machine_type\": \"n1\"}|and these are others: google_compute_instance"
            })
    void refusalNamesTheResources(String resources, String reason) {
        assertThatThrownBy(() -> read(resources))
                .hasMessageContaining("no resource serves requests; ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"ttl\": 0, \"alias\": [{\"name\": \"front.elb.amazonaws.com\"}]|ttl: 60s",
                "\"ttl\": 300, \"records\": [\"front.elb.amazonaws.com\"]|ttl: 300s"
            })
    void aliasHasTheTtlOfItsTarget(String attributes, String ttl) throws Exception {
        String scenario = read(BALANCER + GROUP + "aws_route53_record.www {\"name\": \"www.example\", " + attributes
                        + "}")
                .scenario();
        assertThat(scenario).contains(ttl);
    }

    /** The wrapper of a workflow writes lines around the output. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[command]/opt/terraform-bin show -json plan\nTEXT",
                "[command]/opt/terraform-bin show -json plan\nTEXT\n::debug::Terraform exited with code 0.\n",
                "TEXT"
            })
    void linesOfAWorkflowAreSkipped(String text) throws Exception {
        String state = state("aws_instance.web {\"instance_type\": \"m5.large\"}");
        assertThat(TerraformImporterTest.read(text.replace("TEXT", state)).scenario())
                .contains("kind: server   # origin: aws_instance.web");
    }

    @ParameterizedTest
    @CsvSource({"2,true", "4,false"})
    void zonesWithoutAnInstanceAreNamed(int instances, boolean more) throws Exception {
        String size = "\"min_size\": " + instances + ", \"availability_zones\": [\"a\", \"b\", \"c\", \"d\"],";
        String scenario =
                read(BALANCER + GROUP.replace("\"min_size\": 2,", size)).scenario();
        assertThat(scenario).contains("zones: " + instances + "   # origin: ", "its 4 subnets or zones");
        assertThat(scenario.contains("zones, of which each instance is in one")).isEqualTo(more);
    }

    /** A server that is open for SSH only is no entry of users. */
    @ParameterizedTest
    @CsvSource({"22, true", "3389, true", "443, false"})
    void hostOfAdministrationIsLeftOut(int port, boolean isLeftOut) throws Exception {
        ImportResult result = read("aws_instance.web {\"instance_type\": \"m5.large\"}\n"
                + "aws_instance.jump {\"instance_type\": \"t3.micro\", \"vpc_security_group_ids\": [\"sg-jump-1\"]}\n"
                + "aws_security_group.jump {\"id\": \"sg-jump-1\", \"ingress\": [{\"from_port\": " + port
                + ", \"to_port\": " + port + ", \"cidr_blocks\": [\"0.0.0.0/0\"]}]}");
        assertThat(result.scenario().contains("  jump:")).isNotEqualTo(isLeftOut);
        assertThat(text(result).contains("aws_instance.jump: a host of administration"))
                .isEqualTo(isLeftOut);
    }
}
