package dev.brownout.summary;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.MetricUnit;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Answer to the question of a scenario, in plain sentences. It is the text under {@code about.answer} with the measured
 * values. Without that text, or if it is only about variants that were not run, it lists the assertions with different
 * verdicts or values, or else the violated ones.
 *
 * @param spans texts and numbers, in their order
 */
public record ScenarioAnswer(List<Span> spans) {
    /** Highest number of assertions in an answer that the scenario does not write. */
    private static final int ASSERTIONS = 2;

    private static final MathContext RATIO_DIGITS = new MathContext(2, RoundingMode.HALF_EVEN);
    /** Unit after a number in the text. */
    private static final Pattern UNIT = Pattern.compile("(?<=\\d) (%|(?:ns|ms|s|min|h|d|kB|MB|GB|TB)\\b)");

    private static final char SPACE = '\u00a0';

    /** Copies the list and joins adjacent texts. */
    public ScenarioAnswer {
        List<Span> joined = new ArrayList<>();
        for (Span span : spans) {
            int last = joined.size() - 1;
            if (last >= 0 && !span.number() && !joined.get(last).number()) {
                joined.set(last, Span.text(joined.get(last).text() + span.text()));
            } else {
                joined.add(span);
            }
        }
        spans = List.copyOf(joined);
    }

    /**
     * Part of an answer.
     *
     * @param text the part as printed
     * @param number whether it is a measured value
     */
    public record Span(String text, boolean number) {
        static Span text(String text) {
            return new Span(text, false);
        }

        static Span number(String text) {
            return new Span(text, true);
        }
    }

    /**
     * Returns the answer of a result. Empty if a variant did not reach its end, or if the scenario writes no answer and
     * all assertions are met with equal values.
     */
    public static Optional<ScenarioAnswer> of(RunResult result) {
        if (!result.variants().stream().allMatch(variant -> variant.run().complete())) {
            return Optional.empty();
        }
        List<Span> written = result.answer().isBlank() ? List.of() : WrittenAnswer.spans(result);
        List<Span> spans = written.isEmpty() ? assertions(result) : written;
        return spans.isEmpty() ? Optional.empty() : Optional.of(new ScenarioAnswer(spans));
    }

    /** Returns the answer as one text. */
    public String text() {
        return join(' ');
    }

    /** Returns the answer with another space before the units of its numbers. */
    private String join(char space) {
        return spans.stream()
                .map(span -> span.number()
                        ? span.text().replace(' ', space)
                        : UNIT.matcher(span.text()).replaceAll(space + "$1"))
                .collect(Collectors.joining())
                .strip();
    }

    /** Returns the answer of a result in lines of a terminal; without lines if there is none. */
    public static List<String> lines(RunResult result, int width) {
        return of(result)
                .map(answer -> DisplayWidth.wrap(answer.join(SPACE), width).stream()
                        .map(line -> line.replace(SPACE, ' '))
                        .toList())
                .orElse(List.of());
    }

    private static List<Span> assertions(RunResult result) {
        List<String> names = differing(result);
        return names.isEmpty() ? violated(result.variants().get(0)) : differing(result, names);
    }

    /** Returns the assertions with different verdicts, then those with different values. */
    private static List<String> differing(RunResult result) {
        Set<String> names = new LinkedHashSet<>();
        result.variants()
                .forEach(variant -> names.addAll(variant.evaluation().sla().keySet()));
        Set<String> differing = new LinkedHashSet<>();
        names.stream()
                .filter(name -> count(result, name, SlaResult::verdict) > 1)
                .forEach(differing::add);
        names.stream()
                .filter(name -> count(result, name, VerdictWording::measuredValue) > 1)
                .forEach(differing::add);
        return differing.stream().limit(ASSERTIONS).toList();
    }

    private static long count(RunResult result, String assertion, Function<SlaResult, Object> property) {
        return result.variants().stream()
                .map(variant -> variant.evaluation().sla().get(assertion))
                .filter(Objects::nonNull)
                .map(property)
                .distinct()
                .count();
    }

    private static List<Span> differing(RunResult result, List<String> assertions) {
        List<String> names = result.variants().stream().map(VariantResult::name).toList();
        List<Span> spans = new ArrayList<>();
        for (String assertion : assertions) {
            List<SlaResult> verdicts = new ArrayList<>();
            result.variants()
                    .forEach(variant -> verdicts.add(variant.evaluation().sla().get(assertion)));
            List<String> texts = verdicts.stream()
                    .map(sla -> sla == null ? WrittenAnswer.NO_VALUE : VerdictWording.measuredValue(sla))
                    .toList();
            List<Double> values = verdicts.stream()
                    .map(sla -> sla == null ? Double.NaN : sla.value())
                    .toList();
            spans.add(Span.text((spans.isEmpty() ? "" : "; ") + assertion + ": "));
            spans.addAll(VariantValues.summary(names, texts, values));
        }
        return spans;
    }

    /** Returns the violated assertions of a variant, each with its value and its distance from the bound. */
    private static List<Span> violated(VariantResult variant) {
        Map<String, SlaResult> violated =
                new LinkedHashMap<>(variant.evaluation().sla());
        violated.values().removeIf(sla -> sla.verdict() != SlaResult.Verdict.FAIL);
        List<Span> spans = new ArrayList<>();
        violated.entrySet().stream().limit(ASSERTIONS).forEach(entry -> {
            SlaResult sla = entry.getValue();
            spans.add(Span.text((spans.isEmpty() ? "" : "; ") + entry.getKey() + ": "));
            spans.add(Span.number(VerdictWording.measuredValue(sla)));
            spans.add(Span.text(", " + distance(sla)));
        });
        int others = violated.size() - ASSERTIONS;
        if (others > 0) {
            spans.add(Span.text(Messages.text("verdict.more_violated", others)));
        }
        return spans;
    }

    /** Returns the bound, and the value as a multiple of it. The distance of a share is in percentage points. */
    private static String distance(SlaResult sla) {
        String number = QuantityFormat.format(sla.bound(), MetricUnit.displayUnit(sla));
        String bound = Messages.text("verdict.the_bound", number);
        if (sla.unit().equals("ratio")) {
            double points = Math.abs(sla.value() - sla.bound()) * 100;
            return Messages.text(
                    "verdict.points_from", QuantityFormat.percentagePoints(points), sla.value() < sla.bound(), bound);
        }
        double ratio = sla.value() / sla.bound();
        return ratio > 0 && Double.isFinite(ratio)
                ? Messages.text(
                        "verdict.times",
                        QuantityFormat.count(
                                new BigDecimal(ratio).round(RATIO_DIGITS).doubleValue()),
                        bound)
                : Messages.text("verdict.bound", number);
    }
}
