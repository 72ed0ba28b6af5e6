package dev.brownout.language.overlay;

import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.binding.SetSentence;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.diagnostic.TextCorrection;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.parse.Amount;
import dev.brownout.language.parse.ExactArithmetic;
import dev.brownout.language.parse.ShareParser;
import dev.brownout.language.parse.UnitParser;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.language.yaml.TextLimits;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The parameters of a scenario. Replaces references such as {@code $name} or {@code $(name * 4)} by their values. */
public final class Parameters {
    /** Name of the section of the parameters. */
    public static final String SECTION = "params";

    /** Key of the default value. */
    public static final SectionShape.Key DEFAULT =
            new SectionShape.Key("default", "a value", "Default value.", SectionShape.PlainShape.TEXT);

    /** Step with shares that may be parameters and change during the run. */
    private static final String CHOICE = "choose";

    private static final SectionShape.Key RANGE = new SectionShape.Key(
            "range",
            "two amounts, such as 10/s..1k/s",
            "Allowed range, both ends included.",
            SectionShape.PlainShape.TEXT);
    private static final SectionShape.Key CHOICES = new SectionShape.Key(
            "choices",
            "a list of values",
            "Allowed values.",
            new SectionShape.ListShape(SectionShape.PlainShape.TEXT, true));
    private static final SectionShape.Key HELP =
            new SectionShape.Key("help", "a text", "Description.", SectionShape.PlainShape.TEXT);

    /** Keys of a parameter that is described by a map, not by its value alone. */
    public static final SectionShape.Keys DESCRIBED =
            new SectionShape.Keys(List.of(DEFAULT, RANGE, CHOICES, HELP), List.of(DEFAULT));

    /** Regular expression for the name of a parameter. */
    public static final String CALLED = "[A-Za-z_][A-Za-z0-9_]*";

    private final Map<String, Text> values = new LinkedHashMap<>();
    private final Map<String, Entries> limits = new LinkedHashMap<>();
    private final List<SetSentence.Change> changes = new ArrayList<>();
    /** Simulated time as of which values are inserted, in ns; {@code null} where they may not change. */
    private Long moment;

    private final Map<String, SourceLocation> declared = new LinkedHashMap<>();
    private final List<SourceLocation> touched = new ArrayList<>();
    private final Set<String> used;
    private final ProblemCollector findings;

    /**
     * Reads the section {@code params}.
     *
     * @param section the section; {@code null} if there is none
     * @param used receives the names of the parameters that are used
     */
    public Parameters(Node section, Set<String> used, ProblemCollector findings) {
        this.used = used;
        this.findings = findings;
        if (section instanceof Entries entries) {
            entries.entries().forEach(this::declare);
        } else if (section != null && !section.isNull()) {
            findings.error(section.location(), "params is a map of names, such as params: { peak: 1k/s }");
        }
    }

    private void declare(String name, Entry entry) {
        declared.put(name, entry.key());
        if (!name.matches(CALLED)) {
            findings.error(entry.key(), "the name of a parameter has only letters, digits and '_', not '{}'", name);
        }
        if (entry.value() instanceof Text text && !text.isNull()) {
            values.put(name, text);
        } else if (entry.value() instanceof Entries map) {
            described(name, map, entry.key());
        } else {
            findings.error(entry.key(), "parameter '{}' needs a value, such as {}: { default: 20s }", name, name);
        }
    }

    private void described(String name, Entries map, SourceLocation key) {
        List<String> known = SectionShape.Key.names(DESCRIBED.keys());
        map.entries().forEach((k, e) -> {
            if (!known.contains(k)) {
                findings.unknownName(
                        e.key(),
                        "key",
                        k,
                        Optional.of(Sentence.of("in {}", Sentence.of("parameter '{}'", name))),
                        known);
            }
        });
        if (!(map.get(DEFAULT.name()) instanceof Text value) || value.isNull()) {
            findings.error(key, "parameter '{}' needs a default", name);
            return;
        }
        values.put(name, value);
        limits.put(name, map);
        limit(name, value);
    }

    private void limit(String name, Text value) {
        Entries map = limits.get(name);
        ParameterLimits within = new ParameterLimits(name, value, findings);
        if (map != null && map.get(RANGE.name()) != null) {
            within.range(map.get(RANGE.name()));
        }
        if (map != null && map.get(CHOICES.name()) != null) {
            within.choices(map.get(CHOICES.name()));
        }
    }

