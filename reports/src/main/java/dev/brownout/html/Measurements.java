package dev.brownout.html;

import dev.brownout.result.Analysis;
import dev.brownout.result.CostResult;
import dev.brownout.result.Latency;
import dev.brownout.result.RequestResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Clock;
import dev.brownout.wording.Percentiles;
import dev.brownout.wording.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of the report: requests, components, writes, money, load against capacity, the audit. */
final class Measurements {

    private final RunResult result;
    private final Markup html;

    Measurements(RunResult result, Markup html) {
        this.result = result;
        this.html = html;
    }

    void write() {
        html.element("h2", "Numbers").line();
        requests();
        new ComponentTable(result, html).write();
        queues();
        writes();
        money();
        capacity();
        audit();
    }

    private void requests() {
        html.element("h3", "Requests").line();
        HtmlTable table = new HtmlTable(
                html,
                "llrrrrrrrr",
                "variant",
                "request",
                "offered",
                "failed",
                "available",
                "p50",
                "p95",
                "p99",
                "p99.9",
                "attempts");
        List<String> causes = new ArrayList<>();
        List<Latency> latencies = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            variant.requests().forEach((name, request) -> {
                table.row(
                        variant.name(),
                        name,
                        Quantity.count(request.offered()),
                        Quantity.count(request.failed()),
                        Quantity.percent(request.availability()),
                        Percentiles.p50(request.successes()),
                        Percentiles.p95(request.successes()),
                        Percentiles.p99(request.successes()),
                        Percentiles.p999(request.successes()),
                        Quantity.count(request.attempts()));
                latencies.add(request.successes());
                if (request.failed() > 0 && !name.equals("all")) {
                    causes.add(variant.name() + ", " + name + ": " + causes(request));
                }
            });
        }
        table.end();
        html.element("p", Percentiles.note(latencies, 0.999)).line();
        if (!causes.isEmpty()) {
            html.element("h3", "Failed requests by cause").open("ul").line();
            causes.forEach(cause -> html.element("li", cause, "dir", "auto").line());
            html.close("ul").line();
        }
    }

    private static String causes(RequestResult request) {
        return request.causes().entrySet().stream()
                .filter(cause -> cause.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(cause -> Quantity.count(cause.getValue()) + " "
                        + cause.getKey().replace('-', ' ').replace('_', ' ').replace("@", " at "))
                .collect(Collectors.joining(", "));
    }

    private void writes() {
        if (result.variants().stream().allMatch(variant -> variant.data().isEmpty())) {
            return;
        }
        html.element("h3", "Writes, over the whole run, warm-up included").line();
        HtmlTable table = new HtmlTable(
                html,
                "llrrrrrrr",
                "variant",
                "store",
                "acknowledged",
                "durable",
                "lost",
                "phantom",
                "duplicate",
                "stale reads",
                "two primaries");
        for (VariantResult variant : result.variants()) {
            variant.data()
                    .forEach((store, data) -> table.row(
                            variant.name(),
                            store,
                            Quantity.count(data.acknowledged()),
                            Quantity.count(data.durable()),
                            Quantity.count(data.lost()),
                            Quantity.count(data.phantom()),
                            Quantity.count(data.duplicate()),
                            Quantity.count(data.staleReads()),
                            Quantity.nanos(data.dualPrimaryNanos())));
        }
        table.end();
    }

    private void money() {
        List<VariantResult> priced = result.variants().stream()
                .filter(variant -> !variant.cost().components().isEmpty())
                .toList();
        if (priced.isEmpty()) {
            return;
        }
        html.element("h3", "Money").line();
        HtmlTable table = new HtmlTable(
                html, "lllrlrrr", "variant", "component", "item", "quantity", "unit", "price", "cost", "per hour");
        for (VariantResult variant : priced) {
            CostResult cost = variant.cost();
            cost.components()
                    .forEach((name, component) -> component
                            .items()
                            .forEach(item -> table.row(
                                    variant.name(),
                                    name,
                                    item.item().replace('_', ' '),
                                    Quantity.count(item.quantity()),
                                    item.unit(),
                                    Quantity.of(item.unitPrice(), "$"),
                                    Quantity.of(item.total(), "$"),
                                    "")));
            table.row(
                    variant.name(),
                    "all",
                    "",
                    "",
                    "",
                    "",
                    Quantity.of(cost.total(), "$"),
                    Quantity.of(cost.perHour(), "$/h"));
        }
        table.end();
        CostResult first = priced.get(0).cost();
        html.element("p", "Prices: " + first.title() + ", " + first.date()).line();
    }

    private void queues() {
        if (result.variants().stream()
                .allMatch(variant -> variant.analysis().queues().isEmpty())) {
            return;
        }
        html.element("h3", "Queues").line();
        HtmlTable table = new HtmlTable(
                html,
                "llrrrrrrrrr",
                "variant",
                "queue",
                "depth",
                "on paper",
                "deepest",
                "on paper",
                "oldest message",
                "mean time to the end of the work",
                "on paper",
                "longest",
                "on paper");
        result.variants()
                .forEach(variant -> variant.analysis()
                        .queues()
                        .forEach(queue -> table.row(
                                variant.name(),
                                queue.queue(),
                                Quantity.count(queue.measuredMeanDepth()),
                                Quantity.count(queue.meanDepth()),
                                Quantity.count(queue.measuredDeepest()),
                                Quantity.count(queue.deepest()),
                                Quantity.nanos(queue.measuredOldestNanos()),
                                Quantity.nanos(queue.measuredMeanNanos()),
                                Quantity.nanos(queue.meanNanos()),
                                Quantity.nanos(queue.measuredLongestNanos()),
                                Quantity.nanos(queue.longestNanos()))));
        table.end();
    }

    private void capacity() {
        if (result.variants().stream()
                .anyMatch(variant -> !variant.analysis().stations().isEmpty())) {
            stations();
        }
        result.variants()
                .forEach(variant -> variant.analysis()
                        .warnings()
                        .forEach(warning -> html.element("p", variant.name() + ": " + warning, "dir", "auto")));
    }

    private void stations() {
        html.element("h3", "Load against capacity").line();
        HtmlTable table = new HtmlTable(
                html,
                "llrrrrrrrl",
                "variant",
                "station",
                "from",
                "offered",
                "capacity",
                "ρ",
                "ρ measured",
                "mean",
                "mean measured",
                "formula");
        for (VariantResult variant : result.variants()) {
            for (Analysis.Station station : variant.analysis().stations()) {
                table.row(
                        variant.name(),
                        station.station(),
                        Clock.at(station.fromNanos()),
                        Quantity.of(station.offeredPerSecond(), "1/s"),
                        Quantity.of(station.capacityPerSecond(), "1/s"),
                        Quantity.count(station.utilization()),
                        Quantity.count(station.measuredUtilization()),
                        Quantity.nanos(station.meanNanos()),
                        Quantity.nanos(station.measuredMeanNanos()),
                        station.formula());
            }
        }
        table.end();
    }

    private void audit() {
        List<VariantResult> audited = result.variants().stream()
                .filter(variant -> !variant.audit().isEmpty())
                .toList();
        if (audited.isEmpty()) {
            return;
        }
        html.open("details").element("summary", "Audit: what must be equal").line();
        HtmlTable table = new HtmlTable(html, "llrrl", "variant", "identity", "left", "right", "");
        audited.forEach(variant -> variant.audit()
                .forEach(line -> table.row(
                        variant.name(),
                        line.name(),
                        Quantity.count(line.left()),
                        Quantity.count(line.right()),
                        judged(line))));
        table.end();
        html.close("details").line();
    }

    private static String judged(VariantResult.AuditLine line) {
        if (line.name().contains("<=")) {
            return line.left() <= line.right() ? "not more" : "MORE";
        }
        return line.left() == line.right() ? "equal" : "NOT EQUAL";
    }
}
