package dev.brownout.experiment.frontier;

import dev.brownout.chart.draw.Chart;
import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.frontier.ParetoFrontier.Entry;
import dev.brownout.experiment.frontier.ParetoFrontier.Position;
import dev.brownout.export.Dataset;
import dev.brownout.format.MetricUnit;
import dev.brownout.format.QuantityFormat;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Part;
import dev.brownout.summary.Table;
import dev.brownout.terminal.LineWrap;
import dev.brownout.terminal.TableLines;
import dev.brownout.terminal.TerminalWidth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Formatter of a Pareto frontier.
 *
 * @param frontier designs with their positions; {@code null} with an obstacle
 * @param condition common demand of the designs if it was varied; empty otherwise
 * @param remark sentence about an objective that was left out; empty for none
 * @param obstacle reason why there is no frontier; empty if there is one
 */
public record FrontierText(ParetoFrontier frontier, String condition, String remark, String obstacle) {
    private static final String FRONTIER = "frontier";

    /** Creates the text about a missing frontier. */
    static FrontierText ofObstacle(String obstacle) {
        return new FrontierText(null, "", "", obstacle);
    }

    /** Returns the lines for a terminal. */
    public List<String> lines() {
        if (!obstacle.isEmpty()) {
            return LineWrap.wrap("No Pareto frontier: " + obstacle + ".", "");
        }
        List<String> lines = new ArrayList<>(LineWrap.wrap(heading(), ""));
        lines.addAll(TableLines.lines(table(), TerminalWidth.current(), "  "));
        notes().forEach(note -> lines.addAll(LineWrap.wrap(note, "")));
        return lines;
    }

    private String heading() {
        String objectives = frontier.objectives().stream()
                .map(objective -> objective.metric() + " (" + objective.direction() + ")")
                .collect(Collectors.joining(", "));
        return "Pareto frontier of " + objectives + (condition.isEmpty() ? "" : " " + condition);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!remark.isEmpty()) {
            notes.add(remark);
        }
        int fewest = replications().min().orElse(0);
        if (fewest < 2) {
            notes.add("One replication of a design decides nothing; use -n 10, for example.");
            return notes;
        }
        int most = replications().max().orElse(0);
        notes.add("Yes: better than each other design in at least one objective. Dominated: the other design is better"
                + " or equal in every objective, and better in one. All comparisons together have "
                + QuantityFormat.percent(frontier.confidence()) + " confidence: "
                + (fewest < most ? fewest + " to " : "")
                + most + " replications with common random numbers.");
        if (!frontier.at(Position.UNDECIDED).isEmpty()) {
            notes.add("More replications (-n) decide more designs, except those with equal true values.");
        }
        return notes;
    }

    private IntStream replications() {
        return frontier.entries().stream()
                .mapToInt(entry -> entry.design().summary().size());
    }

    private Table table() {
        Table.Rows<Entry> rows = Table.of(frontier.entries())
                .text(Column.text("design").least(8), entry -> entry.design().name());
        for (FrontierObjective objective : frontier.objectives()) {
            String metric = objective.metric();
            rows.column(
                            Column.number(metric + " [" + objective.unit() + "]")
                                    .headed(metric)
                                    .whole(),
                            entry -> Cell.of(mean(objective, entry.design()), text(objective, entry.design())))
                    .column(
                            Column.number(metric + " ±").in(OutputFormat.DATA),
                            entry -> Cell.of(half(objective, entry.design()), ""));
        }
        return rows.column(
                        Column.number("replications").in(OutputFormat.DATA),
                        entry -> Cell.of(entry.design().summary().size(), ""))
                .column(
                        Column.text(FRONTIER).in(OutputFormat.TERMINAL, OutputFormat.HTML, OutputFormat.MARKDOWN),
                        this::outcome)
                .text(Column.text("position").in(OutputFormat.DATA), entry -> word(entry.position()))
                .text(
                        Column.text("dominated_by").in(OutputFormat.DATA),
                        entry -> entry.dominator().map(FrontierDesign::name).orElse(""))
                .table();
    }

    private static double mean(FrontierObjective objective, FrontierDesign design) {
        return objective.sample(design).mean();
    }

    private double half(FrontierObjective objective, FrontierDesign design) {
        return objective.interval(design, frontier.interimConfidence()).half();
    }

    private static String text(FrontierObjective objective, FrontierDesign design) {
        return QuantityFormat.format(
                mean(objective, design), MetricUnit.displayUnit(objective.metric(), objective.unit()));
    }

    private Cell outcome(Entry entry) {
        return switch (entry.position()) {
            case FRONTIER -> Cell.of("yes").toned(OutcomeTone.GOOD);
            case UNDECIDED -> Cell.of("not decided").toned(OutcomeTone.UNDECIDED);
            case DOMINATED ->
                Cell.of("dominated by "
                        + entry.dominator().map(FrontierDesign::name).orElseThrow());
            case NO_DATA -> Cell.of("no data").toned(OutcomeTone.NO_DATA);
        };
    }

    private static String word(Position position) {
        return position.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the data for programs: a row for each design. */
    public Dataset data() {
        if (!obstacle.isEmpty()) {
            return new Dataset(
                    Collections.singletonMap("obstacle", obstacle),
                    Table.of(List.<Entry>of()).table());
        }
        return new Dataset(facts(), table());
    }

    private Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("confidence", frontier.confidence());
        facts.put("condition", condition);
        facts.put("remark", remark);
        return facts;
    }

    /** Returns the frontier as a fact of the JSON form of the experiment. */
    public Map<String, Object> fact() {
        if (!obstacle.isEmpty()) {
            return Collections.singletonMap("obstacle", obstacle);
        }
        Map<String, Object> fact = facts();
        fact.put(
                "objectives",
                frontier.objectives().stream()
                        .map(objective -> {
                            Map<String, Object> map = new LinkedHashMap<>();
                            map.put("metric", objective.metric());
                            map.put("unit", objective.unit());
                            map.put("better", objective.direction());
                            return map;
                        })
                        .toList());
        fact.put("designs", frontier.entries().stream().map(this::design).toList());
        return fact;
    }

    private Map<String, Object> design(Entry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("design", entry.design().name());
        for (FrontierObjective objective : frontier.objectives()) {
            ConfidenceInterval interval = objective.interval(entry.design(), frontier.interimConfidence());
            map.put(objective.metric(), interval.mean());
            map.put(objective.metric() + " ±", interval.half());
        }
        map.put("replications", entry.design().summary().size());
        map.put("position", word(entry.position()));
        map.put("dominated_by", entry.dominator().map(FrontierDesign::name).orElse(""));
        return map;
    }

    /** Returns the part of a report page. */
    public Part part() {
        Part part = Part.chapter("Pareto frontier");
        if (!obstacle.isEmpty()) {
            return part.with(Note.of("There is none: " + obstacle + "."));
        }
        Part filled = part.with(Note.of(heading() + ".")).with(table());
        for (String note : notes()) {
            filled = filled.with(Note.of(note));
        }
        return filled;
    }

    /** Returns the chart; none without a frontier. */
    public List<Chart> charts(String title) {
        if (!obstacle.isEmpty()) {
            return List.of();
        }
        return ParetoCharts.charts(frontier, title + (condition.isEmpty() ? "" : " · " + condition));
    }
}
