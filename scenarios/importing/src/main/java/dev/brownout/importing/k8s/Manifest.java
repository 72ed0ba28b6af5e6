package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import java.util.LinkedHashMap;
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
    static Manifest of(Setting setting) {
        Setting metadata = setting.get("metadata");
        String namespace = metadata.get("namespace").peekText();
        Manifest manifest = new Manifest(
                setting.get("kind").text(),
                namespace.isEmpty() ? "default" : namespace,
                metadata.get("name").text(),
                setting);
        setting.get("apiVersion").passOver();
        metadata.passOver();
        setting.get("status").passOver();
        return manifest;
    }

    Setting spec() {
        return setting.get("spec");
    }

    /** Returns the texts of a map, by key. */
    static Map<String, String> texts(Setting map) {
        Map<String, String> texts = new LinkedHashMap<>();
        map.entries().forEach((key, value) -> texts.put(key, value.peekText()));
        return texts;
    }

    /** Returns a whole number and marks it as used; {@code usual} if there is none. */
    static long whole(Setting setting, long usual) {
        OptionalDouble number = KubernetesQuantities.number(setting.peekText());
        if (number.isEmpty() || number.getAsDouble() != Math.rint(number.getAsDouble())) {
            return usual;
        }
        setting.text();
        return (long) number.getAsDouble();
    }
}
