package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.library.ShippedLibrary;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The answers of library scenarios are recorded in {@link LibraryAnswers}. With {@code -Dbrownout.write=true} this test
 * records them.
 */
@Tag("once")
class LibraryAnswersTest {
    private static final List<String> NAMES = new ShippedLibrary().names();

    @Test
    void answersMatchTheRecordedOnes() {
        List<String> answered = NAMES.stream()
                .filter(name -> !LibraryRuns.cached(name).answer().isEmpty())
                .toList();
        if (LibraryAnswers.WRITING) {
            LibraryAnswers.retain(answered);
        }
        assertThat(answered).isNotEmpty().allSatisfy(LibraryAnswers::check);
        assertThat(LibraryAnswers.recorded().keySet()).containsExactlyInAnyOrderElementsOf(answered);
    }
}
