package dev.brownout.importing.compose;

import dev.brownout.importing.config.ConfigFile;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables from files such as {@code .env}, substituted in the values of Compose files. Unset variables remain as
 * written.
 *
 * @see <a href="https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file">Docker
 *     documentation, syntax of .env files</a>
 */
final class Environment {
    private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*[=:](.*)");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\$|\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)(?::?[-?][^{}]*)?})");

    private final Map<String, String> values = new TreeMap<>();

    /**
     * Reads the variables of the files. Later files have priority. A value may contain variables that were set before.
     */
    Environment(List<ConfigFile> files) {
        for (ConfigFile file : files) {
            file.text().lines().forEach(this::line);
        }
    }

    /** Returns these variables with others, which have priority. */
    Environment withOverrides(Environment upper) {
        Environment both = new Environment(List.of());
        both.values.putAll(values);
        both.values.putAll(upper.values);
        return both;
    }

    /** Returns the variables of files. Their values may contain these variables. */
    Environment with(List<ConfigFile> files) {
        Environment set = new Environment(files);
        Environment resolved = new Environment(List.of());
        set.values.forEach((name, value) -> resolved.values.put(name, substitute(value)));
        return resolved;
    }

    /** Returns the variables by name. */
    Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    private void line(String line) {
        Matcher set = LINE.matcher(line);
        if (!line.strip().startsWith("#") && set.matches()) {
            String value = set.group(2).strip();
            boolean single = value.length() > 1 && value.startsWith("'") && value.indexOf('\'', 1) > 0;
            if (single) {
                values.put(
                        set.group(1), value.substring(1, value.indexOf('\'', 1)).replace("$", "$$"));
            } else {
                values.put(set.group(1), substitute(unquoted(value)));
            }
        }
    }

    /** Returns a value without quotation marks and without a trailing comment. */
    private static String unquoted(String value) {
        int end = value.startsWith("\"") ? value.indexOf('"', 1) : -1;
        if (end > 0) {
            return value.substring(1, end);
        }
        int remark = value.indexOf(" #");
        return (remark < 0 ? value : value.substring(0, remark)).strip();
    }

    /** Returns the text with all set variables substituted. */
    String substitute(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String name = found.group(1) == null ? found.group(2) : found.group(1);
            String value = name == null ? null : values.get(name);
            return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
    }

    /** Returns the node with all set variables substituted in its values. Keys are unchanged. */
    Node substitute(Node node) {
        if (values.isEmpty()) {
            return node;
        }
        if (node instanceof Text text) {
            String in = substitute(text.value());
            return in.equals(text.value()) ? node : new Text(in, text.plain(), text.location());
        }
        if (node instanceof Items list) {
            return new Items(list.items().stream().map(this::substitute).toList(), list.location());
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        ((Entries) node).entries().forEach((key, entry) -> {
            Node value = key.equals("environment") ? passedOn(entry.value()) : entry.value();
            entries.put(key, new Entry(entry.key(), substitute(value)));
        });
        return new Entries(entries, node.location());
    }

    /** Returns the variables of a service. A variable without a value gets the value from the files. */
    private Node passedOn(Node environment) {
        if (environment instanceof Items list) {
            return new Items(list.items().stream().map(this::passedOnItem).toList(), list.location());
        }
        if (environment instanceof Entries map) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            map.entries().forEach((name, entry) -> {
                String value = entry.value().isNull() ? values.get(name) : null;
                Node node = value == null
                        ? entry.value()
                        : new Text(value, true, entry.value().location());
                entries.put(name, new Entry(entry.key(), node));
            });
            return new Entries(entries, map.location());
        }
        return environment;
    }

    private Node passedOnItem(Node item) {
        String value = item instanceof Text text ? values.get(text.value().strip()) : null;
        return value == null ? item : new Text(((Text) item).value().strip() + "=" + value, true, item.location());
    }
}
