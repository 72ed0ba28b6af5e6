package dev.brownout.html;

import dev.brownout.result.PredictResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Clock;
import dev.brownout.wording.Quantity;
import dev.brownout.wording.Verdicts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of the report that says what held: assertions by variant, then predictions. */
final class Verdict {

    private Verdict() {}

    static void write(RunResult result, Markup html) {
        Set<String> names = new LinkedHashSet<>();
        result.variants().forEach(variant -> names.addAll(variant.sla().keySet()));
        html.element("h2", "Verdict").line();
        if (!names.isEmpty()) {
            assertions(result.variants(), names, html);
        }
        for (VariantResult variant : result.variants()) {
            if (!variant.complete()) {
                String reached = Clock.at(variant.stopped().atNanos()) + " of " + Clock.at(variant.durationNanos());
                html.element(
                        "p",
                        variant.name() + " ended early, at " + reached + ": "
                                + variant.stopped().why(),
                        "class",
                        "bad");
            }
        }
        predictions(result.variants().get(0).predict(), html);
    }

    private static void assertions(List<VariantResult> variants, Set<String> names, Markup html) {
        html.open("div", "class", "table")
                .open("table")
                .open("thead")
                .open("tr")
                .element("th", "assertion");
        variants.forEach(variant -> html.element("th", variant.name(), "dir", "auto"));
        html.close("tr").close("thead").open("tbody").line();
        for (String name : names) {
            html.open("tr").open("td", "dir", "auto").text(name);
            variants.stream()
                    .filter(variant -> variant.sla().containsKey(name))
                    .findFirst()
                    .ifPresent(variant ->
                            html.element("small", variant.sla().get(name).expression()));
            html.close("td");
            variants.forEach(variant -> cell(variant.sla().get(name), html));
            html.close("tr").line();
        }
        html.close("tbody").close("table").close("div").line();
    }

    private static void cell(SlaResult sla, Markup html) {
        if (sla == null) {
            html.element("td", "-");
            return;
        }
        html.open("td").element("span", Verdicts.words(sla), "class", style(sla));
        String value = Double.isNaN(sla.value()) ? "" : Verdicts.measured(sla);
        String margin = Double.isNaN(sla.margin()) || sla.bound() == 0
                ? ""
                : ", margin " + Quantity.signedPercent(sla.margin());
        String since = Verdicts.since(sla);
        if (!value.isEmpty()) {
            html.element("small", value + margin + since);
        }
        html.close("td");
    }

    private static String style(SlaResult sla) {
        return !sla.asExpected() ? "bad" : sla.breaks() ? "expected" : "good";
    }

    private static void predictions(Map<String, PredictResult> predict, Markup html) {
        if (predict.isEmpty()) {
            return;
        }
        html.element("h3", "Predicted and measured").line();
        HtmlTable table = new HtmlTable(html, "llrrrl", "prediction", "relation", "predicted", "measured", "error", "");
        predict.forEach((name, each) -> table.row(
                name,
                each.expression(),
                Quantity.of(each.predicted(), each.unit()),
                Quantity.of(each.measured(), each.unit()),
                Quantity.signedPercent(each.error()),
                each.within() ? "within tolerance" : "outside tolerance"));
        table.end();
    }
}
