package dev.brownout.randomscenario;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Chart.Line;
import dev.brownout.displayed.DisplayedNumbers;
import dev.brownout.export.JunitXml;
import dev.brownout.export.Markdown;
import dev.brownout.export.TestRun;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.format.Slug;
import dev.brownout.html.Report;
import dev.brownout.html.RunView;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.RunOverview;
import dev.brownout.terminal.Summary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks chart titles, timeline texts and the numbers of all outputs of a result against its values. */
final class DisplayChecks {
    private static final String TIME = "([0-9:.]+(?: d)?)";
    /** Extreme value of a line in a chart title, with its time or that of the largest difference between variants. */
    private static final Pattern EXTREME = Pattern.compile(": (max|min) ([^,:·();]+?)(?: \\([^)]*\\))?(?: at " + TIME
            + "(?: \\([^)]*\\))?|; largest difference at " + TIME + ")$");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_TITLE = 70;
    private static final Pattern NUMBER = Pattern.compile("([0-9,]+)(?:\\.([0-9]+))?( ?[^ ]*)");
    private static final Map<String, Integer> NEEDED = Map.of("p95", 20, "p99", 100, "p99.9", 1000);

    private DisplayChecks() {}

    /**
     * Checks the outputs of a result.
     *
     * @param json the result as the command writes it
     */
    static void check(RunResult result, byte[] json) {
        ChartBook book = ChartBook.of(result);
        List<String> odd = new ArrayList<>(numbers(result, book, json));
        List<Chart> charts = book.charts();
        charts.forEach(chart -> title(chart, result, odd));
        for (VariantResult variant : result.variants()) {
            percentiles(variant, charts, odd);
            story(variant, odd);
        }
        if (!odd.isEmpty()) {
            throw new AssertionError("shown: " + odd.get(0) + " (" + odd.size() + " like it)");
        }
    }

    private static List<String> numbers(RunResult result, ChartBook book, byte[] json) {
        String page = RunView.json(result, book, Map.of());
        DisplayedNumbers displayed = new DisplayedNumbers(
                RunOverview.render(result, Options.plain(), 1),
                Summary.render(result, new Options(false, DisplayedNumbers.WIDE, false, List.of())),
                Report.render(result, ChartBook.EMPTY),
                Markdown.write(result),
                JunitXml.write(result, new TestRun("random", Map.of(), 1)),
                parse(page.getBytes(StandardCharsets.UTF_8)));
        return displayed.wrong(parse(json));
    }

