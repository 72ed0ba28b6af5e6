package dev.brownout.summary;

import dev.brownout.format.MetricUnit;
import dev.brownout.format.QuantityFormat;
import dev.brownout.result.AnswerTemplate;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.ScenarioAnswer.Span;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of {@code about.answer} with the measured values. A sentence about variants that were not run is left out. In a
 * sentence about several variants, words replace the values of those that were not run.
 */
final class WrittenAnswer {
    /** Value of a variant that has no such metric. */
    static final String NO_VALUE = "–";

    /** End of a sentence within the text of a template. */
    private static final Pattern END = Pattern.compile("[.!?] ");

    private final RunResult result;
    private final List<Span> spans = new ArrayList<>();
    private final List<Span> sentence = new ArrayList<>();
    private boolean hasValue;
    private boolean hasMissingVariant;

    private WrittenAnswer(RunResult result) {
        this.result = result;
    }

    /** Returns the answer; without spans if it is only about variants that were not run. */
    static List<Span> spans(RunResult result) {
        return new WrittenAnswer(result).read();
    }

    private List<Span> read() {
        List<AnswerTemplate.Part> parts = AnswerTemplate.of(result.answer()).parts();
        parts.forEach(part -> {
            if (part.metric()) {
                metric(part);
            } else {
                text(part.text().replaceAll("\\s+", " "));
            }
        });
        endSentence();
        boolean hasMetric = parts.stream().anyMatch(AnswerTemplate.Part::metric);
        return hasMetric && spans.stream().noneMatch(Span::number) ? List.of() : spans;
    }

    private void text(String text) {
        Matcher end = END.matcher(text);
        int from = 0;
        while (end.find()) {
            sentence.add(Span.text(text.substring(from, end.end())));
            endSentence();
            from = end.end();
        }
        sentence.add(Span.text(text.substring(from)));
    }

    private void metric(AnswerTemplate.Part part) {
        if (part.variant().isEmpty()) {
            hasValue = true;
            List<String> names =
                    result.variants().stream().map(VariantResult::name).toList();
            List<String> values = result.variants().stream()
                    .map(variant -> value(variant, part.text()))
                    .toList();
            sentence.addAll(VariantValues.merge(names, values));
            return;
        }
        Optional<VariantResult> variant = result.variants().stream()
                .filter(run -> run.name().equals(part.variant()))
                .findFirst();
        hasValue |= variant.isPresent();
        hasMissingVariant |= variant.isEmpty();
        sentence.add(variant.map(run -> Span.number(value(run, part.text())))
                .orElseGet(() -> Span.text(Messages.text("verdict.not_run"))));
    }

    private void endSentence() {
        if (hasValue || !hasMissingVariant) {
            spans.addAll(sentence);
        }
        sentence.clear();
        hasValue = false;
        hasMissingVariant = false;
    }

    private static String value(VariantResult variant, String expression) {
        Measure measure = variant.evaluation().answers().get(expression);
        return measure == null
                ? NO_VALUE
                : QuantityFormat.format(measure.value(), MetricUnit.displayUnit(expression, measure.unit()));
    }
}
