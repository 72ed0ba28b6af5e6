package dev.brownout.importing.compose;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.config.ConfigFile;
import dev.brownout.importing.config.Setting;
import dev.brownout.importing.config.SettingsReport;
import dev.brownout.language.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Services of a Compose project. Later files override earlier ones, as in {@code docker compose -f}. */
final class Project {
    private static final String ADVICE = "import what 'docker compose config' prints";
    private static final List<String> NUMBERS =
            List.of("no files", "one file", "two files", "three files", "four files");

    /** Tags that replace or remove the values of earlier files. */
    private static final Pattern TAG = Pattern.compile("[^#]*:\\s+(!(?:reset|override))\\b.*");

    private final SettingsReport account;
    private final ProjectFiles files;
    private final Map<String, Setting> services = new LinkedHashMap<>();
    private final Map<String, Map<String, Node>> byFile = new LinkedHashMap<>();

    /**
     * Merges the files.
     *
     * @throws ImportException if the project has no services
     */
    Project(SettingsReport account, ProjectFiles files) throws ImportException {
        this.account = account;
        this.files = files;
        account.documents().forEach(this::sections);
        files.all().forEach(this::tags);
        Map<String, Node> merged = new LinkedHashMap<>();
        for (String file : files.order()) {
            byFile.getOrDefault(file, Map.of())
                    .forEach((name, service) -> merged.merge(name, service, ComposeOverrides::merge));
        }
        if (merged.isEmpty()) {
            throw new ImportException("{}: {}", String.join(", ", account.names()), excludeProject());
        }
        merged.keySet().forEach(name -> add(name, merged));
    }

    /** Marks the settings that no service uses: extensions, and further services of files with extended services. */
    void passOverTheRest() {
        for (Setting root : account.documents()) {
            root.entries().forEach((key, section) -> {
                if (key.startsWith("x-")) {
                    section.markIgnored("Compose ignores extensions outside of their aliases");
                }
            });
            if (!files.belongs(file(root))) {
                root.markIgnored("only the services of that file that another one extends are used");
            }
        }
    }

    /** Returns the services that start without a profile, by name. */
    Map<String, Setting> services() {
        return services;
    }

    /** Reports the tags that change the merge of files, as values are merged without them here. */
    private void tags(ConfigFile file) {
        int number = 0;
        for (String line : file.text().lines().toList()) {
            number++;
            Matcher tag = TAG.matcher(line);
            if (tag.matches()) {
                account.leftOut(file.name() + ":" + number + ": the tag " + tag.group(1)
                        + " is not followed, and the values of earlier files remain; " + ADVICE);
            }
        }
    }

    private String excludeProject() {
        int refused = files.refused().size();
        if (refused == 0) {
            return "it has no services; a compose file has them below 'services:'";
        }
        List<String> named = new ArrayList<>();
        files.refused().forEach((path, reason) -> named.add(path + " (" + reason + ")"));
        return "it includes " + (refused < NUMBERS.size() ? NUMBERS.get(refused) : refused + " files")
                + (refused == 1 ? " that is" : " that are") + " not followed; " + ADVICE + ": "
                + String.join(", ", named);
    }

    private static String file(Setting root) {
        return root.node().location().source().name();
    }

    private void sections(Setting root) {
        root.get("version").markIgnored("Compose ignores it");
        root.get("name").markIgnored("names and labels change neither load nor time");
        root.get("networks").markIgnored("all components are in one network here");
        for (String key : List.of("volumes", "configs", "secrets")) {
            root.get(key).markIgnored("disks and files of containers are not simulated");
        }
        Setting include = root.get("include");
        if (files.belongs(file(root)) && include.isPresent()) {
            List<String> missing = new ArrayList<>();
            files.refused().forEach((path, reason) -> missing.add(path + " (" + reason + ")"));
            if (missing.isEmpty()) {
                include.markIgnored("the included files are read");
            } else {
                include.ignore("included files that are not followed: " + String.join(", ", missing) + "; " + ADVICE);
            }
        }
        root.get("services").entries().forEach((name, service) -> {
            if (service.isMap()) {
                byFile.computeIfAbsent(file(root), none -> new LinkedHashMap<>())
                        .merge(name, service.node(), ComposeOverrides::merge);
            }
        });
    }

    private void add(String name, Map<String, Node> merged) {
        Setting service = account.createSetting(extended(name, merged, new LinkedHashSet<>()), "services." + name);
        Setting profiles = service.get("profiles");
        if (profiles.isPresent() && !profiles.items().isEmpty()) {
            account.documents()
                    .forEach(root -> root.get("services", name).markIgnored("services with a profile are left out"));
            profiles.ignore("the profile of", name, "such a service starts only on request");
            return;
        }
        for (Setting root : account.documents()) {
            if (files.belongs(file(root)) && root.get("services", name).isMap()) {
                account.overruled(root.get("services", name), service.node());
            }
        }
        services.put(name, service);
    }

    /** Returns a service merged over the service that it extends, which may be in another file. */
    private Node extended(String name, Map<String, Node> scope, Set<String> seen) {
        Setting service = account.createSetting(scope.get(name), "services." + name);
        Setting extended = service.get("extends");
        if (!extended.isPresent()) {
            return service.node();
        }
        String other = extended.isMap() ? extended.get("service").peekText() : extended.peekText();
        String from = extended.node().location().source().name();
        Setting file = extended.get("file");
        Optional<String> target = file.isPresent() ? files.loaded(from, file.peekText()) : Optional.of(from);
        Map<String, Node> known = file.isPresent() ? target.map(byFile::get).orElse(Map.of()) : scope;
        boolean fresh = seen.add(target.orElse("") + "\n" + name);
        if (known == null || !known.containsKey(other) || !fresh || seen.size() > NESTED) {
            extended.ignore(
                    "what " + name + " extends is in another file, which is not found, or is a cycle; " + ADVICE);
            return service.node();
        }
        extended.markIgnored("the extended services are merged");
        return ComposeOverrides.merge(extended(other, known, seen), service.node());
    }

    /** Maximum length of a chain of extended services. */
    private static final int NESTED = 50;
}
