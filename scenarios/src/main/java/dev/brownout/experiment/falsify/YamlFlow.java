package dev.brownout.experiment.falsify;

import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes parts of a YAML document on one line. */
final class YamlFlow {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./$][A-Za-z0-9_./%~+*$()=<> -]*");

    private YamlFlow() {}

    /** Returns a node in the flow style. */
    static String format(Node node) {
        if (node instanceof Items list) {
            return list.items().stream().map(YamlFlow::format).collect(Collectors.joining(", ", "[", "]"));
        }
        if (node instanceof Entries map) {
            return map.entries().entrySet().stream()
                    .map(entry -> text(entry.getKey()) + ": "
                            + format(entry.getValue().value()))
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }
        Text text = (Text) node;
        return text.isNull() ? "null" : text(text.value());
    }

    /** Returns a scalar, in quotes if it is necessary. */
    static String text(String value) {
        boolean plain =
                PLAIN.matcher(value).matches() && !value.endsWith(" ") && !value.equals("null") && !value.equals("~");
        return plain ? value : quote(value);
    }

    private static String quote(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\x%02x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
