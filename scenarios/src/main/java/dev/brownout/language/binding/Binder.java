package dev.brownout.language.binding;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.Functions;
import dev.brownout.language.parse.LoadParser;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.language.parse.ScalarParser;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.OriginRewriter;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.random.Distribution;
import dev.brownout.scenario.AlertAction;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.RecordFactory;
import dev.brownout.spec.Shorthand;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spec.effect.SettingCondition;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.Step;
import dev.brownout.typetable.TypeTables;
import dev.brownout.workload.LoadProfile;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fills the records of the simulator core from the maps of a scenario, according to the names, types, defaults and
 * limits that the records declare. A method returns {@code null} if a value is invalid; the problem is then reported to
 * the collector.
 */
public final class Binder {
    /** Key of the short form of the steps of a request. */
    private static final String PATH = "path";

    private final DeclaredNames names;
    private final ProblemCollector findings;
    private final ResolvedSettings settings;
    private final Profiles profiles;
    private final ScalarParser scalars;
    private final LoadParser loads;
    private final SealedTypeParser choices;
    private final PolicyParser policies;
    private final StepReader steps;
    private final FaultParser faults;

    /** Creates a binder for the records of a vocabulary. It adds the values that it reads to the settings. */
    public Binder(
            Vocabulary vocabulary,
            DeclaredNames names,
            ReferencedFiles files,
            Profiles profiles,
            ProblemCollector findings,
            ResolvedSettings settings) {
        this.names = names;
        this.findings = findings;
        this.settings = settings;
        this.profiles = profiles;
        Functions functions = new Functions(vocabulary, Dimension.TIME, files);
        this.scalars = new ScalarParser(functions);
        this.loads = new LoadParser(functions);
        this.choices = new SealedTypeParser(this, findings);
        this.policies = new PolicyParser(vocabulary, this, findings);
        this.faults = new FaultParser(vocabulary, this, findings);
        this.steps = new StepReader(vocabulary, names, this, findings);
    }

    /** Returns the map merged over the settings of the profile that it names, without the profile's key. */
    public Entries profiled(Entries written, SpecFields fields, BindingPath path) {
        return profiles.mergeProfile(written, fields, path, findings);
    }

    /** Fills a record from a map. */
    public <R> R record(Class<R> type, Entries written, BindingPath path) {
        return record(type, written, path, Set.of());
    }

    /**
     * Fills a record from a map.
     *
     * @param otherKeys keys that were already read and removed from the map; they are suggested for unknown keys
     */
    public <R> R record(Class<R> type, Entries written, BindingPath path, Set<String> otherKeys) {
        SpecFields fields = SpecFields.of(type);
        Entries map = profiled(written, fields, path);
        int before = findings.errors();
        Map<String, Object> values = new LinkedHashMap<>();
        Set<String> known = new LinkedHashSet<>(fields.names());
        known.addAll(otherKeys);
        if (fields.field("profile").isEmpty()) {
            known.add("profile");
        }
        settings.place(path.path(), path.key());
        for (SpecField field : fields.fields()) {
            if (isList(field, FilterSpec.class)) {
                known.addAll(policies.keys(fields));
            } else if (isList(field, Step.class)) {
                known.add(PATH);
            }
        }
        Set<String> matches = reportUnknown(map, known, path);
        for (SpecField field : fields.fields()) {
            if (isList(field, FilterSpec.class)) {
                values.put(field.name(), policies.read(map, fields, path));
            } else if (isList(field, Step.class)) {
                values.put(field.name(), matches.contains(PATH) ? List.of() : steps.read(map, field, path));
            } else if (!matches.contains(field.name()) || map.entries().containsKey(field.name())) {
                values.put(field.name(), field(field, map.entries().get(field.name()), path));
            }
        }
        return findings.errors() > before ? null : create(type, values, path, map);
    }

