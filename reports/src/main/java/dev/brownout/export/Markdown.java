package dev.brownout.export;

import dev.brownout.result.ComponentResult;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.Latency;
import dev.brownout.result.PredictResult;
import dev.brownout.result.RequestResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.Showing.As;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Busiest;
import dev.brownout.wording.Characters;
import dev.brownout.wording.Percentiles;
import dev.brownout.wording.Quantity;
import dev.brownout.wording.Summarized;
import dev.brownout.wording.Verdicts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A result as Markdown, for a comment on a change or the summary of a build: verdict first, then the tables. */
public final class Markdown {
    private final RunResult result;
    private final StringBuilder text = new StringBuilder();

    private Markdown(RunResult result) {
        this.result = result;
    }

    /** Writes a result. */
    public static String write(RunResult result) {
        return new Markdown(result).document();
    }

    private String document() {
        text.append("## ").append(escaped(result.scenario())).append("\n\n");
        text.append("**").append(escaped(Verdicts.sentence(result))).append(".**");
        if (!result.question().isBlank()) {
            text.append(' ').append(escaped(result.question()));
        }
        text.append("\n");
        for (VariantResult variant : result.variants()) {
            if (!variant.complete()) {
                text.append("\n⚠ ")
                        .append(escaped(variant.name()))
                        .append(" ended early: ")
                        .append(escaped(variant.stopped().why()))
                        .append("\n");
            }
        }
        assertions();
        predictions();
        requests();
        tiers();
        money();
        warnings();
        return text.toString();
    }

    /** What paper and run warn of, each with the variants that it is about. */
    private void warnings() {
        Map<String, List<String>> warnings = new LinkedHashMap<>();
        result.variants()
                .forEach(variant -> variant.analysis()
                        .warnings()
                        .forEach(warning -> warnings.computeIfAbsent(warning, w -> new ArrayList<>())
                                .add(variant.name())));
        warnings.forEach((warning, variants) -> text.append("\n⚠ ")
                .append(variants.size() == result.variants().size() ? "" : escaped(String.join(", ", variants)) + ": ")
                .append(escaped(warning))
                .append("\n"));
    }

