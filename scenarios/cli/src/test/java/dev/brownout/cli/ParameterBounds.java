package dev.brownout.cli;

import dev.brownout.language.Language;
import dev.brownout.network.Bandwidth;
import dev.brownout.random.Distribution;
import dev.brownout.random.TokenCounts;
import dev.brownout.sla.Quantity;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Factor;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Reference;
import dev.brownout.spec.Share;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.Step;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters of a record, down to scalar values, with the minimum and maximum of each. */
final class ParameterBounds {
    private static final String LONGEST = "26687d";

    private final List<Change> changes = new ArrayList<>();

    private ParameterBounds() {}

    /**
     * Parameter at one of its bounds.
     *
     * @param high whether it has its maximum rather than its minimum
     * @param path keys from the root to the parameter
     * @param written tree of maps that sets it, including required sibling parameters
     */
    record Change(boolean high, String path, Map<String, Object> written) {}

    /** Returns two changes for each parameter of a record. Enum constants count as bounds as well. */
    static List<Change> of(Class<?> type) {
        ParameterBounds ends = new ParameterBounds();
        ends.record(type, "", new Around(map -> map));
        return ends.changes;
    }

    /** Enclosing maps of a parameter. */
    private record Around(java.util.function.UnaryOperator<Map<String, Object>> put) {
        Around nested(String key, Map<String, Object> siblings) {
            return new Around(map -> {
                Map<String, Object> inner = new LinkedHashMap<>(siblings);
                inner.putAll(map);
                return put.apply(one(key, inner));
            });
        }
    }

    private static Map<String, Object> one(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }

    private void record(Class<?> type, String path, Around around) {
        for (SpecField field : SpecFields.of(type).fields()) {
            field(field, field.type(), path.isEmpty() ? field.name() : path + "." + field.name(), around);
        }
    }

    private void field(SpecField field, Type type, String path, Around around) {
        Class<?> raw = GenericTypes.raw(type);
        if (raw == Step.class || raw == FilterSpec.class) {
            return;
        }
        if (GenericTypes.isOptional(type)) {
            field(field, GenericTypes.content(type), path, around);
        } else if (GenericTypes.isList(type)) {
            for (boolean high : new boolean[] {false, true}) {
                String value = value(field, GenericTypes.raw(GenericTypes.content(type)), high);
                if (value != null) {
                    changes.add(new Change(high, path, around.put().apply(one(field.name(), List.of(value)))));
                }
            }
        } else if (GenericTypes.isMap(type)) {
            String key = field.refersTo().equals(java.util.Optional.of(Reference.To.REGION)) ? "east" : "7";
            inner(field, GenericTypes.content(type), path, around.nested(field.name(), Map.of()), key);
        } else {
            inner(field, type, path, around, field.name());
        }
    }

    private void inner(SpecField field, Type type, String path, Around around, String key) {
        Class<?> raw = GenericTypes.raw(type);
        if (raw.isEnum()) {
            for (Object constant : raw.getEnumConstants()) {
                String word = Language.written((Enum<?>) constant);
                changes.add(new Change(
                        constant != raw.getEnumConstants()[0],
                        path,
                        around.put().apply(one(key, word))));
            }
        } else if (raw.isSealed() && value(field, raw, true) == null) {
            for (Class<?> choice : raw.getPermittedSubclasses()) {
                SpecFields.kind(choice).ifPresent(kind -> {
                    Map<String, Object> needed = needed(choice);
                    Map<String, Object> siblings = one("kind", kind);
                    siblings.putAll(needed);
                    changes.add(new Change(false, path, around.put().apply(one(key, siblings))));
                    record(choice, path + "." + kind, around.nested(key, siblings));
                });
            }
        } else if (raw.isRecord() && value(field, raw, true) == null) {
            record(raw, path, around.nested(key, needed(raw)));
        } else {
            for (boolean high : new boolean[] {false, true}) {
                String value = value(field, raw, high);
                if (value != null) {
                    changes.add(new Change(high, path, around.put().apply(one(key, value))));
                }
            }
        }
    }

    /** Returns the required parameters of a record with harmless values. */
    static Map<String, Object> needed(Class<?> type) {
        Map<String, Object> needed = new LinkedHashMap<>();
        for (SpecField field : SpecFields.of(type).fields()) {
            if (!field.isOptional()) {
                needed.put(field.name(), plainText(field));
            }
        }
        return needed;
    }

    private static String plainText(SpecField field) {
        Class<?> raw = GenericTypes.raw(field.type());
        if (field.refersTo().isPresent()) {
            return field.refersTo().get() == Reference.To.QUEUE ? "jobs" : "cache";
        }
        if (raw == Duration.class || raw == Distribution.class) {
            return "10ms";
        }
        if (raw == Rate.class) {
            return "10/s";
        }
        if (raw == Factor.class) {
            return "x2";
        }
        return raw == Share.class || raw == Quantity.class ? "60%" : "3";
    }

    /** Returns the minimum or maximum of a field as text, or {@code null} if it has no bounds. */
    private static String value(SpecField field, Class<?> type, boolean high) {
        boolean size =
                type == Distribution.class && field.defaultText().orElse("").endsWith("B");
        if (type == int.class
                || type == Integer.class
                || type == double.class
                || type == Double.class
                || type == TokenCounts.class) {
            return number(high ? field.atMost().orElseThrow() : field.atLeast().orElseThrow());
        } else if (type == Duration.class || type == Distribution.class && !size) {
            return high
                    ? field.atMost().isPresent() ? number(field.atMost().getAsDouble()) + "ns" : LONGEST
                    : number(field.atLeast().orElse(0)) + "ns";
        } else if (type == DataSize.class || size) {
            return number(high ? field.atMost().orElse(1e15) : field.atLeast().orElse(0)) + "B";
        } else if (type == Factor.class) {
            return "x"
                    + number(
                            high
                                    ? field.atMost().orElseThrow()
                                    : field.atLeast().orElseThrow());
        } else if (type == Rate.class) {
            return high ? "1G/s" : "0/s";
        } else if (type == Bandwidth.class) {
            return high ? "1000Tbps" : "1bps";
        } else if (type == Quantity.class) {
            return high ? "100%" : "1%";
        } else if (type == Share.class) {
            return high ? "100%" : "0%";
        } else if (type == boolean.class || type == Boolean.class) {
            return Boolean.toString(high);
        }
        return null;
    }

    private static String number(double value) {
        return new BigDecimal(value).toPlainString();
    }
}
