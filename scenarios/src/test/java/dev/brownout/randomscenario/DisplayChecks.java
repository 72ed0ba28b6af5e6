package dev.brownout.randomscenario;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Chart.Line;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.format.Slug;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks chart titles and timeline texts of a result against its values. */
final class DisplayChecks {
    /** Extreme value of a line in a chart title, with its time. */
    private static final Pattern STEP =
            Pattern.compile("\\b(highest|lowest|worst step:?|peaked at|at most:) ([^,:·()]+?)"
                    + "(?: \\([^)]*\\))? at (\\S+?)(?=[, ]|$)");

    /** Maximum or minimum in a chart title, such as {@code up to 5 ms}. */
    private static final Pattern FAR = Pattern.compile("\\b(up|down) to ([0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?(?:/s)?"
            + "(?: (?:%|ns|μs|ms|s|min|[kMGTP]?B)(?!\\w))?(?: [0-9]+ s(?!\\w))?)");

    private static final Pattern NUMBER = Pattern.compile("([0-9,]+)(?:\\.([0-9]+))?( ?[^ ]*)");
    private static final Pattern ALL = Pattern.compile("in (all \\d+|both) variants");
    private static final Map<String, Integer> NEEDED = Map.of("p95", 20, "p99", 100, "p99.9", 1000);

    private DisplayChecks() {}

    static void check(RunResult result) {
        List<String> odd = new ArrayList<>();
        List<Chart> charts = ChartBook.of(result).charts();
        charts.forEach(chart -> title(chart, result, odd));
        for (VariantResult variant : result.variants()) {
            percentiles(variant, charts, odd);
            story(variant, odd);
        }
        if (!odd.isEmpty()) {
            throw new AssertionError("shown: " + odd.get(0) + " (" + odd.size() + " like it)");
        }
    }

    private static void title(Chart chart, RunResult result, List<String> odd) {
        String title = chart.title();
        long warmup = result.variants().get(0).warmupNanos();
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
        Matcher step = STEP.matcher(title);
        while (step.find()) {
            String value = step.group(2);
            String at = step.group(3);
            boolean least = step.group(1).equals("lowest");
            if (chart.lines().stream().noneMatch(line -> extreme(line, least, warmup, value, at))) {
                odd.add(chart.slug() + " has no line with such a step (" + value + " at " + at + "): " + title);
            }
        }
        Matcher far = FAR.matcher(title);
        while (far.find()) {
            String value = far.group(2);
            boolean least = far.group(1).equals("down");
            if (chart.lines().stream().noneMatch(line -> says(value, extreme(line, least, warmup), line.unit()))) {
                odd.add(chart.slug() + " has no line that goes to " + value + ": " + title);
            }
        }
        List<String> variants =
                result.variants().stream().map(VariantResult::name).toList();
        if (ALL.matcher(title).find() && apart(chart, warmup, variants)) {
            odd.add(chart.slug() + " says that all variants are alike, and draws them apart: " + title);
        }
    }

    /** Returns the maximum or minimum of a line after the warm-up. */
    private static double extreme(Line line, boolean least, long warmup) {
        double best = Double.NaN;
        for (int i = 0; i < line.values().size(); i++) {
            double value = line.values().get(i);
            boolean counts = line.starts().get(i) >= warmup && !Double.isNaN(value);
            best = counts && !(least ? value >= best : value <= best) ? value : best;
        }
        return best;
    }

    /** Returns whether a text states a value, formatted alone or with the decimals of its neighbours. */
    private static boolean says(String words, double value, String unit) {
        String alone = QuantityFormat.of(value, unit);
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
        double said = Double.parseDouble(number.group(1).replace(",", "") + "." + decimals + "0");
        return Math.abs(said * of - value) <= 0.5001 * of / Math.pow(10, decimals.length());
    }

    /**
     * Returns whether the interval with the maximum or minimum of a line after the warm-up has the stated value and
     * time.
     */
    private static boolean extreme(Line line, boolean least, long warmup, String words, String at) {
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
                    && SimulatedTimeFormat.at(line.starts().get(i)).equals(at)) {
                return says(words, best, line.unit());
            }
        }
        return false;
    }

    /**
     * Returns whether two lines with the same label, or those of two variants in one panel, visibly differ by more than
     * a factor of 2.
     */
    private static boolean apart(Chart chart, long warmup, List<String> variants) {
        List<Line> lines = chart.lines();
        boolean overlaid = lines.stream().allMatch(line -> variants.contains(line.label()));
        double most = lines.stream()
                .flatMap(line -> line.values().stream())
                .filter(value -> !value.isNaN())
                .max(Double::compare)
                .orElse(0.0);
        for (Line one : lines) {
            for (Line other : lines) {
                for (int i = 0; i < Math.min(one.values().size(), other.values().size()); i++) {
                    boolean counts = one.starts().get(i) >= warmup
                            && (overlaid || one.label().equals(other.label()));
                    double high = one.values().get(i);
                    double low = other.values().get(i);
                    if (counts && high > 2.01 * low && high - low > 0.11 * most) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Checks that no line shows a percentile for which an interval has too few responses. */
    private static void percentiles(VariantResult variant, List<Chart> all, List<String> odd) {
        for (String request : variant.requests().keySet()) {
            String slug = Slug.of(request + ".latency", "chart");
            List<Chart> charts =
                    all.stream().filter(chart -> chart.slug().equals(slug)).toList();
            double[] good = column(variant.series(), request + ".good");
            double[] late = column(variant.series(), request + ".late");
            double fewest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < Math.min(good.length, late.length); i++) {
                long start =
                        variant.series().startNanos() + i * variant.series().stepNanos();
                double answers = good[i] + late[i];
                fewest = answers > 0 && start >= variant.warmupNanos() ? Math.min(fewest, answers) : fewest;
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
        for (TimelineEvent happening : variant.timeline()) {
            SlaResult sla = variant.sla().get(happening.cause());
            String text = happening.text();
            if (happening.what().equals("breach") && sla != null) {
                boolean holds = sla.verdict() == SlaResult.Verdict.PASS;
                if (holds == text.contains(" violated ") || holds != text.contains("met over the whole window")) {
                    odd.add(text + " is told of an assertion that ends as " + sla.verdict());
                }
            }
            if (happening.what().startsWith("breaker-") && !namesMachine(happening)) {
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
        return known && own && breaker.text().contains(" of " + client + target + " is ");
    }
}
