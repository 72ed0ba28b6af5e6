package dev.brownout.spec;

import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a spec record says about itself, read off its components and their annotations once. Defaults, validation,
 * binding, the schema and the manual all come from here.
 *
 * @param type the record
 * @param kind the name under which a scenario writes it; empty for records that only stand inside others
 * @param sentence what it is; the empty text where it does not say
 * @param fields its parameters, in the record's order
 */
public record SpecFields(Class<?> type, Optional<String> kind, String sentence, List<SpecField> fields) {

    private static final ClassValue<SpecFields> WALKED = new ClassValue<>() {
        @Override
        protected SpecFields computeValue(Class<?> type) {
            return walk(type);
        }
    };

    /** The components of a record, whose annotations are parsed once as long as these objects are kept. */
    private static final ClassValue<List<RecordComponent>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return List.of(type.getRecordComponents());
        }
    };

    /** Takes the list as it is now. */
    public SpecFields {
        fields = List.copyOf(fields);
    }

    /** The parameters of a record class; throws IllegalArgumentException for any other class. */
    public static SpecFields of(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is no record");
        }
        return WALKED.get(type);
    }

    /** The parameter of that name, as a scenario writes it. */
    public Optional<SpecField> field(String name) {
        return fields.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    /** The names of all parameters, in the record's order. */
    public List<String> names() {
        return fields.stream().map(SpecField::name).toList();
    }

    /** What an annotation says of a parameter; empty where it does not stand there. */
    public <A extends Annotation> Optional<A> said(SpecField field, Class<A> annotation) {
        return read(COMPONENTS.get(type).get(names().indexOf(field.name())), annotation, Function.identity());
    }

    /**
     * The components of a record class, in its order: the same objects every time, which keep what was read of them.
     */
    public static List<RecordComponent> components(Class<? extends Record> type) {
        return COMPONENTS.get(type);
    }

    /** The name in kebab-case under which a scenario writes a record class; empty where it has no {@link Kind}. */
    public static Optional<String> kind(Class<?> type) {
        return Optional.ofNullable(type.getAnnotation(Kind.class)).map(Kind::value);
    }

    private static SpecFields walk(Class<?> type) {
        List<SpecField> fields = new ArrayList<>();
        for (RecordComponent component : COMPONENTS.get(type)) {
            fields.add(new SpecField(
                    read(component, YamlName.class, YamlName::value).orElseGet(() -> yamlName(component.getName())),
                    component.getGenericType(),
                    read(component, Default.class, Default::value),
                    bound(read(component, AtLeast.class, AtLeast::value)),
                    bound(read(component, AtMost.class, AtMost::value)),
                    read(component, NoneKeyword.class, NoneKeyword::value),
                    read(component, Doc.class, Doc::value).orElse(""),
                    read(component, DefaultSource.class, DefaultSource::value),
                    read(component, Reference.class, Reference::value)));
        }
        String sentence = Optional.ofNullable(type.getAnnotation(Doc.class))
                .map(Doc::value)
                .orElse("");
        return new SpecFields(type, kind(type), sentence, fields);
    }

    private static String yamlName(String name) {
        return name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
    }

    private static <A extends Annotation, V> Optional<V> read(
            RecordComponent component, Class<A> annotation, Function<A, V> value) {
        return Optional.ofNullable(component.getAnnotation(annotation)).map(value);
    }

    private static OptionalDouble bound(Optional<Double> limit) {
        return limit.isPresent() ? OptionalDouble.of(limit.get()) : OptionalDouble.empty();
    }
}
