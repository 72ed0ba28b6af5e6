package dev.brownout.displayed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Values of a {@code result.json}, which are compared with the cells of displayed tables. */
final class ResultValues {
    private static final Map<String, Double> QUANTILES = Map.of("p50", 0.5, "p95", 0.95, "p99", 0.99, "p99.9", 0.999);

    private final List<Map<String, Object>> variants;
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> withRequests = new TreeSet<>();

    /** An assertion that variants share: its name and its expression. */
    record Assertion(String name, String expression) {}

    @SuppressWarnings("unchecked")
    ResultValues(Map<String, Object> result) {
        variants = (List<Map<String, Object>>) result.get("variants");
    }

    /** Returns the value at a path of keys; {@code null} if there is none. */
    static Object valueAt(Object json, String... path) {
        Object value = json;
        for (String key : path) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return value;
    }

    /** Returns the object at a path of keys; empty if there is none. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object json, String... path) {
        Object value = valueAt(json, path);
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    /** Returns the list at a key; empty if there is none. */
    static List<?> list(Object json, String key) {
        return valueAt(json, key) instanceof List<?> list ? list : List.of();
    }

    static double number(Object json, String... path) {
        return valueAt(json, path) instanceof Number number ? number.doubleValue() : 0;
    }

    List<Map<String, Object>> variants() {
        return variants;
    }

    List<String> names() {
        return variants.stream().map(variant -> variant.get("name").toString()).toList();
    }

    Map<String, Object> variant(String name) {
        int index = names().indexOf(name);
        return index < 0 ? Map.of() : variants.get(index);
    }

    /** Returns the differences found until now. */
    List<String> wrong() {
        return wrong;
    }

    /** Records a difference unless a condition is true. */
    void expect(boolean condition, String place, Object... details) {
        if (!condition) {
            wrong.add(place + ": " + List.of(details));
        }
    }

    void shows(String text, Object value, String unit, String place, Object... details) {
        expect(
                DisplayedQuantity.shows(text, value, unit),
                place,
                String.join(" ", texts(details)),
                text,
                "is " + value + " " + unit);
    }

    private static List<String> texts(Object... details) {
        return List.of(details).stream().map(Object::toString).toList();
    }

    /** Returns the assertions of all variants in the order of their names and then of the variants. */
    List<Assertion> assertions() {
        Set<Object> names = new LinkedHashSet<>();
        variants.forEach(variant -> names.addAll(list(variant, "sla_order")));
        List<Assertion> all = new ArrayList<>();
        names.forEach(name -> variants.stream()
                .map(variant -> valueAt(variant, "sla", name.toString(), "expression"))
                .filter(expression -> expression != null)
                .distinct()
                .forEach(expression -> all.add(new Assertion(name.toString(), expression.toString()))));
        return all;
    }

    /** Returns the outcome of an assertion in a variant; empty if the variant does not have it. */
    Map<String, Object> outcome(Assertion assertion, Map<String, Object> variant) {
        Map<String, Object> sla = map(variant, "sla", assertion.name());
        return assertion.expression().equals(sla.get("expression")) ? sla : Map.of();
    }

    static String unit(Map<String, Object> sla) {
        return DisplayedQuantity.unit(sla.get("metric").toString(), sla.get("unit"));
    }

    /** Returns the symbol of a verdict. */
    static String symbol(Map<String, Object> sla) {
        boolean breaks = Boolean.TRUE.equals(sla.get("breaks"));
        return switch (sla.get("verdict").toString()) {
            case "pass" -> breaks ? "✗" : "✓";
            case "fail" -> breaks ? "!" : "✗";
            case "no-data" -> breaks ? "!" : "–";
            default -> "?";
        };
    }

    /** Returns the verdict in words. */
    static String verdictText(Map<String, Object> sla) {
        return switch (sla.get("verdict").toString()) {
            case "pass" -> "met";
            case "fail" -> "violated";
            case "no-data" -> "no data";
            default -> "undecided";
        };
    }

    /** Returns the verdict in words, with its expectation. */
    static String words(Map<String, Object> sla) {
        String plain = verdictText(sla);
        if (!Boolean.TRUE.equals(sla.get("breaks"))) {
            return plain;
        }
        return switch (plain) {
            case "violated" -> "expected violation";
            case "no data" -> "no data (expected)";
            default -> plain + ", violation expected";
        };
    }

    static boolean isExpected(Map<String, Object> sla) {
        return "✓!".contains(symbol(sla));
    }

    /** Checks a displayed bound: the comparison, the number, and a tolerance. */
    void bound(String text, Map<String, Object> sla, String place) {
        String comparison =
                sla.get("comparison").equals("==") ? "=" : sla.get("comparison").toString();
        String[] parts = text.split(" \\+/- ", 2);
        boolean right = parts[0].startsWith(comparison + " ")
                && DisplayedQuantity.shows(parts[0].substring(comparison.length() + 1), sla.get("bound"), unit(sla))
                && (parts.length > 1
                        ? DisplayedQuantity.shows(parts[1], sla.get("tolerance"), "ratio")
                        : number(sla, "tolerance") == 0);
        expect(right, place, "bound", text, sla.get("expression"));
    }

