package dev.brownout.importing.resilience4j;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.config.Setting;
import dev.brownout.importing.config.SettingsReport;
import dev.brownout.importing.resilience4j.PlaceholderResolver.Resolution;
import dev.brownout.importing.resilience4j.PropertyTree.Leaf;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Text;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Configuration of one Spring Boot application: the properties of the documents that apply, in the order of Spring
 * Boot, with replaced placeholders. The document of a profile applies only if that profile is active.
 */
final class SpringConfiguration {
    private final SettingsReport report;
    private final PropertyTree properties = new PropertyTree();
    private final IdentityHashMap<Node, Resolution> resolutions = new IdentityHashMap<>();
    private final Set<String> variants = new LinkedHashSet<>();
    private Setting root;

    private SpringConfiguration(SettingsReport report) {
        this.report = report;
    }

    /**
     * Reads a configuration.
     *
     * @param profiles profiles to apply; those that the files activate if there are none
     * @throws ImportException if a file cannot be read, a profile is unknown, or the files are of several applications
     */
    static SpringConfiguration read(List<ImportSource> sources, List<String> profiles) throws ImportException {
        SpringFiles files = SpringFiles.read(sources);
        SpringConfiguration configuration = new SpringConfiguration(files.report());
        configuration.refuseSeveral(files.documents());
        Set<String> active = ActiveProfiles.names(files.documents(), profiles, resolver(files.documents()));
        configuration.apply(files.documents(), active, !profiles.isEmpty());
        configuration.reportMissing(files.documents(), active);
        return configuration;
    }

    private static UnaryOperator<String> resolver(List<SpringDocument> documents) {
        PropertyTree always = new PropertyTree();
        documents.stream()
                .filter(SpringDocument::isUnconditional)
                .forEach(one -> one.properties().forEach(always::set));
        PlaceholderResolver resolver = new PlaceholderResolver(name -> value(always, name));
        return text -> resolver.resolve(text).text();
    }

    /** Reports the active profiles that have no document. */
    private void reportMissing(List<SpringDocument> documents, Set<String> active) {
        Set<String> missing = new LinkedHashSet<>(active);
        missing.remove("default");
        documents.forEach(one -> missing.removeAll(one.profiles()));
        if (!missing.isEmpty()) {
            report.leftOut("settings of the active profiles " + String.join(", ", missing)
                    + ": no document is theirs; add files such as application-"
                    + missing.iterator().next() + ".yml");
        }
    }

    private void refuseSeveral(List<SpringDocument> documents) throws ImportException {
        Map<String, String> names = new LinkedHashMap<>();
        for (SpringDocument document : documents) {
            String name = SpringDocument.join(document.properties(), List.of("spring", "application", "name"));
            if (!name.isEmpty() && !name.contains("${") && document.isUnconditional()) {
                names.putIfAbsent(name, document.setting().origin());
            }
        }
        if (names.size() > 1) {
            throw new ImportException(
                    "the files configure several applications: {}; import each of them by itself",
                    String.join(
                            ", ",
                            names.entrySet().stream()
                                    .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                                    .toList()));
        }
    }

    private void apply(List<SpringDocument> documents, Set<String> active, boolean isRequested) {
        List<SpringDocument> applied = new ArrayList<>(
                documents.stream().filter(one -> one.file().isEmpty()).toList());
        active.forEach(profile ->
                documents.stream().filter(one -> one.file().equals(profile)).forEach(applied::add));
        for (SpringDocument document : documents) {
            if (!document.applies(active)) {
                variants.addAll(document.profiles());
                int count = document.properties().size();
                document.setting()
                        .ignore(document.described() + " (" + count + (count == 1 ? " setting)" : " settings)")
                                + " is left out"
                                + (document.profiles().isEmpty()
                                        ? ""
                                        : "; --profile "
                                                + document.profiles().iterator().next() + " applies it"));
            }
        }
        for (SpringDocument document : applied) {
            if (document.applies(active)) {
                apply(document, isRequested);
            }
        }
        SourceLocation start =
                documents.isEmpty() ? null : documents.get(0).setting().node().location();
        if (start != null) {
            root = report.createSetting(properties.node(start, this::resolve), "");
        }
    }

