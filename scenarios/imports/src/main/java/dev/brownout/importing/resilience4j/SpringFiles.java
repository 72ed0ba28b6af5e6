package dev.brownout.importing.resilience4j;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.config.ConfigFile;
import dev.brownout.importing.config.PropertiesText;
import dev.brownout.importing.config.Setting;
import dev.brownout.importing.config.SettingsReport;
import dev.brownout.importing.resilience4j.PropertyTree.Leaf;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Files of a Spring Boot configuration: YAML, properties, and environment variables.
 *
 * @param report report on the settings of all files
 * @param documents documents in the order in which they override each other
 */
record SpringFiles(SettingsReport report, List<SpringDocument> documents) {
    private static final Pattern OF_PROFILE = Pattern.compile("(application|bootstrap)-(.+)");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]*");

    /** Copies the list. */
    SpringFiles {
        documents = List.copyOf(documents);
    }

    /**
     * Reads the files. Of two files that differ only in the ends of their names, {@code .properties} overrides YAML.
     *
     * @throws ImportException if a file cannot be read
     * @see <a href="https://docs.spring.io/spring-boot/reference/features/external-config.html">Spring Boot,
     *     Externalized Configuration</a>
     */
    static SpringFiles read(List<ImportSource> sources) throws ImportException {
        Map<String, List<ConfigFile>> byStem = new LinkedHashMap<>();
        List<ConfigFile> all = ConfigFile.all(sources);
        for (ConfigFile file : all) {
            List<ConfigFile> same = byStem.computeIfAbsent(stem(file.name()), none -> new ArrayList<>());
            same.add(PropertiesText.isProperties(file) ? same.size() : 0, file);
        }
        List<Node> roots = new ArrayList<>();
        List<String> profiles = new ArrayList<>();
        List<Boolean> variables = new ArrayList<>();
        for (Map.Entry<String, List<ConfigFile>> entry : byStem.entrySet()) {
            for (ConfigFile file : entry.getValue()) {
                for (Node root : roots(file)) {
                    roots.add(root);
                    profiles.add(profile(entry.getKey(), byStem));
                    variables.add(root instanceof Node.Entries map
                            && map.entries().keySet().stream()
                                    .allMatch(key -> VARIABLE.matcher(key).matches()));
                }
            }
        }
        SettingsReport report =
                new SettingsReport(all.stream().map(ConfigFile::name).toList(), roots);
        List<SpringDocument> documents = new ArrayList<>();
        for (int i = 0; i < roots.size(); i++) {
            Setting root = report.documents().get(i);
            documents.add(SpringDocument.of(root, properties(root.node(), variables.get(i)), profiles.get(i)));
        }
        return new SpringFiles(report, documents);
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
    }

    /** Returns the profile of a file; empty if it has none. */
    private static String profile(String stem, Map<String, List<ConfigFile>> files) {
        String last = ImportSource.fileName(stem);
        Matcher named = OF_PROFILE.matcher(last);
        if (named.matches()) {
            return named.group(2);
        }
        for (int hyphen = stem.lastIndexOf('-'); hyphen > 0; hyphen = stem.lastIndexOf('-', hyphen - 1)) {
            if (files.containsKey(stem.substring(0, hyphen))) {
                return stem.substring(hyphen + 1);
            }
        }
        return "";
    }

    private static List<Node> roots(ConfigFile file) throws ImportException {
        if (PropertiesText.isProperties(file)) {
            List<Node> roots = new ArrayList<>();
            for (List<PropertiesText.Property> document : PropertiesText.documents(file)) {
                PropertyTree tree = new PropertyTree();
                document.forEach(one -> tree.set(new Leaf(PropertyName.of(one.key()), one.place(), one.value())));
                roots.add(tree.node(document.get(0).place(), Leaf::value));
            }
            return roots;
        }
        ProblemCollector problems = new ProblemCollector();
        List<Node> roots = YamlReader.documents(file.name(), file.text(), problems);
        if (problems.errors() > 0) {
            throw new ImportException(Sentence.quote(
                    problems.sorted().stream().map(Problem::headline).collect(Collectors.joining("\n"))));
        }
        return roots.stream().filter(root -> !root.isNull()).toList();
    }

    private static List<Leaf> properties(Node root, boolean variables) {
        List<Leaf> all = new ArrayList<>();
        SourceLocation start = root.location();
        PropertyTree.leaves(root, start, new PropertyName(List.of()), leaf -> {
            if (!leaf.name().elements().isEmpty()) {
                boolean variable = variables && leaf.name().elements().size() == 1;
                all.add(
                        variable
                                ? new Leaf(
                                        PropertyName.ofVariable(
                                                leaf.name().elements().get(0)),
                                        leaf.place(),
                                        leaf.value())
                                : leaf);
            }
        });
        return all;
    }
}
