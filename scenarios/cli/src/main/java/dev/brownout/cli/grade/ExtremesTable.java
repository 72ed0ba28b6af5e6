package dev.brownout.cli.grade;

import dev.brownout.grading.Grade;
import dev.brownout.grading.NumberExtreme;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.Table;
import dev.brownout.terminal.TableLines;
import dev.brownout.terminal.TerminalWidth;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.List;

/** Table of the grades at the extremes of the numbers of students. */
public final class ExtremesTable {
    private static final String INDENT = "  ";

    private ExtremesTable() {}

    /** Returns the table in lines of a terminal, with an empty line and a heading before it. */
    public static List<String> lines(List<NumberExtreme> extremes) {
        List<String> lines = new ArrayList<>(List.of("", Messages.text("rubric.extremes")));
        Table table = Table.of(extremes)
                .text(Column.text("numbers"), NumberExtreme::words)
                .column(Column.number("answer").whole(), extreme -> points(extreme.answer()))
                .column(Column.number("unchanged").whole(), extreme -> points(extreme.unchanged()))
                .table();
        lines.addAll(TableLines.lines(table, TerminalWidth.current(), INDENT));
        return lines;
    }

    private static Cell points(Grade grade) {
        return grade.hasScore()
                ? Cell.of(
                        grade.points(),
                        Messages.text(
                                "grade.of", GradeFeedback.points(grade.points()), GradeFeedback.points(grade.most())))
                : Cell.of(Double.NaN, "-");
    }

    /** Returns a sentence for each extreme at which the answer has too few points or the unchanged scenario all. */
    public static List<String> problems(List<NumberExtreme> extremes) {
        List<String> problems = new ArrayList<>();
        for (NumberExtreme extreme : extremes) {
            if (!extreme.answer().isFull()) {
                problems.add(Messages.text("rubric.insufficient_answer", extreme.words()));
            }
            if (extreme.unchanged().isFull()) {
                problems.add(Messages.text("rubric.sufficient_start", extreme.words()));
            }
        }
        return problems;
    }
}
