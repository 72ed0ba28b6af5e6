package dev.brownout.export;

import dev.brownout.result.ComponentResult;
import dev.brownout.result.RequestResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.Showing;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.wording.Quantity;
import dev.brownout.wording.Verdicts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The verdicts and headline numbers of a result as a text to be kept beside the scenario: one number a line, three
 * digits each, so that a change of the design, or of the simulator, is a short difference that a person can judge.
 */
public final class Baseline {
    private Baseline() {}

    /** Writes a result. */
    public static String write(RunResult result) {
        StringBuilder text =
                new StringBuilder("scenario: ").append(result.scenario()).append('\n');
        for (VariantResult variant : result.variants()) {
            text.append("\nvariant: ").append(variant.name()).append('\n');
            lines(variant)
                    .forEach((what, value) -> text.append("  ")
                            .append(what)
                            .append(": ")
                            .append(value)
                            .append('\n'));
        }
        return text.toString();
    }

    private static Map<String, String> lines(VariantResult variant) {
        Map<String, String> lines = new LinkedHashMap<>();
        if (!variant.complete()) {
            lines.put("ended early", variant.stopped().why());
        }
        variant.sla().forEach((name, sla) -> lines.put("sla " + name, verdict(sla)));
        variant.requests().forEach((name, request) -> requests(lines, name, request));
        variant.components().forEach((name, component) -> components(lines, name, component));
        variant.data().forEach((name, data) -> writes(lines, name, data));
        return lines;
    }

    private static String verdict(SlaResult sla) {
        return Verdicts.words(sla) + ", " + Verdicts.measured(sla) + " " + Verdicts.bound(sla);
    }

    private static void requests(Map<String, String> lines, String name, RequestResult request) {
        lines.put(name + ".offered", Quantity.count(request.offered()));
        lines.put(name + ".availability", Quantity.percent(request.availability()));
        lines.put(name + ".p50", Quantity.nanos(request.successes().p50()));
        lines.put(name + ".p99", Quantity.nanos(request.successes().p99()));
    }

    private static void components(Map<String, String> lines, String name, ComponentResult component) {
        component.measures().entrySet().stream()
                .filter(one -> one.getValue().showing().in(Showing.In.BASELINE))
                .filter(one -> !Double.isNaN(one.getValue().value()))
                .sorted(Comparator.comparing(one -> one.getValue().showing().as()))
                .forEach(one -> lines.put(
                        name + "." + one.getKey(),
                        Quantity.of(one.getValue().value(), one.getValue().unit())));
    }

    /** What the ledger of a store says: of the whole run, warm-up included, and so under no metric's name. */
    private static void writes(Map<String, String> lines, String name, DataResult data) {
        lines.put(name + ", writes acknowledged in the whole run", Quantity.count(data.acknowledged()));
        lines.put(name + ", writes lost in the whole run", Quantity.count(data.lost()));
        lines.put(name + ", writes applied twice in the whole run", Quantity.count(data.duplicate()));
    }

    /**
     * How two such texts differ: lines that are only in the old one behind {@code -}, only in the new one behind
     * {@code +}, under the variant they belong to; nothing where they are equal.
     */
    public static List<String> difference(String old, String now) {
        Map<String, String> before = byKey(old);
        Map<String, String> after = byKey(now);
        List<String> lines = new ArrayList<>();
        before.forEach((key, line) -> {
            String changed = after.get(key);
            if (!line.equals(changed)) {
                lines.add("- " + line);
                if (changed != null) {
                    lines.add("+ " + changed);
                }
            }
        });
        after.forEach((key, line) -> {
            if (!before.containsKey(key)) {
                lines.add("+ " + line);
            }
        });
        return lines;
    }

    /** The lines by what they are about, each saying its variant as well. */
    private static Map<String, String> byKey(String text) {
        Map<String, String> lines = new LinkedHashMap<>();
        String variant = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("variant: ")) {
                variant = line.substring("variant: ".length()) + ": ";
                lines.put(variant, line);
            } else if (!line.isBlank()) {
                int colon = line.indexOf(": ");
                String what = colon < 0 ? line : line.substring(0, colon);
                lines.put(variant + what, variant + line.strip());
            }
        }
        return lines;
    }
}
