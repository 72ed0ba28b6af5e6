package dev.brownout.cli.grade;

import dev.brownout.export.Markdown;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.grading.AssertionGrade;
import dev.brownout.grading.CourseAssignment;
import dev.brownout.grading.Grade;
import dev.brownout.grading.Grade.HiddenGrade;
import dev.brownout.grading.Grade.HiddenRun;
import dev.brownout.grading.Grade.Status;
import dev.brownout.language.diagnostic.QuotedText;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Part;
import dev.brownout.summary.Table;
import dev.brownout.terminal.LineWrap;
import dev.brownout.terminal.TableLines;
import dev.brownout.terminal.TerminalWidth;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.List;

/**
 * Feedback on one submission. The student sees the assertions of the assignment with the measurements. Of the hidden
 * tests the student sees the points only.
 */
public final class GradeFeedback {
    private final CourseAssignment assignment;
    private final Grade grade;
    private final boolean reveals;

    /** An assertion in a run, with the heading of the run. */
    private record Line(String run, AssertionGrade grade) {}

    /**
     * Creates the feedback.
     *
     * @param reveals whether the hidden tests are included, for the teacher
     */
    public GradeFeedback(CourseAssignment assignment, Grade grade, boolean reveals) {
        this.assignment = assignment;
        this.grade = grade;
        this.reveals = reveals;
    }

    /** Returns the feedback as lines of a terminal. The relations that are not met are below the table. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(LineWrap.wrap(title(), ""));
        sentences().forEach(sentence -> lines.addAll(LineWrap.wrap(sentence, "")));
        add(lines, "", assertions());
        List<AssertionGrade> missed =
                grade.assertions().stream().filter(one -> !one.isMet()).toList();
        if (!missed.isEmpty()) {
            lines.add("");
            missed.forEach(one -> lines.addAll(LineWrap.item(reason(one))));
        }
        add(lines, Messages.text("grade.hidden_tests"), hidden());
        return lines;
    }

    private static void add(List<String> lines, String heading, Table table) {
        if (!table.rows().isEmpty()) {
            lines.add("");
            if (!heading.isEmpty()) {
                lines.add(heading);
            }
            lines.addAll(TableLines.lines(table, TerminalWidth.current(), heading.isEmpty() ? "" : "  "));
        }
    }

    private static String reason(AssertionGrade one) {
        String credit =
                one.credited().isEmpty() ? "" : Messages.text("grade.credit", points(one.points()), one.credited());
        return Messages.text(
                        "grade.verdict", one.name(), one.result().expression(), VerdictWording.plainText(one.result()))
                + credit;
    }

    /**
     * Returns the feedback as Markdown.
     *
     * @param command the command that reproduces it
     */
    public String markdown(String command) {
        Part visible = Part.chapter(Messages.text("grade.assertions")).with(assertions());
        Part secret = Part.chapter(Messages.text("grade.hidden_tests")).with(hidden());
        ExperimentReport report = new ExperimentReport(
                title(),
                "",
                sentences(),
                OutcomeTone.PLAIN,
                hidden().rows().isEmpty() ? List.of(visible) : List.of(visible, secret),
                command,
                "");
        return Markdown.write(report);
    }

    private String title() {
        return SentenceTranslation.text(assignment.title()) + " · " + grade.student();
    }

    /** Returns the points and the reasons in sentences. */
    public List<String> sentences() {
        String status = GradeTable.words(grade.status());
        List<String> sentences = new ArrayList<>();
        sentences.add(
                grade.hasScore()
                        ? pointsOf(grade.points(), grade.most())
                                + (grade.status() == Status.GRADED ? "" : ": " + status)
                        : Messages.text("grade.no_score", status));
        grade.hidden()
                .ifPresent(hidden -> sentences.add(
                        Messages.text("grade.hidden_tests") + ": " + pointsOf(hidden.points(), hidden.most())));
        grade.messages().forEach(message -> sentences.add(QuotedText.message(SentenceTranslation.marked(message))));
        return sentences;
    }

    private Table assertions() {
        return table(grade.assertions().stream().map(one -> new Line("", one)).toList(), false);
    }

    private Table hidden() {
        List<Line> lines = new ArrayList<>();
        if (reveals && grade.hidden().isPresent()) {
            HiddenGrade hidden = grade.hidden().get();
            for (HiddenRun run : hidden.runs()) {
                run.assertions().forEach(one -> lines.add(new Line(Long.toString(run.seed()), one)));
            }
        }
        return table(lines, true);
    }

    private static Table table(List<Line> lines, boolean seeds) {
        Table.Rows<Line> rows = Table.of(lines);
        if (seeds) {
            rows.text(Column.text("seed").whole(), Line::run);
        }
        return rows.text(Column.text("assertion"), line -> line.grade().name())
                .text(
                        Column.text("relation").in(OutputFormat.MARKDOWN),
                        line -> line.grade().result().expression())
                .text(Column.number("measured").whole(), line -> measuredValue(line.grade()))
                .column(Column.text("verdict").whole(), line -> verdict(line.grade()))
                .text(
                        Column.number("points").whole(),
                        line -> Messages.text(
                                "grade.of",
                                points(line.grade().points()),
                                points(line.grade().most())))
                .table();
    }

    /** Returns points and their maximum in words. */
    static String pointsOf(double points, double most) {
        return Messages.text("grade.points_of", points(points), points(most));
    }

    static String measuredValue(AssertionGrade grade) {
        return Double.isNaN(grade.result().value()) ? "-" : VerdictWording.measuredValue(grade.result());
    }

    private static Cell verdict(AssertionGrade grade) {
        return Cell.of(VerdictWording.plainText(grade.result())).toned(OutcomeTone.of(grade.result()));
    }

    /** Returns a number of points as text. */
    static String points(double points) {
        return QuantityFormat.count(Math.round(points * 100) / 100.0);
    }
}