    /**
     * Reads changes of parameters from a timeline. A new value applies from the time of the change.
     *
     * @param faults a list of faults as written; {@code null} for none
     */
    public void changedBy(Node faults) {
        if (faults == null) {
            return;
        }
        for (SetSentence.Change change : SetSentence.of(expand(faults))) {
            String name = change.parameter();
            if (!declared.containsKey(name)) {
                findings.unknownName(change.written().location(), "parameter", name, declared.keySet());
                continue;
            }
            changes.add(change);
            limit(name, new Text(change.value(), true, change.written().location()));
        }
    }

    private Text valueAt(String name, long nanos) {
        SetSentence.Change last = null;
        for (SetSentence.Change change : changes) {
            boolean holds = change.parameter().equals(name) && change.fromNanos() <= nanos && nanos < change.toNanos();
            if (holds && (last == null || change.fromNanos() >= last.fromNanos())) {
                last = change;
            }
        }
        return last == null
                ? values.get(name)
                : new Text(last.value(), true, last.written().location());
    }

    /** Adds the value of each parameter to the settings. */
    public void note(ResolvedSettings settings) {
        values.forEach((name, value) -> settings.add(SECTION + "." + name, value.value(), value.location()));
    }

    /** Warns of unused parameters. */
    public void warnOfUnused() {
        declared.forEach((name, place) -> {
            if (!used.contains(name)) {
                findings.warning(ProblemKind.UNUSED, place, "parameter '{}' is never used", name);
            }
        });
    }

    /** Returns a scenario with parameters replaced by their values in each section that supports parameters. */
    public Entries expand(Entries root, List<? extends LayeredSection> sections) {
        Entries expanded = root;
        for (LayeredSection section : sections) {
            Entry entry = root.entries().get(section.name());
            if (entry != null && section.parametric()) {
                expanded = expanded.with(section.name(), new Entry(entry.key(), expand(entry.value())));
            }
        }
        return expanded;
    }

