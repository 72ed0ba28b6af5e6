package dev.brownout.language.binding;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.grammar.LanguageParser;
import dev.brownout.language.grammar.LanguageParser.AtomContext;
import dev.brownout.language.parse.CallArguments;
import dev.brownout.language.parse.CallArguments.Argument;
import dev.brownout.language.parse.ValueParser;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Example;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.Shorthand;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.typetable.TypeTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parses one of several record types: {@code full-jitter(100ms 2s)}, {@code copies(10)}, {@code none}, a map with its
 * kind, or a number for the kind marked with {@link Shorthand}.
 */
final class SealedTypeParser {
    private final Binder binder;
    private final ProblemCollector findings;

    SealedTypeParser(Binder binder, ProblemCollector findings) {
        this.binder = binder;
        this.findings = findings;
    }

    /** Parses one of the records that a sealed interface permits. Returns {@code null} if the value is none of them. */
    Object read(Class<?> choice, SpecField field, Node node, BindingPath path) {
        Map<String, Class<?>> kinds = kinds(choice);
        try {
            if (node instanceof Entries map && map.get("kind") instanceof Text kind) {
                Class<?> type = type(field, kinds, kind.value());
                return binder.record(type, map.exclude("kind"), path);
            }
            if (node instanceof Entries map && !map.entries().isEmpty()) {
                Optional<Class<?>> only = onlyKind(kinds, map);
                if (only.isPresent()) {
                    return binder.record(only.get(), map, path);
                }
            }
            if (node instanceof Text text) {
                Optional<Class<?>> bare = bareKind(kinds, text);
                return bare.isPresent() ? parseBare(bare.get(), text, path) : call(field, kinds, text, path);
            }
        } catch (ValueException wrong) {
            findings.error(node.location(), wrong);
            return null;
        }
        findings.error(node.location(), "{} is {}", field.name(), SpellingSuggestion.oneOf(kinds.keySet()));
        return null;
    }

    /**
     * Returns the only kind that has a required parameter, or one that is itself a map, present in the map. Such a map
     * may omit its kind.
     */
    private static Optional<Class<?>> onlyKind(Map<String, Class<?>> kinds, Entries map) {
        List<Class<?>> fitting = new ArrayList<>();
        for (Class<?> kind : kinds.values()) {
            if (SpecFields.of(kind).fields().stream()
                    .anyMatch(f -> (!f.isOptional() || GenericTypes.isMap(f.type())) && map.get(f.name()) != null)) {
                fitting.add(kind);
            }
        }
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    /** Returns the kind that a number stands for: the one that is written as its first parameter alone. */
    private static Optional<Class<?>> bareKind(Map<String, Class<?>> kinds, Text text) {
        return text.value().isEmpty() || Character.isLetter(text.value().charAt(0))
                ? Optional.empty()
                : kinds.values().stream()
                        .filter(kind -> TypeTables.table(kind).has(Shorthand.class))
                        .findFirst();
    }

    private Object parseBare(Class<?> kind, Text text, BindingPath path) {
        binder.note(path, text);
        String first = SpecFields.of(kind).names().get(0);
        Entries arguments = new Entries(Map.of(first, new Entry(text.location(), text)), text.location());
        return binder.record(kind, arguments, path.unnoted());
    }

    private Object call(SpecField field, Map<String, Class<?>> kinds, Text text, BindingPath path) {
        AtomContext atom = ValueParser.read(
                        text.value(),
                        LanguageParser::value,
                        SpellingSuggestion.oneOf(kinds.keySet()).toString())
                .term()
                .atom();
        binder.note(path, text);
        if (atom.call() == null) {
            return binder.record(
                    type(field, kinds, atom.getText()), new Entries(Map.of(), text.location()), path.unnoted());
        }
        String name = atom.call().name.getText();
        Class<?> type;
        try {
            type = type(field, kinds, name);
        } catch (ValueException unknown) {
            throw ValueParser.relocate(atom.call().name, unknown);
        }
        if (SpecFields.of(type).hasMap()) {
            throw new ValueException(
                    text.value(),
                    "'{}' contains a map; write {}",
                    name,
                    TypeTables.table(type).annotation(Example.class).value());
        }
        Entries arguments = entries(type, CallArguments.of(atom.call()), text.location());
        BindingPath call = new BindingPath(null, Sentence.of(name), path.kind(), text.location());
        return binder.record(type, arguments, call);
    }

    /** Returns the arguments of a call as a map of the record's fields, each with its location. */
    static Entries entries(Class<?> type, CallArguments arguments, SourceLocation place) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Map.Entry<String, Argument> e :
                arguments.by(SpecFields.of(type).names()).entrySet()) {
            String text = e.getValue().text();
            int length = text.codePointCount(0, text.length());
            SourceLocation location = place.subLocation(e.getValue().offset(), length);
            List<Integer> offsets = new ArrayList<>();
            for (int i = 0; i < length && !location.equals(place); i++) {
                offsets.add(place.subLocation(e.getValue().offset() + i, 1).column() - location.column());
            }
            entries.put(e.getKey(), new Entry(location, new Text(text, true, location.withOffsets(offsets))));
        }
        return new Entries(entries, place);
    }

    private static Class<?> type(SpecField field, Map<String, Class<?>> kinds, String name) {
        Class<?> type = kinds.get(name);
        if (type == null) {
            throw new ValueException(name, SpellingSuggestion.unknownChoice(field.name(), name, kinds.keySet()))
                    .corrected(name, kinds.keySet());
        }
        return type;
    }

    private static Map<String, Class<?>> kinds(Class<?> choice) {
        Map<String, Class<?>> kinds = new LinkedHashMap<>();
        for (Class<?> type : TypeTables.table(choice).permitted()) {
            if (TypeTables.table(type).isSealed()) {
                kinds.putAll(kinds(type));
            } else {
                kinds.put(
                        SpecFields.kind(type).orElseThrow(() -> new IllegalStateException(type + " has no @Kind")),
                        type);
            }
        }
        return kinds;
    }
}
