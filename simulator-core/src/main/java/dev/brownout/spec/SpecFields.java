package dev.brownout.spec;

import dev.brownout.typetable.RecordField;
import dev.brownout.typetable.TypeTables;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Description of a spec record, read once from its components and their annotations. It is the source of defaults,
 * validation, binding, the schema and the manual.
 *
 * @param type the record class
 * @param kind name in a scenario; empty for a record that occurs only inside others
 * @param sentence documentation; the empty string if there is none
 * @param fields parameters, in the order of the record, with those of {@link ParameterGroup} records among them
 */
public record SpecFields(Class<?> type, Optional<String> kind, String sentence, List<SpecField> fields) {

    private static final ClassValue<SpecFields> WALKED = new ClassValue<>() {
        @Override
        protected SpecFields computeValue(Class<?> type) {
            return walk(type);
        }
    };

    /** Components of a record class, with those of each parameter group in its place. */
    private static final ClassValue<List<RecordField>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<RecordField> computeValue(Class<?> type) {
            return TypeTables.table(type).fields().stream()
                    .flatMap(component ->
                            isGroup(component) ? COMPONENTS.get(component.type()).stream() : Stream.of(component))
                    .toList();
        }
    };

    /** Copies the list. */
    public SpecFields {
        fields = List.copyOf(fields);
    }

    /**
     * Returns the description of a record class.
     *
     * @throws IllegalArgumentException if the class is not a record
     */
    public static SpecFields of(Class<?> type) {
        if (!TypeTables.table(type).isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is no record");
        }
        return WALKED.get(type);
    }

    /** Returns the parameter with a name, as written in a scenario. */
    public Optional<SpecField> field(String name) {
        return fields.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    /** Returns the names of all parameters, in the order of the record. */
    public List<String> names() {
        return fields.stream().map(SpecField::name).toList();
    }

    /** Returns whether a parameter is a map, so that the record is written as a map and not as a call. */
    public boolean hasMap() {
        return fields.stream().anyMatch(field -> GenericTypes.isMap(field.type()));
    }

    /** Returns an annotation of a parameter; empty if it is absent. */
    public <A extends Annotation> Optional<A> annotation(SpecField field, Class<A> annotation) {
        return read(COMPONENTS.get(type).get(names().indexOf(field.name())), annotation, Function.identity());
    }

    /**
     * Returns the components that hold the parameters of a record class, in the order of {@link #fields}: those of a
     * {@link ParameterGroup} record in its place.
     */
    public static List<RecordField> components(Class<? extends Record> type) {
        return COMPONENTS.get(type);
    }

    static boolean isGroup(RecordField component) {
        return component.has(ParameterGroup.class);
    }

    /** Returns the kebab-case name of a record class in a scenario; empty without a {@link Kind}. */
    public static Optional<String> kind(Class<?> type) {
        return Optional.ofNullable(TypeTables.table(type).annotation(Kind.class))
                .map(Kind::value);
    }

    /** Returns whether references of a type may name a component of a kind. */
    public static boolean isTarget(Class<?> kind, Reference.To type) {
        ReferenceTarget target = TypeTables.table(kind).annotation(ReferenceTarget.class);
        return target != null && Arrays.asList(target.value()).contains(type);
    }

    private static SpecFields walk(Class<?> type) {
        List<SpecField> fields = new ArrayList<>();
        for (RecordField component : COMPONENTS.get(type)) {
            fields.add(new SpecField(
                    read(component, YamlName.class, YamlName::value).orElseGet(component::yamlName),
                    component.genericType(),
                    read(component, Default.class, Default::value),
                    bound(read(component, AtLeast.class, AtLeast::value)),
                    bound(read(component, AtMost.class, AtMost::value)),
                    read(component, NoneKeyword.class, NoneKeyword::value),
                    read(component, Doc.class, Doc::value).orElse(""),
                    read(component, DefaultSource.class, DefaultSource::value),
                    read(component, Reference.class, Reference::value)));
        }
        String sentence = Optional.ofNullable(TypeTables.table(type).annotation(Doc.class))
                .map(Doc::value)
                .orElse("");
        return new SpecFields(type, kind(type), sentence, fields);
    }

    private static <A extends Annotation, V> Optional<V> read(
            RecordField component, Class<A> annotation, Function<A, V> value) {
        return Optional.ofNullable(component.annotation(annotation)).map(value);
    }

    private static OptionalDouble bound(Optional<Double> limit) {
        return limit.isPresent() ? OptionalDouble.of(limit.get()) : OptionalDouble.empty();
    }
}
