package dev.brownout.language.yaml;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SourceText;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.sentence.ExplainedFailure;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads YAML into nodes. All scalars stay text, keys are unique, explicit keys override merged ones, tags are rejected,
 * and size, depth and aliases are limited.
 */
public final class YamlReader {
    /** Maximum number of characters in a file. */
    public static final int MOST_CHARACTERS = 1_000_000;

    /** Maximum number of bytes in a file. */
    public static final int MOST_BYTES = 4 * MOST_CHARACTERS;

    private static final int MOST_NODES = 100_000;
    /** Maximum nesting depth of lists and maps. */
    public static final int MOST_DEPTH = 50;

    /** Maximum number of aliases of lists and maps in a file. The values that they expand to are limited separately. */
    static final int MOST_ALIASES = 1_000;

    private final SourceText source;
    private final String origin;
    private final ProblemCollector findings;
    private final boolean ours;
    private final IdentityHashMap<org.yaml.snakeyaml.nodes.Node, Boolean> open = new IdentityHashMap<>();
    private int nodes;

    private YamlReader(SourceText source, String origin, ProblemCollector findings, boolean ours) {
        this.source = source;
        this.origin = origin;
        this.findings = findings;
        this.ours = ours;
    }

    /**
     * Reads one document.
     *
     * @return its root, or {@code null} if it cannot be read; the problem is then reported
     */
    public static Node read(String name, String text, String origin, ProblemCollector findings) {
        return read(SourceText.of(name, text), text, origin, findings);
    }

    /**
     * Reads one document with a text that differs from the source shown in messages. Lines and columns must be equal.
     */
    public static Node read(SourceText source, String text, String origin, ProblemCollector findings) {
        YamlReader reader = new YamlReader(source, origin, findings, true);
        if (!reader.fits("a scenario", text) || !TextLimits.check(source, origin, findings)) {
            return null;
        }
        try {
            String readable = YamlText.withoutQuestionMarks(text);
            org.yaml.snakeyaml.nodes.Node root = YamlText.compose(readable, options());
            if (root == null) {
                findings.error(
                        ProblemKind.YAML,
                        reader.start(),
                        "the file is empty; the shortest scenario has components, requests and a load");
                return null;
            }
            YamlText.tags(readable, options()).forEach(reader::refuse);
            return reader.convert(root);
        } catch (TooMuch tooMuch) {
            findings.error(ProblemKind.YAML, tooMuch.place, Sentence.reason(tooMuch));
        } catch (MarkedYAMLException broken) {
            YamlErrorText.report(broken, source, origin, findings);
        } catch (YAMLException broken) {
            findings.error(ProblemKind.YAML, reader.start(), YamlErrorText.explain(broken));
        }
        return null;
    }

    /**
     * Reads all documents of another program's file, with all of YAML allowed. Tags are ignored, and names and values
     * may be long.
     *
     * @return the roots, or an empty list if the file cannot be read; the problem is then reported
     */
    public static List<Node> documents(String name, String text, ProblemCollector findings) {
        YamlReader reader = new YamlReader(SourceText.of(name, text), SourceLocation.FILE, findings, false);
        List<Node> roots = new ArrayList<>();
        if (!reader.fits("a file", text)) {
            return roots;
        }
        try {
            for (org.yaml.snakeyaml.nodes.Node root : YamlText.composeAll(text, options())) {
                roots.add(reader.convert(root));
            }
            return roots;
        } catch (TooMuch tooMuch) {
            findings.error(ProblemKind.YAML, tooMuch.place, Sentence.reason(tooMuch));
        } catch (MarkedYAMLException broken) {
            Mark mark = broken.getProblemMark() == null ? broken.getContextMark() : broken.getProblemMark();
            SourceLocation place = mark == null ? reader.start() : reader.place(mark, mark, List.of());
            findings.error(ProblemKind.YAML, place, "not readable as YAML: {}", broken.getProblem());
        } catch (YAMLException broken) {
            findings.error(ProblemKind.YAML, reader.start(), YamlErrorText.explain(broken));
        }
        return List.of();
    }

