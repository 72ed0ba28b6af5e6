package dev.brownout.importing.compose;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.config.Setting;
import dev.brownout.importing.config.SettingsReport;
import dev.brownout.language.yaml.Node;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Services of one or more Compose files. Later files override earlier ones, as in {@code docker compose -f}. */
final class Project {
    /** Sections that are irrelevant to load and timing. */
    private static final List<String> PASSED_OVER =
            List.of("version", "name", "networks", "volumes", "configs", "secrets");

    private final SettingsReport account;
    private final Map<String, Setting> services = new LinkedHashMap<>();

    Project(SettingsReport account) throws ImportException {
        this.account = account;
        Map<String, Node> merged = new LinkedHashMap<>();
        for (Setting root : account.documents()) {
            root.passOver(PASSED_OVER);
            root.entries().forEach((key, section) -> {
                if (key.startsWith("x-")) {
                    section.passOver();
                }
            });
            root.get("include").ignore("'include' is not followed: run 'docker compose config' and import its output");
            root.get("services").entries().forEach((name, service) -> {
                if (service.isMap()) {
                    merged.merge(name, service.node(), ComposeOverrides::over);
                }
            });
        }
        if (merged.isEmpty()) {
            throw new ImportException(String.join(", ", account.names())
                    + ": it has no services; a compose file has them below 'services:'");
        }
        merged.keySet().forEach(name -> add(name, merged));
    }

    /** Returns the services that start without a profile, by name. */
    Map<String, Setting> services() {
        return services;
    }

    private void add(String name, Map<String, Node> merged) {
        Setting service = account.made(extended(name, merged, new LinkedHashSet<>()), "services." + name);
        Setting profiles = service.get("profiles");
        if (profiles.said() && !profiles.items().isEmpty()) {
            account.documents().forEach(root -> root.get("services", name).passOver());
            profiles.ignore("the profile of", name, "such a service starts only on request");
            return;
        }
        for (Setting root : account.documents()) {
            if (root.get("services", name).isMap()) {
                account.overruled(root.get("services", name), service.node());
            }
        }
        services.put(name, service);
    }

    /** Returns a service merged over the service of the same files that it extends. */
    private Node extended(String name, Map<String, Node> merged, Set<String> seen) {
        Setting service = account.made(merged.get(name), "services." + name);
        Setting extended = service.get("extends");
        if (!extended.said()) {
            return service.node();
        }
        String other = extended.isMap() ? extended.get("service").peekText() : extended.peekText();
        boolean here =
                !extended.get("file").said() && merged.containsKey(other) && seen.add(name) && !seen.contains(other);
        if (!here) {
            extended.ignore("what " + name + " extends is in another file, which is not read: run 'docker compose "
                    + "config' and import its output");
            return service.node();
        }
        extended.passOver();
        return ComposeOverrides.over(extended(other, merged, seen), service.node());
    }
}
