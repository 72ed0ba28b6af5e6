package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * An object of a cluster as a file describes it.
 *
 * @param kind what it is, such as {@code Deployment}
 * @param namespace where it is; the usual one where nothing is said
 * @param name of all of that kind there
 * @param setting all of it
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

    /** The texts of a map, by key. */
    static Map<String, String> texts(Setting map) {
        Map<String, String> texts = new LinkedHashMap<>();
        map.entries().forEach((key, value) -> texts.put(key, value.peekText()));
        return texts;
    }

    /** A whole number, which is used by this; another one where there is none. */
    static long whole(Setting setting, long usual) {
        OptionalDouble number = KubernetesQuantities.number(setting.peekText());
        if (number.isEmpty() || number.getAsDouble() != Math.rint(number.getAsDouble())) {
            return usual;
        }
        setting.text();
        return (long) number.getAsDouble();
    }
}
