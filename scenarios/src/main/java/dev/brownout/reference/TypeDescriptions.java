package dev.brownout.reference;

import dev.brownout.language.Language;
import dev.brownout.language.parse.Dimension;
import dev.brownout.network.Bandwidth;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.PerKeyCount;
import dev.brownout.random.TokenCounts;
import dev.brownout.scenario.AlertAction;
import dev.brownout.sla.Condition;
import dev.brownout.sla.Quantity;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Factor;
import dev.brownout.spec.FunctionSyntax;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.MoneyAmount;
import dev.brownout.spec.Quorum;
import dev.brownout.spec.Rate;
import dev.brownout.spec.RecordedTable;
import dev.brownout.spec.RecordedText;
import dev.brownout.spec.Reference;
import dev.brownout.spec.Share;
import dev.brownout.spec.Shorthand;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.NodeLimit;
import dev.brownout.spi.Step;
import dev.brownout.typetable.TypeTables;
import dev.brownout.workload.LoadProfile;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Describes the Java types of parameters in the words of the scenario language. */
final class TypeDescriptions {
    /** Records that are written as a single text. */
    private static final Set<Class<?>> VALUES = Set.of(
            AlertAction.class,
            PerKeyCount.class,
            Condition.class,
            Factor.class,
            NodeLimit.class,
            Quantity.class,
            Quorum.class,
            TokenCounts.class);

    private TypeDescriptions() {}

    /** Returns the dimension of a type; empty if its values are not amounts. */
    static Optional<Dimension> dimension(Class<?> type) {
        if (type == Duration.class) {
            return Optional.of(Dimension.TIME);
        }
        if (type == Rate.class) {
            return Optional.of(Dimension.RATE);
        }
        if (type == DataSize.class) {
            return Optional.of(Dimension.SIZE);
        }
        if (type == Bandwidth.class) {
            return Optional.of(Dimension.BANDWIDTH);
        }
        if (type == Share.class) {
            return Optional.of(Dimension.RATIO);
        }
        if (type == MoneyAmount.class) {
            return Optional.of(Dimension.MONEY);
        }
        return isInteger(type) || fraction(type) ? Optional.of(Dimension.COUNT) : Optional.empty();
    }

    static boolean isInteger(Class<?> type) {
        return type == int.class || type == Integer.class || type == long.class || type == Long.class;
    }

    static boolean fraction(Class<?> type) {
        return type == double.class || type == Double.class;
    }

    static boolean truth(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }

    /**
     * Returns the record that contains the parameters of a field, directly or in an {@code Optional}, a list or a map.
     */
    static Optional<Class<?>> inner(Type type) {
        Class<?> raw = GenericTypes.raw(type);
        if (GenericTypes.isOptional(type) || GenericTypes.isList(type) || GenericTypes.isMap(type)) {
            return inner(GenericTypes.content(type));
        }
        boolean value = dimension(raw).isPresent()
                || VALUES.contains(raw)
                || TypeTables.table(raw).isSealed();
        return TypeTables.table(raw).isRecord() && !value ? Optional.of(raw) : Optional.empty();
    }

    /** Returns the records that a sealed interface of parameters permits, in their order; none for other types. */
    static List<Class<?>> choices(Type type) {
        Class<?> raw = GenericTypes.raw(type);
        if (GenericTypes.isOptional(type) || GenericTypes.isList(type) || GenericTypes.isMap(type)) {
            return choices(GenericTypes.content(type));
        }
        List<Class<?>> kinds = new ArrayList<>();
        if (TypeTables.table(raw).isSealed() && !FunctionSyntax.class.isAssignableFrom(raw)) {
            for (Class<?> permitted : TypeTables.table(raw).permitted()) {
                if (SpecFields.kind(permitted).isPresent()) {
                    kinds.add(permitted);
                } else if (TypeTables.table(permitted).isSealed()) {
                    kinds.addAll(choices(permitted));
                }
            }
        }
        return kinds;
    }

    /** Returns the parameter that a number stands for in a choice of records; empty if a number is not allowed. */
    static Optional<SpecField> numericField(Type type) {
        return choices(type).stream()
                .filter(choice -> TypeTables.table(choice).has(Shorthand.class))
                .map(choice -> SpecFields.of(choice).fields().get(0))
                .findFirst();
    }

    /**
     * Returns the constants of an enumeration, directly or in an {@code Optional}, a list or a map; none for other
     * types.
     */
    static List<Enum<?>> constants(Type type) {
        if (GenericTypes.isOptional(type) || GenericTypes.isList(type) || GenericTypes.isMap(type)) {
            return constants(GenericTypes.content(type));
        }
        List<Enum<?>> constants = new ArrayList<>();
        if (GenericTypes.raw(type).isEnum()) {
            for (Object constant : GenericTypes.raw(type).getEnumConstants()) {
                constants.add((Enum<?>) constant);
            }
        }
        return constants;
    }

    /** Returns a description of the values of a field, with an article. */
    static String words(SpecField field) {
        return words(field.type(), field)
                + limits(field)
                + field.noneWord().map(none -> ", or " + none).orElse("");
    }

