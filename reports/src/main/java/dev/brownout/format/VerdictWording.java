package dev.brownout.format;

import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.sentence.Sentence;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Texts for the verdicts of assertions and of a whole run. All outputs for readers take their words from here. */
public final class VerdictWording {
    /** Word for a run in which each verdict is expected. */
    public static final String PASS = "PASS";

    /** Word for a run with an unexpected verdict, or one that ended early. */
    public static final String FAIL = "FAIL";

    /** Sentence for a run without assertions. */
    public static final String NONE = "no assertions";

    private static final double RATIO_FROM = 2;
    private static final double NEGLIGIBLE = 1e-12;

    private VerdictWording() {}

    /** Returns {@link #PASS} or {@link #FAIL} in the language of the current scope; empty for an empty outcome. */
    public static String outcomeWord(String outcome) {
        return outcome.isEmpty()
                ? ""
                : outcome.equals(PASS) ? Messages.text("verdict.pass") : Messages.text("verdict.fail");
    }

    /**
     * Returns the verdict and whether it is expected: {@code met}, {@code violated}, {@code expected violation},
     * {@code met, violation expected}.
     */
    public static String words(SlaResult result) {
        if (!result.breaks()) {
            return plainText(result);
        }
        return switch (result.verdict()) {
            case FAIL -> Messages.text("verdict.expected_violation");
            case NO_DATA -> Messages.text("verdict.no_data_expected");
            case PASS, UNDECIDED -> Messages.text("verdict.violation_expected", plainText(result));
        };
    }

    /** Returns the verdict: {@code met}, {@code violated}, {@code no data}, {@code undecided}. */
    public static String plainText(SlaResult result) {
        return switch (result.verdict()) {
            case PASS -> Messages.text("verdict.met");
            case FAIL -> Messages.text("verdict.violated");
            case NO_DATA -> Messages.text("verdict.no_data");
            case UNDECIDED -> Messages.text("verdict.undecided");
        };
    }

    /**
     * Returns the measured value with enough digits to differ from the bound: {@code 98.996 %} for a bound of 99 %.
     * Returns a range such as {@code 17 % to 100 %} if overdue requests leave the value open and the printed ends
     * differ.
     */
    public static String measuredValue(SlaResult result) {
        String unit = MetricUnit.displayUnit(result);
        SlaResult.OpenRange open = result.open();
        if (open == null) {
            return QuantityFormat.distinguishable(result.value(), result.bound(), unit);
        }
        String low = QuantityFormat.distinguishable(open.low(), result.bound(), unit);
        if (Double.isInfinite(open.high())) {
            return Messages.text("verdict.or_more", low);
        }
        String high = QuantityFormat.distinguishable(open.high(), result.bound(), unit);
        return low.equals(high) ? low : Messages.text("verdict.range", low, high);
    }

    /** Returns the bound of an assertion: {@code < 400 ms}, {@code = 0}, {@code ~ 50 % +/- 10 %}. */
    public static String bound(SlaResult result) {
        return bound(result.comparison(), result.bound(), result.tolerance(), MetricUnit.displayUnit(result));
    }

    /** Returns a bound: the comparison, the number in a printed unit, and the tolerance as a share, if it is not 0. */
    public static String bound(String comparison, double bound, double tolerance, String unit) {
        return (comparison.equals("==") ? "=" : comparison) + " " + QuantityFormat.format(bound, unit)
                + (tolerance == 0 ? "" : " +/- " + QuantityFormat.percent(tolerance));
    }

    /**
     * Returns the distance of the measured value from the bound: {@code 2.3 points below} for shares, else {@code 59 %
     * of the bound} or {@code 13x the bound}. Empty without data, and for a bound of 0 that is no share.
     */
    public static String distance(SlaResult result) {
        double value = result.value();
        double bound = result.bound();
        if (!Double.isFinite(value) || result.open() != null) {
            return "";
        }
        if (result.unit().equals("ratio")) {
            double points = (value - bound) * 100;
            return Math.abs(points) < NEGLIGIBLE * 100
                    ? Messages.text("verdict.at_the_bound")
                    : Messages.text("verdict.points", QuantityFormat.percentagePoints(Math.abs(points)), points > 0);
        }
        double ratio = value / bound;
        if (!Double.isFinite(ratio) || ratio < 0) {
            return "";
        }
        return ratio < RATIO_FROM
                ? Messages.text("verdict.of_the_bound", QuantityFormat.share(ratio))
                : Messages.text("verdict.times_the_bound", QuantityFormat.factor(ratio));
    }

    /**
     * Returns the time of the first interval that violated an assertion, after a comma; empty if none did. An interval
     * may violate an assertion that is met over its whole window.
     */
    public static String since(SlaResult result) {
        if (result.firstViolatedAtNanos() < 0) {
            return "";
        }
        String place = SimulatedTimeFormat.at(result.firstViolatedAtNanos());
        return result.verdict() == SlaResult.Verdict.PASS
                ? Messages.text("verdict.interval_outside", place)
                : Messages.text("verdict.first_violated", place);
    }

