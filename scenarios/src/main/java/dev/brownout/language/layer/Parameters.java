package dev.brownout.language.layer;

import dev.brownout.language.binding.Shape;
import dev.brownout.language.problem.Findings;
import dev.brownout.language.problem.Nearest;
import dev.brownout.language.problem.Place;
import dev.brownout.language.problem.Rule;
import dev.brownout.language.problem.ValueException;
import dev.brownout.language.value.Amount;
import dev.brownout.language.value.Arithmetic;
import dev.brownout.language.value.Units;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.Settings;
import dev.brownout.language.yaml.TextLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters of a scenario: puts their values where a text says {@code $name} or {@code $(name * 4)}. */
public final class Parameters {
    /** The section of the parameters. */
    public static final String SECTION = "params";

    /** The key of the value that holds unless somebody says otherwise. */
    public static final Shape.Key DEFAULT =
            new Shape.Key("default", "a value", "What it is unless somebody says otherwise.", Shape.Known.TEXT);

    private static final Shape.Key RANGE = new Shape.Key(
            "range",
            "two amounts, such as 10/s..1k/s",
            "Between which it must lie, both ends included.",
            Shape.Known.TEXT);
    private static final Shape.Key CHOICES = new Shape.Key(
            "choices", "a list of values", "Of which it must be one.", new Shape.Listed(Shape.Known.TEXT, true));
    private static final Shape.Key HELP = new Shape.Key("help", "a text", "What it is, for people.", Shape.Known.TEXT);

    /** A parameter that says more than its value. */
    public static final Shape.Keys DESCRIBED = new Shape.Keys(List.of(DEFAULT, RANGE, CHOICES, HELP), List.of(DEFAULT));

    /** What the name of one looks like. */
    public static final String CALLED = "[A-Za-z_][A-Za-z0-9_]*";

    private final Map<String, Text> values = new LinkedHashMap<>();
    private final Map<String, Place> declared = new LinkedHashMap<>();
    private final List<Place> touched = new ArrayList<>();
    private final Set<String> used;
    private final Findings findings;

    /**
     * Reads the section {@code params}.
     *
     * @param section the section; {@code null} where there is none
     * @param used takes the names of those that are used
     */
    public Parameters(Node section, Set<String> used, Findings findings) {
        this.used = used;
        this.findings = findings;
        if (section instanceof Entries entries) {
            entries.entries().forEach(this::declare);
        } else if (section != null && !section.nothing()) {
            findings.error(section.place(), "params is a map of names, such as params: { peak: 1k/s }");
        }
    }

    private void declare(String name, Entry entry) {
        declared.put(name, entry.key());
        if (!name.matches(CALLED)) {
            findings.error(entry.key(), "the name of a parameter has only letters, digits and '_', not '" + name + "'");
        }
        if (entry.value() instanceof Text text && !text.nothing()) {
            values.put(name, text);
        } else if (entry.value() instanceof Entries map) {
            described(name, map, entry.key());
        } else {
            findings.error(
                    entry.key(), "parameter '" + name + "' needs a value, such as " + name + ": { default: 20s }");
        }
    }

    private void described(String name, Entries map, Place key) {
        List<String> known = Shape.Key.names(DESCRIBED.keys());
        map.entries().forEach((k, e) -> {
            if (!known.contains(k)) {
                findings.error(
                        Rule.UNKNOWN_NAME, e.key(), Nearest.unknown("key", k, " in parameter '" + name + "'", known));
            }
        });
        if (!(map.get(DEFAULT.name()) instanceof Text value) || value.nothing()) {
            findings.error(key, "parameter '" + name + "' needs a default");
            return;
        }
        values.put(name, value);
        ParameterLimits limits = new ParameterLimits(name, value, findings);
        if (map.get(RANGE.name()) != null) {
            limits.range(map.get(RANGE.name()));
        }
        if (map.get(CHOICES.name()) != null) {
            limits.choices(map.get(CHOICES.name()));
        }
    }

    /** Notes the value of each parameter. */
    public void note(Settings settings) {
        values.forEach((name, value) -> settings.add(SECTION + "." + name, value.value(), value.place()));
    }

