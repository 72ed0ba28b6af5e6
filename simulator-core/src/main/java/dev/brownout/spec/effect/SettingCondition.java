package dev.brownout.spec.effect;

import dev.brownout.spec.Rate;
import dev.brownout.spec.RecordFactory;
import dev.brownout.spec.Share;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Condition of a parameter by its annotation {@link EffectiveWith}. */
public final class SettingCondition {
    private final EffectiveWith condition;

    private SettingCondition(EffectiveWith condition) {
        this.condition = condition;
    }

    /** Returns the condition of a parameter of a record class; empty if it always has an effect. */
    public static Optional<SettingCondition> of(SpecFields fields, SpecField field) {
        return fields.annotation(field, EffectiveWith.class).map(SettingCondition::new);
    }

    /**
     * Returns whether a record meets the condition.
     *
     * @throws IllegalStateException if the record has no such parameter
     */
    public boolean isMet(Record record) {
        List<String> names = SpecFields.of(record.getClass()).names();
        List<Object> values = RecordFactory.values(record);
        return Arrays.stream(condition.value()).anyMatch(name -> {
            int index = names.indexOf(name);
            if (index < 0) {
                throw new IllegalStateException(record.getClass().getName() + " has no parameter '" + name + "'");
            }
            return isMet(values.get(index));
        });
    }

    private boolean isMet(Object value) {
        return condition.in().length > 0
                ? List.of(condition.in()).contains(word(value))
                : amount(value) > condition.above();
    }

    /** Returns the word with which a scenario writes a constant or a kind. */
    private static String word(Object value) {
        Object content = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        return content instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : content == null ? "none" : SpecFields.kind(content.getClass()).orElse("");
    }

    /** Returns the number of a value: 1 for a value that is no number, 0 if it is absent, empty or false. */
    private static double amount(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(SettingCondition::amount).orElse(0.0);
        } else if (value instanceof Number number) {
            return number.doubleValue();
        } else if (value instanceof Duration duration) {
            return duration.toNanos();
        } else if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        } else if (value instanceof Collection<?> all) {
            return all.size();
        } else if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        return value instanceof Share share ? share.ratio() : value instanceof Rate rate ? rate.perSecond() : 1;
    }

    /** Returns the condition in the syntax of a scenario, such as {@code write_policy: back}. */
    public String text() {
        String parameters = String.join(" or ", condition.value());
        if (condition.in().length > 0) {
            return parameters + ": " + String.join(" or ", condition.in());
        }
        return condition.above() > 0 ? parameters + " of at least " + (condition.above() + 1) : parameters;
    }
}
