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
 * Call graphs of the measured part of a run. Variants with the same edges share one graph. Its rates are those of the
 * first variant of the group.
 */
final class CallGraphSummary {
    private CallGraphSummary() {}

    static Part part(RunResult result) {
        Map<List<String>, List<VariantResult>> variantsByEdges = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            if (!variant.edges().isEmpty()) {
                variantsByEdges
                        .computeIfAbsent(edgeNames(variant), key -> new ArrayList<>())
                        .add(variant);
            }
        }
        Part part = Part.of("Call graph");
        for (List<VariantResult> group : variantsByEdges.values()) {
            VariantResult first = group.get(0);
            String variantSuffix = result.variants().size() == 1 ? "" : ": " + first.name();
            part = part.with(new Title(part.heading() + variantSuffix), MARKDOWN)
                    .with(flow(first), MARKDOWN);
        }
        return part;
    }

    private static List<String> edgeNames(VariantResult variant) {
        return variant.edges().stream()
                .map(edge -> (edge.users() ? "users of " : "") + edge.caller() + " -> " + edge.callee())
                .sorted()
                .toList();
    }

    private static Flow flow(VariantResult variant) {
        List<EdgeResult> edges = variant.edges().stream()
                .sorted(Comparator.comparing(EdgeResult::users).reversed())
                .toList();
        Map<String, Integer> boxIndexes = new LinkedHashMap<>();
        List<Flow.Box> boxes = new ArrayList<>();
        for (EdgeResult edge : edges) {
            if (edge.users() && boxIndexes.putIfAbsent(usersKey(edge.caller()), boxes.size()) == null) {
                boxes.add(new Flow.Box(true, List.of(edge.caller())));
            }
        }
        for (EdgeResult edge : edges) {
            for (String name : edge.users() ? List.of(edge.callee()) : List.of(edge.caller(), edge.callee())) {
                if (boxIndexes.putIfAbsent(name, boxes.size()) == null) {
                    ComponentResult component = variant.components().get(name);
                    boxes.add(new Flow.Box(false, boxLines(name, component), hostText(component, variant)));
                }
            }
        }
        List<Flow.Arrow> arrows = edges.stream()
                .map(edge -> new Flow.Arrow(
                        boxIndexes.get(edge.users() ? usersKey(edge.caller()) : edge.caller()),
                        boxIndexes.get(edge.callee()),
                        label(edge, variant.run().measuredSeconds())))
                .toList();
        return new Flow(boxes, arrows);
    }

    private static String hostText(ComponentResult component, VariantResult variant) {
        return component == null || component.host().isEmpty()
                ? ""
                : String.join(
                        ", ", boxLines(component.host(), variant.components().get(component.host())));
    }

    private static String usersKey(String request) {
        return "users of " + request;
    }

    private static String label(EdgeResult edge, double seconds) {
        String rate =
                seconds > 0 ? QuantityFormat.format(edge.sent() / seconds, "1/s") : QuantityFormat.count(edge.sent());
        double failed = edge.failedShare();
        return failed == 0 ? rate : rate + ", " + QuantityFormat.percent(failed) + " fail";
    }

    private static List<String> boxLines(String name, ComponentResult component) {
        List<String> lines = new ArrayList<>(List.of(name));
        if (component == null) {
            return lines;
        }
        int nodes = component.nodes().size();
        String kind = component.kind().equals(name) ? "" : component.kind();
        String nodesText = nodes > 1 ? (kind.isEmpty() ? "" : ", ") + nodes + " nodes" : "";
        lines.add(kind + nodesText);
        DisplayHints.As.UTILIZATION
                .firstOf(component.measures())
                .map(measure -> component.measures().get(measure))
                .filter(busyShare -> !Double.isNaN(busyShare.value()))
                .ifPresent(busyShare ->
                        lines.add("utilization " + QuantityFormat.format(busyShare.value(), busyShare.unit())));
        lines.removeIf(String::isEmpty);
        return lines;
    }
}