    /** Warns of parameters that nothing has used. */
    public void warnOfUnused() {
        declared.forEach((name, place) -> {
            if (!used.contains(name)) {
                findings.warning(Rule.UNUSED, place, "parameter '" + name + "' is never used");
            }
        });
    }

    /** A scenario with the values of parameters put in everywhere in those of its sections that take them. */
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

    /** The same node with the values of parameters put in everywhere. */
    public Node expand(Node node) {
        if (node instanceof Text text) {
            return text.value().indexOf('$') < 0 ? text : expand(text);
        }
        if (node instanceof Items list) {
            return new Items(list.items().stream().map(this::expand).toList(), list.place());
        }
        Entries map = (Entries) node;
        Map<String, Entry> expanded = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> {
            Text written = new Text(key, true, entry.key());
            String name = key.indexOf('$') < 0 ? key : expand(written).value();
            expanded.put(name, new Entry(entry.key(), expand(entry.value())));
        });
        return new Entries(expanded, map.place());
    }

    private Text expand(Text text) {
        int[] points = text.value().codePoints().toArray();
        StringBuilder result = new StringBuilder();
        List<Integer> offsets = new ArrayList<>();
        boolean known = !text.place().offsets().isEmpty();
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
                offsets.add(text.place().offsets().get(from));
            }
            i = end;
            if (result.length() > TextLimits.MOST_OF_A_VALUE) {
                findings.error(text.place(), "a value has at most " + TextLimits.MOST_OF_A_VALUE + " characters");
                break;
            }
        }
        return new Text(
                result.toString(),
                text.plain(),
                text.place().withOffsets(offsets).withOrigin(origin(text.place().origin())));
    }

    /** A value belongs to the layer that gave the parameter in it, where that is a stronger one than the file. */
    private String origin(String written) {
        String origin = written;
        for (Place place : touched) {
            boolean weak = place.origin().equals(Place.FILE) || place.origin().equals(Place.USE);
            origin = weak ? origin : place.origin();
        }
        touched.clear();
        return origin;
    }

    /** Where the reference that begins here ends; its beginning where there is none. */
    private static int reference(int[] points, int at) {
        int i = at + 1;
        if (i < points.length && points[i] == '(') {
            int depth = 0;
            for (; i < points.length; i++) {
                depth += points[i] == '(' ? 1 : points[i] == ')' ? -1 : 0;
                if (depth == 0) {
                    return i + 1;
                }
            }
            return at;
        }
        if (i < points.length && (Character.isLetter(points[i]) || points[i] == '_')) {
            while (i < points.length && (Character.isLetterOrDigit(points[i]) || points[i] == '_')) {
                i++;
            }
            return i;
        }
        return at;
    }

    private String value(Text text, int[] points, int from, int to) {
        String reference = new String(points, from, to - from);
        try {
            if (reference.startsWith("$(")) {
                String inner = reference.substring(2, reference.length() - 1);
                return Units.write(new Arithmetic(this::amount).evaluate(inner));
            }
            return value(reference.substring(1)).value();
        } catch (ValueException wrong) {
            boolean inner = reference.startsWith("$(");
            Place place = text.place().at(from + (inner ? 2 + wrong.offset() : 0), inner ? wrong.span() : to - from);
            findings.error(Rule.VALUE, place, wrong.getMessage());
            findings.mute(text.place());
            return reference;
        }
    }

    private Text value(String name) {
        Text value = values.get(name);
        used.add(name);
        if (value == null && declared.containsKey(name)) {
            throw new ValueException(name, "parameter '" + name + "' has no value");
        }
        if (value == null) {
            String none = declared.isEmpty() ? "; this scenario has no 'params' section" : "";
            throw new ValueException(name, Nearest.unknown("parameter", name, declared.keySet()) + none);
        }
        touched.add(value.place());
        return value;
    }

    private Amount amount(String name) {
        String text = value(name).value();
        try {
            return Units.read(text);
        } catch (ValueException noAmount) {
            throw new ValueException(
                    name, "parameter '" + name + "' is '" + text + "', which is no amount to compute with");
        }
    }
}
