package dev.brownout.importing.config;

import dev.brownout.format.QuantityFormat;
import dev.brownout.format.TextSanitizer;
import dev.brownout.importing.ImportException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Report on the fate of each setting in configuration files. A setting is a value at one location in a file, counted
 * once even if several YAML aliases refer to it. An empty map or list counts as a setting.
 */
public final class SettingsReport implements ConfigurationReport {
    private enum Fate {
        USED,
        PASSED_OVER
    }

    /** Location of a value. */
    private record Spot(String file, int line, int column) implements Comparable<Spot> {
        private static final Comparator<Spot> ORDER =
                Comparator.comparing(Spot::file).thenComparingInt(Spot::line).thenComparingInt(Spot::column);

        static Spot of(Node node) {
            SourceLocation place = node.location();
            return new Spot(place.source().name(), place.line(), place.column());
        }

        @Override
        public int compareTo(Spot other) {
            return ORDER.compare(this, other);
        }
    }

    /** Reason why the setting of a key has no effect on load and timing. */
    private record Irrelevance(String key, String reason) {}

    private final List<Setting> roots = new ArrayList<>();
    private final Map<Spot, Fate> fates = new TreeMap<>();
    private final Map<String, Group> leftOut = new LinkedHashMap<>();
    private final Map<Spot, Irrelevance> irrelevant = new LinkedHashMap<>();
    private final List<String> names;

    /**
     * Reads files with one or more documents each.
     *
     * @throws ImportException if a file is not valid YAML
     */
    public SettingsReport(List<ConfigFile> files) throws ImportException {
        this(files, node -> node);
    }

    /**
     * Reads files with one or more documents each, and transforms each document first. The transformation must keep the
     * source locations.
     *
     * @throws ImportException if a file is not valid YAML
     */
    public SettingsReport(List<ConfigFile> files, UnaryOperator<Node> first) throws ImportException {
        names = files.stream().map(ConfigFile::name).toList();
        ProblemCollector findings = new ProblemCollector();
        for (ConfigFile file : files) {
            for (Node root : YamlReader.documents(file.name(), file.text(), findings)) {
                if (!root.isNull()) {
                    roots.add(new Setting(this, first.apply(root), root.location(), ""));
                }
            }
        }
        if (findings.errors() > 0) {
            throw new ImportException(Sentence.quote(
                    findings.sorted().stream().map(Problem::headline).collect(Collectors.joining("\n"))));
        }
    }

    /** Creates a report on documents that have been read, in the order of the files. */
    public SettingsReport(List<String> names, List<Node> documents) {
        this.names = List.copyOf(names);
        documents.forEach(root -> roots.add(new Setting(this, root, root.location(), "")));
    }

    /** Returns the documents, in the order of the files. */
    public List<Setting> documents() {
        return List.copyOf(roots);
    }

    /** Returns the names of the files. */
    @Override
    public List<String> names() {
        return names;
    }

    /** Creates a setting from a derived node, such as a merge of several nodes of the files. */
    public Setting createSetting(Node node, String path) {
        return new Setting(this, node, node.location(), path);
    }

    void markUsed(Node value) {
        fates.put(Spot.of(value), Fate.USED);
    }

    boolean isDecided(Node value) {
        List<Spot> all = new ArrayList<>();
        leaves(value, leaf -> all.add(Spot.of(leaf)));
        return fates.keySet().containsAll(all);
    }

    void passedOver(Node node) {
        leaves(node, leaf -> fates.putIfAbsent(Spot.of(leaf), Fate.PASSED_OVER));
    }

    /** Marks the values below a node as irrelevant for a reason, if they have no other fate. */
    void passedOver(Node node, String key, String reason) {
        leaves(node, leaf -> {
            if (fates.putIfAbsent(Spot.of(leaf), Fate.PASSED_OVER) == null) {
                irrelevant.put(Spot.of(leaf), new Irrelevance(key, reason));
            }
        });
    }

    /** Marks a value without a valid meaning as passed over. */
    void onRejected(Node value) {
        fates.put(Spot.of(value), Fate.PASSED_OVER);
    }

    /** Marks values below the original setting as passed over if a merge replaced them. */
    public void overruled(Setting original, Node made) {
        Set<Spot> kept = new TreeSet<>();
        leaves(made, leaf -> kept.add(Spot.of(leaf)));
        leaves(original.node(), leaf -> {
            if (!kept.contains(Spot.of(leaf))) {
                passedOver(leaf, "values of an earlier file or service", "another file or service overrides them");
            }
        });
    }

