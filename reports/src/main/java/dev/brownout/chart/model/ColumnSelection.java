package dev.brownout.chart.model;

import dev.brownout.result.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns selected by a chart expression of the scenario language: {@code page.latency}, {@code web/*.utilization},
 * {@code db.utilization by node}, {@code browse.latency by region}.
 *
 * @param metric metric, without the {@code by} clause
 * @param names column names, in the order of the result
 * @param labels labels that distinguish the columns
 */
public record ColumnSelection(String metric, List<String> names, List<String> labels) {

    private static final Pattern BY = Pattern.compile("(\\S+)\\s+by\\s+(region|node|component|cause)");
    private static final String LATENCY = "latency";

    /** Finds the columns of a chart expression. Empty if the result has no such column. */
    public static ColumnSelection of(String chart, Collection<String> columns) {
        Matcher byMatcher = BY.matcher(chart.strip());
        if (byMatcher.matches()) {
            return grouped(byMatcher.group(1), byMatcher.group(2), columns);
        }
        String metric = chart.strip();
        ColumnSelection selection = new ColumnSelection(metric, new ArrayList<>(), new ArrayList<>());
        if (metric.endsWith("." + LATENCY) || metric.equals(LATENCY)) {
            String stem = Series.columnOf(metric.substring(0, metric.length() - LATENCY.length()));
            Series.PERCENTILES.forEach(percentile -> selection.add(pattern(stem + percentile), percentile, columns));
        } else {
            selection.add(pattern(Series.columnOf(metric)), "", columns);
        }
        return selection;
    }

    private static ColumnSelection grouped(String metric, String grouping, Collection<String> columns) {
        ColumnSelection selection = new ColumnSelection(metric, new ArrayList<>(), new ArrayList<>());
        boolean latency = metric.endsWith("." + LATENCY) || metric.equals(LATENCY);
        String stem = latency ? metric.substring(0, metric.length() - LATENCY.length()) : metric;
        for (String suffix : latency ? Series.GROUPED_PERCENTILES : List.of("")) {
            String stat = latency ? suffix : "";
            for (Pattern pattern : patterns(Series.columnOf(stem + stat), grouping)) {
                selection.add(pattern, stat, columns);
            }
        }
        return selection;
    }

    private static List<Pattern> patterns(String metric, String grouping) {
        int dot = metric.indexOf('.');
        String selector = dot < 0 ? "" : Pattern.quote(metric.substring(0, dot));
        String rest = Pattern.quote(dot < 0 ? "." + metric : metric.substring(dot));
        return switch (grouping) {
            case "region" ->
                List.of(
                        Pattern.compile("region/([^./]+)\\." + Pattern.quote(metric)),
                        Pattern.compile(selector + "@([^./]+)" + rest));
            case "node" -> List.of(Pattern.compile(selector + "/([^.]+)" + rest));
            case "component" -> List.of(Pattern.compile("([^./@]+)" + rest));
            default -> List.of(Pattern.compile(Pattern.quote(metric) + "@([^.]+)"));
        };
    }

    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        for (String piece : glob.split("(?<=\\*)|(?=\\*)", -1)) {
            regex.append(piece.equals("*") ? "([^.]+)" : Pattern.quote(piece));
        }
        return Pattern.compile(regex.toString());
    }

    private void add(Pattern pattern, String stat, Collection<String> columns) {
        for (String column : columns) {
            Matcher matcher = pattern.matcher(column);
            if (matcher.matches() && !names.contains(column)) {
                names.add(column);
                labels.add(matcher.groupCount() == 0 ? (stat.isEmpty() ? column : stat) : label(column, matcher, stat));
            }
        }
    }

    private static String label(String column, Matcher matcher, String stat) {
        boolean region = column.startsWith("region/") || column.charAt(Math.max(0, matcher.start(1) - 1)) == '@';
        int end = column.indexOf('.', matcher.end(1));
        String selector = region || end < 0 ? matcher.group(1) : column.substring(0, end);
        return (selector + " " + stat).strip();
    }
}
