package dev.brownout.importing.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.YamlReader;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sample manifests of the import tests are valid Kubernetes objects: classes generated from the API definitions know
 * all of their fields and accept their values.
 */
class KubernetesConformanceTest {
    private static final String SAMPLES = "src/test/resources/dev/brownout/importing/k8s/";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private static final Map<String, Class<?>> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry("ConfigMap", ConfigMap.class),
            Map.entry("DaemonSet", DaemonSet.class),
            Map.entry("Deployment", Deployment.class),
            Map.entry("HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry(
                    "autoscaling/v1 HorizontalPodAutoscaler",
                    io.fabric8.kubernetes.api.model.autoscaling.v1.HorizontalPodAutoscaler.class),
            Map.entry("Ingress", Ingress.class),
            Map.entry("PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("ReplicationController", ReplicationController.class),
            Map.entry("Secret", Secret.class),
            Map.entry("Service", Service.class),
            Map.entry("StatefulSet", StatefulSet.class)));

    /** Converts a node to plain JSON values. */
    private static Object json(Node node) {
        if (node instanceof Entries map) {
            Map<String, Object> all = new LinkedHashMap<>();
            map.entries().forEach((key, entry) -> all.put(key, json(entry.value())));
            return all;
        }
        if (node instanceof Items list) {
            return list.items().stream().map(KubernetesConformanceTest::json).toList();
        }
        Text text = (Text) node;
        if (text.isNull()) {
            return null;
        }
        if (text.plain() && text.value().matches("-?\\d{1,9}")) {
            return Integer.valueOf(text.value());
        }
        return text.plain() && text.value().matches("true|false") ? Boolean.valueOf(text.value()) : text.value();
    }

    private static List<Object> objects(String text) {
        List<Object> all = new ArrayList<>();
        for (Node root : YamlReader.documents("f.yaml", text, new ProblemCollector())) {
            Object object = json(root);
            if (object instanceof Map<?, ?> map && map.get("items") instanceof List<?> items) {
                all.addAll(items);
            } else if (object instanceof Map<?, ?>) {
                all.add(object);
            }
        }
        return all;
    }

    /** Returns the names of fields in an object that Kubernetes does not define. The generated classes keep them. */
    private static List<String> unknown(Object part) throws ReflectiveOperationException {
        List<String> unknown = new ArrayList<>();
        if (part instanceof Iterable<?> list) {
            for (Object one : list) {
                unknown.addAll(unknown(one));
            }
        } else if (part != null && part.getClass().getName().startsWith("io.fabric8.")) {
            for (Method getter : part.getClass().getMethods()) {
                boolean plain = getter.getName().startsWith("get") && getter.getParameterCount() == 0;
                Object value = plain ? getter.invoke(part) : null;
                if (getter.getName().equals("getAdditionalProperties")) {
                    ((Map<?, ?>) value).keySet().forEach(name -> unknown.add(name.toString()));
                } else if (plain) {
                    unknown.addAll(unknown(value));
                }
            }
        }
        return unknown;
    }

    /** Returns the objects of a text that Kubernetes defines, parsed by the generated classes. */
    private static List<Object> read(String text) {
        return objects(text).stream()
                .flatMap(object -> {
                    Map<?, ?> map = (Map<?, ?>) object;
                    Class<?> type = KINDS.getOrDefault(
                            map.get("apiVersion") + " " + map.get("kind"), KINDS.get(map.get("kind")));
                    return type == null ? Stream.empty() : Stream.of((Object) JSON.convertValue(object, type));
                })
                .toList();
    }

    /**
     * Every field of every object is defined by Kubernetes.
     *
     * @param evaluations number of objects defined by Kubernetes itself; other objects are of Istio or unknown
     */
    @ParameterizedTest
    @CsvSource({
        SAMPLES + "shop.yaml,13",
        SAMPLES + "mesh.yaml,7",
        SAMPLES + "older.yaml,6",
        SAMPLES + "observed.yaml,7",
        "../../docs/examples/site/kubernetes.yaml,13"
    })
    void samplesConformToKubernetes(String file, int evaluations) throws Exception {
        List<Object> read = read(Files.readString(Path.of(file)));
        assertThat(unknown(read)).isEmpty();
        assertThat(read).hasSize(evaluations);
    }

    @Test
    void detectsFieldsUnknownToKubernetes() throws Exception {
        String text = Files.readString(Path.of(SAMPLES + "observed.yaml"));
        assertThat(unknown(read(text.replace("image: postgres:17", "picture: postgres:17"))))
                .containsExactly("picture");
        assertThatThrownBy(() -> read(text.replace("replicas: 2", "replicas: two")))
                .hasMessageContaining("two");
    }
}