    /** Reports unknown keys. Returns the known keys that they probably stand for, which are then not missing. */
    private Set<String> reportUnknown(Entries map, Set<String> known, BindingPath path) {
        Set<String> matches = new LinkedHashSet<>();
        map.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                known.remove("profile");
                String value = entry.value() instanceof Text number ? number.value() : "";
                findings.unknownParameter(entry.key(), key, value, path.owner(), known);
                SpellingSuggestion.synonym(key, known).ifPresent(matches::add);
            }
        });
        if (matches.contains("steps")) {
            matches.add(PATH);
        }
        return matches;
    }

    private <R> R create(Class<R> type, Map<String, Object> values, BindingPath path, Entries map) {
        try {
            R made = RecordFactory.create(type, values);
            addConditions((Record) made, map, path);
            return made;
        } catch (IllegalArgumentException refused) {
            Entry blamed = refused instanceof InvalidParameterException one
                    ? map.entries().get(one.parameter())
                    : null;
            SourceLocation place = OriginRewriter.strongest(map).orElse(blamed == null ? path.key() : blamed.key());
            findings.error(ProblemKind.IMPOSSIBLE, place, Sentence.reason(refused));
            return null;
        }
    }

    /** Adds the written settings of a record that have an effect only with another setting of the record. */
    private void addConditions(Record made, Entries map, BindingPath path) {
        SpecFields fields = SpecFields.of(made.getClass());
        for (int i = 0; i < fields.fields().size(); i++) {
            int index = i;
            SpecField field = fields.fields().get(i);
            Entry written = map.entries().get(field.name());
            if (written != null) {
                SettingCondition.of(fields, field)
                        .filter(condition -> !Optional.empty()
                                .equals(RecordFactory.values(made).get(index)))
                        .ifPresent(condition -> settings.addConditional(
                                path.path(),
                                path.key(),
                                field.name(),
                                written,
                                condition.isMet(made)
                                        ? Sentence.EMPTY
                                        : Sentence.of("it needs {}; set that", condition.text())));
            }
        }
    }

    private static boolean isList(SpecField field, Class<?> content) {
        return GenericTypes.isList(field.type()) && GenericTypes.content(field.type()) == content;
    }

    /** Returns the value written for a field, or its default. */
    Object field(SpecField field, Entry written, BindingPath path) {
        if (written != null && !written.value().isNull()) {
            return value(field.type(), field, written.value(), path.child(field.name(), written.key()));
        }
        if (field.defaultText().isPresent()) {
            Node node = DefaultNodes.node(field.defaultText().get(), path.key());
            return value(field.type(), field, node, path.child(field.name(), node.location()));
        }
        if (GenericTypes.isOptional(field.type())) {
            return Optional.empty();
        }
        if (GenericTypes.isList(field.type())) {
            return List.of();
        }
        if (GenericTypes.isMap(field.type())) {
            return Map.of();
        }
        String meaning = field.sentence().isEmpty() ? "" : ": " + field.sentence();
        findings.error(path.key(), "{} needs '{}'{}", path.owner(), field.name(), meaning);
        return null;
    }

    /** Reads a value of any field type. */
    public Object value(Type type, SpecField field, Node node, BindingPath path) {
        Class<?> raw = GenericTypes.raw(type);
        if (raw == Optional.class) {
            return optional(type, field, node, path);
        }
        if (raw == LoadProfile.class) {
            noteAll(path, node);
            return loads.read(node, findings);
        }
        if (raw == List.class) {
            return list(type, field, node, path);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return map(type, field, node, path);
        }
        if (scalars.isScalar(raw)) {
            return scalar(raw, field, node, path);
        }
        if (raw == AlertAction.class) {
            return action(field, node, path);
        }
        if (TypeTables.table(raw).isSealed()) {
            return choices.read(raw, field, node, path);
        }
        if (node instanceof Entries map) {
            return record(raw, map, path.ofRecord(field.name()));
        }
        if (node instanceof Text && TypeTables.table(raw).has(Shorthand.class)) {
            String first = SpecFields.of(raw).names().get(0);
            return record(
                    raw,
                    new Entries(Map.of(first, new Entry(path.key(), node)), node.location()),
                    path.ofRecord(field.name()));
        }
        findings.error(
                node.location(),
                "{} is a map with the keys {}",
                field.name(),
                String.join(", ", SpecFields.of(raw).names()));
        return null;
    }

    /** Reads the action of an alert. */
    private Object action(SpecField field, Node node, BindingPath path) {
        if (!(node instanceof Text text)) {
            findings.error(
                    node.location(), "{} is a list of sentences, such as [replace web/down after 15s]", field.name());
            return null;
        }
        note(path, text);
        SpecField after = SpecFields.of(AlertAction.class).field("after").orElseThrow();
        return faults.action(text, written -> {
            Text value = written.orElse(new Text(after.defaultText().orElseThrow(), true, text.location()));
            try {
                return (Distribution) scalars.read(Distribution.class, value.value(), after);
            } catch (ValueException wrong) {
                findings.error(
                        ProblemKind.VALUE,
                        value.location().subLocation(wrong.offset(), wrong.span()),
                        "after {}",
                        Sentence.reason(wrong));
                return null;
            }
        });
    }

    private Object optional(Type type, SpecField field, Node node, BindingPath path) {
        if (node instanceof Text text
                && field.noneWord().filter(word -> word.equals(text.value())).isPresent()) {
            settings.add(path.path(), text.value(), text.location());
            return Optional.empty();
        }
        Object value = value(GenericTypes.content(type), field, node, path);
        return value == null ? null : Optional.of(value);
    }

    private Object list(Type type, SpecField field, Node node, BindingPath path) {
        if (node instanceof Text && GenericTypes.content(type) == Duration.class) {
            return list(type, field, new Items(List.of(node), node.location()), path);
        }
        if (!(node instanceof Items list)) {
            findings.error(node.location(), "{} is a list, such as {}: [a, b]", field.name(), field.name());
            return null;
        }
        List<Object> values = new ArrayList<>();
        settings.place(path.path(), list.location());
        for (int i = 0; i < list.items().size(); i++) {
            Node item = list.items().get(i);
            values.add(value(GenericTypes.content(type), field, item, path.item(Integer.toString(i), item.location())));
        }
        return values.contains(null) ? null : values;
    }

    private Object map(Type type, SpecField field, Node node, BindingPath path) {
        if (!(node instanceof Entries map)) {
            findings.error(node.location(), "{} is a map, such as {}: { name: ... }", field.name(), field.name());
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        settings.place(path.path(), map.location());
        map.entries().forEach((key, entry) -> {
            checkReference(field, key, entry.key());
            values.put(key, value(GenericTypes.content(type), field, entry.value(), path.item(key, entry.key())));
        });
        if (values.containsValue(null)) {
            return null;
        }
        return GenericTypes.raw(type) == Map.class
                ? Collections.unmodifiableMap(values)
                : new java.util.TreeMap<>(values);
    }

    /** Returns the policies of the called component that a step disables for its call. */
    List<Class<? extends FilterSpec>> disabledPolicies(Entries otherEntries) {
        return policies.disabledPolicies(otherEntries, SpecFields.of(StepOptions.class));
    }

    /** Returns the keys of a map with their values as a text; an empty text for another node. */
    private static String percentileText(Node node) {
        return node instanceof Entries map
                ? map.entries().entrySet().stream()
                        .filter(entry -> entry.getValue().value() instanceof Text)
                        .map(entry ->
                                entry.getKey() + "=" + ((Text) entry.getValue().value()).value())
                        .collect(Collectors.joining(" "))
                : "";
    }

    /** Reads a scalar. */
    Object scalar(Class<?> type, SpecField field, Node node, BindingPath path) {
        if (!(node instanceof Text text)) {
            String found = node instanceof Items ? "a list" : "a map";
            Optional<Sentence> percentiles = ScalarParser.percentiles(type, percentileText(node));
            findings.error(
                    node.location(),
                    percentiles.orElse(Sentence.of("{} is a single value, not {}", field.name(), found)));
            return null;
        }
        settings.add(path.path(), text.value(), text.location());
        if (type == String.class) {
            checkReference(field, text.value(), text.location());
        }
        try {
            return scalars.read(type, text.value(), field);
        } catch (ValueException wrong) {
            findings.error(
                    ProblemKind.VALUE,
                    text.location().subLocation(wrong.offset(), wrong.span()),
                    describeError(field, text, wrong, path),
                    wrong.replacement());
            return null;
        }
    }

    /** Adds a text to the settings. */
    void note(BindingPath path, Text text) {
        settings.add(path.path(), text.value(), text.location());
    }

    /** Adds all values of a node to the settings. */
    void noteAll(BindingPath path, Node node) {
        settings.addAll(path.path(), node);
    }

    /** Keeps the locations of the steps of a path, which errors name as items of {@code steps}. */
    void notePath(BindingPath steps, Items path) {
        settings.placeItems(steps.path(), path);
    }

    private void checkReference(SpecField field, String name, SourceLocation place) {
        if (field.refersTo().isPresent()) {
            switch (field.refersTo().get()) {
                case COMPONENT -> names.requireComponent(name, place, findings);
                case REGION -> names.requireRegion(name, place, findings);
                case QUEUE -> names.requireQueue(name, place, findings);
                case WRITABLE -> names.requireWritable(name, field.name(), place, findings);
                case QUERY -> names.requireQuery(name, field.name(), place, findings);
                case SERVICE -> names.requireService(name, place, findings);
                case REQUEST -> names.requireRequest(name, place, findings);
                default -> names.requireNumbers(field.refersTo().get(), name, field.name(), place, findings);
            }
        }
    }

    /** Returns a message with the owner of the unknown name. */
    private static Object withOwner(Object part, Sentence owner) {
        if (!(part instanceof Sentence message)) {
            return part;
        }
        return message.form().equals("unknown {} '{}'")
                ? Sentence.of("{} for {}", message, owner)
                : new Sentence(
                        message.form(),
                        message.arguments().stream()
                                .map(inner -> withOwner(inner, owner))
                                .toList());
    }

    private static Sentence describeError(SpecField field, Text text, ValueException wrong, BindingPath path) {
        String message = wrong.getMessage();
        if (message.startsWith("unknown " + field.name() + " '" + text.value() + "'")) {
            return (Sentence) withOwner(wrong.sentence(), path.owner());
        }
        return message.startsWith("'") && wrong.offset() == 0
                ? Sentence.of("{} {}", field.name(), wrong.sentence())
                : wrong.sentence();
    }
}