    /** Returns a node with all parameters in it replaced by their values. */
    public Node expand(Node node) {
        if (node instanceof Text text) {
            return text.value().indexOf('$') < 0 ? text : expand(text);
        }
        if (node instanceof Items list) {
            return new Items(list.items().stream().map(this::expand).toList(), list.location());
        }
        Entries map = (Entries) node;
        Map<String, Entry> expanded = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> {
            Text written = new Text(key, true, entry.key());
            String name = key.indexOf('$') < 0 ? key : expand(written).value();
            boolean choice = key.equals(CHOICE) && entry.value() instanceof Items;
            expanded.put(name, new Entry(entry.key(), choice ? choice((Items) entry.value()) : expand(entry.value())));
        });
        return new Entries(expanded, map.location());
    }

    /** Returns the branches of a {@code choose} step. Their shares may be parameters that change. */
    private Items choice(Items branches) {
        List<Node> expanded = new ArrayList<>();
        for (Node branch : branches.items()) {
            if (branch instanceof Entries map) {
                Map<String, Entry> entries = new LinkedHashMap<>();
                map.entries()
                        .forEach((share, entry) -> entries.put(
                                share(new Text(share, true, entry.key())),
                                new Entry(entry.key(), expand(entry.value()))));
                expanded.add(new Entries(entries, map.location()));
            } else {
                expanded.add(expand(branch));
            }
        }
        return new Items(expanded, branches.location());
    }

    /** Returns a share with its initial value and each later value with the time of the change. */
    private String share(Text written) {
        if (written.value().indexOf('$') < 0) {
            return written.value();
        }
        TreeSet<Long> moments = new TreeSet<>();
        changes.forEach(change -> moments.addAll(List.of(change.fromNanos(), change.toNanos())));
        moments.remove(Long.MAX_VALUE);
        moments.remove(0L);
        moment = 0L;
        List<String> shares = new ArrayList<>(List.of(expand(written).value()));
        List<Long> changesAt = new ArrayList<>();
        for (long instant : moments) {
            moment = instant;
            String next = expand(written).value();
            if (!next.equals(shares.get(shares.size() - 1))) {
                shares.add(next);
                changesAt.add(instant);
            }
        }
        moment = null;
        return ShareParser.written(shares, changesAt);
    }

    private Text expand(Text text) {
        int[] points = text.value().codePoints().toArray();
        StringBuilder result = new StringBuilder();
        List<Integer> offsets = new ArrayList<>();
        boolean known = !text.location().offsets().isEmpty();
        int i = 0;
        while (i < points.length) {
            int end = points[i] == '$' ? reference(points, i) : i;
            String piece;
            if (end > i) {
                piece = value(text, points, i, end);
            } else {
                end = i + 1;
                piece = Character.toString(points[i]);
            }
            result.append(piece);
            int from = i;
            int length = piece.codePointCount(0, piece.length());
            for (int k = 0; known && k < length; k++) {
                offsets.add(text.location().offsets().get(from));
            }
            i = end;
            if (result.length() > TextLimits.MOST_OF_A_VALUE) {
                findings.error(text.location(), "a value has at most {} characters", TextLimits.MOST_OF_A_VALUE);
                break;
            }
        }
        return new Text(
                result.toString(),
                text.plain(),
                text.location()
                        .withOffsets(offsets)
                        .withOrigin(origin(text.location().origin())));
    }

    /**
     * Returns the origin of an expanded value: the layer that set a parameter in it, if that layer overrides the file.
     */
    private String origin(String written) {
        String origin = written;
        for (SourceLocation place : touched) {
            boolean weak =
                    place.origin().equals(SourceLocation.FILE) || place.origin().equals(SourceLocation.USE);
            origin = weak ? origin : place.origin();
        }
        touched.clear();
        return origin;
    }

    /** Returns the end of the reference that begins at an index, or the index itself if there is no reference. */
    private static int reference(int[] points, int index) {
        int i = index + 1;
        if (i < points.length && points[i] == '(') {
            int depth = 0;
            for (; i < points.length; i++) {
                depth += points[i] == '(' ? 1 : points[i] == ')' ? -1 : 0;
                if (depth == 0) {
                    return i + 1;
                }
            }
            return index;
        }
        if (i < points.length && (Character.isLetter(points[i]) || points[i] == '_')) {
            while (i < points.length && (Character.isLetterOrDigit(points[i]) || points[i] == '_')) {
                i++;
            }
            return i;
        }
        return index;
    }

    private String value(Text text, int[] points, int from, int to) {
        String reference = new String(points, from, to - from);
        try {
            if (reference.startsWith("$(")) {
                String inner = reference.substring(2, reference.length() - 1);
                return UnitParser.write(new ExactArithmetic(this::amount).evaluate(inner));
            }
            return value(reference.substring(1)).value();
        } catch (ValueException wrong) {
            boolean inner = reference.startsWith("$(");
            SourceLocation place = text.location()
                    .subLocation(from + (inner ? 2 + wrong.offset() : 0), inner ? wrong.span() : to - from);
            Optional<TextCorrection> suggestion = inner
                    ? Optional.empty()
                    : wrong.replacement().map(name -> new TextCorrection("$" + name.written(), "$" + name.text()));
            findings.error(ProblemKind.VALUE, place, Sentence.reason(wrong), suggestion);
            findings.mute(text.location());
            return reference;
        }
    }

    private Text value(String name) {
        Text value = moment == null ? values.get(name) : valueAt(name, moment);
        used.add(name);
        if (moment == null
                && changes.stream().anyMatch(change -> change.parameter().equals(name))) {
            throw new ValueException(
                    name,
                    "parameter '{}' is set during the run, which is only possible for a share of "
                            + "'choose'; change the number of nodes by scale, and the load by traffic",
                    name);
        }
        if (value == null && declared.containsKey(name)) {
            throw new ValueException(name, "parameter '{}' has no value", name);
        }
        if (value == null) {
            Sentence unknown = SpellingSuggestion.unknown("parameter", name, declared.keySet());
            Sentence message =
                    declared.isEmpty() ? Sentence.of("{}; this scenario has no 'params' section", unknown) : unknown;
            throw new ValueException(name, message).corrected(name, declared.keySet());
        }
        touched.add(value.location());
        return value;
    }

    private Amount amount(String name) {
        String text = value(name).value();
        try {
            return UnitParser.read(text);
        } catch (ValueException noAmount) {
            throw new ValueException(name, "parameter '{}' is '{}', which is not an amount", name, text);
        }
    }
}