    private static String words(Type type, SpecField field) {
        Class<?> raw = GenericTypes.raw(type);
        if (GenericTypes.isOptional(type)) {
            return words(GenericTypes.content(type), field);
        }
        if (GenericTypes.isList(type)) {
            Type content = GenericTypes.content(type);
            return content == Step.class
                    ? "a list of steps"
                    : content == Step.Alternative.class
                            ? "a list of shares and routes"
                            : content == Duration.class
                                    ? "a duration, or a list of them"
                                    : content == FilterSpec.class
                                            ? "a list of policies"
                                            : "a list, each " + words(content, field);
        }
        if (GenericTypes.isMap(type)) {
            return "a map, each " + words(GenericTypes.content(type), field);
        }
        if (raw == String.class) {
            return field.refersTo().map(Reference.To::description).orElse("a text");
        }
        if (!choices(type).isEmpty() || raw.isEnum()) {
            return numericField(type).map(first -> words(first) + ", or ").orElse("") + "one of these";
        }
        if (isInteger(raw)) {
            return "a whole number";
        }
        return dimension(raw).map(Dimension::words).orElseGet(() -> otherDescription(raw, field));
    }

    private static String otherDescription(Class<?> raw, SpecField field) {
        if (raw == Distribution.class) {
            boolean sizes = Language.ofLaw(field) == Dimension.SIZE;
            return sizes ? "a size, or a distribution" : "a duration, or a distribution";
        }
        if (raw == TokenCounts.class) {
            return "a whole number, or a distribution of numbers such as lognormal(p50=500 p99=4000)";
        }
        if (raw == KeyPopularity.class) {
            return "a key distribution";
        }
        if (raw == LoadProfile.class) {
            return "a load";
        }
        if (raw == Factor.class) {
            return "a multiple such as x10";
        }
        if (TypeTables.table(raw).has(Shorthand.class)) {
            return words(SpecFields.of(raw).fields().get(0)) + ", or a map";
        }
        if (raw == PerKeyCount.class) {
            return "a whole number, or numbers by key such as hot(10M on bieber, rest 200)";
        }
        if (raw == NodeLimit.class) {
            return "a whole number, or a percentage";
        }
        if (raw == Quorum.class) {
            return "all, first or a number";
        }
        if (raw == AlertAction.class) {
            return "an action, such as replace web/down after 15s";
        }
        if (raw == Condition.class) {
            return "a metric, a comparison and an amount";
        }
        if (raw == Quantity.class) {
            return "an amount in the unit that goes with it";
        }
        return truth(raw) ? "true or false" : "a map";
    }

    /** Returns a description of an argument of a distribution, a key distribution or a load, with an article. */
    static String argument(SpecFields fields, SpecField field) {
        Class<?> raw = raw(field.type());
        if (raw == RecordedText.class || raw == RecordedTable.class) {
            return "a file";
        }
        if (GenericTypes.isList(field.type())) {
            String inUnit =
                    fields.annotation(field, InUnit.class).isPresent() ? ", each " + single(fields, field, raw) : "";
            return "a list" + inUnit;
        }
        return single(fields, field, raw);
    }

    private static String single(SpecFields fields, SpecField field, Class<?> raw) {
        return fields.annotation(field, InUnit.class)
                .map(in -> switch (in.value()) {
                    case OF_VALUES -> "a duration, size or number";
                    case NANOSECONDS -> Dimension.TIME.words();
                    case PER_SECOND -> Dimension.RATE.words();
                })
                .orElseGet(() -> raw == Distribution.class
                        ? "a distribution"
                        : raw == KeyPopularity.class
                                ? "a key distribution"
                                : word(raw)
                                        .orElseGet(() ->
                                                (isInteger(raw) ? "a whole number" : "a number") + limits(field)));
    }

    /** Returns a description of an argument that is no amount; empty for other arguments. */
    private static Optional<String> word(Class<?> raw) {
        if (raw.isEnum()) {
            return Optional.of(constants(raw).stream().map(Language::written).collect(Collectors.joining(", ")));
        }
        return truth(raw)
                ? Optional.of("true or false")
                : Optional.of("a column").filter(c -> raw == String.class);
    }

    /** Returns the class of the value, without an enclosing {@code Optional}, list or map. */
    private static Class<?> raw(Type type) {
        boolean isSurrounding = GenericTypes.isOptional(type) || GenericTypes.isList(type) || GenericTypes.isMap(type);
        return isSurrounding ? raw(GenericTypes.content(type)) : GenericTypes.raw(type);
    }

    private static Dimension ofLaw(Class<?> raw, SpecField field) {
        return raw == Distribution.class ? Language.ofLaw(field) : Dimension.TIME;
    }

    private static boolean isCount(Class<?> raw) {
        return raw == Factor.class || raw == PerKeyCount.class || raw == TokenCounts.class;
    }

    private static String limits(SpecField field) {
        Class<?> raw = raw(field.type());
        Dimension dimension = dimension(raw).orElse(isCount(raw) ? Dimension.COUNT : ofLaw(raw, field));
        String times = raw == Factor.class ? "x" : "";
        StringBuilder limits = new StringBuilder();
        if (field.atLeast().isPresent()) {
            double least = field.atLeast().getAsDouble();
            boolean time = dimension == Dimension.TIME;
            limits.append(
                    least == 1 && time
                            ? ", more than 0s"
                            : ", at least " + times + (least == 0 && time ? "0s" : Language.write(least, dimension)));
        }
        field.atMost().ifPresent(most -> limits.append(", at most " + times + Language.write(most, dimension)));
        return limits.toString();
    }
}
