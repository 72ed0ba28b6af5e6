package dev.brownout.importing.system;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings by their paths, such as {@code health.every}, each with its origin. Settings with a common prefix of their
 * paths form a group. The groups follow the other settings.
 */
public final class ImportedSettings {
    /**
     * Value of a setting.
     *
     * @param value in the syntax of the scenario language; empty for a comment on lines of its own
     * @param origin description of the origin, for a comment; empty for none
     */
    public record SourcedValue(String value, String origin) {}

    private final Map<String, SourcedValue> values = new LinkedHashMap<>();
    private final Map<String, ImportedSettings> groups = new LinkedHashMap<>();

    /** Sets a value. A setting that exists keeps its position. */
    public ImportedSettings set(String path, String value, String origin) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            values.put(path, new SourcedValue(value, origin));
        } else {
            groups.computeIfAbsent(path.substring(0, dot), key -> new ImportedSettings())
                    .set(path.substring(dot + 1), value, origin);
        }
        return this;
    }

    /** Sets all values of other settings. */
    public ImportedSettings add(ImportedSettings other) {
        values.putAll(other.values);
        other.groups.forEach((key, group) ->
                groups.computeIfAbsent(key, none -> new ImportedSettings()).add(group));
        return this;
    }

    /** Adds a comment on lines of its own behind the settings so far. */
    public ImportedSettings note(String text) {
        values.put("#" + values.size(), new SourcedValue("", text));
        return this;
    }

    /** Returns a copy that can be changed independently. */
    public ImportedSettings copy() {
        ImportedSettings copy = new ImportedSettings();
        copy.values.putAll(values);
        groups.forEach((name, group) -> copy.groups.put(name, group.copy()));
        return copy;
    }

    /** Removes a setting that is not in a group. */
    public void remove(String name) {
        values.remove(name);
    }

    /** Returns the value at a path; {@code null} if there is none. */
    public SourcedValue get(String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return values.get(path);
        }
        ImportedSettings group = groups.get(path.substring(0, dot));
        return group == null ? null : group.get(path.substring(dot + 1));
    }

    /** Returns the settings without a group, and the comments. */
    Map<String, SourcedValue> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Returns the settings of each group. */
    Map<String, ImportedSettings> groups() {
        return Collections.unmodifiableMap(groups);
    }

    /** Returns a text as a quoted value. */
    public static String quote(String text) {
        return '"' + CommentedYaml.singleLine(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
