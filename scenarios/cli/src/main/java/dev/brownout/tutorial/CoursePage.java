package dev.brownout.tutorial;

import dev.brownout.chart.draw.Chart;
import dev.brownout.format.QuantityFormat;
import dev.brownout.result.PredictResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.translation.TextLanguage;
import dev.brownout.tutorial.Ladder.Rung;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Documentation pages of the course in Markdown: for each step a page with the question, plan, analytical predictions,
 * chart, measurements and lesson.
 */
public final class CoursePage {
    /** Path of the index, which is written by hand, relative to the folder of the documentation. */
    private static final String INDEX = "course.md";

    /** Folder of the pages of the steps and of the charts, relative to the folder of the documentation. */
    public static final String STEPS = "course";

    private static final Pattern PART = Pattern.compile("((?:new: )?|fault: (?=at ))((?<=fault: ).*|[^:(]*[^:( ])(.*)");

    private StringBuilder text = new StringBuilder();
    private final Map<String, String> pages = new LinkedHashMap<>();
    private final Map<String, String> charts = new LinkedHashMap<>();

    private CoursePage() {}

    /**
     * Pages and their charts.
     *
     * @param pages Markdown texts by their paths relative to the folder of the documentation
     * @param charts SVG documents by file name
     */
    public record RenderedPage(Map<String, String> pages, Map<String, String> charts) {
        /** Copies both to unmodifiable maps in the same order. */
        public RenderedPage {
            pages = Collections.unmodifiableMap(new LinkedHashMap<>(pages));
            charts = Collections.unmodifiableMap(new LinkedHashMap<>(charts));
        }
    }

    /** Writes the pages from the results of steps. */
    public static RenderedPage write(List<CourseRun> runs) {
        CoursePage page = new CoursePage();
        runs.forEach(page::step);
        return new RenderedPage(page.pages, page.charts);
    }

    private static String path(Rung rung) {
        return STEPS + "/" + rung.shortName() + ".md";
    }

    private static String heading(Rung rung) {
        return rung.number() + ". " + rung.file().title();
    }

    private void step(CourseRun run) {
        Rung rung = run.rung();
        RunResult result = run.result();
        text = new StringBuilder("# ")
                .append(heading(rung))
                .append("\n\n**")
                .append(result.question())
                .append("**\n\n```\n");
        CallLines.lines(rung.file().variants().get(0).scenario())
                .forEach(line -> text.append(line).append('\n'));
        text.append("```\n\n");
        rung.before()
                .ifPresentOrElse(
                        before -> text.append("Changes since the previous step:\n\n"),
                        () -> text.append("Design:\n\n"));
        (rung.before().isPresent() ? rung.planDifferences(TextLanguage.en) : rung.plan(TextLanguage.en))
                .forEach(line -> text.append("- ").append(marked(line)).append('\n'));
        predictions(result);
        Chart chart = run.chart();
        String file = rung.shortName() + ".svg";
        charts.put(file, chart.svg());
        text.append("\n![").append(chart.title()).append("](" + file + ")\n");
        assertions(result);
        text.append("\n")
                .append(result.lesson())
                .append("\n\n`brownout run ")
                .append(rung.name())
                .append(" --out out` draws all charts; [")
                .append(rung.name())
                .append(".yaml](../../scenarios/library/")
                .append(rung.name())
                .append(".yaml) is the scenario.\n\n<!-- include ../../scenarios/library/")
                .append(rung.name())
                .append(".yaml -->\n\nA step of [the course](../" + INDEX + ").\n");
        pages.put(path(rung), text.toString());
    }

    /** Returns a line about a part of the plan, with the name of the part formatted as code. */
    private static String marked(String line) {
        Matcher named = PART.matcher(line);
        return named.matches() ? named.replaceFirst("$1`$2`$3") : line;
    }

    private void predictions(RunResult result) {
        table(List.of("analytical estimate", "metric", "predicted", "measured", "error"));
        for (Map.Entry<String, PredictResult> entry :
                result.variants().get(0).evaluation().predict().entrySet()) {
            PredictResult each = entry.getValue();
            row(List.of(
                    entry.getKey(),
                    "`" + each.expression().replaceFirst("\\s*~.*?[+]/-\\s*\\S+", "") + "`",
                    QuantityFormat.format(each.predicted(), each.unit()),
                    QuantityFormat.format(each.measured(), each.unit()),
                    Double.isNaN(each.error()) ? "" : QuantityFormat.signedPercent(each.error())));
        }
    }

    private void assertions(RunResult result) {
        List<String> head = new ArrayList<>(List.of("measured"));
        result.variants().forEach(variant -> head.add(variant.name()));
        table(head);
        Map<String, String> expressions = new LinkedHashMap<>();
        result.variants()
                .forEach(variant -> variant.evaluation()
                        .sla()
                        .forEach((name, sla) -> expressions.putIfAbsent(name, sla.expression())));
        expressions.forEach((name, expression) -> {
            List<String> row = new ArrayList<>(List.of(name + ": `" + expression + "`"));
            result.variants()
                    .forEach(variant -> row.add(cell(variant.evaluation().sla().get(name))));
            row(row);
        });
    }

    private static String cell(SlaResult sla) {
        String mark = switch (sla.verdict()) {
            case PASS -> " ✓";
            case FAIL, NO_DATA -> " ✗";
            case UNDECIDED -> " ?";
        };
        return QuantityFormat.format(sla.value(), sla.unit()) + mark;
    }

    private void table(List<String> head) {
        text.append('\n');
        row(head);
        row(Collections.nCopies(head.size(), "---"));
    }

    private void row(List<String> cells) {
        text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }
}