    /** Checks a measured value, or the range of the values that overdue requests leave open. */
    void measure(String text, Map<String, Object> sla, String place) {
        Map<String, Object> open = map(sla, "open");
        boolean right;
        if (open.isEmpty()) {
            right = DisplayedQuantity.shows(text, sla.get("value"), unit(sla));
        } else if (open.get("high") == null) {
            right = text.endsWith(" or more")
                    && DisplayedQuantity.shows(text.replace(" or more", ""), open.get("low"), unit(sla));
        } else {
            String[] ends = text.split(" to ", 2);
            right = DisplayedQuantity.shows(ends[0], open.get("low"), unit(sla))
                    && DisplayedQuantity.shows(ends[ends.length - 1], open.get("high"), unit(sla));
        }
        expect(right, place, "measured", text, sla.get("expression"), "is " + sla.get("value"), open);
    }

    /** Checks the distance of the measured value from its bound. */
    void distance(String text, Map<String, Object> sla, String place) {
        double value = number(sla, "value");
        double bound = number(sla, "bound");
        boolean right;
        if (text.endsWith(" above") || text.endsWith(" below")) {
            String points = text.replaceFirst(" points? (above|below)$", "");
            right = text.endsWith(value > bound ? " above" : " below")
                    && DisplayedQuantity.shows(points, Math.abs(value - bound) * 100, "1");
        } else if (text.endsWith("x the bound")) {
            double ratio = value / bound;
            double shown = Double.parseDouble(text.replace("x the bound", "").replace(",", ""));
            right = Math.abs(shown - ratio) <= Math.pow(10, Math.floor(Math.log10(ratio)) - 1) / 2 * 1.000_001;
        } else if (text.endsWith(" of the bound")) {
            String percent = text.replace(" % of the bound", "");
            right = DisplayedQuantity.shows(percent, value / bound * 100, "1");
        } else {
            right = text.isEmpty() || text.equals("at the bound") && Math.abs(value - bound) < 1e-12;
        }
        expect(right, place, "distance", text, sla.get("expression"), "is " + sla.get("value"));
    }

    /** Records the outputs without a table of request classes. */
    void expectRequests(String place) {
        expect(withRequests.contains(place), place, "no table of requests");
    }

    /** Checks the table of request classes, with the columns {@code variant} and {@code request}. */
    void requests(DisplayedTable table, String place) {
        withRequests.add(place);
        Set<String> missing = new TreeSet<>();
        variants.forEach(variant -> map(variant, "requests").keySet().stream()
                .filter(name -> !name.equals("all") || map(variant, "requests").size() != 2)
                .forEach(name -> missing.add(variant.get("name") + " / " + name)));
        for (List<String> row : table.rows()) {
            String name = table.cell(row, "request");
            Map<String, Object> variant = variant(table.cell(row, "variant"));
            String key = variant.get("name") + " / " + name;
            expect(missing.remove(key), place, "unknown or repeated row", row);
            Map<String, Object> request = map(variant, "requests", name);
            for (int i = 0; i < row.size() && !request.isEmpty(); i++) {
                requestCell(table.headings().get(i), row.get(i), request, variant, place + ", " + key);
            }
        }
        expect(missing.isEmpty(), place, "missing rows", missing);
    }

    private void requestCell(
            String heading, String text, Map<String, Object> request, Map<String, Object> variant, String place) {
        switch (heading) {
            case "variant", "request" -> {}
            case "p50", "p95", "p99", "p99.9" -> percentile(text, map(request, "successes"), heading, place);
            case "available" -> shows(text, request.get("availability"), "ratio", place, heading);
            case "success/s" -> shows(text, rate(request, seconds(variant)), DisplayedQuantity.WHOLE, place, heading);
            default -> shows(text, number(request, heading), "1", place, heading);
        }
    }

    /** Checks a percentile. It is only displayed with enough samples. */
    void percentile(String text, Map<String, Object> latency, String name, String place) {
        boolean isSufficient = number(latency, "count") >= Math.rint(1 / (1 - QUANTILES.get(name)));
        shows(text, isSufficient ? latency.get(name + "_ns") : null, "ns", place, name);
    }

    /** Returns the successful requests per second; {@code null} if there are none to count. */
    private static Double rate(Map<String, Object> request, double seconds) {
        double due = number(request, "good") + number(request, "failed") + number(request, "overdue");
        double open = number(request, "unfinished") - number(request, "overdue");
        double rate = number(request, "good") * (open == 0 ? 1 : 1 + open / due) / seconds;
        return seconds > 0 && !Double.isNaN(rate) ? rate : null;
    }

