package dev.brownout.grading;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.overlay.ParameterLimits;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.sentence.Sentence;
import java.util.Optional;

/** Checks that a submission differs from the base scenario only in settings that the assignment allows to change. */
final class SubmissionRules {
    private final CourseAssignment assignment;
    private final ProblemCollector findings;

    private SubmissionRules(CourseAssignment assignment, ProblemCollector findings) {
        this.assignment = assignment;
        this.findings = findings;
    }

    /**
     * Reports each difference that is not allowed.
     *
     * @param base the base scenario of the student
     * @param submission the submission, merged over its parents as the base scenario is
     */
    static void check(CourseAssignment assignment, Entries base, Entries submission, ProblemCollector findings) {
        SubmissionRules rules = new SubmissionRules(assignment, findings);
        TreeDifference.differences(assignment.comparable(base, submission), submission)
                .forEach(rules::check);
    }

    /** Reports a submission with another parent than that of the base scenario. */
    static void checkParent(Optional<Node> use, Optional<Node> written, Entries root, ProblemCollector findings) {
        if (!text(use).equals(text(written))) {
            findings.error(
                    ProblemKind.IMPOSSIBLE,
                    written.map(Node::location).orElse(root.location()),
                    use.isEmpty()
                            ? Sentence.of("'use' must not be added: a submission has no parent")
                            : Sentence.of("'use' must not be changed: it is {}", text(use)));
        }
    }

    private static String text(Optional<Node> node) {
        return node.filter(value -> !value.isNull())
                .map(value -> value instanceof Text text ? "'" + text.value() + "'" : "no single value")
                .orElse("");
    }

    private void check(TreeDifference difference) {
        Optional<AllowedChange> closest = assignment.changes().stream()
                .filter(change -> change.covers(difference.path()))
                .max(AllowedChange.BY_PRECISION);
        if (closest.isEmpty()) {
            findings.error(ProblemKind.IMPOSSIBLE, difference.location(), difference.refusal());
        } else if (closest.get().limits().isLimited()) {
            limits(difference, closest.get());
        }
    }

    private void limits(TreeDifference difference, AllowedChange change) {
        String path = difference.path().toString();
        int steps = change.path().steps().size();
        if (difference.path().steps().size() > steps || !(difference.after().orElse(null) instanceof Text value)) {
            findings.error(
                    ProblemKind.IMPOSSIBLE, difference.location(), "'{}' must be written as a single value", path);
            return;
        }
        ParameterLimits limits = new ParameterLimits(path, value, findings);
        change.limits().range().ifPresent(range -> limits.range(new Text(range, true, change.location())));
        if (!change.limits().choices().isEmpty()) {
            limits.choices(new Items(
                    change.limits().choices().stream()
                            .<Node>map(choice -> new Text(choice, true, change.location()))
                            .toList(),
                    change.location()));
        }
    }
}