    /** Records something that is left out, with its reason. Duplicates are ignored. */
    public void leftOut(String name) {
        leftOut.putIfAbsent(name, new Group(name, ""));
    }

    /** Records something that is left out of one part. Parts with the same reason share one line. */
    void leftOut(String origin, String name, String subject, String reason) {
        leftOut.computeIfAbsent(name + "\n" + reason, none -> new Group(origin + ": " + name + " ", ": " + reason))
                .owners
                .add(subject);
    }

    /**
     * Returns the left-out settings with their reasons, file and line. A line for several parts has the location of the
     * first. Then follow the irrelevant settings, one line for each reason.
     */
    @Override
    public List<String> leftOut() {
        List<String> lines =
                new ArrayList<>(leftOut.values().stream().map(Group::line).toList());
        Map<String, Map<String, Integer>> classes = new LinkedHashMap<>();
        irrelevant.forEach((spot, reason) -> {
            if (fates.get(spot) == Fate.PASSED_OVER) {
                classes.computeIfAbsent(reason.reason(), none -> new LinkedHashMap<>())
                        .merge(reason.key(), 1, Integer::sum);
            }
        });
        classes.forEach((reason, keys) -> {
            int settings = keys.values().stream().mapToInt(Integer::intValue).sum();
            lines.add(String.join(
                            ", ",
                            keys.keySet().stream().map(TextSanitizer::escape).toList()) + " (" + settings
                    + (settings == 1 ? " setting): " : " settings): ") + reason);
        });
        return lines;
    }

    /** Line about a setting that is left out of one or more parts. */
    private static final class Group {
        private static final int MOST_NAMED = 5;

        private final String before;
        private final String suffix;
        private final Set<String> owners = new LinkedHashSet<>();

        Group(String before, String suffix) {
            this.before = before;
            this.suffix = suffix;
        }

        String line() {
            List<String> named = owners.stream().limit(MOST_NAMED).toList();
            int more = owners.size() - named.size();
            return before + String.join(", ", named) + (more > 0 ? " and " + more + " more" : "") + suffix;
        }
    }

    private interface Leaves {
        void accept(Node leaf);
    }

    private static void leaves(Node node, Leaves leaves) {
        if (node instanceof Entries map && !map.entries().isEmpty()) {
            map.entries().values().forEach(entry -> leaves(entry.value(), leaves));
        } else if (node instanceof Items list && !list.items().isEmpty()) {
            list.items().forEach(item -> leaves(item, leaves));
        } else {
            leaves.accept(node);
        }
    }

    /**
     * Returns a summary of the settings and their fates as lines for display. It contains names of keys and no values.
     */
    @Override
    public List<String> summary() {
        Map<Spot, Boolean> known = new TreeMap<>();
        roots.forEach(root -> leaves(root.node(), leaf -> {
            Spot spot = Spot.of(leaf);
            known.put(spot, fates.containsKey(spot));
        }));
        long all = known.size();
        long understood = known.values().stream().filter(yes -> yes).count();
        long used = known.keySet().stream()
                .filter(spot -> fates.get(spot) == Fate.USED)
                .count();
        List<String> lines = new ArrayList<>();
        lines.add(understood + " of " + all + " settings are parsed ("
                + QuantityFormat.format(understood / (double) Math.max(1, all), "ratio") + "): " + used + " used, "
                + (understood - used) + " left out or without effect on load and time");
        notUnderstood().forEach(line -> lines.add("  not parsed: " + line));
        return lines;
    }

    /** Returns the outermost keys below which no setting was understood, each once, with file and line. */
    public List<String> notUnderstood() {
        Map<Spot, String> lines = new LinkedHashMap<>();
        roots.forEach(root -> unread(root, lines));
        return List.copyOf(lines.values());
    }

    private void unread(Setting setting, Map<Spot, String> lines) {
        List<Spot> all = new ArrayList<>();
        leaves(setting.node(), leaf -> all.add(Spot.of(leaf)));
        long read = all.stream().filter(fates::containsKey).count();
        if (read == 0 && !setting.path().isEmpty()) {
            String more = all.size() > 1 ? " (" + all.size() + " settings)" : "";
            lines.putIfAbsent(all.get(0), setting.origin() + ": " + TextSanitizer.escape(setting.path()) + more);
        } else if (read < all.size() && !(setting.node() instanceof Text)) {
            setting.entries().values().forEach(inner -> unread(inner, lines));
            setting.items().forEach(inner -> unread(inner, lines));
        } else if (read == 0) {
            lines.putIfAbsent(all.get(0), setting.origin() + ": a document that is not a map");
        }
    }
}
