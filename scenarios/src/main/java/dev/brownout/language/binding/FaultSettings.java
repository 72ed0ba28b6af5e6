package dev.brownout.language.binding;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SourceText;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.grammar.LanguageParser;
import dev.brownout.language.grammar.LanguageParser.FaultContext;
import dev.brownout.language.parse.CallArguments;
import dev.brownout.language.parse.CallArguments.Argument;
import dev.brownout.language.parse.ValueParser;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.spec.SpecFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Settings of faults from the command line: {@code faults.outage.for=20s} replaces the duration of the fault
 * {@code outage}, {@code faults.outage.factor=x5} an argument of its verb by its name. A number without {@code x}
 * replaces a factor, so that a range of factors is a range of numbers.
 */
public final class FaultSettings {
    private static final String FOR = "for";
    private static final String AS = "as";
    private static final String DO = "do";
    private static final int STEPS = 3;

    private final Vocabulary vocabulary;
    private final ProblemCollector findings;
    private final List<Change> changes = new ArrayList<>();
    private final Set<Change> applied = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();

    /**
     * A setting of a fault.
     *
     * @param part part of the fault: {@code for}, or an argument of its verb
     * @param at location on the command line
     */
    private record Change(String fault, String part, String value, SourceLocation at) {}

    /**
     * Creates the settings of faults among the settings of the command line.
     *
     * @param sets settings by path, each {@code PATH=VALUE}
     */
    public FaultSettings(List<String> sets, Vocabulary vocabulary, ProblemCollector findings) {
        this.vocabulary = vocabulary;
        this.findings = findings;
        for (String set : sets) {
            if (isOne(set)) {
                read(set);
            }
        }
    }

    /** Returns whether a setting of the command line, {@code PATH=VALUE}, is one of a fault. */
    public static boolean isOne(String set) {
        return set.startsWith(DeclaredNames.FAULTS + ".") && set.indexOf('=') > 0;
    }

    private void read(String set) {
        SourceLocation location =
                new SourceLocation(SourceText.of("--set", set), 1, 1, set.length(), SourceLocation.SET, List.of());
        String path = set.substring(0, set.indexOf('='));
        String value = set.substring(set.indexOf('=') + 1).strip();
        List<String> steps = SettingPath.parse(path).steps();
        boolean sentence =
                List.of(value.split("\\s+", -1)).stream().anyMatch(word -> word.equals(FOR) || word.equals(AS));
        if (steps.size() != STEPS || steps.contains("") || value.isEmpty() || sentence) {
            findings.error(location, "'{}' sets no part of a fault; expected faults.NAME.for=20s", set);
            return;
        }
        changes.removeIf(earlier ->
                earlier.fault().equals(steps.get(1)) && earlier.part().equals(steps.get(2)));
        changes.add(new Change(steps.get(1), steps.get(2), value, location));
    }

    /**
     * Returns a list of faults with the settings applied. Faults that cannot be parsed stay as they are, for
     * {@link FaultParser} to report.
     *
     * @param faults list of faults with parameters replaced by their values; {@code null} for none
     */
    public Node apply(Node faults) {
        if (changes.isEmpty() || !(faults instanceof Items list)) {
            return faults;
        }
        return new Items(
                list.items().stream()
                        .map(item -> item instanceof Entries map ? applyChanges(map) : item)
                        .toList(),
                list.location());
    }

    /** Reports the settings of faults that no variant has. Called after the faults of all variants. */
    public void reportUnknown() {
        for (Change change : changes) {
            if (!applied.contains(change)) {
                findings.unknownName(change.at(), "fault", change.fault(), names);
            }
        }
    }

    private Entries applyChanges(Entries map) {
        Entries result = map;
        for (Change change : changes) {
            result = change(result, change);
        }
        return result;
    }

    private Entries change(Entries map, Change change) {
        Map.Entry<String, Entry> first =
                map.entries().entrySet().stream().findFirst().orElse(null);
        if (first == null) {
            return map;
        }
        if (map.entries().size() == 1
                && first.getKey().startsWith("at ")
                && first.getValue().value() instanceof Text text) {
            return sentence(text, change)
                    .map(changed ->
                            map.with(first.getKey(), new Entry(first.getValue().key(), changed)))
                    .orElse(map);
        }
        String name = map.get(AS) instanceof Text text ? text.value() : FaultEntry.UNNAMED;
        names.add(name);
        if (!name.equals(change.fault())) {
            return map;
        }
        applied.add(change);
        boolean known = map.get(DO) instanceof Text verb && hasPart(verb.value(), change);
        return known
                ? map.with(change.part(), new Entry(change.at(), new Text(change.value(), true, change.at())))
                : map;
    }

