package dev.brownout.cli;

import dev.brownout.chart.answer.AnswerChart;
import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Chart.Line;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Slug;
import dev.brownout.result.RunResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/** Checks chart titles of a result against the data of the charts. */
final class ChartTitles {
    private static final int LONGEST = 70;
    private static final int MOST_NUMBERS = 2;

    private static final String VALUE = "[0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?(?:/s)?"
            + "(?: (?:%|ns|μs|ms|s|min|h|d|[kMGTP]?B(?:/s)?)(?!\\w))?(?: [0-9]+ (?:s|min)(?!\\w))?";
    /** Range of the values of other variants, which counts as one number. */
    private static final Pattern RANGE =
            Pattern.compile(", others (\\$?" + VALUE + ")(?:/h)? to (\\$?" + VALUE + ")(?:/h)?");
    /** Extreme values stated in a title: one, and those of other variants. */
    private static final Pattern EXTREME = Pattern.compile(
            ": (max|min) (" + VALUE + ")(?: \\([^()]*\\))?(?:,(?: others)? (" + VALUE + ")(?: to (" + VALUE + "))?)?");
    /** Number with its unit, or a time. */
    private static final Pattern NUMBER = Pattern.compile("\\d+:\\d\\d(?::\\d\\d)?|\\$?" + VALUE + "x?");
    /** Words with digits that are no numbers of the chart: percentiles, nodes, and numbers of variants. */
    private static final Pattern WORDS = Pattern.compile(
            "above 1 %|\\bp\\d+(?:\\.\\d+)?|[\\w-]+(?:[/@][\\w-]+)+|\\d+ (?:of \\d+ )?(?:others|variants)");

    private static final double FLAT = 0.02;

    private ChartTitles() {}

    /** Returns the mismatches, one sentence each. */
    static List<String> wrong(RunResult result, List<Chart> charts) {
        List<String> requested = result.charts().stream()
                .flatMap(chart -> Pattern.compile(" vs ").splitAsStream(chart))
                .map(chart -> Slug.text(chart.strip(), "chart"))
                .toList();
        long warmup = result.variants().get(0).run().warmupNanos();
        List<String> wrong = new ArrayList<>();
        for (Chart chart : charts) {
            String title = chart.title();
            if (title.endsWith(": no data")
                    && chart.lines().stream().anyMatch(line -> measure(line, warmup).length > 0)) {
                wrong.add(chart.slug() + " draws data: " + title);
            }
            Matcher extreme = EXTREME.matcher(title);
            while (extreme.find()) {
                boolean most = extreme.group(1).equals("max");
                for (String value : Arrays.asList(extreme.group(2), extreme.group(3), extreme.group(4))) {
                    if (value != null
                            && chart.lines().stream().noneMatch(line -> reachesValue(line, warmup, most, value))) {
                        wrong.add(chart.slug() + " draws nothing that goes to " + value + ": " + title);
                    }
                }
            }
            wrong.addAll(tooLong(chart, result));
            boolean drawn = chart.lines().stream().anyMatch(line -> measure(line, warmup).length > 0);
            if (drawn && !requested.contains(chart.slug()) && flat(chart, warmup)) {
                wrong.add(chart.slug() + " shows nothing that moves: " + title);
            }
        }
        return wrong;
    }

    /** Returns a sentence if a title is too long, or has too many numbers besides names. */
    private static List<String> tooLong(Chart chart, RunResult result) {
        String title = chart.title();
        if (title.length() > LONGEST || title.contains("\n")) {
            return List.of(chart.slug() + " has a title of " + title.length() + " characters: " + title);
        }
        String unnamed = WORDS.matcher(
                        RANGE.matcher(title.substring(subject(chart))).replaceAll(", others 1"))
                .replaceAll("");
        for (String name : names(result)) {
            unnamed = unnamed.replace(name, "");
        }
        long numbers = NUMBER.matcher(unnamed).results().count();
        return numbers <= MOST_NUMBERS
                ? List.of()
                : List.of(chart.slug() + " has " + numbers + " numbers in its title: " + title);
    }

    /** Returns the length of the subject in an answer title. It is a metric, and its window can have numbers. */
    private static int subject(Chart chart) {
        boolean ofAnswer = chart.slug().equals(AnswerChart.SLUG);
        return ofAnswer ? Math.max(0, chart.title().indexOf(": ")) : 0;
    }

    /** Returns the names in a result, the longest first. */
    private static List<String> names(RunResult result) {
        Set<String> names = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        result.variants().forEach(variant -> {
            names.add(variant.name());
            names.addAll(variant.requests().keySet());
            names.addAll(variant.components().keySet());
            names.addAll(variant.evaluation().sla().keySet());
        });
        return List.copyOf(names);
    }

    private static double[] measure(Line line, long warmup) {
        DoubleStream.Builder values = DoubleStream.builder();
        for (int i = 0; i < line.values().size(); i++) {
            if (line.starts().get(i) >= warmup && !line.values().get(i).isNaN()) {
                values.add(line.values().get(i));
            }
        }
        return values.build().toArray();
    }

    /** Returns whether a line reaches the stated value, formatted alone or rounded as among other numbers. */
    private static boolean reachesValue(Line line, long warmup, boolean most, String text) {
        DoubleStream values = DoubleStream.of(measure(line, warmup));
        double extreme = (most ? values.max() : values.min()).orElse(Double.NaN);
        String alone = QuantityFormat.format(extreme, line.unit());
        return alone.equals(text) || isRounded(extreme, alone, text);
    }

    /** Returns whether a value equals the stated number of its unit after rounding to the decimals of that number. */
    private static boolean isRounded(double extreme, String alone, String text) {
        Matcher number = Pattern.compile("([0-9,]+)(?:\\.([0-9]+))?(.*)").matcher(text);
        if (!number.matches() || !alone.endsWith(number.group(3)) || alone.matches(".* (min|h|d)( .*)?")) {
            return false;
        }
        int decimals = number.group(2) == null ? 0 : number.group(2).length();
        double value =
                Double.parseDouble(number.group(1).replace(",", "") + (decimals == 0 ? "" : "." + number.group(2)));
        double unit = switch (number.group(3).strip()) {
            case "%" -> 0.01;
            case "μs", "kB", "kB/s" -> 1e3;
            case "ms", "MB", "MB/s" -> 1e6;
            case "s", "GB", "GB/s" -> 1e9;
            default -> 1;
        };
        return Math.abs(value * unit - extreme) <= 0.5001 * unit / Math.pow(10, decimals);
    }

    /** Returns whether all values of a chart are within 2 % of the maximum. */
    private static boolean flat(Chart chart, long warmup) {
        double[] all = chart.lines().stream()
                .flatMapToDouble(line -> DoubleStream.of(measure(line, warmup)))
                .toArray();
        double most = DoubleStream.of(all).max().orElse(0);
        return most - DoubleStream.of(all).min().orElse(0) < FLAT * most;
    }
}
