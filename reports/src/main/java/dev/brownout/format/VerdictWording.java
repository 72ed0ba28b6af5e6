package dev.brownout.format;

import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** Texts for the verdicts of assertions, expected or not. */
public final class VerdictWording {

    private VerdictWording() {}

    /**
     * Returns the verdict and whether it is expected: {@code held}, {@code missed, as it should be}, {@code held, but
     * should be missed}.
     */
    public static String words(SlaResult result) {
        String plain = plain(result);
        if (!result.breaks()) {
            return plain;
        }
        return result.asExpected() ? plain + ", as it should be" : plain + ", but should be missed";
    }

    /** Returns the verdict: {@code held}, {@code missed}, {@code no data}, {@code undecided}. */
    public static String plain(SlaResult result) {
        return switch (result.verdict()) {
            case PASS -> "held";
            case FAIL -> "missed";
            case NO_DATA -> "no data";
            case UNDECIDED -> "undecided";
        };
    }

    /**
     * Returns the measured value with enough digits to differ from the bound: {@code 98.996 %} for a bound of 99 %.
     * Returns a range such as {@code 17 % to 100 %} if overdue requests leave the value open.
     */
    public static String measured(SlaResult result) {
        SlaResult.OpenRange open = result.open();
        if (open == null) {
            return QuantityFormat.beside(result.value(), result.bound(), result.unit());
        }
        String low = QuantityFormat.beside(open.low(), result.bound(), result.unit());
        return Double.isInfinite(open.high())
                ? low + " or more"
                : low + " to " + QuantityFormat.beside(open.high(), result.bound(), result.unit());
    }

    /** Returns the bound of an assertion: {@code < 400 ms}, {@code ~ 50 % +/- 10 %}. */
    public static String bound(SlaResult result) {
        String tolerance = result.tolerance() == 0 ? "" : " +/- " + QuantityFormat.percent(result.tolerance());
        return result.comparison() + " " + QuantityFormat.of(result.bound(), result.unit()) + tolerance;
    }

    /**
     * Returns the time of the first interval that violated an assertion, after a comma; empty if none did. An interval
     * may violate an assertion that is met over its whole window.
     */
    public static String since(SlaResult result) {
        if (result.firstViolatedAtNanos() < 0) {
            return "";
        }
        String held = result.verdict() == SlaResult.Verdict.PASS
                ? ", a single step beyond the bound at "
                : ", first violated at ";
        return held + SimulatedTimeFormat.at(result.firstViolatedAtNanos());
    }

    /**
     * Returns the verdict on all assertions of all variants in one sentence: {@code every assertion holds}. For a run
     * that ended early, it says so and reports the verdicts up to that time.
     */
    public static String sentence(RunResult result) {
        boolean whole = result.variants().stream().allMatch(VariantResult::complete);
        if (whole) {
            return outcome(result, "holds");
        }
        boolean held = result.variants().stream().allMatch(VerdictWording::asExpected);
        return (held ? "ended early, so nothing is decided; until then, " : "ended early; until then, ")
                + outcome(result, "held");
    }

    private static String outcome(RunResult result, String holds) {
        long asserted = result.variants().stream()
                .mapToLong(variant -> variant.sla().size())
                .sum();
        long unexpected = result.variants().stream()
                .flatMap(variant -> variant.sla().values().stream())
                .filter(sla -> !sla.asExpected())
                .count();
        long broken = result.variants().stream()
                .flatMap(variant -> variant.sla().values().stream())
                .filter(sla -> sla.breaks() && sla.asExpected())
                .count();
        if (asserted == 0) {
            return "nothing is asserted";
        }
        if (unexpected > 0) {
            return unexpected + " of " + asserted + (asserted == 1 ? " assertion" : " assertions")
                    + " did not come out as " + (unexpected == 1 ? "it" : "they") + " should";
        }
        return broken == 0
                ? "every assertion " + holds
                : "every assertion came out as it should (" + broken + " missed on purpose)";
    }

    /**
     * Returns the unexpected verdicts of a variant, one sentence by the name of each assertion: {@code variant "async"
     * should break "no loss", but it holds}.
     */
    public static Map<String, String> surprises(VariantResult variant) {
        Map<String, String> sentences = new LinkedHashMap<>();
        variant.sla().forEach((name, sla) -> {
            if (!sla.asExpected()) {
                sentences.put(name, "variant \"" + variant.name() + "\" " + surprise(name, sla));
            }
        });
        return sentences;
    }

    private static String surprise(String name, SlaResult sla) {
        String assertion = "\"" + name + "\"";
        if (sla.breaks()) {
            return "should break " + assertion + ", but it "
                    + (sla.verdict() == SlaResult.Verdict.PASS ? "holds" : "is undecided");
        }
        return switch (sla.verdict()) {
            case UNDECIDED -> "leaves " + assertion + " undecided: " + sla.expression() + openRange(sla);
            case NO_DATA -> "misses " + assertion + ": there is no data for " + sla.expression();
            default ->
                "misses " + assertion + ": " + sla.expression() + " was asserted, " + measured(sla) + " measured";
        };
    }

    private static String openRange(SlaResult sla) {
        return sla.open() == null ? "" : " was asserted, " + measured(sla) + " measured, as overdue requests are open";
    }

    /** Returns whether every variant is complete and every verdict is expected. */
    public static boolean asExpected(RunResult result) {
        return result.variants().stream().allMatch(variant -> variant.complete() && asExpected(variant));
    }

    /** Returns whether every verdict of the variant is expected. */
    public static boolean asExpected(VariantResult variant) {
        return variant.sla().values().stream().allMatch(SlaResult::asExpected);
    }
}
