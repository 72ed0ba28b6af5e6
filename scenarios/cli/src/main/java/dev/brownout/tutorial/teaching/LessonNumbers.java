package dev.brownout.tutorial.teaching;

import dev.brownout.format.MetricUnit;
import dev.brownout.format.QuantityFormat;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.parse.ExactArithmetic;
import dev.brownout.language.parse.RelationParser;
import dev.brownout.result.AnswerTemplate;
import dev.brownout.result.AnswerTemplate.Part;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.sla.AnswerMetric;
import dev.brownout.sla.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Evaluates the templates of teaching notes. {@code {VARIANT: METRIC}} is a measurement of a variant, as under
 * {@code about.answer} of a scenario. {@code {= 4 / 80ms}} is a calculation with numbers of the scenario.
 */
final class LessonNumbers {
    private static final String CALCULATION = "=";
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])(\\d+(?:\\.\\d+)?)([A-Za-z%/]*)");
    /** Numbers of a calculation that need no counterpart in the scenario. */
    private static final Set<String> FREE = Set.of("1", "2", "100%");

    private final String scenario;
    private final RunResult result;

    /**
     * Creates an evaluator.
     *
     * @param scenario text of the scenario
     * @param result results of its variants, with the metrics of {@link #metrics}
     */
    LessonNumbers(String scenario, RunResult result) {
        this.scenario = scenario;
        this.result = result;
    }

    /**
     * Returns the metrics of templates that are measured in a variant.
     *
     * @throws IllegalStateException if a measurement names no variant
     */
    static List<AnswerMetric> metrics(List<String> templates, String variant) {
        List<AnswerMetric> metrics = new ArrayList<>();
        for (String template : templates) {
            for (Part part : AnswerTemplate.of(template).parts()) {
                if (part.metric() && !part.text().startsWith(CALCULATION)) {
                    if (part.variant().isEmpty()) {
                        throw new IllegalStateException("'" + part.text() + "' names no variant: " + template);
                    }
                    if (part.variant().equals(variant)) {
                        metrics.add(RelationParser.answer("about.answer." + metrics.size(), part.text()));
                    }
                }
            }
        }
        return metrics;
    }

    /**
     * Returns a template with its numbers.
     *
     * @throws IllegalStateException if a measurement has no data, or a calculation has a number that the scenario does
     *     not contain
     */
    String text(String template) {
        StringBuilder text = new StringBuilder();
        for (Part part : AnswerTemplate.of(template).parts()) {
            if (!part.metric()) {
                text.append(part.text());
            } else if (part.text().startsWith(CALCULATION)) {
                text.append(calculated(part.text().substring(CALCULATION.length())));
            } else {
                text.append(measure(part));
            }
        }
        return text.toString();
    }

    /**
     * Returns the sources of the numbers of a template: {@code page.mean (two servers)}, or a calculation. Empty for a
     * single number of the scenario.
     */
    static String source(String template) {
        return AnswerTemplate.of(template).parts().stream()
                .filter(Part::metric)
                .map(LessonNumbers::source)
                .filter(source -> !NUMBER.matcher(source).matches())
                .collect(Collectors.joining(", "));
    }

    private static String source(Part part) {
        return part.text().startsWith(CALCULATION)
                ? part.text().substring(CALCULATION.length()).strip()
                : part.text() + " (" + part.variant() + ")";
    }

    private String measure(Part part) {
        VariantResult variant = result.variants().stream()
                .filter(each -> each.name().equals(part.variant()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no variant '" + part.variant() + "'"));
        Measure measure = variant.evaluation().answers().get(part.text());
        if (measure == null || Double.isNaN(measure.value())) {
            throw new IllegalStateException("no data for '" + part.text() + "' in '" + part.variant() + "'");
        }
        return QuantityFormat.format(measure.value(), MetricUnit.displayUnit(part.text(), measure.unit()));
    }

    private String calculated(String expression) {
        NUMBER.matcher(expression).results().forEach(number -> {
            if (!FREE.contains(number.group()) && !contains(number.group(1), number.group(2))) {
                throw new IllegalStateException(
                        "'" + number.group() + "' of '" + expression + "' is not in the scenario");
            }
        });
        Quantity value = RelationParser.quantity(new ExactArithmetic(name -> {
                    throw new ValueException(name, "a calculation has no names");
                })
                .evaluate(expression));
        return QuantityFormat.format(value.value(), value.unit().symbol());
    }

    private boolean contains(String number, String unit) {
        Matcher found = Pattern.compile(
                        "(?<![\\w.])" + Pattern.quote(number) + "\\s?" + Pattern.quote(unit) + "(?![\\w]|\\.\\d)")
                .matcher(scenario);
        return found.find();
    }
}
