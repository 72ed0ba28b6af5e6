package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The manifests that imports are tested with are such as Kubernetes takes: classes that are made of its own definitions
 * know all of their fields, and find values of the right type in them.
 */
class ImportedManifestsJudgedTest {
    private static final String SAMPLES = "../importing/src/test/resources/dev/brownout/importing/k8s/";

    private static final Map<String, Class<?>> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry("ConfigMap", ConfigMap.class),
            Map.entry("CronJob", CronJob.class),
            Map.entry("DaemonSet", DaemonSet.class),
            Map.entry("Deployment", Deployment.class),
            Map.entry("HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry(
                    "HorizontalPodAutoscaler v1",
                    io.fabric8.kubernetes.api.model.autoscaling.v1.HorizontalPodAutoscaler.class),
            Map.entry("Ingress", Ingress.class),
            Map.entry("PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("ReplicationController", ReplicationController.class),
            Map.entry("Secret", Secret.class),
            Map.entry("Service", Service.class),
            Map.entry("StatefulSet", StatefulSet.class)));

    private static List<JsonNode> objects(Path file) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        YAMLMapper yaml = new YAMLMapper();
        try (var documents = yaml.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            documents.forEachRemaining(one -> {
                if (one.path("items").isArray()) {
                    one.path("items").forEach(all::add);
                } else if (one.isObject()) {
                    all.add(one);
                }
            });
        }
        return all;
    }

    /**
     * Each field of each object is one of Kubernetes.
     *
     * @param judged how many objects Kubernetes itself defines; the others are of Istio, or of nobody
     */
    @ParameterizedTest
    @CsvSource({
        SAMPLES + "shop.yaml,13",
        SAMPLES + "mesh.yaml,7",
        SAMPLES + "older.yaml,7",
        SAMPLES + "observed.yaml,7",
        "../../docs/examples/site/kubernetes.yaml,13"
    })
    void samplesAreOfKubernetes(String file, int judged) throws Exception {
        List<String> unknown = new ArrayList<>();
        int read = 0;
        for (JsonNode object : objects(Path.of(file))) {
            String kind = object.path("kind").asText();
            String version = object.path("apiVersion").asText().equals("autoscaling/v1") ? " v1" : "";
            Class<?> type = KINDS.get(kind + version);
            if (type != null) {
                unknown.addAll(ClusterFilesTest.unknown(ClusterFilesTest.read(object.toString(), type)));
                read++;
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(read).isEqualTo(judged);
    }
}
