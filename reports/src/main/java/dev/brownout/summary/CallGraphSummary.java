package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.MARKDOWN;

import dev.brownout.format.QuantityFormat;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.EdgeResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.Block.Flow;
import dev.brownout.summary.Block.Title;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Call graphs of the measured part of a run. Variants with the same set of edges share the graph of the first of them.
 */
final class CallGraphSummary {
    private CallGraphSummary() {}

    static Part part(RunResult result) {
        Map<List<String>, List<VariantResult>> alike = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            if (!variant.edges().isEmpty()) {
                alike.computeIfAbsent(ways(variant), ways -> new ArrayList<>()).add(variant);
            }
        }
        Part part = Part.of("Who calls whom");
        for (List<VariantResult> group : alike.values()) {
            VariantResult first = group.get(0);
            String of = result.variants().size() == 1 ? "" : ": " + first.name();
            part = part.with(new Title(part.heading() + of), MARKDOWN).with(flow(first), MARKDOWN);
        }
        return part;
    }

    private static List<String> ways(VariantResult variant) {
        return variant.edges().stream()
                .map(edge -> (edge.users() ? "users of " : "") + edge.caller() + " -> " + edge.callee())
                .sorted()
                .toList();
    }

    private static Flow flow(VariantResult variant) {
        List<EdgeResult> edges = variant.edges().stream()
                .sorted(Comparator.comparing(EdgeResult::users).reversed())
                .toList();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<Flow.Box> boxes = new ArrayList<>();
        for (EdgeResult edge : edges) {
            if (edge.users() && numbers.putIfAbsent(users(edge.caller()), boxes.size()) == null) {
                boxes.add(new Flow.Box(true, List.of(edge.caller())));
            }
        }
        for (EdgeResult edge : edges) {
            for (String name : edge.users() ? List.of(edge.callee()) : List.of(edge.caller(), edge.callee())) {
                if (numbers.putIfAbsent(name, boxes.size()) == null) {
                    ComponentResult component = variant.components().get(name);
                    boxes.add(new Flow.Box(false, lines(name, component), on(component, variant)));
                }
            }
        }
        List<Flow.Arrow> arrows = edges.stream()
                .map(edge -> new Flow.Arrow(
                        numbers.get(edge.users() ? users(edge.caller()) : edge.caller()),
                        numbers.get(edge.callee()),
                        label(edge, variant.measuredSeconds())))
                .toList();
        return new Flow(boxes, arrows);
    }

    private static String on(ComponentResult component, VariantResult variant) {
        return component == null || component.host().isEmpty()
                ? ""
                : String.join(", ", lines(component.host(), variant.components().get(component.host())));
    }

    private static String users(String request) {
        return "users of " + request;
    }

    private static String label(EdgeResult edge, double seconds) {
        String rate = seconds > 0 ? QuantityFormat.of(edge.sent() / seconds, "1/s") : QuantityFormat.count(edge.sent());
        return edge.failed() == 0 || edge.sent() == 0
                ? rate
                : rate + ", " + QuantityFormat.percent(Math.min(1, (double) edge.failed() / edge.sent())) + " fail";
    }

    private static List<String> lines(String name, ComponentResult component) {
        List<String> lines = new ArrayList<>(List.of(name));
        if (component == null) {
            return lines;
        }
        int machines = component.nodes().size();
        String kind = component.kind().equals(name) ? "" : component.kind();
        String several = machines > 1 ? (kind.isEmpty() ? "" : ", ") + machines + " machines" : "";
        lines.add(kind + several);
        DisplayHints.As.UTILIZATION
                .among(component.measures())
                .map(measure -> component.measures().get(measure))
                .filter(busy -> !Double.isNaN(busy.value()))
                .ifPresent(busy -> lines.add(QuantityFormat.of(busy.value(), busy.unit()) + " busy"));
        lines.removeIf(String::isEmpty);
        return lines;
    }
}
