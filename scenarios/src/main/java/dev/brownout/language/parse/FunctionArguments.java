package dev.brownout.language.parse;

import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.grammar.LanguageParser.AtomContext;
import dev.brownout.language.parse.CallArguments.Argument;
import dev.brownout.language.parse.RecordedTableForm.Column;
import dev.brownout.random.Distribution;
import dev.brownout.random.HotKeys;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.MixtureDistribution;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.ArgumentGroups;
import dev.brownout.spec.ColumnSeparator;
import dev.brownout.spec.Example;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.InvalidArgumentMessage;
import dev.brownout.spec.RecordedTable;
import dev.brownout.spec.RecordedText;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spec.TableColumn;
import dev.brownout.spec.TableColumn.Content;
import dev.brownout.typetable.TypeTables;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The arguments of a function, as the values of the record that describes it. */
final class FunctionArguments {
    private final SpecFields fields;
    private final CallArguments arguments;
    private final Functions functions;

    FunctionArguments(SpecFields fields, CallArguments arguments, Functions functions) {
        this.fields = fields;
        this.arguments = arguments;
        this.functions = functions;
    }

    /**
     * Returns the values of the record's components, in their order. Throws {@code ValueException} at the first error.
     */
    List<Object> values() {
        Optional<SpecField> list = fields.fields().stream()
                .filter(f -> GenericTypes.isList(f.type()))
                .findFirst();
        if (list.isEmpty()) {
            return byName();
        }
        Type content = GenericTypes.content(list.get().type());
        if (content == MixtureDistribution.Part.class) {
            return List.of(pairs());
        }
        return content == HotKeys.Hot.class ? shares() : inLine(list.get());
    }

    private List<Object> byName() {
        Map<String, Argument> found = arguments.by(fields.names());
        requireNumbers(found);
        fields.fields().forEach(field -> requireLimits(field, found.get(field.name())));
        requireTogether(found.keySet());
        List<Object> values = new ArrayList<>();
        fields.fields().forEach(field -> values.add(value(field, found)));
        return values;
    }

    /**
     * Reports a missing number before any range is checked, since a single number may be meant for another parameter.
     */
    private void requireNumbers(Map<String, Argument> found) {
        List<SpecField> numbers = fields.fields().stream()
                .filter(field -> isPlainNumber(field) && !field.isOptional())
                .toList();
        for (int i = numbers.size() - 1; i >= 0 && numbers.size() > 1; i--) {
            if (!found.containsKey(numbers.get(i).name())) {
                throw missing(numbers.get(i), found.keySet());
            }
        }
    }

    private void requireLimits(SpecField field, Argument argument) {
        if (argument != null && isPlainNumber(field)) {
            try {
                ScalarParser.check(
                        argument.text(), CallArguments.amount(argument, Dimension.COUNT), field, Dimension.COUNT, "");
            } catch (ValueException wrong) {
                throw ValueParser.wrong(argument.part(), "{} {}", field.name(), Sentence.reason(wrong));
            }
        }
    }

    private void requireTogether(Set<String> found) {
        ArgumentGroups together = TypeTables.table(fields.type()).annotation(ArgumentGroups.class);
        if (together != null
                && Arrays.stream(together.value())
                        .noneMatch(set -> Set.of(set.split(" ")).equals(found))) {
            throw arguments.missing(Sentence.quote(Arrays.stream(together.value())
                    .map(set -> set.replace(" ", " and "))
                    .collect(Collectors.joining(", or "))));
        }
    }

    /** Returns whether a field is a number without a unit. */
    private boolean isPlainNumber(SpecField field) {
        Class<?> raw = GenericTypes.raw(
                GenericTypes.isOptional(field.type()) ? GenericTypes.content(field.type()) : field.type());
        boolean number = raw.isPrimitive() || Number.class.isAssignableFrom(raw);
        return number && fields.annotation(field, InUnit.class).isEmpty();
    }

    private Dimension dimension(SpecField field) {
        return fields.annotation(field, InUnit.class)
                .map(in -> switch (in.value()) {
                    case OF_VALUES -> functions.dimension();
                    case NANOSECONDS -> Dimension.TIME;
                    case PER_SECOND -> Dimension.RATE;
                })
                .orElse(Dimension.COUNT);
    }

