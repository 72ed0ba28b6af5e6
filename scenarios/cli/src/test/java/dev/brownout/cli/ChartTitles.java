package dev.brownout.cli;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Chart.Line;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Slug;
import dev.brownout.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/** Checks chart titles of a result against the data of the charts. */
final class ChartTitles {
    /** Extreme value stated in a title. */
    private static final Pattern FAR = Pattern.compile("\\b(up|down) to ([0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?(?:/s)?"
            + "(?: (?:%|ns|μs|ms|s|min|h|d|[kMGTP]?B)(?!\\w))?(?: [0-9]+ (?:s|min)(?!\\w))?)");

    private static final double FLAT = 0.02;

    private ChartTitles() {}

    /** Returns the mismatches, one sentence each. */
    static List<String> wrong(RunResult result, List<Chart> charts) {
        List<String> asked = result.charts().stream()
                .flatMap(chart -> Pattern.compile(" vs ").splitAsStream(chart))
                .map(chart -> Slug.of(chart.strip(), "chart"))
                .toList();
        long warmup = result.variants().get(0).warmupNanos();
        List<String> wrong = new ArrayList<>();
        for (Chart chart : charts) {
            String title = chart.title();
            if (title.endsWith(": no data")
                    && chart.lines().stream().anyMatch(line -> measured(line, warmup).length > 0)) {
                wrong.add(chart.slug() + " draws data: " + title);
            }
            Matcher far = FAR.matcher(title);
            while (far.find()) {
                String value = far.group(2);
                boolean most = far.group(1).equals("up");
                if (chart.lines().stream().noneMatch(line -> goes(line, warmup, most, value))) {
                    wrong.add(chart.slug() + " draws nothing that goes to " + value + ": " + title);
                }
            }
            boolean drawn = chart.lines().stream().anyMatch(line -> measured(line, warmup).length > 0);
            if (drawn && !asked.contains(chart.slug()) && flat(chart, warmup)) {
                wrong.add(chart.slug() + " shows nothing that moves: " + title);
            }
        }
        return wrong;
    }

    private static double[] measured(Line line, long warmup) {
        DoubleStream.Builder values = DoubleStream.builder();
        for (int i = 0; i < line.values().size(); i++) {
            if (line.starts().get(i) >= warmup && !line.values().get(i).isNaN()) {
                values.add(line.values().get(i));
            }
        }
        return values.build().toArray();
    }

    /** Returns whether a line reaches the stated value, formatted alone or rounded as among other numbers. */
    private static boolean goes(Line line, long warmup, boolean most, String said) {
        DoubleStream values = DoubleStream.of(measured(line, warmup));
        double extreme = (most ? values.max() : values.min()).orElse(Double.NaN);
        String alone = QuantityFormat.of(extreme, line.unit());
        return alone.equals(said) || rounded(extreme, alone, said);
    }

    /** Returns whether a value equals the stated number of its unit after rounding to the decimals of that number. */
    private static boolean rounded(double extreme, String alone, String said) {
        Matcher number = Pattern.compile("([0-9,]+)(?:\\.([0-9]+))?(.*)").matcher(said);
        if (!number.matches() || !alone.endsWith(number.group(3)) || alone.matches(".* (min|h|d)( .*)?")) {
            return false;
        }
        int decimals = number.group(2) == null ? 0 : number.group(2).length();
        double value =
                Double.parseDouble(number.group(1).replace(",", "") + (decimals == 0 ? "" : "." + number.group(2)));
        double unit = switch (number.group(3).strip()) {
            case "%" -> 0.01;
            case "μs", "kB" -> 1e3;
            case "ms", "MB" -> 1e6;
            case "s", "GB" -> 1e9;
            default -> 1;
        };
        return Math.abs(value * unit - extreme) <= 0.5001 * unit / Math.pow(10, decimals);
    }

    /** Returns whether all values of a chart are within 2 % of the maximum. */
    private static boolean flat(Chart chart, long warmup) {
        double[] all = chart.lines().stream()
                .flatMapToDouble(line -> DoubleStream.of(measured(line, warmup)))
                .toArray();
        double most = DoubleStream.of(all).max().orElse(0);
        return most - DoubleStream.of(all).min().orElse(0) < FLAT * most;
    }
}
