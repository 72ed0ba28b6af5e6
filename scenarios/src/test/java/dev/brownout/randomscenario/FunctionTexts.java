package dev.brownout.randomscenario;

import dev.brownout.random.Distribution;
import dev.brownout.random.HotKeys;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.MixtureDistribution;
import dev.brownout.spec.ArgumentGroups;
import dev.brownout.spec.ColumnSeparator;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.RecordedTable;
import dev.brownout.spec.RecordedText;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Generator of function-style values, based on the annotations of their record. Values and rates increase and durations
 * decrease from one argument to the next, and numbers respect their limits.
 */
abstract class FunctionTexts {
    private static final double MANY = 1e6;

    final Chance chance;
    final Amounts amounts;
    /** Number of values, rates and durations written so far, and the product of the plain numbers. */
    private int grown;

    private int shrunk;
    private double times;
    /** Table of the file that the function names. */
    private TableTexts table = TableTexts.NONE;

    FunctionTexts(Chance chance, Amounts amounts) {
        this.chance = chance;
        this.amounts = amounts;
    }

    /** Returns the n-th value. Each is greater than the previous one. */
    abstract String value(int n);

    /** Returns the n-th rate. Each is greater than the previous one. */
    abstract String rate(int n);

    /** Returns the n-th duration. Each is at most half of the previous one. */
    abstract String span(int n);

    /** Returns a nested distribution with values that are larger by the given factor. */
    abstract String distribution(double times);

    /** Returns a nested key distribution. */
    abstract String keys();

    /** Returns the name of a file of recorded values. */
    abstract String file();

    /** Returns the name of a file with a table. */
    abstract String table(TableTexts table);

    /** Returns a large number. */
    abstract long largeNumber();

    /** Returns a function of the given type, with arguments. */
    final String of(Class<?> type) {
        grown = 0;
        shrunk = 0;
        times = 1;
        SpecFields fields = SpecFields.of(type);
        List<SpecField> chosen = new ArrayList<>(fields.fields());
        ArgumentGroups together = type.getAnnotation(ArgumentGroups.class);
        if (together == null) {
            chosen.removeIf(field -> !GenericTypes.isList(field.type()) && field.isOptional() && chance.percent(50));
        } else {
            List<String> set = List.of(chance.of(List.of(together.value())).split(" "));
            chosen.removeIf(field -> !set.contains(field.name()));
        }
        boolean first = chosen.equals(fields.fields().subList(0, chosen.size()));
        boolean named = !first || chance.percent(50);
        boolean less = chosen.size() < fields.fields().size();
        List<String> texts = new ArrayList<>();
        boolean list = false;
        table = TableTexts.of(fields, chosen, chance);
        for (SpecField field : chosen) {
            boolean isAlone = GenericTypes.isList(field.type())
                    || field.type() == RecordedTable.class
                    || GenericTypes.raw(field.type()) == RecordedText.class;
            String name = isAlone || !named && !list ? "" : field.name() + "=";
            boolean rest = list && GenericTypes.raw(field.type()) == KeyPopularity.class;
            texts.add((rest ? "rest " : name) + argument(fields, field, less));
            list |= GenericTypes.isList(field.type());
        }
        return fields.kind().orElseThrow() + "(" + String.join(sep(), texts) + ")";
    }

    /** Returns an argument. Numbers are moderate where an argument that would bound the others is omitted. */
    private String argument(SpecFields fields, SpecField field, boolean tame) {
        Type type = field.type();
        if (GenericTypes.isList(type)) {
            return list(fields, field);
        }
        Class<?> raw = GenericTypes.raw(GenericTypes.isOptional(type) ? GenericTypes.content(type) : type);
        if (raw == RecordedText.class) {
            return file();
        }
        if (raw == RecordedTable.class) {
            return table(table);
        }
        if (raw == String.class || raw == Boolean.class || raw == ColumnSeparator.class) {
            return table.argument(field);
        }
        if (raw.isEnum()) {
            return Amounts.written((Enum<?>) chance.of(List.of(raw.getEnumConstants())));
        }
        if (raw == Distribution.class) {
            return distribution(times);
        }
        return raw == KeyPopularity.class ? keys() : amount(fields, field, raw, tame);
    }

    private String amount(SpecFields fields, SpecField field, Class<?> raw, boolean tame) {
        InUnit unit = fields.annotation(field, InUnit.class).orElse(null);
        if (unit != null) {
            return switch (unit.value()) {
                case OF_VALUES -> value(grown++);
                case PER_SECOND -> rate(grown++);
                case NANOSECONDS -> span(shrunk++);
            };
        }
        double least = field.atLeast().orElseThrow();
        double most = field.atMost().orElseThrow();
        if (raw == double.class || raw == Double.class) {
            double low = Math.max(least, tame ? 1.1 : 0.3);
            return amounts.number(
                    least == 0 && chance.percent(10) ? 0 : chance.logarithmic(low, Math.max(low, Math.min(most, 4))));
        }
        long number = (long) Math.min(most, least + (most > MANY ? largeNumber() : chance.nextInt(9)));
        times *= number;
        return amounts.count(number);
    }

    private String list(SpecFields fields, SpecField field) {
        Type content = GenericTypes.content(field.type());
        if (content == MixtureDistribution.Part.class) {
            int first = chance.intBetween(1, 99);
            return first + "% " + distribution(1) + sep() + (100 - first) + "% " + distribution(2);
        }
        if (content == HotKeys.Hot.class) {
            return chance.intBetween(1, 60) + "% on " + Names.HOT_KEY
                    + (chance.percent(30) ? sep() + "5% on other" : "");
        }
        List<String> texts = new ArrayList<>();
        for (int i = chance.intBetween(1, 4); i > 0; i--) {
            grown = chance.nextInt(3);
            texts.add(amount(fields, field, double.class, false));
        }
        return String.join(sep(), texts);
    }

    final String sep() {
        return chance.percent(50) ? " " : ", ";
    }
}