    /** Returns the value of a component, from its argument or by default. */
    private Object value(SpecField field, Map<String, Argument> found) {
        Argument argument = found.get(field.name());
        if (argument == null && !field.isOptional()) {
            throw missing(field, found.keySet());
        }
        if (GenericTypes.isOptional(field.type())) {
            return Optional.ofNullable(argument).map(a -> value(field, GenericTypes.content(field.type()), a, found));
        }
        return argument == null
                ? number(field.type(), UnitParser.read(field.defaultText().orElseThrow(), dimension(field)))
                : value(field, field.type(), argument, found);
    }

    private Object value(SpecField field, Type type, Argument argument, Map<String, Argument> found) {
        if (GenericTypes.raw(type) == RecordedText.class) {
            return recorded(field, argument);
        }
        if (type == RecordedTable.class) {
            return table(argument, found);
        }
        try {
            if (type == Distribution.class) {
                return new DistributionParser(functions).read(argument.text());
            }
            if (type == KeyPopularity.class) {
                return new KeyPopularityParser(functions).read(argument.text());
            }
            if (type == String.class) {
                return argument.text();
            }
            if (type == Boolean.class || GenericTypes.raw(type).isEnum()) {
                return word(field, GenericTypes.raw(type), argument);
            }
            return number(type, UnitParser.read(argument.text(), dimension(field)));
        } catch (ValueException wrong) {
            throw ValueParser.relocate(argument.part(), wrong);
        } catch (ArithmeticException fraction) {
            throw arguments.wrong(message(field, InvalidArgumentMessage::fraction)
                    .orElseGet(() -> Sentence.of("{} must be a whole number", field.name())));
        }
    }

    private RecordedText<Double> recorded(SpecField field, Argument argument) {
        List<String> lines = functions.files().lines(argument);
        try {
            return new RecordedText<>(RecordedLines.amounts(lines, dimension(field)));
        } catch (ValueException wrong) {
            throw arguments.wrong(Sentence.reason(wrong));
        }
    }

    private RecordedTable table(Argument argument, Map<String, Argument> found) {
        Map<Content, Column> columns = new EnumMap<>(Content.class);
        for (SpecField field : fields.fields()) {
            fields.annotation(field, TableColumn.class).ifPresent(column -> {
                Optional<String> written =
                        Optional.ofNullable(found.get(field.name())).map(Argument::text);
                columns.put(column.value(), new Column(field.name(), written, column.position()));
            });
        }
        RecordedTableForm form = new RecordedTableForm(
                columns,
                word("header", Boolean.class, found),
                word("separator", ColumnSeparator.class, found),
                duration("unit", found),
                duration("per", found));
        List<String> lines = form.table()
                ? functions.files().rows(argument)
                : functions.files().lines(argument);
        try {
            return RecordedTableParser.read(form, lines);
        } catch (ValueException wrong) {
            throw arguments.wrong(Sentence.reason(wrong));
        }
    }

    private <T> Optional<T> word(String name, Class<T> type, Map<String, Argument> found) {
        return Optional.ofNullable(found.get(name))
                .map(argument -> type.cast(word(fields.field(name).orElseThrow(), type, argument)));
    }

    private Object word(SpecField field, Class<?> type, Argument argument) {
        try {
            return new ScalarParser(functions).read(type, argument.text(), field);
        } catch (ValueException wrong) {
            throw ValueParser.relocate(argument.part(), wrong);
        }
    }

    private Optional<BigDecimal> duration(String name, Map<String, Argument> found) {
        Optional<BigDecimal> duration =
                Optional.ofNullable(found.get(name)).map(argument -> CallArguments.amount(argument, Dimension.TIME));
        if (duration.filter(nanos -> nanos.signum() <= 0).isPresent()) {
            throw arguments.wrong("{} must be more than 0s", name);
        }
        return duration;
    }

