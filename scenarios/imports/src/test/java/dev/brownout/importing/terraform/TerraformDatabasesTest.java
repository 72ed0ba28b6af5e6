package dev.brownout.importing.terraform;

import static dev.brownout.importing.terraform.TerraformImporterTest.BALANCER;
import static dev.brownout.importing.terraform.TerraformImporterTest.GROUP;
import static dev.brownout.importing.terraform.TerraformImporterTest.state;
import static dev.brownout.importing.terraform.TerraformImporterTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.importing.ImportResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Primary databases and read replicas of states and plans, burstable types, and origins of distributions. */
class TerraformDatabasesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws_db_instance.main {\"engine\": \"mysql\", \"replicate_source_db\": \"\", \"replicas\": []}",
                "aws_db_instance.main {\"engine\": \"mysql\", \"replicate_source_db\": null}",
                "aws_rds_cluster.main {\"engine\": \"mysql\", \"db_cluster_instance_class\": \"\"}",
                "aws_elasticache_cluster.main {\"engine\": \"redis\", \"replication_group_id\": \"\"}"
            })
    void emptyTextOfAStateIsNoValue(String store) throws Exception {
        ImportResult result = TerraformImporterTest.read(state(BALANCER + GROUP + store));
        assertThat(result.scenario()).contains("- read: main").doesNotContain("replicas");
        assertThat(text(result)).doesNotContain("aws_db_instance.main: a replica");
    }

    /** Modules pass a variable on: its value decides, and only an unknown value makes the reference decide. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"replicate_source_db\": null,|false",
                "\"replicate_source_db\": \"\",|false",
                "\"replicate_source_db\": \"main\",|true",
                "''|true"
            })
    void plannedValueDecidesOnReplicas(String value, boolean replica) throws Exception {
        String database = ", \"mode\": \"managed\", \"type\": \"aws_db_instance\", \"values\": {";
        ImportResult result = TerraformImporterTest.read("{\"planned_values\": {\"root_module\": {\"resources\": ["
                + "{\"address\": \"aws_instance.web\", \"mode\": \"managed\", \"type\": \"aws_instance\","
                + " \"values\": {\"instance_type\": \"m5.large\"}},"
                + "{\"address\": \"aws_db_instance.main\"" + database + "\"identifier\": \"main\"}},"
                + "{\"address\": \"aws_db_instance.copy\"" + database + value + "\"engine\": \"mysql\"}}]}},"
                + " \"configuration\": {\"root_module\": {\"resources\": [{\"address\": \"aws_db_instance.copy\","
                + " \"expressions\": {\"replicate_source_db\": {\"references\": [\"aws_db_instance.main\"]}}}]}}}");
        assertThat(result.scenario().contains("replicas: 1 ")).isEqualTo(replica);
        assertThat(result.scenario().contains("- read: copy ")).isEqualTo(!replica);
    }

    @ParameterizedTest
    @CsvSource({
        "t3.micro,10",
        "db.t3.medium,20",
        "t4g.nano,5",
        "t3a.2xlarge,40",
        "t2.xlarge,22.5",
        "cache.t4g.small,20",
        "t2.large,30"
    })
    void baselinesOfBurstableTypes(String type, double percent) {
        assertThat(InstanceTypes.baseline(type)).hasValue(percent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"m5.large", "t1.micro", "db.r6g.large", "t3.8xlarge", ""})
    void otherTypesHaveNoBaseline(String type) {
        assertThat(InstanceTypes.baseline(type)).isEmpty();
    }

    @Test
    void baselinesAreListed() throws Exception {
        ImportResult result =
                TerraformImporterTest.read(state(BALANCER + GROUP.replace("c6g.xlarge", "t3.small") + """
                aws_db_instance.rows {"engine": "mysql", "instance_class": "db.t4g.micro"}
                aws_elasticache_cluster.hot {"engine": "redis", "node_type": "cache.t3.medium"}
                """));
        assertThat(text(result))
                .contains("aws_autoscaling_group.web: t3.small is burstable, with a baseline of 20 % of each core")
                .contains("aws_db_instance.rows: db.t4g.micro is burstable, with a baseline of 10 % of each core")
                .contains("aws_elasticache_cluster.hot: cache.t3.medium is burstable, with a baseline of 20 %");
    }

    /** Logs are written beside the requests, so that their bucket is no origin. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"logging_config\": [{\"bucket\": \"shop-logs.s3.amazonaws.com\"}],",
                "\"tags\": {\"logs\": \"shop-logs.s3.amazonaws.com\"},",
                ""
            })
    void originsOfADistributionAreInItsOrigins(String other) throws Exception {
        ImportResult result = TerraformImporterTest.read(
                state("aws_cloudfront_distribution.cdn {\"domain_name\": \"d1.cloudfront.net\", "
                        + other
                        + " \"origin\": [{\"domain_name\": \"shop-web.s3.amazonaws.com\", \"origin_id\": \"web\"}]}\n"
                        + """
                aws_s3_bucket.logs {"bucket": "shop-logs", "bucket_domain_name": "shop-logs.s3.amazonaws.com"}
                aws_s3_bucket.web {"bucket": "shop-web", "bucket_domain_name": "shop-web.s3.amazonaws.com"}
                """));
        assertThat(result.scenario()).containsSubsequence("- cdn", "- web").doesNotContain("share:", "  logs:");
        assertThat(text(result)).contains("aws_s3_bucket.logs");
    }
}
