package dev.brownout.cli;

import dev.brownout.tutorial.CourseTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * The tests that read runs of library scenarios. They are nested in one class, so that one process runs all of them and
 * {@link LibraryRuns} executes each scenario once. {@code -Dtest=} names them as usual.
 */
@Tag("slow")
class WholeLibraryTest {
    @Nested
    class RecordedDigests extends DigestsTest {}

    @Nested
    class CoverageNumbers extends CoveragePageTest {}

    @Nested
    class RecordedAnswers extends LibraryAnswersTest {}

    @Nested
    class ExpectedNumbers extends LibraryStoryTest {}

    @Nested
    class IncidentNumbers extends IncidentsPageTest {}

    @Nested
    class CourseNumbers extends CourseTest {}
}
