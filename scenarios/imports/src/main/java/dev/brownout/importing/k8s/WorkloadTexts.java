package dev.brownout.importing.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.brownout.importing.config.Setting;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of a workload that may contain host names: variables, commands, ConfigMaps and Secrets that its pods read,
 * scripts of init containers, and annotations. Only host names of Services are taken from them.
 */
final class WorkloadTexts {
    /** Reference to another variable, such as {@code $(DB_HOST)}. */
    private static final Pattern REFERENCE = Pattern.compile("\\$[({]([A-Za-z_][A-Za-z0-9_]*)[)}]");

    /** Assignment in a text, such as {@code db.host=rows} or {@code host: rows}. */
    private static final Pattern ASSIGNMENT =
            Pattern.compile("^[\\s\"'\\-]*([A-Za-z_][\\w.\\-]*)[\"']?\\s*[=:]\\s*(\\S.*)$");

    /** Host as an argument of common clients, or before a port number. */
    private static final Pattern SHELL_HOST =
            Pattern.compile("(?:\\s-h|--host[= ]|\\bnslookup|\\bgetent hosts|\\bping|\\bdig)\\s*([\\w.\\-]+)"
                    + "|([\\w.\\-]+)\\s+\\d{2,5}\\b");

    /** Variable with the address of a Service, which Kubernetes sets in each pod. */
    private static final Pattern SERVICE_VARIABLE = Pattern.compile("\\b([A-Z][A-Z0-9_]*)_SERVICE_HOST\\b");

    /** Annotation of OpenShift with the names of the called workloads. */
    private static final String CONNECTS_TO = "app.openshift.io/connects-to";

    /**
     * Text that may contain host names.
     *
     * @param key name of a variable, an option or an entry; empty if there is none
     * @param value complete text
     * @param origin setting with the text
     */
    record NamedText(String key, String value, Setting origin) {}

    private final Workload workload;
    private final Map<String, Manifest> configs;
    private final List<NamedText> texts = new ArrayList<>();
    private final Map<String, String> variables = new LinkedHashMap<>();

    private WorkloadTexts(Workload workload, Map<String, Manifest> configs) {
        this.workload = workload;
        this.configs = configs;
    }

    /**
     * Returns the texts of a workload.
     *
     * @param configs ConfigMaps and Secrets by kind, namespace and name
     */
    static List<NamedText> of(Workload workload, Map<String, Manifest> configs) {
        WorkloadTexts all = new WorkloadTexts(workload, configs);
        List<Setting> containers = new ArrayList<>(workload.containers());
        workload.pod().get("initContainers").items().forEach(containers::add);
        containers.forEach(all::variables);
        containers.forEach(all::commands);
        all.volumes();
        all.annotations(workload.manifest().setting());
        all.annotations(workload.template());
        return all.texts;
    }

    private void variables(Setting container) {
        Set<Integer> own = new LinkedHashSet<>();
        for (Setting variable : container.get("env").items()) {
            String name = variable.get("name").peekText();
            Setting value = variable.get("value");
            for (String kind : List.of("ConfigMap", "Secret")) {
                Setting from = variable.get("valueFrom", kind.equals("Secret") ? "secretKeyRef" : "configMapKeyRef");
                Manifest config = config(kind, from.get("name").peekText());
                if (config != null) {
                    value = entry(config, from.get("key").peekText());
                }
            }
            variables.putIfAbsent(name, text(value));
            own.add(texts.size());
            texts.add(new NamedText(name, text(value), value));
        }
        for (Setting from : container.get("envFrom").items()) {
            addWorkload("ConfigMap", from.get("configMapRef", "name").peekText());
            addWorkload("Secret", from.get("secretRef", "name").peekText());
        }
        own.forEach(index -> {
            NamedText text = texts.get(index);
            texts.set(index, new NamedText(text.key(), expanded(text.value()), text.origin()));
        });
    }

    private String expanded(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(variables.getOrDefault(found.group(1), found.group())));
    }

    private void commands(Setting container) {
        for (String key : List.of("command", "args")) {
            String before = "";
            List<Setting> words = new ArrayList<>(container.get(key).items());
            if (words.isEmpty() && container.get(key).isPresent()) {
                words.add(container.get(key));
            }
            for (Setting word : words) {
                String text = expanded(word.peekText());
                int equals = text.indexOf('=');
                boolean option = text.startsWith("-") && equals > 0 && text.indexOf(' ') < 0;
                texts.add(
                        option
                                ? new NamedText(text.substring(0, equals), text.substring(equals + 1), word)
                                : new NamedText(before, text, word));
                lines(text, word);
                shell(text, word);
                before = text.startsWith("-") && equals < 0 ? text : "";
            }
        }
    }

    private void volumes() {
        for (Setting volume : workload.pod().get("volumes").items()) {
            addWorkload("ConfigMap", volume.get("configMap", "name").peekText());
            addWorkload("Secret", volume.get("secret", "secretName").peekText());
            for (Setting source : volume.get("projected", "sources").items()) {
                addWorkload("ConfigMap", source.get("configMap", "name").peekText());
                addWorkload("Secret", source.get("secret", "name").peekText());
            }
        }
    }

    private void annotations(Setting object) {
        object.get("metadata", "annotations")
                .entries()
                .forEach((key, value) -> texts.add(new NamedText(
                        key.equals(CONNECTS_TO) ? "SERVICES" : "",
                        value.peekText().replaceAll("[{}]|\"(?:name|kind|apiVersion)\":", " "),
                        value)));
    }

    private Manifest config(String kind, String name) {
        return configs.get(kind + "/" + workload.manifest().namespace() + "/" + name);
    }

    private static Setting entry(Manifest config, String key) {
        Setting data = config.setting().get("data").get(key);
        return data.isPresent() ? data : config.setting().get("stringData").get(key);
    }

    private void addWorkload(String kind, String name) {
        Manifest config = config(kind, name);
        if (config == null) {
            return;
        }
        for (String data : List.of("data", "stringData")) {
            config.setting().get(data).entries().forEach((key, value) -> {
                variables.putIfAbsent(key, text(value));
                texts.add(new NamedText(key, text(value), value));
                lines(text(value), value);
            });
        }
    }

    /** Returns the text of a value; decoded if it is the data of a Secret. */
    private static String text(Setting value) {
        String text = value.peekText();
        if (!value.path().contains("data.") || value.path().contains("stringData.") || text.length() % 4 != 0) {
            return text;
        }
        try {
            String decoded = new String(Base64.getDecoder().decode(text), UTF_8);
            return decoded.chars().allMatch(each -> each >= ' ' || each == '\n' || each == '\t') ? decoded : text;
        } catch (IllegalArgumentException plain) {
            return text;
        }
    }

    /** Adds the assignments of a text with several lines or of a script. */
    private void lines(String text, Setting origin) {
        text.lines().forEach(line -> {
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (assignment.matches()) {
                texts.add(new NamedText(assignment.group(1), assignment.group(2), origin));
            }
        });
    }

    /** Adds the hosts in a command of a shell. */
    private void shell(String text, Setting origin) {
        Matcher host = SHELL_HOST.matcher(text);
        while (host.find()) {
            String name = host.group(1) == null ? host.group(2) : host.group(1);
            texts.add(new NamedText("HOST", name, origin));
        }
    }

    /** Returns the prefixes of the variables of Services in a text. */
    static List<String> serviceVariables(String text) {
        return SERVICE_VARIABLE
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
