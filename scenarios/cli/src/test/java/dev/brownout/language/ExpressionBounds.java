package dev.brownout.language;

import dev.brownout.language.parse.Vocabulary;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Distributions, key distributions, loads and steps with each pair of their arguments at minimum or maximum. */
public final class ExpressionBounds {
    private static final String LONGEST = "26687d";
    /** Maximum load that a short run can handle. */
    private static final String HIGHEST = "10k/s";
    /**
     * Load that a short run cannot handle: rejected users retry immediately, which creates a hundred million requests.
     */
    private static final String RESTLESS = "users(users=2000000 think=0s)";

    /** Expressions that need a file, which these scenarios do not have. */
    private static final Pattern OF_A_FILE = Pattern.compile("(?:file|rates|trace)\\(");

    private ExpressionBounds() {}

    /**
     * Expression in function syntax and its place in a scenario.
     *
     * @param component component or section with the key
     * @param key key of the expression
     * @param text text of the expression
     */
    public record FormOccurrence(String component, String key, String text) {}

    /** Returns all expressions. */
    public static List<FormOccurrence> all() {
        List<FormOccurrence> all = new ArrayList<>();
        Vocabulary known = Vocabulary.standard();
        known.distributions()
                .forEach(distributionType ->
                        texts(distributionType).forEach(text -> all.add(new FormOccurrence("web", "service", text))));
        known.keyPopularities()
                .forEach(keys -> texts(keys).forEach(text -> all.add(new FormOccurrence("page", "key", text))));
        known.loads().forEach(load -> texts(load).forEach(text -> all.add(new FormOccurrence("load", "load", text))));
        for (String time : List.of("0s", "1ns", LONGEST)) {
            for (String step : List.of(
                    "cpu: " + time,
                    "wait: " + time,
                    "{ read: db, timeout: " + time + " }",
                    "{ write: db, timeout: " + time + ", when: 0% }",
                    "{ call: web, timeout: " + time + ", when: 100% }",
                    "{ parallel: [{ wait: " + time + " }, { read: db }], join: 1 }")) {
                all.add(new FormOccurrence("post", "steps", "[" + step + "]"));
            }
        }
        return all;
    }

    private static List<String> texts(Class<?> type) {
        SpecFields fields = SpecFields.of(type);
        List<SpecField> arguments = fields.fields().stream()
                .filter(field -> !field.sentence().isEmpty())
                .toList();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            for (int j = i; j < arguments.size(); j++) {
                for (int ends = 0; ends < 4; ends++) {
                    Map<String, String> two = new LinkedHashMap<>();
                    two.put(arguments.get(i).name(), end(fields, arguments.get(i), ends % 2 == 1));
                    two.put(arguments.get(j).name(), end(fields, arguments.get(j), ends > 1));
                    Map<String, String> whole = new LinkedHashMap<>();
                    arguments.forEach(a -> whole.put(a.name(), two.getOrDefault(a.name(), plainText(fields, a))));
                    texts.add(written(fields, whole));
                    if (arguments.size() > two.size()) {
                        texts.add(written(fields, two));
                    }
                }
            }
        }
        return texts.stream()
                .distinct()
                .filter(text ->
                        !text.equals(RESTLESS) && !OF_A_FILE.matcher(text).lookingAt())
                .toList();
    }

    private static String written(SpecFields fields, Map<String, String> arguments) {
        List<String> parts = new ArrayList<>();
        arguments.forEach((name, value) -> parts.add(name + "=" + value));
        return fields.kind().orElseThrow() + "(" + String.join(" ", parts) + ")";
    }

    private static String end(SpecFields fields, SpecField field, boolean high) {
        if (field.atLeast().isPresent()) {
            double end = high ? field.atMost().orElseThrow() : field.atLeast().getAsDouble();
            return BigDecimal.valueOf(end).stripTrailingZeros().toPlainString();
        }
        if (rate(fields, field)) {
            return high ? HIGHEST : "0/s";
        }
        return high ? LONGEST : "0s";
    }

    private static String plainText(SpecFields fields, SpecField field) {
        return field.atLeast().isPresent() ? "3" : rate(fields, field) ? "40/s" : "100ms";
    }

    private static boolean rate(SpecFields fields, SpecField field) {
        return fields.annotation(field, InUnit.class)
                .filter(in -> in.value() == InUnit.Unit.PER_SECOND)
                .isPresent();
    }
}
