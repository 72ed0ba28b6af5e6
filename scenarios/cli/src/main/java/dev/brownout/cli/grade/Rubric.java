package dev.brownout.cli.grade;

import dev.brownout.export.Markdown;
import dev.brownout.grading.AssignmentSpec.AssertionSpec;
import dev.brownout.grading.AssignmentSpec.ChangeSpec;
import dev.brownout.grading.AssignmentSpec.LimitsSpec;
import dev.brownout.grading.CourseAssignment;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Column;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.Part;
import dev.brownout.summary.Table;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rubric of an assignment for students: the task, the allowed changes, the points and the limits. */
public final class Rubric {
    private static final double BYTES_PER_KB = 1_000;

    private final CourseAssignment assignment;

    /** A relation with its points. */
    private record Criterion(String name, String relation, double points) {}

    public Rubric(CourseAssignment assignment) {
        this.assignment = assignment;
    }

    /**
     * Returns the rubric as Markdown.
     *
     * @param command the command that reproduces it
     */
    public String markdown(String command) {
        List<String> sentences = new ArrayList<>();
        sentences.add(Messages.text("rubric.total", GradeFeedback.points(assignment.points())));
        if (!assignment.task().isBlank()) {
            sentences.add(SentenceTranslation.text(assignment.task()));
        }
        List<Part> parts = new ArrayList<>();
        parts.add(Part.chapter("Points")
                .with(Note.of(Messages.text("rubric.assertions")))
                .with(points())
                .with(Note.of(hidden())));
        parts.add(Part.chapter("Allowed changes")
                .with(Note.of(Messages.text("rubric.settings")))
                .with(changes())
                .with(Note.of(otherTests())));
        parts.add(Part.chapter("Limits").with(Note.of(limits())));
        return Markdown.write(new ExperimentReport(
                SentenceTranslation.text(assignment.title()), "", sentences, OutcomeTone.PLAIN, parts, command, ""));
    }

    private Table points() {
        List<Criterion> criteria = new ArrayList<>();
        for (Map.Entry<String, AssertionSpec> each : assignment.assertions().entrySet()) {
            AssertionSpec assertion = each.getValue();
            criteria.add(new Criterion(each.getKey(), assertion.relation(), assertion.points()));
            assertion
                    .partial()
                    .forEach((relation, points) -> criteria.add(
                            new Criterion(Messages.text("rubric.in_part", each.getKey()), relation, points)));
        }
        return Table.of(criteria)
                .text(Column.text("assertion"), Criterion::name)
                .text(Column.text("relation"), Criterion::relation)
                .text(Column.number("points"), one -> GradeFeedback.points(one.points()))
                .table();
    }

    private String hidden() {
        return assignment
                .hidden()
                .map(tests -> Messages.text(
                        "rubric.hidden",
                        GradeFeedback.points(tests.assertions().values().stream()
                                .mapToDouble(AssertionSpec::points)
                                .sum())))
                .orElse(Messages.text("rubric.not_hidden"));
    }

    private Table changes() {
        return Table.of(List.copyOf(assignment.allowed().entrySet()))
                .text(Column.text("setting"), Map.Entry::getKey)
                .text(Column.text("allowed"), each -> values(each.getValue()))
                .table();
    }

    private static String values(ChangeSpec change) {
        return change.range()
                .orElse(change.choices().isEmpty() ? Messages.text("rubric.any") : String.join(", ", change.choices()));
    }

    private String otherTests() {
        return assignment.numbers().isEmpty()
                ? Messages.text("rubric.rest")
                : Messages.text("rubric.rest") + " "
                        + Messages.text("rubric.numbers", String.join(", ", assignment.numbers()));
    }

    private String limits() {
        LimitsSpec limits = assignment.limits();
        return Messages.text(
                "rubric.limits",
                GradeFeedback.points(limits.size().bytes() / BYTES_PER_KB),
                String.format(Locale.ROOT, "%,d", limits.events()));
    }
}