    /** Returns {@link #PASS} or {@link #FAIL}; empty for a complete run without assertions. */
    public static String outcome(RunResult result) {
        return !asExpected(result) ? FAIL : assertions(result).isEmpty() ? "" : PASS;
    }

    /**
     * Returns the number of assertions by verdict: {@code 10 assertions met, 2 expected violations (!)}. For a run that
     * ended early, it says so and reports the verdicts up to that time.
     */
    public static String counts(RunResult result) {
        boolean whole =
                result.variants().stream().allMatch(variant -> variant.run().complete());
        List<SlaResult> assertions = assertions(result);
        if (whole) {
            return counts(assertions);
        }
        return Messages.text("verdict.ended_early")
                + (assertions.isEmpty() ? "" : Messages.text("verdict.until_then", counts(assertions)));
    }

    /**
     * Returns time and reason of an early end: {@code ended early, at 3.20 s of 10.0 s: interrupted}; always English.
     */
    public static String earlyEnd(VariantResult run) {
        return "ended early, at " + SimulatedTimeFormat.at(run.run().stopped().atNanos()) + " of "
                + SimulatedTimeFormat.at(run.run().durationNanos()) + ": "
                + run.run().stopped().why();
    }

    /** Returns the outcome and the counts in one sentence: {@code FAIL: 1 of 4 assertions violated}. */
    public static String sentence(RunResult result) {
        String outcome = outcome(result);
        return outcome.isEmpty() ? counts(result) : outcomeWord(outcome) + ": " + counts(result);
    }

    /** Returns the outcome and the counts of some assertions in one sentence. */
    public static String sentence(Collection<SlaResult> assertions) {
        if (assertions.isEmpty()) {
            return counts(assertions);
        }
        return outcomeWord(assertions.stream().allMatch(SlaResult::asExpected) ? PASS : FAIL) + ": "
                + counts(assertions);
    }

    private static List<SlaResult> assertions(RunResult result) {
        return result.variants().stream()
                .flatMap(variant -> variant.evaluation().sla().values().stream())
                .toList();
    }

    private static String counts(Collection<SlaResult> assertions) {
        if (assertions.isEmpty()) {
            return Messages.text("verdict.no_assertions");
        }
        Map<String, Integer> unexpected = new TreeMap<>(Comparator.reverseOrder());
        int met = 0;
        int broken = 0;
        for (SlaResult sla : assertions) {
            if (!sla.asExpected()) {
                unexpected.merge(words(sla), 1, Integer::sum);
            } else if (sla.breaks()) {
                broken++;
            } else {
                met++;
            }
        }
        List<String> parts = new ArrayList<>();
        if (!unexpected.isEmpty()) {
            unexpected.forEach((words, number) -> parts.add(
                    parts.isEmpty()
                            ? Messages.text("verdict.unexpected", number, assertions.size(), words)
                            : Messages.text("verdict.further", number, words)));
            return String.join("; ", parts);
        }
        if (met > 0 || broken == 0) {
            parts.add(Messages.text("verdict.assertions_met", met));
        }
        if (broken > 0) {
            parts.add(Messages.text("verdict.expected_violations", broken));
        }
        return String.join(", ", parts);
    }

    /**
     * Returns the unexpected verdicts of a variant, one sentence by the name of each assertion: {@code variant "async":
     * "no loss" is met, violation expected}.
     */
    public static Map<String, Sentence> surprises(VariantResult variant) {
        Map<String, Sentence> sentences = new LinkedHashMap<>();
        variant.evaluation().sla().forEach((name, sla) -> {
            if (!sla.asExpected()) {
                sentences.put(name, surprise(variant.name(), name, sla));
            }
        });
        return sentences;
    }

    private static Sentence surprise(String variant, String name, SlaResult sla) {
        if (sla.breaks()) {
            return Sentence.of("variant \"{}\": \"{}\" is {}", variant, name, Sentence.of(words(sla)));
        }
        String expression = sla.expression();
        return switch (sla.verdict()) {
            case UNDECIDED ->
                sla.open() == null
                        ? Sentence.of("variant \"{}\": \"{}\" is undecided: {}", variant, name, expression)
                        : Sentence.of(
                                "variant \"{}\": \"{}\" is undecided: {}, measured {}, as overdue requests are open",
                                variant,
                                name,
                                expression,
                                measuredValue(sla));
            case NO_DATA -> Sentence.of("variant \"{}\": \"{}\" has no data for {}", variant, name, expression);
            default ->
                Sentence.of(
                        "variant \"{}\": \"{}\" is violated: {}, measured {}",
                        variant,
                        name,
                        expression,
                        measuredValue(sla));
        };
    }

    /** Returns whether every variant is complete and every verdict is expected. */
    public static boolean asExpected(RunResult result) {
        return result.variants().stream().allMatch(variant -> variant.run().complete() && asExpected(variant));
    }

    /** Returns whether every verdict of the variant is expected. */
    public static boolean asExpected(VariantResult variant) {
        return variant.evaluation().sla().values().stream().allMatch(SlaResult::asExpected);
    }
}
