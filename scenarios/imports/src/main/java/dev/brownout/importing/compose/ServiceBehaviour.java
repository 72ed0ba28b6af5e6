package dev.brownout.importing.compose;

import dev.brownout.importing.config.Setting;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Program of a service with its command and its variables, for the comparison of services. Numbers and the names of the
 * service itself are ignored, as they differ between the instances of one service.
 */
final class ServiceBehaviour {
    /** Words in the keys of variables that identify an instance. */
    private static final Pattern IDENTITY =
            Pattern.compile("(^|_)(ID|INSTANCE|REPLICA|NODE|HOST|HOSTNAME|PORT|INDEX|NUMBER|ZONE|RACK|PEERS?)(_|$).*");

    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final ComposeService service;
    private final String image;
    private final String build;
    private final String text;
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> variables = new TreeMap<>();

    ServiceBehaviour(ComposeService service) {
        this.service = service;
        Setting setting = service.setting();
        this.image = Interpolation.of(setting.get("image").peekText()).text();
        this.build = setting.get("build").isPresent()
                ? canonical(setting.get("build").node())
                : "";
        this.text = normal(canonical(setting.node()));
        service.text().values().forEach(value -> {
            if (value.key().isEmpty()) {
                command.add(normal(value.text()));
            } else if (!IDENTITY.matcher(value.key()).find()) {
                variables.put(value.key(), normal(value.text()));
            }
        });
        Setting labels = setting.get("labels");
        labels.entries().forEach((key, label) -> rule(key + "=" + label.peekText()));
        labels.items().forEach(label -> rule(label.peekText()));
    }

    private void rule(String label) {
        if (label.startsWith("traefik.") && label.contains(".rule")) {
            variables.put(normal(label), "");
        }
    }

    /** Returns a text without the names of the service and without numbers. */
    private String normal(String text) {
        String normal = text;
        for (String own : service.names()) {
            normal = normal.replace(own, "@");
        }
        return DIGITS.matcher(normal).replaceAll("");
    }

    private static String canonical(Node node) {
        if (node instanceof Text text) {
            return '"' + text.value() + '"';
        }
        if (node instanceof Items list) {
            return list.items().stream()
                    .map(ServiceBehaviour::canonical)
                    .toList()
                    .toString();
        }
        Map<String, String> sorted = new TreeMap<>();
        ((Entries) node).entries().forEach((key, entry) -> sorted.put(key, canonical(entry.value())));
        return sorted.toString();
    }

    /** Returns whether both services run the same image or the same build, or have equal keys without either. */
    boolean sameProgram(ServiceBehaviour other) {
        boolean sameImage = !image.isEmpty() && image.equals(other.image);
        boolean unknown = image.isEmpty() && build.isEmpty() && other.image.isEmpty() && other.build.isEmpty();
        return sameImage || !build.isEmpty() && build.equals(other.build) || unknown && text.equals(other.text);
    }

    /** Returns whether both services run versions of one image. */
    boolean sameRepository(ServiceBehaviour other) {
        return !image.isEmpty() && repository(image).equals(repository(other.image));
    }

    private static String repository(String image) {
        int digest = image.indexOf('@');
        String path = digest < 0 ? image : image.substring(0, digest);
        int tag = path.indexOf(':', path.lastIndexOf('/') + 1);
        return tag < 0 ? path : path.substring(0, tag);
    }

    boolean sameCommand(ServiceBehaviour other) {
        return command.equals(other.command);
    }

    /** Returns the names of the variables that differ. */
    Set<String> differences(ServiceBehaviour other) {
        Set<String> all = new TreeSet<>(variables.keySet());
        all.addAll(other.variables.keySet());
        all.removeIf(key -> variables.containsKey(key)
                && other.variables.containsKey(key)
                && variables.get(key).equals(other.variables.get(key)));
        return all;
    }
}
