package dev.brownout.grading;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.library.ShippedLibrary;
import java.util.Map;
import java.util.function.LongSupplier;

/** Assignments and grades of tests. */
final class GradingFixture {
    static final String STUDENT = "kim";

    /** A stopped clock, so that a slow machine does not exceed the limit on time. */
    static final LongSupplier CLOCK = () -> 0;

    private GradingFixture() {}

    /** Returns a shipped assignment. */
    static CourseAssignment shippedInstance(String name) throws InvalidScenarioException {
        return AssignmentParser.read(ShippedAssignments.find(name).orElseThrow(), new ShippedLibrary());
    }

    /** Returns an assignment with some files beside it. */
    static CourseAssignment assignment(String text, Map<String, String> files) throws InvalidScenarioException {
        ReferencedFiles siblings = ReferencedFiles.ofProject((name, mostBytes) -> {
            if (!files.containsKey(name)) {
                throw new java.io.FileNotFoundException(name);
            }
            return files.get(name);
        });
        return AssignmentParser.read(new AssignmentSource("homework.yaml", text, siblings), new ShippedLibrary());
    }

    /** Grades a text as the submission of the student of the tests. */
    static Grade grade(CourseAssignment assignment, String text) {
        return new Grader(assignment, CLOCK).grade(Submission.of(STUDENT, STUDENT + ".yaml", text));
    }
}
