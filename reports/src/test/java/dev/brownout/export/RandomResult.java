package dev.brownout.export;

import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.sentence.Sentence;
import dev.brownout.typetable.RecordField;
import dev.brownout.typetable.TypeTable;
import dev.brownout.typetable.TypeTables;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Results with random values in all components of all records. Each optional component is empty in half of them. */
final class RandomResult {
    private static final List<String> TEXTS =
            List.of("", "plain", "p99.9 \u2013 \u00e9 \ud83d\ude00", "\"quoted\"\\", "line\n\ttab\r\b\f\u0001\u001f");
    private static final List<Double> NUMBERS = List.of(
            0.0,
            -0.0,
            1.0,
            -17.0,
            0.1,
            1e21,
            1e-7,
            123456.789,
            9007199254740992.0,
            9007199254740994.0,
            1e300,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY);
    private static final Set<Class<?>> NULLABLE = Set.of(VariantResult.EarlyStop.class, SlaResult.OpenRange.class);

    private final Random random;

    private RandomResult(long seed) {
        this.random = new Random(seed);
    }

    /** Returns the result with one variant that belongs to a seed. */
    static RunResult result(long seed) {
        RandomResult values = new RandomResult(seed);
        return new RunResult(
                values.text(),
                values.text(),
                values.text(),
                values.text(),
                values.text(),
                values.text(),
                List.of(values.text()),
                List.of((VariantResult) values.record(VariantResult.class)));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private Object record(Class<?> type) {
        TypeTable table = TypeTables.table(type);
        List<Object> values = new ArrayList<>();
        for (RecordField field : table.fields()) {
            boolean isTolerance = type == SlaResult.class && field.name().equals("tolerance");
            values.add(isTolerance ? random.nextInt(3) / 10.0 : value(field.genericType()));
        }
        return table.create(values.toArray());
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class ? list(arguments[0]) : map(arguments[1]);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return text();
        } else if (plain == Sentence.class) {
            return Sentence.of(text());
        } else if (plain == double.class || plain == Double.class) {
            return number();
        } else if (plain == long.class || plain == Long.class) {
            return random.nextBoolean() ? 0L : random.nextLong();
        } else if (plain == int.class) {
            return random.nextInt();
        } else if (plain == boolean.class) {
            return random.nextBoolean();
        } else if (plain == Object.class) {
            return List.of("text", 7L, 0.25).get(random.nextInt(3));
        } else if (plain.isEnum()) {
            return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
        } else if (plain.isArray()) {
            return array(plain);
        }
        return NULLABLE.contains(plain) && random.nextBoolean() ? null : record(plain);
    }

    private double number() {
        return random.nextBoolean()
                ? NUMBERS.get(random.nextInt(NUMBERS.size()))
                : Double.longBitsToDouble(random.nextLong());
    }

    private Object array(Class<?> type) {
        int length = random.nextInt(3);
        if (type == double[].class) {
            return random.doubles(length).toArray();
        }
        return type == long[].class
                ? random.longs(length).toArray()
                : new int[][] {random.ints(length).toArray(), {}};
    }

    private List<Object> list(Type item) {
        List<Object> items = new ArrayList<>();
        for (int count = random.nextInt(3); count > 0; count--) {
            items.add(value(item));
        }
        return items;
    }

    private Map<String, Object> map(Type value) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int count = random.nextInt(3); count > 0; count--) {
            map.put("key-" + random.nextInt(1000), value(value));
        }
        return map;
    }
}
