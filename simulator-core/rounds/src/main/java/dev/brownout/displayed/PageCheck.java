package dev.brownout.displayed;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Check of the numbers in the data of the workbench page, with its topologies. */
final class PageCheck {
    private static final String PLACE = "page";
    private static final Pattern HOST = Pattern.compile("on (.*) \\((.*)\\)");
    private static final Pattern STATE = Pattern.compile("up|on .*|.* of .* up|(\\d+ )?down .*");

    private final ResultValues values;

    private PageCheck(ResultValues values) {
        this.values = values;
    }

    static void check(Map<String, Object> page, ResultValues values) {
        PageCheck check = new PageCheck(values);
        List<?> views = ResultValues.list(page, "variants");
        values.expect(views.size() == values.variants().size(), PLACE, "variants", views.size());
        for (int i = 0; i < views.size(); i++) {
            check.variant(ResultValues.map(views.get(i)), values.variants().get(i));
        }
        for (Object topology : ResultValues.list(page, "topologies")) {
            Map<String, Object> variant =
                    values.variant(ResultValues.valueAt(topology, "variant").toString());
            values.expect(!variant.isEmpty(), "topology", "variant", ResultValues.valueAt(topology, "variant"));
            check.topology(topology, variant);
        }
    }

    private void variant(Map<String, Object> view, Map<String, Object> variant) {
        values.expect(view.get("name").equals(variant.get("name")), PLACE, view.get("name"), variant.get("name"));
        List<?> assertions = ResultValues.list(view, "assertions");
        List<?> names = ResultValues.list(variant, "sla_order");
        values.expect(names.equals(named(assertions)), PLACE, "assertions", named(assertions));
        for (Object assertion : assertions) {
            Map<String, Object> one = ResultValues.map(assertion);
            Map<String, Object> sla =
                    ResultValues.map(variant, "sla", one.get("name").toString());
            values.bound(one.get("bound").toString(), sla, PLACE);
            values.measure(one.get("value").toString(), sla, PLACE);
            values.distance(one.get("distance").toString(), sla, PLACE);
            values.expect(
                    one.get("verdict").equals(ResultValues.words(sla))
                            && one.get("symbol").equals(ResultValues.symbol(sla))
                            && one.get("expression").equals(sla.get("expression")),
                    PLACE,
                    one,
                    sla);
        }
        for (Object prediction : ResultValues.list(view, "predictions")) {
            Map<String, Object> one = ResultValues.map(prediction);
            Map<String, Object> predict =
                    ResultValues.map(variant, "predict", one.get("name").toString());
            for (String number : List.of("predicted", "measured")) {
                String text = one.get(number + "Text").toString();
                values.shows(text, predict.get(number), ResultValues.unit(predict), PLACE, one.get("name"));
            }
        }
        for (Object number : ResultValues.list(view, "numbers")) {
            headline(ResultValues.map(number), variant);
        }
    }

    private static List<?> named(List<?> assertions) {
        return assertions.stream().map(one -> ResultValues.valueAt(one, "name")).toList();
    }

    private void headline(Map<String, Object> number, Map<String, Object> variant) {
        String text = number.get("value").toString();
        String metric = number.get("metric").toString();
        if (metric.endsWith(".p99")) {
            Map<String, Object> latency =
                    ResultValues.map(variant, "requests", metric.substring(0, metric.length() - 4), "successes");
            values.percentile(text, latency, "p99", PLACE);
        } else if (!metric.isEmpty()) {
            Object value = ResultValues.valueAt(variant, "requests", "all", metric);
            values.shows(text, value, metric.equals("availability") ? "ratio" : "1", PLACE, metric);
        } else {
            double good = ResultValues.number(variant, "requests", "all", "good");
            double cost = ResultValues.number(variant, "cost", "total");
            switch (number.get("label").toString()) {
                case "cost" ->
                    values.shows(text, ResultValues.valueAt(variant, "cost", "per_hour"), "$/h", PLACE, "cost");
                case "no response" ->
                    values.shows(text, ResultValues.number(variant, "requests", "all", "overdue"), "1", PLACE, number);
                case "per million successful requests" ->
                    values.shows(text, good == 0 ? null : cost / good * 1e6, "$", PLACE, number);
                default -> {}
            }
        }
    }