    private static Map<String, Object> parse(byte[] json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static void title(Chart chart, RunResult result, List<String> odd) {
        String title = chart.title();
        long warmup = result.variants().get(0).run().warmupNanos();
        boolean data = false;
        for (Line line : chart.lines()) {
            for (int i = 0; i < line.values().size(); i++) {
                data |= line.starts().get(i) >= warmup && !line.values().get(i).isNaN();
                if (line.values().get(i).isInfinite()) {
                    odd.add(chart.slug() + " has a point beyond all bounds");
                }
            }
        }
        if (title.endsWith(": no data") && data) {
            odd.add(chart.slug() + " says that there is no data, and draws some: " + title);
        }
        if (title.length() > LONGEST_TITLE) {
            odd.add(chart.slug() + " has a title of " + title.length() + " characters: " + title);
        }
        Matcher extreme = EXTREME.matcher(title);
        while (extreme.find()) {
            String value = extreme.group(2);
            String place = extreme.group(3) == null ? "" : extreme.group(3);
            boolean least = extreme.group(1).equals("min");
            if (chart.lines().stream().noneMatch(line -> extreme(line, least, warmup, value, place, result))) {
                odd.add(chart.slug() + " has no line with such a value (" + value + " at " + place + "): " + title);
            }
        }
    }

    /** Returns whether a text states a value, formatted alone or with the decimals of its neighbours. */
    private static boolean statesValue(String words, double value, String unit) {
        String alone = QuantityFormat.format(value, unit);
        Matcher number = NUMBER.matcher(words);
        if (words.startsWith(alone) || !number.lookingAt() || !alone.endsWith(number.group(3))) {
            return words.startsWith(alone);
        }
        double of = switch (number.group(3).strip()) {
            case "%" -> 0.01;
            case "μs", "kB" -> 1e3;
            case "ms", "MB" -> 1e6;
            case "s", "GB" -> 1e9;
            default -> 1;
        };
        String decimals = number.group(2) == null ? "" : number.group(2);
        double stated = Double.parseDouble(number.group(1).replace(",", "") + "." + decimals + "0");
        return Math.abs(stated * of - value) <= 0.5001 * of / Math.pow(10, decimals.length());
    }

    /**
     * Returns whether the interval with the maximum or minimum of a line after the warm-up has the stated value and
     * time, if one is stated. The time may be that of a fault within the interval.
     */
    private static boolean extreme(
            Line line, boolean least, long warmup, String words, String place, RunResult result) {
        double best = Double.NaN;
        for (int i = 0; i < line.values().size(); i++) {
            double value = line.values().get(i);
            boolean counts = line.starts().get(i) >= warmup && !Double.isNaN(value);
            if (counts && (Double.isNaN(best) || (least ? value < best : value > best))) {
                best = value;
            }
        }
        for (int i = 0; i < line.values().size(); i++) {
            if (line.values().get(i) == best
                    && (place.isEmpty()
                            || SimulatedTimeFormat.at(line.starts().get(i)).equals(place)
                            || ofFault(place, result))) {
                return statesValue(words, best, line.unit());
            }
        }
        return false;
    }

    private static boolean ofFault(String place, RunResult result) {
        return result.variants().stream()
                .flatMap(variant -> variant.history().faults().stream())
                .anyMatch(fault -> SimulatedTimeFormat.at(fault.fromNanos()).equals(place));
    }

    /** Checks that no line shows a percentile for which an interval has too few responses. */
    private static void percentiles(VariantResult variant, List<Chart> all, List<String> odd) {
        for (String request : variant.requests().keySet()) {
            String slug = Slug.text(request + ".latency", "chart");
            List<Chart> charts =
                    all.stream().filter(chart -> chart.slug().equals(slug)).toList();
            double[] good = column(variant.series(), request + ".good");
            double[] late = column(variant.series(), request + ".late");
            double fewest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < Math.min(good.length, late.length); i++) {
                long start =
                        variant.series().startNanos() + i * variant.series().stepNanos();
                double answers = good[i] + late[i];
                fewest = answers > 0 && start >= variant.run().warmupNanos() ? Math.min(fewest, answers) : fewest;
            }
            for (Chart chart : charts) {
                for (Line line : chart.lines()) {
                    if (NEEDED.getOrDefault(line.label(), 0) > fewest) {
                        odd.add(slug + " draws " + line.label() + " of " + fewest + " answers");
                    }
                }
            }
        }
    }

    private static double[] column(Series series, String name) {
        return series.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .map(Series.Column::values)
                .orElse(new double[0]);
    }

    /**
     * Checks that breach texts agree with the verdicts of their assertions, and that circuit breaker texts name a node.
     */
    private static void story(VariantResult variant, List<String> odd) {
        for (TimelineEvent event : variant.history().timeline()) {
            SlaResult sla = variant.evaluation().sla().get(event.cause());
            String text = event.text().toString();
            if (event.what().equals("breach") && sla != null) {
                String verdict = switch (sla.verdict()) {
                    case PASS -> "; met over the whole window (";
                    case UNDECIDED -> " undecided ";
                    case FAIL, NO_DATA -> " violated ";
                };
                if (!text.contains(verdict)) {
                    odd.add(text + " is told of an assertion that ends as " + sla.verdict());
                }
            }
            if (event.what().startsWith("breaker-") && !namesMachine(event)) {
                odd.add(text + " names no machine");
            }
        }
    }

    /**
     * Returns whether the text of a circuit breaker event names its own node, a client node or the users, and the
     * callee if that is another component.
     */
    private static boolean namesMachine(TimelineEvent breaker) {
        String client = String.valueOf(breaker.data().get("client"));
        String callee = String.valueOf(breaker.data().get("callee"));
        boolean known = client.equals("users") || client.contains("/");
        boolean own = breaker.node().isEmpty() || client.endsWith("/" + breaker.node());
        String target = callee.isEmpty() || client.startsWith(callee + "/") ? "" : " to " + callee;
        return known && own && breaker.text().toString().contains(" of " + client + target + " is ");
    }
}
