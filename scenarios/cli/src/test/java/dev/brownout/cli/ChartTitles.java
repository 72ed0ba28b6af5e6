package dev.brownout.cli;

import dev.brownout.chart.Chart;
import dev.brownout.chart.Chart.Line;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Slug;
import dev.brownout.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/** Holds the charts of a result against what is drawn in them. */
final class ChartTitles {
    /** How far a title says that something went. */
    private static final Pattern FAR = Pattern.compile("\\b(up|down) to ([0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?(?:/s)?"
            + "(?: (?:%|ns|μs|ms|s|min|h|d|[kMGTP]?B)(?!\\w))?(?: [0-9]+ (?:s|min)(?!\\w))?)");

    private static final double FLAT = 0.02;

    private ChartTitles() {}

    /** What is not as it should be, one sentence each. */
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

    /** Whether a line goes as far as is said, as one writes it by itself or beside other numbers. */
    private static boolean goes(Line line, long warmup, boolean most, String said) {
        DoubleStream values = DoubleStream.of(measured(line, warmup));
        double extreme = (most ? values.max() : values.min()).orElse(Double.NaN);
        String alone = QuantityFormat.of(extreme, line.unit());
        return alone.equals(said) || rounded(extreme, alone, said);
    }

    /** Whether a number is one of a unit, rounded to the decimals that it has. */
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

    /** Whether all lines together stay within two of a hundred of their highest value. */
    private static boolean flat(Chart chart, long warmup) {
        double[] all = chart.lines().stream()
                .flatMapToDouble(line -> DoubleStream.of(measured(line, warmup)))
                .toArray();
        double most = DoubleStream.of(all).max().orElse(0);
        return most - DoubleStream.of(all).min().orElse(0) < FLAT * most;
    }
}