    private void assertions() {
        Map<String, String> expressions = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            variant.sla().forEach((name, sla) -> expressions.putIfAbsent(name, sla.expression()));
        }
        if (expressions.isEmpty()) {
            return;
        }
        List<String> header = new ArrayList<>(List.of("assertion"));
        result.variants().forEach(variant -> header.add(variant.name()));
        head(header);
        expressions.forEach((name, expression) -> {
            List<String> row = new ArrayList<>();
            row.add(escaped(name) + "<br>" + code(expression));
            for (VariantResult variant : result.variants()) {
                SlaResult sla = variant.sla().get(name);
                row.add(sla == null ? "" : cell(sla));
            }
            row(row);
        });
    }

    private static String cell(SlaResult sla) {
        return (sla.asExpected() ? "✅ " : "❌ ")
                + Verdicts.measured(sla)
                + (sla.asExpected() && !sla.breaks() ? "" : "<br>" + Verdicts.words(sla));
    }

    private void predictions() {
        Map<String, PredictResult> predict = result.variants().get(0).predict();
        if (predict.isEmpty()) {
            return;
        }
        head(List.of("prediction", "predicted", "measured", "error"));
        predict.forEach((name, each) -> row(List.of(
                escaped(name) + "<br>" + code(each.metric()),
                Quantity.of(each.predicted(), each.unit()),
                Quantity.of(each.measured(), each.unit()),
                Double.isNaN(each.error()) ? "" : Quantity.signedPercent(each.error()) + (each.within() ? "" : " ⚠"))));
    }

    private void requests() {
        List<Latency> latencies = new ArrayList<>();
        head(List.of("variant", "requests", "offered", "available", "p50", "p99"));
        for (VariantResult variant : result.variants()) {
            for (Map.Entry<String, RequestResult> entry : variant.requests().entrySet()) {
                RequestResult request = entry.getValue();
                if (!entry.getKey().equals("all") || variant.requests().size() != 2) {
                    latencies.add(request.successes());
                    row(List.of(
                            escaped(variant.name()),
                            escaped(entry.getKey()),
                            Quantity.count(request.offered()),
                            Quantity.percent(request.availability()),
                            Percentiles.p50(request.successes()),
                            Percentiles.p99(request.successes())));
                }
            }
        }
        text.append('\n').append(escaped(Percentiles.note(latencies, 0.99))).append('\n');
    }

    /** A row for each tier of several machines, with its parts and regions, and the busiest machine. */
    private void tiers() {
        TreeSet<String> parts = new TreeSet<>(List.of("primary", "replica"));
        boolean any = false;
        for (VariantResult variant : result.variants()) {
            for (ComponentResult component : variant.components().values()) {
                any |= As.UTILIZATION.among(component.measures()).isPresent();
                parts.addAll(Summarized.parts(component.measures()).keySet());
            }
        }
        if (any) {
            List<String> columns = new ArrayList<>(List.of("variant", "tier", "utilization", "busiest"));
            columns.addAll(parts);
            columns.add("regions");
            head(columns);
            result.variants()
                    .forEach(variant -> variant.components().forEach((name, component) -> {
                        if (As.UTILIZATION.among(component.measures()).isPresent()) {
                            tier(variant.name(), name, component, parts);
                        }
                    }));
        }
        others();
    }

    private void tier(String variant, String name, ComponentResult component, Set<String> parts) {
        List<String> cells = new ArrayList<>();
        cells.add(escaped(variant));
        cells.add(escaped(name));
        cells.add(share(component.measures()));
        cells.add(escaped(Busiest.of(component)));
        Map<String, Measure> busy = Summarized.parts(component.measures());
        parts.forEach(part -> cells.add(share(Optional.ofNullable(busy.get(part)))));
        cells.add(component.regions().entrySet().stream()
                .map(region -> escaped(region.getKey()) + " " + share(region.getValue()))
                .collect(Collectors.joining(", ")));
        row(cells);
    }

    private static String share(Map<String, Measure> measures) {
        return share(Summarized.column(As.UTILIZATION, measures));
    }

    private static String share(Optional<Measure> measure) {
        return measure.filter(one -> !Double.isNaN(one.value()))
                .map(one -> Quantity.percent(one.value()))
                .orElse("");
    }

    /** What tiers measure that has no column there. */
    private void others() {
        List<List<String>> rows = new ArrayList<>();
        result.variants()
                .forEach(variant -> variant.components()
                        .forEach((name, component) -> Summarized.rows(component.measures())
                                .forEach((measure, one) -> rows.add(List.of(
                                        escaped(variant.name()),
                                        escaped(name),
                                        escaped(measure.replace('_', ' ')),
                                        Quantity.of(one.value(), one.unit()))))));
        if (!rows.isEmpty()) {
            head(List.of("variant", "tier", "measure", "value"));
            rows.forEach(this::row);
        }
    }

    private void money() {
        if (result.variants().stream().noneMatch(variant -> variant.cost().total() > 0)) {
            return;
        }
        head(List.of("variant", "cost", "per hour", "per million requests"));
        for (VariantResult variant : result.variants()) {
            row(List.of(
                    escaped(variant.name()),
                    Quantity.of(variant.cost().total(), "$"),
                    Quantity.of(variant.cost().perHour(), "$/h"),
                    Quantity.of(variant.cost().perMillionRequests(), "$")));
        }
    }

    /** An expression of the language, which has no backquotes. */
    private static String code(String expression) {
        return "`"
                + Characters.replaced(expression)
                        .replace("`", "'")
                        .replace("|", "\\|")
                        .replaceAll("\\s", " ") + "`";
    }

    private void head(List<String> cells) {
        text.append('\n');
        row(cells.stream().map(Markdown::escaped).toList());
        row(Collections.nCopies(cells.size(), "---"));
    }

    private void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Words that mean nothing but themselves; the empty comment keeps GitHub from calling somebody of that name. */
    private static String escaped(String words) {
        return Characters.replaced(words)
                .replaceAll("([\\\\`*_\\[\\]<>|#~&$])", "\\\\$1")
                .replaceAll("@(?=[\\p{L}\\p{N}])", "@<!-- -->")
                .replaceAll("\\s", " ");
    }
}