    /** Returns a readable document without its comments, and without the lines that have only a comment. */
    public static String withoutComments(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (Mark comment : YamlText.comments(YamlText.withoutQuestionMarks(text), options())) {
            String line = lines.get(comment.getLine());
            lines.set(
                    comment.getLine(),
                    line.substring(0, line.offsetByCodePoints(0, comment.getColumn()))
                            .stripTrailing());
        }
        StringBuilder rest = new StringBuilder();
        List<String> written = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty() || written.get(i).isEmpty()) {
                rest.append(lines.get(i)).append('\n');
            }
        }
        return rest.toString();
    }

    private boolean fits(String name, String text) {
        if (text.length() > MOST_CHARACTERS) {
            findings.error(
                    ProblemKind.YAML,
                    start(),
                    "{} has at most {} characters, not {}",
                    name,
                    MOST_CHARACTERS,
                    text.length());
        }
        return text.length() <= MOST_CHARACTERS;
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(MOST_DEPTH);
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setAllowRecursiveKeys(false);
        return options;
    }

    private Node convert(org.yaml.snakeyaml.nodes.Node node) {
        SourceLocation place = place(node.getStartMark(), node.getEndMark(), List.of());
        if (++nodes > MOST_NODES) {
            throw new TooMuch(place, Sentence.of("more than {} values, counting each use of an alias", MOST_NODES));
        }
        if (open.put(node, true) != null) {
            throw new TooMuch(place, Sentence.of("an alias is inside its own anchor"));
        }
        try {
            if (node instanceof ScalarNode scalar) {
                return text(scalar);
            }
            return node instanceof SequenceNode list ? items(list, place) : entries((MappingNode) node, place);
        } finally {
            open.remove(node);
        }
    }

    private void refuse(YamlText.TagRange tagged) {
        findings.error(
                ProblemKind.YAML,
                place(tagged.start(), tagged.end(), List.of()),
                "tags such as '{}' are not part of the language; leave it out",
                tagged.tag());
    }

    /**
     * Converts a node that is not a key. An invalid text becomes an empty one, and further problems at its location are
     * suppressed.
     */
    private Node value(org.yaml.snakeyaml.nodes.Node node) {
        Node value = convert(node);
        if (ours && value instanceof Text text && !TextLimits.value(text.value(), text.location(), findings)) {
            findings.mute(text.location());
            return new Text("", true, text.location());
        }
        return value;
    }

    private Text text(ScalarNode scalar) {
        String value = ours ? YamlText.withQuestionMarks(scalar.getValue()) : scalar.getValue();
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
        int points = value.codePointCount(0, value.length());
        Mark start = scalar.getStartMark();
        Mark end = scalar.getEndMark();
        int written = end.getLine() == start.getLine() ? end.getColumn() - start.getColumn() : -1;
        int quote = plain ? 0 : 1;
        List<Integer> offsets = written == points + 2 * quote
                ? IntStream.range(quote, points + quote).boxed().toList()
                : List.of();
        return new Text(value, plain, place(start, end, offsets));
    }

    private Items items(SequenceNode list, SourceLocation place) {
        List<Node> items = new ArrayList<>();
        FlowCommas commas =
                new FlowCommas(repairs(list.getFlowStyle()), "[ ]", findings, (k, whole) -> items.add(whole));
        for (org.yaml.snakeyaml.nodes.Node item : list.getValue()) {
            Node converted = value(item);
            if (!commas.swallow(converted)) {
                items.add(converted);
            }
        }
        commas.close();
        return new Items(items, place);
    }

    private Entries entries(MappingNode map, SourceLocation place) {
        Map<String, Entry> own = new LinkedHashMap<>();
        List<Node> parents = new ArrayList<>();
        FlowCommas commas = new FlowCommas(
                repairs(map.getFlowStyle()),
                "{ }",
                findings,
                (key, whole) -> own.put(key.value(), new Entry(key.location(), whole)));
        for (NodeTuple tuple : map.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode)) {
                Mark mark = tuple.getKeyNode().getStartMark();
                findings.error(
                        ProblemKind.YAML,
                        place(mark, mark, List.of()),
                        "a key is a single word or text, not a list or map");
                continue;
            }
            Node converted = convert(tuple.getKeyNode());
            Text key = (Text) converted;
            Node value = value(tuple.getValueNode());
            if (ours && !TextLimits.key(key.value(), key.location(), findings)) {
                continue;
            }
            if (commas.swallow(key, value)) {
                continue;
            }
            if (key.plain() && key.value().equals("<<")) {
                parents.add(value);
            } else if (own.containsKey(key.value())) {
                SourceLocation first = own.get(key.value()).key();
                findings.error(
                        ProblemKind.YAML,
                        key.location(),
                        "duplicate key '{}' (first at {})",
                        key.value(),
                        first.position());
            } else {
                own.put(key.value(), new Entry(key.location(), value));
            }
        }
        commas.close();
        parents.forEach(parent -> merge(parent, own));
        return new Entries(own, place);
    }

    /**
     * Returns whether a comma may have split a value. Only values of the scenario language have commas in parentheses.
     */
    private boolean repairs(FlowStyle style) {
        return ours && style == FlowStyle.FLOW;
    }

    /** Adds the entries of a merge key. Explicit keys override them, and earlier parents override later ones. */
    private void merge(Node parent, Map<String, Entry> own) {
        if (parent instanceof Entries map) {
            map.entries().forEach(own::putIfAbsent);
        } else if (parent instanceof Items list && list.items().stream().allMatch(i -> i instanceof Entries)) {
            list.items().forEach(item -> merge(item, own));
        } else {
            findings.error(ProblemKind.YAML, parent.location(), "'<<' merges a map, or a list of maps");
        }
    }

    private SourceLocation start() {
        return new SourceLocation(source, 1, 1, 1, origin, List.of());
    }

    private SourceLocation place(Mark start, Mark end, List<Integer> offsets) {
        boolean oneLine = start.getLine() == end.getLine();
        int length = oneLine ? Math.max(1, end.getColumn() - start.getColumn()) : 1;
        return new SourceLocation(source, start.getLine() + 1, start.getColumn() + 1, length, origin, offsets);
    }

    /** Aborts the reading of a file that exceeds a limit or contains itself. */
    private static final class TooMuch extends RuntimeException implements ExplainedFailure {
        private static final long serialVersionUID = 1;

        private final transient SourceLocation place;
        private final transient Sentence sentence;

        TooMuch(SourceLocation place, Sentence message) {
            super(message.toString());
            this.sentence = message;
            this.place = place;
        }

        @Override
        public Sentence sentence() {
            return sentence;
        }
    }
}