    /** Returns the sentence with a setting applied; empty if it does not apply. */
    private Optional<Text> sentence(Text text, Change change) {
        if (SetSentence.begins(text.value())) {
            return Optional.empty();
        }
        FaultContext fault;
        Map<String, Argument> arguments = new LinkedHashMap<>();
        try {
            fault = ValueParser.read(text.value(), LanguageParser::fault, "a fault");
            String name = fault.name == null ? FaultEntry.UNNAMED : fault.name.getText();
            names.add(name);
            if (!name.equals(change.fault())) {
                return Optional.empty();
            }
            String verb = fault.verb.getText();
            applied.add(change);
            if (!hasPart(verb, change)) {
                return Optional.empty();
            }
            arguments.putAll(
                    CallArguments.of(verb, fault, fault.faultArgument()).by(parts(verb)));
        } catch (ValueException reportedLater) {
            return Optional.empty();
        }
        if (change.part().equals(FOR)) {
            int end = fault.name == null ? length(text) : wordOffset(fault, AS);
            return Optional.of(
                    fault.length == null
                            ? replaced(text, end, end, FOR + " " + change.value())
                            : replaced(text, fault.length.getStart().getStartIndex(), end, change.value()));
        }
        Argument argument = arguments.get(change.part());
        if (argument == null) {
            int end = fault.length != null
                    ? wordOffset(fault, FOR)
                    : fault.name != null ? wordOffset(fault, AS) : length(text);
            return Optional.of(replaced(text, end, end, change.part() + "=" + change.value()));
        }
        int from = argument.offset();
        boolean factor = argument.text().matches("x\\d.*") && change.value().matches("\\d+(\\.\\d+)?");
        String value = (factor ? "x" : "") + change.value();
        return Optional.of(replaced(text, from, argument.part().getStop().getStopIndex() + 1, value));
    }

    private boolean hasPart(String verb, Change change) {
        List<String> parts = new ArrayList<>(parts(verb));
        parts.add(FOR);
        if (vocabulary.fault(verb).isPresent() && !parts.contains(change.part())) {
            findings.error(
                    ProblemKind.UNKNOWN_NAME,
                    change.at(),
                    "'{}' has no part '{}' to set; expected {}",
                    verb,
                    change.part(),
                    String.join(" or ", parts));
            return false;
        }
        return true;
    }

    private List<String> parts(String verb) {
        return vocabulary.fault(verb).map(type -> SpecFields.of(type).names()).orElse(List.of());
    }

    /** Returns the offset of the last word of that text in a sentence. */
    private static int wordOffset(FaultContext fault, String word) {
        int from = 0;
        for (int i = 0; i < fault.getChildCount(); i++) {
            if (fault.getChild(i) instanceof TerminalNode terminal
                    && terminal.getText().equals(word)) {
                from = terminal.getSymbol().getStartIndex();
            }
        }
        return from;
    }

    private static int length(Text text) {
        return text.value().codePointCount(0, text.value().length());
    }

    /**
     * Returns a text with the code points of a range replaced, between blanks. The new ones have the location of the
     * range.
     */
    private static Text replaced(Text text, int from, int to, String value) {
        int[] points = text.value().codePoints().toArray();
        List<Integer> known = text.location().offsets();
        StringBuilder result = new StringBuilder();
        List<Integer> offsets = new ArrayList<>();
        boolean needsSpace = from == to && from > 0 && !Character.isWhitespace(points[from - 1]);
        boolean before = to < points.length && !Character.isWhitespace(points[to]);
        int[] inserted = ((needsSpace ? " " : "") + value + (before ? " " : ""))
                .codePoints()
                .toArray();
        for (int i = 0; i < from; i++) {
            add(result, offsets, points[i], known, i);
        }
        for (int point : inserted) {
            add(result, offsets, point, known, Math.min(from, points.length - 1));
        }
        for (int i = to; i < points.length; i++) {
            add(result, offsets, points[i], known, i);
        }
        return new Text(
                result.toString(),
                text.plain(),
                text.location().withOffsets(offsets).withOrigin(SourceLocation.SET));
    }

    private static void add(StringBuilder text, List<Integer> offsets, int point, List<Integer> known, int index) {
        text.appendCodePoint(point);
        if (!known.isEmpty()) {
            offsets.add(known.get(Math.min(index, known.size() - 1)));
        }
    }
}
