package dev.brownout.format;

import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** What to call the outcome of an assertion, expected or not. */
public final class VerdictWording {

    private VerdictWording() {}

    /** Says what came out: {@code held}, {@code missed, as it should be}, {@code held, but should be missed}. */
    public static String words(SlaResult result) {
        String plain = plain(result);
        if (!result.breaks()) {
            return plain;
        }
        return result.asExpected() ? plain + ", as it should be" : plain + ", but should be missed";
    }

    /** Says what came out in one or two words: {@code held}, {@code missed}, {@code no data}, {@code undecided}. */
    public static String plain(SlaResult result) {
        return switch (result.verdict()) {
            case PASS -> "held";
            case FAIL -> "missed";
            case NO_DATA -> "no data";
            case UNDECIDED -> "undecided";
        };
    }

    /**
     * What was measured, told apart from the bound: {@code 98.996 %} where the bound is 99 %; {@code 17 % to 100 %}
     * where overdue requests leave a range.
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

    /** What was asserted of it: {@code < 400 ms}, {@code ~ 50 % +/- 10 %}. */
    public static String bound(SlaResult result) {
        String tolerance = result.tolerance() == 0 ? "" : " +/- " + QuantityFormat.percent(result.tolerance());
        return result.comparison() + " " + QuantityFormat.of(result.bound(), result.unit()) + tolerance;
    }

    /**
     * When a step first violated an assertion, told apart from its verdict, with a comma in front; empty if none did.
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
     * The verdict on all assertions of all variants in one sentence: {@code every assertion holds}; of a run that ended
     * early, that it did, and what came out until then.
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
     * What did not come out as the variant says, one sentence for each assertion by its name: {@code variant "async"
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

    /** Whether every variant got to its end, and every assertion came out as it must. */
    public static boolean asExpected(RunResult result) {
        return result.variants().stream().allMatch(variant -> variant.complete() && asExpected(variant));
    }

    /** Whether every assertion of the variant came out as it must. */
    public static boolean asExpected(VariantResult variant) {
        return variant.sla().values().stream().allMatch(SlaResult::asExpected);
    }
}