    /** Returns the measured duration of a variant in seconds. */
    static double seconds(Map<String, Object> variant) {
        double end =
                variant.containsKey("stopped") ? number(variant, "stopped", "at_ns") : number(variant, "duration_ns");
        return Math.max(0, end - number(variant, "warmup_ns")) / 1e9;
    }

    /** Checks a measure of a component. The utilization of a function can be that of its account. */
    void component(String name, String measure, String text, Map<String, Object> variant, String place) {
        Map<String, Object> component = map(variant, "components", name);
        Map<String, Object> found = measure(map(component, "measures"), measure);
        if (measure.equals("utilization")
                && shown(map(component, "measures"), measure)
                        .anyMatch(one -> DisplayedQuantity.shows(text, valueAt(one, "value"), "ratio"))) {
            return;
        }
        if (!found.isEmpty()) {
            shows(
                    text,
                    found.get("value"),
                    DisplayedQuantity.unit(measure.replace(' ', '_'), found.get("unit")),
                    place,
                    name,
                    measure);
        } else if (!component.isEmpty() && !text.equals("-")) {
            expect(hasOwnValue(component, measure, text), place, name, measure, text);
        }
    }

    /** Returns whether a text shows a measure of a region or of the node that it names. */
    private static boolean hasOwnValue(Map<String, Object> component, String measure, String text) {
        for (Map.Entry<String, Object> region : map(component, "regions").entrySet()) {
            if (measure.endsWith(" in " + region.getKey())) {
                String own =
                        measure.substring(0, measure.length() - region.getKey().length() - 4);
                Map<String, Object> found = measure(map(region.getValue()), own);
                return DisplayedQuantity.shows(
                        text,
                        found.get("value"),
                        found.getOrDefault("unit", "1").toString());
            }
        }
        for (Map.Entry<String, Object> node : map(component, "nodes").entrySet()) {
            if (text.startsWith(node.getKey() + " ")) {
                String share = text.substring(node.getKey().length() + 1);
                String own = measure.replaceFirst("^highest ", "");
                Collection<Object> measures = measure.equals("busiest")
                        ? map(node.getValue()).values()
                        : List.of(measure(map(node.getValue()), own));
                return measures.stream()
                        .anyMatch(one -> DisplayedQuantity.shows(share, valueAt(one, "value"), "ratio"));
            }
        }
        return false;
    }

    /** Checks the row of a whole component with its most important measures. */
    void tier(DisplayedTable table, List<String> row, Map<String, Object> component, String place) {
        Map<String, Object> measures = map(component, "measures");
        for (String heading : List.of("utilization", "queue", "hit ratio")) {
            String text = table.cell(row, heading);
            boolean right = text.isEmpty() || text.equals("-")
                    ? measure(measures, heading).get("value") == null
                    : shown(measures, heading)
                            .anyMatch(one -> DisplayedQuantity.shows(
                                    text,
                                    valueAt(one, "value"),
                                    valueAt(one, "unit").toString()));
            expect(right || !table.headings().contains(heading), place, heading, row);
        }
        String busiest = table.cell(row, "busiest");
        expect(busiest.length() < 2 || hasOwnValue(component, "busiest", busiest), place, "busiest", row);
        if (table.headings().contains("p99")) {
            percentile(table.cell(row, "p99"), map(component, "latency"), "p99", place);
        }
    }

    /** Returns the measures that a column can show: those with its name, or all for kinds with names of their own. */
    private static Stream<Object> shown(Map<String, Object> measures, String heading) {
        List<Object> named = measures.entrySet().stream()
                .filter(one -> one.getKey().replace('_', ' ').endsWith(heading)
                        && !one.getKey().startsWith("provisioned"))
                .map(Map.Entry::getValue)
                .toList();
        return named.isEmpty() ? measures.values().stream() : named.stream();
    }

    /** Returns a measure by its displayed name. */
    static Map<String, Object> measure(Map<String, Object> measures, String displayed) {
        return measures.entrySet().stream()
                .filter(one -> one.getKey().replace('_', ' ').equals(displayed))
                .findFirst()
                .map(one -> map(one.getValue()))
                .orElse(Map.of());
    }

    /** Checks the table of predictions, which are those of the first variant. */
    void predictions(DisplayedTable table, String place) {
        Set<String> missing = new HashSet<>(map(variants.get(0), "predict").keySet());
        for (List<String> row : table.rows()) {
            String name = table.cell(row, "prediction");
            Map<String, Object> predict = map(variants.get(0), "predict", name);
            if (missing.remove(name)) {
                String unit = unit(predict);
                shows(table.cell(row, "predicted"), predict.get("predicted"), unit, place, name);
                shows(table.cell(row, "measured"), predict.get("measured"), unit, place, name);
            } else {
                expect(false, place, "unknown prediction", row);
            }
        }
        expect(missing.isEmpty(), place, "missing predictions", missing);
    }
}