    /** Converts an amount to a numeric type. A whole number of nanoseconds is truncated. */
    private static Object number(Type type, BigDecimal amount) {
        if (type == int.class || type == Integer.class) {
            return amount.intValueExact();
        }
        return type == long.class || type == Long.class ? (Object) amount.longValue() : (Object) amount.doubleValue();
    }

    /** Returns the values of a record with a list: positional amounts are its items, and other values are named. */
    private List<Object> inLine(SpecField list) {
        Map<String, Argument> named = new LinkedHashMap<>();
        List<Object> amounts = new ArrayList<>();
        List<String> names = new ArrayList<>(fields.names());
        names.remove(list.name());
        Map<String, Object> values = new LinkedHashMap<>();
        for (Argument argument : arguments.all()) {
            if (argument.name().isEmpty()) {
                amounts.add(value(list, GenericTypes.content(list.type()), argument, named));
            } else {
                arguments.named(argument, names, named);
                SpecField field = fields.field(argument.name().get()).orElseThrow();
                values.put(field.name(), value(field, named));
            }
        }
        values.put(list.name(), amounts);
        for (SpecField field : fields.fields()) {
            if (field.equals(list) && amounts.isEmpty()) {
                throw missing(list, named.keySet());
            }
            values.computeIfAbsent(field.name(), name -> value(field, named));
        }
        return fields.names().stream().map(values::get).toList();
    }

    /** Returns pairs of a share and a distribution. */
    private List<MixtureDistribution.Part> pairs() {
        Sentence what = Sentence.of("pairs of a share and a distribution, as in {}", example());
        List<Argument> all = arguments.all();
        if (all.isEmpty() || all.size() % 2 != 0) {
            throw arguments.missing(what);
        }
        List<MixtureDistribution.Part> parts = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        for (int i = 0; i < all.size(); i += 2) {
            BigDecimal share = CallArguments.amount(all.get(i), Dimension.RATIO);
            total = total.add(share);
            if (!(all.get(i + 1).part() instanceof AtomContext context)) {
                throw arguments.missing(what);
            }
            parts.add(
                    new MixtureDistribution.Part(share.doubleValue(), new DistributionParser(functions).read(context)));
        }
        if (total.compareTo(BigDecimal.ONE) != 0) {
            throw arguments.wrong(
                    "the shares of {} add to {}, not 100%",
                    fields.kind().orElseThrow(), UnitParser.write(new Amount(total, Dimension.RATIO)));
        }
        return parts;
    }

    /** Returns the shares of named keys, and the distribution of the remaining keys after the word {@code rest}. */
    private List<Object> shares() {
        List<Argument> all = arguments.all();
        List<HotKeys.Hot> hot = new ArrayList<>();
        int i = 0;
        while (i + 2 < all.size() && all.get(i + 1).text().equals("on")) {
            double share = CallArguments.amount(all.get(i), Dimension.RATIO).doubleValue();
            hot.add(new HotKeys.Hot(share, all.get(i + 2).text()));
            i += 3;
        }
        boolean rest = i + 2 == all.size() && all.get(i).text().equals("rest");
        if (hot.isEmpty() || !rest || !(all.get(i + 1).part() instanceof AtomContext others)) {
            throw arguments.missing(Sentence.of("shares and the rest, as in {}", example()));
        }
        return List.of(hot, new KeyPopularityParser(functions).read(others));
    }

    private ValueException missing(SpecField field, Set<String> found) {
        Optional<Sentence> words = message(field, InvalidArgumentMessage::missing);
        if (words.isEmpty()
                && (field.type() == RecordedTable.class || GenericTypes.raw(field.type()) == RecordedText.class)) {
            return arguments.missing(Sentence.of("the path of a file"));
        }
        return words.map(arguments::missing).orElseGet(() -> arguments.missing(field.name(), found, example()));
    }

    private Optional<Sentence> message(SpecField field, Function<InvalidArgumentMessage, String> part) {
        return fields.annotation(field, InvalidArgumentMessage.class)
                .map(part)
                .filter(text -> !text.isEmpty())
                .map(Sentence::of);
    }

    private String example() {
        return TypeTables.table(fields.type()).annotation(Example.class).value();
    }
}
