package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Kubernetes object as described in a file.
 *
 * @param kind kind of the object, such as {@code Deployment}
 * @param namespace namespace; {@code default} if not specified
 * @param name name, unique per kind and namespace
 * @param setting complete object
 */
record Manifest(String kind, String namespace, String name, Setting setting) {
    private static final List<String> PASSED_OVER = List.of(
            "name",
            "namespace",
            "generateName",
            "labels",
            "creationTimestamp",
            "uid",
            "resourceVersion",
            "generation",
            "managedFields",
            "ownerReferences",
            "finalizers",
            "selfLink");

    static Manifest of(Setting setting) {
        Setting metadata = setting.get("metadata");
        String namespace = metadata.get("namespace").peekText();
        Manifest manifest = new Manifest(
                setting.get("kind").text(),
                namespace.isEmpty() ? "default" : namespace,
                metadata.get("name").text(),
                setting);
        setting.get("apiVersion").markIgnored();
        metadata.markIgnored(PASSED_OVER);
        setting.get("status").markIgnored();
        return manifest;
    }

    Setting spec() {
        return setting.get("spec");
    }

    /** Returns the API group, such as {@code networking.istio.io}; empty for the core of Kubernetes. */
    String group() {
        String version = setting.get("apiVersion").peekText();
        int slash = version.indexOf('/');
        return slash < 0 ? "" : version.substring(0, slash);
    }

    /** Returns whether this is an object of a kind and of an API group, or of a subgroup such as v1.GROUP. */
    boolean is(String expectedKind, String group) {
        return kind.equals(expectedKind) && group().equals(group);
    }

    /** Returns namespace and name, which identify an object of one kind. */
    String key() {
        return namespace + "/" + name;
    }

    /** Returns the annotations by name. */
    Map<String, Setting> annotations() {
        return setting.get("metadata", "annotations").entries();
    }

    /** Returns an annotation, which may be absent. */
    Setting annotation(String annotation) {
        return setting.get("metadata", "annotations").get(annotation);
    }

    /** Returns the texts of a map, by key. */
    static Map<String, String> texts(Setting map) {
        Map<String, String> texts = new LinkedHashMap<>();
        map.entries().forEach((key, value) -> texts.put(key, value.peekText()));
        return texts;
    }

    /** Returns a whole number and marks it as used; {@code usual} if there is none. */
    static long integer(Setting setting, long usual) {
        OptionalDouble number = KubernetesQuantities.number(setting.peekText());
        if (number.isEmpty() || number.getAsDouble() != Math.rint(number.getAsDouble())) {
            return usual;
        }
        setting.text();
        return (long) number.getAsDouble();
    }
}
