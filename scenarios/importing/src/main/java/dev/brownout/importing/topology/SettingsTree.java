package dev.brownout.importing.topology;

import dev.brownout.importing.system.CommentedYaml;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tree of settings, built from their paths, such as {@code health.every}. */
final class SettingsTree {
    private final Map<String, SystemPart.SourcedValue> values = new LinkedHashMap<>();
    private final Map<String, Map<String, SystemPart.SourcedValue>> inner = new LinkedHashMap<>();

    SettingsTree(Map<String, SystemPart.SourcedValue> settings) {
        settings.forEach((path, said) -> {
            int dot = path.indexOf('.');
            if (dot < 0) {
                values.put(path, said);
            } else {
                inner.computeIfAbsent(path.substring(0, dot), key -> new LinkedHashMap<>())
                        .put(path.substring(dot + 1), said);
            }
        });
    }

    void write(CommentedYaml yaml) {
        values.forEach((key, said) -> yaml.value(key, said.value(), said.origin()));
        inner.forEach((key, settings) -> {
            yaml.open(key, "");
            new SettingsTree(settings).write(yaml);
            yaml.close();
        });
    }
}
