package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.batch.model.EFSTransitEncryption;
import software.amazon.awssdk.services.batch.model.JobDefinitionType;
import software.amazon.awssdk.services.batch.model.PlatformCapability;
import software.amazon.awssdk.services.batch.model.RegisterJobDefinitionRequest;
import software.amazon.awssdk.services.batch.model.ResourceType;
import software.amazon.awssdk.services.batch.model.SubmitJobRequest;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Files shown in {@code docs/guides/on-a-cluster.md} use only fields known to Kubernetes and AWS Batch. */
class ClusterFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode job() throws Exception {
        return new YAMLMapper().readTree(ClusterPageTest.block("yaml brownout-job.yaml"));
    }

    /**
     * Parses a job with classes generated from the Kubernetes API definitions. Unknown fields are kept as additional
     * properties.
     */
    private static Job read(String json) {
        return JsonMapper.builder()
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build()
                .readValue(json, Job.class);
    }

    /** Returns the names of fields in a job that Kubernetes does not define. */
    private static List<String> unknown(Object part) throws Exception {
        List<String> unknown = new ArrayList<>();
        if (part instanceof Iterable<?> list) {
            for (Object one : list) {
                unknown.addAll(unknown(one));
            }
        } else if (part != null && part.getClass().getName().startsWith("io.fabric8.")) {
            for (Method getter : part.getClass().getMethods()) {
                if (getter.getName().equals("getAdditionalProperties")) {
                    ((Map<?, ?>) getter.invoke(part)).keySet().forEach(name -> unknown.add(name.toString()));
                } else if (getter.getName().startsWith("get") && getter.getParameterCount() == 0) {
                    unknown.addAll(unknown(getter.invoke(part)));
                }
            }
        }
        return unknown;
    }

    @Test
    void jobConformsToKubernetes() throws Exception {
        JsonNode written = job();
        Job job = read(written.toString());
        assertThat(unknown(job)).isEmpty();
        assertThat(job.getApiVersion() + " " + job.getKind()).isEqualTo("batch/v1 Job");
        assertThat(job.getSpec().getCompletionMode()).isEqualTo("Indexed");
        Container shard = job.getSpec().getTemplate().getSpec().getContainers().get(0);
        assertThat(shard.getArgs())
                .contains(
                        "/" + job.getSpec().getCompletions(),
                        "shards/$(" + shard.getEnv().get(0).getName() + ")");
        assertThat(written.at("/spec/template/spec/containers/0/args")).allMatch(JsonNode::isTextual);
        assertThat(job.getSpec().getBackoffLimitPerIndex()).isPositive();
        assertThat(job.getSpec().getTemplate().getSpec().getRestartPolicy())
                .as("required by a backoff limit per index")
                .isEqualTo("Never");
    }

    @Test
    void detectsFieldsUnknownToKubernetes() throws Exception {
        String text = job().toString();
        assertThat(unknown(read(replaceParts(text, "\"image\"", "\"picture\""))))
                .containsExactly("picture");
        assertThat(unknown(read(replaceParts(text, "\"completions\"", "\"number\""))))
                .containsExactly("number");
        assertThatThrownBy(() -> read(replaceParts(text, "\"completions\":4", "\"completions\":\"four\"")))
                .hasMessageContaining("four");
    }

    /** Returns the paths in a JSON request that the AWS SDK, generated from the service definition, does not define. */
    private static List<String> unknown(JsonNode json, List<SdkField<?>> fields) {
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            List<SdkField<?>> found = fields.stream()
                    .filter(field -> field.locationName().equals(entry.getKey()))
                    .toList();
            if (found.isEmpty()) {
                unknown.add(entry.getKey());
            } else {
                unknown.addAll(unknown(entry.getKey(), entry.getValue(), found.get(0)));
            }
        }
        return unknown;
    }

    private static List<String> unknown(String name, JsonNode value, SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO && value.isObject()) {
            return unknown(value, field.constructor().get().sdkFields());
        }
        if (type == MarshallingType.LIST && value.isArray()) {
            List<String> unknown = new ArrayList<>();
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            value.forEach(one -> unknown.addAll(unknown(name, one, member)));
            return unknown;
        }
        boolean fits = type == MarshallingType.STRING && value.isTextual()
                || type == MarshallingType.INTEGER && value.isInt()
                || type == MarshallingType.BOOLEAN && value.isBoolean();
        return fits ? List.of() : List.of(name + ": " + value);
    }

    @Test
    @Tag("change")
    void jobDefinitionConformsToAwsBatch() throws Exception {
        JsonNode definition = JSON.readTree(ClusterPageTest.block("json job-definition.json"));
        List<SdkField<?>> fields = RegisterJobDefinitionRequest.builder().sdkFields();
        assertThat(unknown(definition, fields)).isEmpty();
        assertThat(JobDefinitionType.fromValue(definition.at("/type").asText())).isEqualTo(JobDefinitionType.CONTAINER);
        assertThat(PlatformCapability.fromValue(
                        definition.at("/platformCapabilities/0").asText()))
                .isEqualTo(PlatformCapability.FARGATE);
        JsonNode container = definition.at("/containerProperties");
        assertThat(container.at("/resourceRequirements").findValuesAsText("type"))
                .allMatch(type -> Arrays.asList(ResourceType.values()).contains(ResourceType.fromValue(type)))
                .doesNotContain("");
        assertThat(EFSTransitEncryption.fromValue(container
                        .at("/volumes/0/efsVolumeConfiguration/transitEncryption")
                        .asText()))
                .isEqualTo(EFSTransitEncryption.ENABLED);
        String wrong = replaceParts(definition.toString(), "\"image\"", "\"picture\"", "false", "\"no\"");
        assertThat(unknown(JSON.readTree(wrong), fields)).containsExactly("picture", "readOnly: \"no\"");
        JsonNode submitted = JSON.readTree(ClusterPageTest.block("json submit-job.json"));
        assertThat(unknown(submitted, SubmitJobRequest.builder().sdkFields())).isEmpty();
        assertThat(container.at("/command/2").asText())
                .contains("--shard /" + submitted.at("/arrayProperties/size").asInt() + " ");
    }
}
