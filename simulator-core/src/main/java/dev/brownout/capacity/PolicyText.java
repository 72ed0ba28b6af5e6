package dev.brownout.capacity;

import dev.brownout.instrument.TimeFormat;
import dev.brownout.spec.FixedSpelling;
import dev.brownout.spec.Rate;
import dev.brownout.spec.RecordFactory;
import dev.brownout.spec.Share;
import dev.brownout.spec.Shorthand;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FilterSpec;
import dev.brownout.typetable.RecordField;
import dev.brownout.typetable.TypeTables;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Formats policies in the scenario language: {@code retry(attempts=3 backoff=constant(50ms))}. */
final class PolicyText {
    private static final MathContext DIGITS = new MathContext(6);

    private PolicyText() {}

    /** Returns the text of a policy with all settings that have a value. */
    static String fullText(FilterSpec policy) {
        List<String> values = values((Record) policy, true);
        String name = name(policy);
        return values.size() == 1
                        && TypeTables.table(policy.getClass()).fields().size() == 1
                ? name + " " + withoutName(values.get(0))
                : name + "(" + String.join(" ", values) + ")";
    }

    private static String name(Object record) {
        return SpecFields.kind(record.getClass()).orElse(record.getClass().getSimpleName());
    }

    private static String withoutName(String value) {
        return value.substring(value.indexOf('=') + 1);
    }

    private static List<String> values(Record record, boolean named) {
        List<String> values = new ArrayList<>();
        List<RecordField> components = SpecFields.components(record.getClass());
        List<Object> current = RecordFactory.values(record);
        for (int i = 0; i < current.size(); i++) {
            if (!current.get(i).equals(Optional.empty())) {
                values.add((named ? components.get(i).yamlName() + "=" : "") + text(current.get(i)));
            }
        }
        return values;
    }

    private static String text(Object value) {
        if (value instanceof Optional<?> optional) {
            return text(optional.orElseThrow());
        } else if (value instanceof Duration span) {
            return TimeFormat.text(span.toNanos());
        } else if (value instanceof Share share) {
            return number(share.ratio() * 100) + "%";
        } else if (value instanceof Rate rate) {
            return number(rate.perSecond()) + "/s";
        } else if (value instanceof FixedSpelling spelled) {
            return spelled.written();
        } else if (value instanceof Enum<?> choice) {
            return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
        } else if (value instanceof Record record) {
            List<String> parts = values(record, false);
            if (isShort(record)) {
                return parts.get(0);
            }
            return parts.isEmpty() ? name(record) : name(record) + "(" + String.join(" ", parts) + ")";
        }
        return String.valueOf(value);
    }

    /** Returns whether the first parameter alone stands for a record: the others have their defaults. */
    private static boolean isShort(Record record) {
        if (!TypeTables.table(record.getClass()).has(Shorthand.class)) {
            return false;
        }
        List<SpecField> fields = SpecFields.of(record.getClass()).fields();
        List<Object> current = RecordFactory.values(record);
        for (int i = 1; i < current.size(); i++) {
            Object value = current.get(i);
            if (!value.equals(Optional.empty()) && !fields.get(i).defaultText().equals(Optional.of(text(value)))) {
                return false;
            }
        }
        return true;
    }

    private static String number(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
