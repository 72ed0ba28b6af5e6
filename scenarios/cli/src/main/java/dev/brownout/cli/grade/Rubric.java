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
import dev.brownout.translation.Phrases;
import java.util.ArrayList;
import java.util.List;
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
        RubricTexts texts = RubricTexts.current();
        sentences.add(texts.total(GradeFeedback.points(assignment.points())));
        if (!assignment.task().isBlank()) {
            sentences.add(Phrases.of(assignment.task()));
        }
        List<Part> parts = new ArrayList<>();
        parts.add(Part.chapter("Points")
                .with(Note.of(texts.assertions()))
                .with(points())
                .with(Note.of(hidden())));
        parts.add(Part.chapter("Allowed changes")
                .with(Note.of(texts.settings()))
                .with(changes())
                .with(Note.of(rest())));
        parts.add(Part.chapter("Limits").with(Note.of(limits())));
        return Markdown.write(new ExperimentReport(
                Phrases.of(assignment.title()), "", sentences, OutcomeTone.PLAIN, parts, command, ""));
    }

    private Table points() {
        List<Criterion> criteria = new ArrayList<>();
        for (Map.Entry<String, AssertionSpec> each : assignment.assertions().entrySet()) {
            AssertionSpec assertion = each.getValue();
            criteria.add(new Criterion(each.getKey(), assertion.relation(), assertion.points()));
            assertion
                    .partial()
                    .forEach((relation, points) ->
                            criteria.add(new Criterion(RubricTexts.current().inPart(each.getKey()), relation, points)));
        }
        return Table.of(criteria)
                .text(Column.text("assertion"), Criterion::name)
                .text(Column.text("relation"), Criterion::relation)
                .text(Column.number("points"), one -> GradeFeedback.points(one.points()))
                .table();
    }

    private String hidden() {
        RubricTexts texts = RubricTexts.current();
        return assignment
                .hidden()
                .map(tests -> texts.hidden(GradeFeedback.points(tests.assertions().values().stream()
                        .mapToDouble(AssertionSpec::points)
                        .sum())))
                .orElse(texts.notHidden());
    }

    private Table changes() {
        return Table.of(List.copyOf(assignment.allowed().entrySet()))
                .text(Column.text("setting"), Map.Entry::getKey)
                .text(Column.text("allowed"), each -> values(each.getValue()))
                .table();
    }

    private static String values(ChangeSpec change) {
        return change.range()
                .orElse(change.choices().isEmpty() ? RubricTexts.current().any() : String.join(", ", change.choices()));
    }

    private String rest() {
        RubricTexts texts = RubricTexts.current();
        return assignment.numbers().isEmpty()
                ? texts.rest()
                : texts.rest() + " " + texts.numbers(String.join(", ", assignment.numbers()));
    }

    private String limits() {
        LimitsSpec limits = assignment.limits();
        return RubricTexts.current()
                .limits(GradeFeedback.points(limits.size().bytes() / BYTES_PER_KB), limits.events());
    }
}