    private void apply(SpringDocument document, boolean isRequested) {
        List<Leaf> replaced = new ArrayList<>();
        Set<List<String>> lists = new LinkedHashSet<>();
        for (Leaf leaf : document.properties()) {
            if (SpringDocument.isCondition(leaf) || SpringDocument.selectsProfiles(leaf)) {
                use(leaf);
                continue;
            }
            List<String> uniform = leaf.name().uniform();
            int index = indexOfItem(uniform);
            if (index >= 0 && lists.add(uniform.subList(0, index))) {
                replaced.addAll(properties.clear(uniform.subList(0, index)));
            }
            replaced.addAll(properties.set(leaf));
        }
        if (!document.isUnconditional()) {
            String place = document.setting().origin() + ": ";
            String reason = isRequested ? " applies, as --profile selects it" : " applies, as the files activate it";
            report.leftOut(place + document.described() + reason);
        }
        for (Leaf leaf : replaced) {
            Setting old = report.createSetting(leaf.value(), leaf.name().text());
            old.markIgnored();
            report.leftOut(leaf.place().source().name() + ":" + leaf.place().line() + ": "
                    + leaf.name().text() + ": overridden by "
                    + document.setting().origin().replaceAll(":\\d+$", "")
                    + (document.isUnconditional() ? "" : ", " + document.described()));
        }
    }

    private static int indexOfItem(List<String> uniform) {
        for (int i = 0; i < uniform.size(); i++) {
            if (PropertyName.isIndex(uniform.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private void use(Leaf leaf) {
        report.createSetting(leaf.value(), "").text();
    }

    private static Optional<String> value(PropertyTree tree, String name) {
        Leaf leaf = tree.get(PropertyName.of(name).uniform());
        if (leaf == null && name.matches("[A-Z][A-Z0-9_]*")) {
            leaf = tree.get(PropertyName.ofVariable(name).uniform());
        }
        return leaf != null && leaf.value() instanceof Text text && !text.isNull()
                ? Optional.of(text.value().strip())
                : Optional.empty();
    }

    private Node resolve(Leaf leaf) {
        if (!(leaf.value() instanceof Text text) || !text.value().contains("${")) {
            return leaf.value();
        }
        PlaceholderResolver resolver = new PlaceholderResolver(name -> value(properties, name));
        Resolution resolution = resolver.resolve(text.value().strip());
        Text result = new Text(resolution.text(), false, text.location());
        resolutions.put(result, resolution);
        return result;
    }

    /** Returns the report on all settings. */
    SettingsReport report() {
        return report;
    }

    /** Returns the names of the profiles of documents that do not apply. */
    Set<String> variants() {
        return variants;
    }

    /** Returns the properties as a tree; an absent setting if the files are empty. */
    Setting root() {
        return root;
    }

    /** Returns the setting at a path of names, in any spelling that Spring Boot accepts. */
    Setting settingAt(String... path) {
        return settingAt(root, path);
    }

    /** Returns the setting at a path of names below another one, in any spelling that Spring Boot accepts. */
    static Setting settingAt(Setting map, String... path) {
        Setting setting = map;
        for (String name : path) {
            setting = Properties.property(setting, name);
        }
        return setting;
    }

    /** Returns the origin of a value for a comment, with the defaults of placeholders that it has. */
    String origin(Setting setting) {
        Resolution resolution = resolutions.get(setting.node());
        String place = "origin: " + setting.origin();
        if (resolution == null) {
            return place;
        }
        List<String> names = resolution.defaulted();
        return names.isEmpty()
                ? place + ", by a placeholder"
                : place + ", the default of ${" + String.join("}, ${", names) + "}";
    }

    /**
     * Lists a value that cannot be used, and returns the reason for a comment.
     *
     * @param expected description of a valid value, such as {@code a number}
     * @param replacement description of the value that replaces it
     */
    String unusable(Setting setting, String expected, String replacement) {
        Resolution resolution = resolutions.get(setting.node());
        boolean missing = resolution != null && !resolution.missing().isEmpty();
        String reason = missing
                ? "${" + String.join("}, ${", resolution.missing()) + "} has no value and no default"
                : "the value is not " + expected;
        setting.reject(last(setting) + ": unknown, as " + reason + "; here " + replacement);
        return "unknown: " + reason + " (" + setting.origin() + "); here " + replacement;
    }

    private static String last(Setting setting) {
        return setting.path().substring(setting.path().lastIndexOf('.') + 1);
    }
}
