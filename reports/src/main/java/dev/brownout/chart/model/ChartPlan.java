package dev.brownout.chart.model;

import dev.brownout.format.Sentences;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Specification of a chart to draw.
 *
 * @param slug file name without extension
 * @param kind kind of the chart
 * @param subject request class or component of the chart; empty for the whole system
 * @param name first words of the title, such as {@code Hit ratio of cache}
 * @param sentence description of the values, from the documentation of the measure; empty if there is none
 * @param columns names of the columns to draw, in order
 * @param labels labels of the columns
 */
public record ChartPlan(
        String slug,
        ChartKind kind,
        String subject,
        String name,
        String sentence,
        List<String> columns,
        List<String> labels) {
    private static final Pattern LATENCY = Pattern.compile("(?:(.+)\\.)?(?:latency|mean|max|p\\d+(?:\\.\\d+)?)");
    /** Selector of several parts: the owner and the parts. */
    private static final Pattern PARTS = Pattern.compile("([^*]*)/([^/]*\\*.*)");
    /** Placeholder of the owner in the title of a measure. */
    private static final String OWNER = "{}";

    private static final String OF = " of ";
    /** Word between a metric and the parts of a chart. */
    private static final String BY = " by ";

    /** Metrics of successes and of nodes that work. */
    private static final Set<String> MORE_IS_BETTER =
            Set.of("good", "ok", "throughput", "revenue", "healthy", "up", "enough");

    /** Copies the lists. */
    public ChartPlan {
        columns = List.copyOf(columns);
        labels = List.copyOf(labels);
    }

    /** Creates a plan without a description of the values. */
    public ChartPlan(
            String slug, ChartKind topic, String subject, String name, List<String> columns, List<String> labels) {
        this(slug, topic, subject, name, "", columns, labels);
    }

    /**
     * Creates the plan of a requested or default chart.
     *
     * @param chart expression as written in a scenario
     * @param first first of the columns
     */
    public static ChartPlan of(String slug, String chart, ChartKind topic, ColumnSelection selection, Column first) {
        String metric = selection.metric();
        Matcher latency = LATENCY.matcher(metric);
        boolean users = topic == ChartKind.LATENCY && latency.matches();
        int dot = metric.lastIndexOf('.');
        String selector =
                !users ? metric.substring(0, Math.max(0, dot)) : latency.group(1) == null ? "all" : latency.group(1);
        String noun = users ? "" : metric.substring(dot + 1).replace('_', ' ');
        int factor = chart.indexOf(BY);
        String grouping = factor < 0
                ? ""
                : Messages.text("chart.by_part", SentenceTranslation.text(chart.substring(factor + BY.length())));
        String name = name(topic, selector, noun, first) + grouping;
        String sentence = topic.axis().isEmpty()
                ? sentence(SentenceTranslation.marked(first.showing().words().sentence()))
                : "";
        return new ChartPlan(slug, topic, selector, name, sentence, selection.names(), selection.labels());
    }

    private static String name(ChartKind topic, String selector, String noun, Column first) {
        DisplayHints.Words words = first.showing().words();
        Matcher parts = PARTS.matcher(selector);
        boolean several = parts.matches();
        String owner = several ? parts.group(1) : selector;
        String each = !several ? "" : owner.contains("/") ? among(words.each()) : Messages.text("chart.by_node");
        String title = owner.isEmpty() ? words.title().replace(OF + OWNER, "") : words.title();
        boolean titled = topic != ChartKind.LOAD
                && !noun.isEmpty()
                && !title.isEmpty()
                && !(owner.isEmpty() && title.contains(OWNER));
        if (titled) {
            return SentenceTranslation.text(title).replace(OWNER, owner) + each;
        }
        return Messages.text(
                        "chart.metric",
                        Sentences.capitalized(SentenceTranslation.text(noun)),
                        owner.isEmpty() ? "" : joint(topic, first),
                        owner)
                + each;
    }

    private static String among(String part) {
        return part.isEmpty()
                ? Messages.text("chart.one_by_one")
                : Messages.text("chart.by_part", SentenceTranslation.text(part));
    }

    /** Returns the words between a quantity, such as {@code Lost}, and its owner. */
    private static String joint(ChartKind topic, Column first) {
        boolean events = (topic == ChartKind.COUNT || topic == ChartKind.DAMAGE)
                && first.unit().equals("1");
        boolean component = !first.component().isEmpty();
        return !events || !component && !OutcomeAreaChart.part(first) ? OF : component ? " at " : " requests of ";
    }

    /**
     * Returns the first clause of a description for use after other words: without the period, without the note on time
     * weighting, and in lower case.
     */
    private static String sentence(String doc) {
        String first = doc.split("[.;] ", 2)[0].replace(", time-weighted", "");
        String text = first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
        boolean word = text.length() > 1 && Character.isLowerCase(text.charAt(1));
        return word ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
    }

    /**
     * Returns whether larger values are better, so that the smallest one is the notable one. Assertions on the metric
     * decide, if there are any.
     */
    public boolean moreIsBetter(List<VariantResult> variants) {
        Set<Boolean> asserted = variants.stream()
                .flatMap(variant -> variant.evaluation().sla().values().stream())
                .filter(sla -> columns.contains(sla.column())
                        && (sla.comparison().startsWith(">") || sla.comparison().startsWith("<")))
                .map(sla -> sla.comparison().startsWith(">"))
                .collect(Collectors.toSet());
        return asserted.size() == 1 ? asserted.contains(true) : isShareOfSuccesses();
    }

    private boolean isShareOfSuccesses() {
        return kind == ChartKind.AVAILABILITY
                || kind == ChartKind.HIT_RATIO
                || columns.stream()
                        .anyMatch(column -> MORE_IS_BETTER.contains(column.substring(column.lastIndexOf('.') + 1)));
    }

    /** Returns this plan with another file name. */
    public ChartPlan filed(String other) {
        return new ChartPlan(other, kind, subject, name, sentence, columns, labels);
    }

    /** Returns this plan with other columns and labels. */
    public ChartPlan of(List<String> others, List<String> called) {
        return new ChartPlan(slug, kind, subject, name, sentence, others, called);
    }

    /** Returns this plan without p95 and p99.9 if it also shows p50 and p99, for small panels. */
    public ChartPlan withFewerPercentiles() {
        if (!labels.containsAll(List.of("p50", "p99"))) {
            return this;
        }
        List<Integer> kept = IntStream.range(0, columns.size())
                .filter(i -> !labels.get(i).equals("p95") && !labels.get(i).equals("p99.9"))
                .boxed()
                .toList();
        return of(
                kept.stream().map(columns::get).toList(),
                kept.stream().map(labels::get).toList());
    }
}
