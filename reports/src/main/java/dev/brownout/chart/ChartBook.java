package dev.brownout.chart;

import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.Series.Kind;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The charts of a result: those that the scenario asks for, then the usual ones for which there are numbers. */
public final class ChartBook {

    private ChartBook() {}

    /** Chooses the charts of a result; none is drawn yet. A chart without a single column is left out. */
    public static List<Chart> of(RunResult result) {
        return plans(result).stream()
                .map(plan -> new Chart(plan.slug(), Sketch.of(plan, result)))
                .toList();
    }

    /** The charts that the scenario asks for and the result has no column for, as written. */
    public static List<String> missing(RunResult result) {
        Map<String, Column> columns = columns(result);
        return result.charts().stream()
                .filter(chart -> requested(chart, columns, result).isEmpty())
                .toList();
    }

    static List<Plan> plans(RunResult result) {
        Map<String, Column> columns = columns(result);
        List<Plan> wanted = new ArrayList<>();
        result.charts().forEach(chart -> wanted.addAll(requested(chart, columns, result)));
        wanted.addAll(usual(columns, result));
        Map<String, Plan> plans = new LinkedHashMap<>();
        for (Plan plan : wanted) {
            boolean drawn =
                    plans.values().stream().anyMatch(other -> other.topic() == plan.topic() && same(other, plan));
            if (!drawn) {
                String slug = plan.slug();
                for (int copy = 2; plans.containsKey(slug); copy++) {
                    slug = plan.slug() + "-" + copy;
                }
                plans.put(
                        slug, new Plan(slug, plan.topic(), plan.subject(), plan.name(), plan.columns(), plan.labels()));
            }
        }
        return List.copyOf(plans.values());
    }

    private static Map<String, Column> columns(RunResult result) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            variant.series().columns().forEach(column -> columns.putIfAbsent(column.name(), column));
        }
        return columns;
    }

    private static List<Plan> requested(String chart, Map<String, Column> columns, RunResult result) {
        if (chart.contains(" vs ")) {
            List<Plan> plans = new ArrayList<>();
            for (String side : chart.split(" vs ")) {
                plans.addAll(requested(side, columns, result));
            }
            return plans;
        }
        if (chart.endsWith(".roles")) {
            String subject = chart.substring(0, chart.length() - ".roles".length());
            boolean known = result.variants().stream()
                    .flatMap(variant -> variant.roles().stream())
                    .anyMatch(span -> span.component().equals(subject));
            return known ? List.of(roles(subject)) : List.of();
        }
        Selection selection = Selection.of(chart, columns.keySet());
        if (selection.names().isEmpty()) {
            return List.of();
        }
        Column first = columns.get(selection.names().get(0));
        return List.of(plan(chart, Topic.of(first), selection));
    }

    private static List<Plan> usual(Map<String, Column> columns, RunResult result) {
        List<Plan> plans = new ArrayList<>();
        VariantResult first = result.variants().get(0);
        for (String request : first.requests().keySet()) {
            String stem = request.equals("all") ? "" : request + ".";
            add(plans, stem + "latency", Topic.LATENCY, columns);
        }
        add(plans, "availability", Topic.AVAILABILITY, columns);
        for (String request : first.requests().keySet()) {
            Selection counters = outcomes(request, columns);
            if (!request.equals("all") && !counters.names().isEmpty()) {
                plans.add(new Plan(
                        slug(request + " throughput"),
                        Topic.THROUGHPUT,
                        request,
                        "Failed requests of " + request,
                        counters.names(),
                        counters.labels()));
            }
        }
        for (String component : first.components().keySet()) {
            add(plans, component + ".hit_ratio", Topic.HIT_RATIO, columns);
            add(plans, component + ".utilization", Topic.UTILIZATION, columns);
            add(plans, component + ".queue", Topic.LEVEL, columns);
            add(plans, component + "/*.backlog", Topic.SPAN, columns);
        }
        result.variants().stream()
                .flatMap(variant -> variant.roles().stream())
                .map(VariantResult.RoleSpan::component)
                .distinct()
                .forEach(component -> plans.add(roles(component)));
        return plans;
    }

    private static void add(List<Plan> plans, String chart, Topic topic, Map<String, Column> columns) {
        Selection selection = Selection.of(chart, columns.keySet());
        if (!selection.names().isEmpty()) {
            plans.add(plan(chart, topic, selection));
        }
    }

    /** Offered, good, late and the outcomes of a class that occur at all. */
    private static Selection outcomes(String request, Map<String, Column> columns) {
        Selection selection = new Selection(request, new ArrayList<>(), new ArrayList<>());
        columns.forEach((name, column) -> {
            String metric = name.substring(Math.min(name.length(), request.length() + 1));
            boolean own = name.startsWith(request + ".") && column.kind() == Kind.COUNTER;
            if (own && (!metric.equals("failed") || !hasOutcomes(request, columns))) {
                selection.names().add(name);
                selection.labels().add(metric.replace('_', ' '));
            }
        });
        return selection;
    }

    private static boolean hasOutcomes(String request, Map<String, Column> columns) {
        List<String> common = List.of("offered", "good", "late", "failed");
        return columns.values().stream()
                .filter(column -> column.kind() == Kind.COUNTER)
                .map(Column::name)
                .anyMatch(name ->
                        name.startsWith(request + ".") && !common.contains(name.substring(request.length() + 1)));
    }

    private static boolean same(Plan one, Plan other) {
        return one.columns().equals(other.columns())
                && (!one.columns().isEmpty() || one.subject().equals(other.subject()));
    }

    private static Plan roles(String component) {
        String name = "Primary of " + component;
        return new Plan(slug(component + ".roles"), Topic.ROLES, component, name, List.of(), List.of());
    }

    private static Plan plan(String chart, Topic topic, Selection selection) {
        String metric = selection.metric();
        int dot = topic == Topic.LATENCY ? metric.indexOf('.', metric.indexOf('/') + 1) : metric.lastIndexOf('.');
        String selector = dot < 0 ? "" : metric.substring(0, dot);
        int slash = selector.indexOf("/");
        String of = selector.contains("*") ? selector.substring(0, slash) + " by node" : selector;
        String by = chart.contains(" by ") ? chart.substring(chart.indexOf(" by ")) : "";
        String what = topic == Topic.LATENCY ? "" : metric.substring(dot + 1).replace('_', ' ');
        String name = (what.isEmpty() ? "" : what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1))
                + (of.isEmpty() ? "" : " of " + of)
                + by;
        return new Plan(slug(chart), topic, selector, name, selection.names(), selection.labels());
    }

    private static String slug(String chart) {
        String slug = chart.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{Nd}]+", "-")
                .replaceAll("^-+|-+$", "");
        return slug.isEmpty() ? "chart" : slug;
    }
}