    private void topology(Object topology, Map<String, Object> variant) {
        double seconds = ResultValues.seconds(variant);
        for (Object box : ResultValues.list(topology, "boxes")) {
            String name = ResultValues.valueAt(box, "name").toString();
            for (Object line : ResultValues.list(box, "lines")) {
                if (Boolean.TRUE.equals(ResultValues.valueAt(box, "users"))) {
                    users(line.toString(), ResultValues.map(variant, "requests", name), seconds);
                } else {
                    component(line.toString(), name, variant);
                }
            }
            Map<String, Object> nodes = ResultValues.map(variant, "components", name, "nodes");
            for (Object node : ResultValues.list(box, "nodes")) {
                Object own =
                        nodes.get(ResultValues.valueAt(node, "name").toString().split(" · ", 2)[0]);
                Object mean = ResultValues.valueAt(node, "mean");
                boolean right = mean == null
                        || ResultValues.map(own).values().stream()
                                .anyMatch(measure -> isRounded(mean, ResultValues.number(measure, "value")));
                values.expect(right, "topology", name, node);
            }
        }
        for (Object arrow : ResultValues.list(topology, "arrows")) {
            boolean right = ResultValues.list(variant, "edges").stream()
                    .filter(edge -> ResultValues.valueAt(edge, "caller").equals(ResultValues.valueAt(arrow, "from"))
                            && ResultValues.valueAt(edge, "callee").equals(ResultValues.valueAt(arrow, "to")))
                    .anyMatch(edge ->
                            isRounded(ResultValues.valueAt(arrow, "rate"), ResultValues.number(edge, "sent") / seconds)
                                    && isRounded(ResultValues.valueAt(arrow, "failed"), failed(edge)));
            values.expect(
                    right, "topology", "call", ResultValues.valueAt(arrow, "from"), ResultValues.valueAt(arrow, "to"));
        }
        title(ResultValues.valueAt(topology, "title").toString(), variant);
    }

    /** Returns whether a number of the page is a value, rounded to five significant digits. */
    private static boolean isRounded(Object number, double exact) {
        double digit = Math.pow(10, Math.floor(Math.log10(Math.abs(exact))) - 4);
        return Math.abs(((Number) number).doubleValue() - exact) <= digit / 2 * (1 + 1e-9);
    }

    private static double failed(Object edge) {
        double sent = ResultValues.number(edge, "sent");
        return sent == 0 ? 0 : Math.min(1, ResultValues.number(edge, "failed") / sent);
    }

    private void users(String line, Map<String, Object> request, double seconds) {
        if (line.endsWith(" ok")) {
            values.shows(line.replace(" ok", ""), request.get("availability"), "ratio", "topology", "users");
        } else if (!line.isEmpty()) {
            values.shows(line, ResultValues.number(request, "offered") / seconds, "1/s", "topology", "users");
        }
    }

    private void component(String line, String name, Map<String, Object> variant) {
        Matcher host = HOST.matcher(line);
        if (host.matches()) {
            values.component(host.group(1), "utilization", host.group(2), variant, "topology");
            return;
        }
        Map<String, Object> measures = ResultValues.map(variant, "components", name, "measures");
        boolean known = measures.entrySet().stream()
                .filter(one -> line.startsWith(one.getKey().replace('_', ' ') + " ") || line.startsWith("utilization "))
                .anyMatch(one -> DisplayedQuantity.shows(
                        line.replaceFirst(
                                "^(utilization|" + Pattern.quote(one.getKey().replace('_', ' ')) + ") ", ""),
                        ResultValues.valueAt(one.getValue(), "value"),
                        ResultValues.valueAt(one.getValue(), "unit").toString()));
        values.expect(known || STATE.matcher(line).matches(), "topology", name, line);
    }

    /** Checks the share of failed calls or requests, or the highest utilization, in the title of a topology. */
    private void title(String title, Map<String, Object> variant) {
        Matcher errors = Pattern.compile("([^ :]* %) errors|Highest error rate of calls: (.*)")
                .matcher(title);
        if (errors.find()) {
            String share = errors.group(1) == null ? errors.group(2) : errors.group(1);
            boolean ofCalls = ResultValues.list(variant, "edges").stream()
                    .anyMatch(edge -> DisplayedQuantity.shows(share, failed(edge), "ratio"));
            boolean ofRequests = ResultValues.map(variant, "requests").entrySet().stream()
                    .filter(request -> title.startsWith(request.getKey() + ": "))
                    .anyMatch(request -> DisplayedQuantity.shows(
                            share, 1 - ResultValues.number(request.getValue(), "availability"), "ratio"));
            values.expect(ofCalls || ofRequests, "topology", title);
        }
        Matcher busiest = Pattern.compile("; busiest: (.*) ([^ ]* %)$").matcher(title);
        if (busiest.find()) {
            values.component(busiest.group(1), "utilization", busiest.group(2), variant, "topology");
        }
    }
}
