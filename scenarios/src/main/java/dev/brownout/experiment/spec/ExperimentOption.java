package dev.brownout.experiment.spec;

import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.RecordFactory;
import dev.brownout.spec.Share;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * An option: a component of the record of an experiment.
 *
 * @param field name, type, default, limits and description
 * @param form form on a command line
 */
public record ExperimentOption(SpecField field, OptionForm form) {
    /** Name of another option in a description. */
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /** Returns the options that the components of a record describe, in their order. */
    public static List<ExperimentOption> of(Class<?> type) {
        SpecFields fields = SpecFields.of(type);
        return fields.fields().stream()
                .map(field -> new ExperimentOption(
                        field, fields.annotation(field, OptionForm.class).orElseThrow()))
                .toList();
    }

    /**
     * Creates a record from the texts of its options.
     *
     * @param texts values by the names of the options; an option without a value is absent
     * @param names names of the options in messages
     * @throws InvalidValueException if a value is invalid
     */
    public static <R> R read(Class<R> type, Map<String, List<String>> texts, Function<ExperimentOption, String> names) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (ExperimentOption option : of(type)) {
            Optional<List<String>> given = Optional.ofNullable(texts.get(option.name()));
            values.put(option.name(), option.value(given, names.apply(option)));
        }
        return RecordFactory.create(type, values);
    }

    /** Returns the name: the record component in snake case. */
    public String name() {
        return field.name();
    }

    /** Returns the name on a command line, with its hyphens. */
    public String commandName() {
        return form.name().isEmpty() ? "--" + name().replace('_', '-') : form.name();
    }

    /** Returns whether the option has no value. */
    public boolean isFlag() {
        return field.type() == boolean.class;
    }

    /** Returns whether the option has several values. */
    public boolean isList() {
        return GenericTypes.isList(field.type());
    }

    /** Returns whether the option needs a value. */
    public boolean isRequired() {
        return form.required() || !field.isOptional() && !isFlag();
    }

    /** Returns the type of a single value. */
    public Class<?> valueType() {
        boolean wrapped = isList() || GenericTypes.isOptional(field.type());
        return GenericTypes.raw(wrapped ? GenericTypes.content(field.type()) : field.type());
    }

    /**
     * Returns the description, with the names of other options.
     *
     * @param names names of the options for the reader, by their names
     */
    public String description(UnaryOperator<String> names) {
        return PLACE.matcher(field.sentence()).replaceAll(place -> names.apply(place.group(1)));
    }

    private Object value(Optional<List<String>> given, String name) {
        Optional<String> text = given.map(all -> all.get(0)).or(field::defaultText);
        if (isFlag()) {
            return given.isPresent();
        }
        if (isList()) {
            return given.orElse(List.of()).stream().map(one -> parse(one, name)).toList();
        }
        Optional<Object> parsed = text.map(one -> parse(one, name));
        return GenericTypes.isOptional(field.type()) ? parsed : parsed.orElse(null);
    }

    private Object parse(String text, String name) {
        Class<?> type = valueType();
        try {
            if (type == int.class || type == Integer.class) {
                return limited(integer(text), name).intValue();
            }
            if (type == double.class) {
                return limited(Double.valueOf(text), name);
            }
            if (type == Share.class) {
                return share(text);
            }
            return type.isEnum() ? constant(type, text) : text;
        } catch (NumberFormatException wrong) {
            throw invalid(name, Sentence.of("'{}' is not a number", text));
        } catch (InvalidFormException wrong) {
            throw invalid(name, wrong.sentence());
        }
    }

    /** Signals a text that is no value of its type. */
    private static final class InvalidFormException extends InvalidValueException {
        private static final long serialVersionUID = 1;

        InvalidFormException(String form, Object... arguments) {
            super(form, arguments);
        }
    }

    private static InvalidValueException invalid(String name, Sentence reason) {
        return new InvalidValueException("Invalid value for option '{}': {}", name, reason);
    }

    private static Integer integer(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException wrong) {
            throw text.matches("[+-]?\\d+")
                    ? new InvalidFormException("'{}' is too large", text)
                    : new InvalidFormException("'{}' is not a whole number", text);
        }
    }

    private <N extends Number> N limited(N value, String name) {
        double number = value.doubleValue();
        boolean below = field.atLeast().isPresent() && number < field.atLeast().getAsDouble();
        boolean above = field.atMost().isPresent() && !(number <= field.atMost().getAsDouble());
        if (!below && !above) {
            return value;
        }
        throw field.atMost().isPresent()
                ? new InvalidValueException(
                        "{} is {} to {}, not {}",
                        name,
                        bound(field.atLeast().getAsDouble()),
                        bound(field.atMost().getAsDouble()),
                        value)
                : new InvalidValueException(
                        "{} is at least {}", name, bound(field.atLeast().getAsDouble()));
    }

    private static String bound(double bound) {
        return Long.toString(Math.round(bound));
    }

    /** Parses a percentage between 0 and 100, both exclusive. */
    public static Share share(String text) {
        if (!text.matches("\\d{1,2}(\\.\\d{1,6})?%") || Double.parseDouble(text.replace("%", "")) == 0) {
            throw new InvalidFormException("'{}' is not a percentage between 0 and 100, such as 95%", text);
        }
        return new Share(Double.parseDouble(text.replace("%", "")) / 100);
    }

    private Object constant(Class<?> type, String text) {
        List<?> constants = Arrays.asList(type.getEnumConstants());
        return constants.stream()
                .filter(one -> word(one).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidFormException(
                        "{}", SpellingSuggestion.unknown(form.value().toLowerCase(Locale.ROOT), text, choices())));
    }

    /** Returns the words of the constants of an enumeration; empty for other types. */
    public List<String> choices() {
        return valueType().isEnum()
                ? Arrays.stream(valueType().getEnumConstants())
                        .map(ExperimentOption::word)
                        .toList()
                : List.of();
    }

    private static String word(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }
}
