package dev.brownout.tutorial.teaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.result.RunResult;
import dev.brownout.translation.TextLanguage;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Teaching notes: their form, and the evaluation of their numbers. */
@Tag("once")
class TeachingNotesTest {
    private static final String NOTES = """
            answer_ko: 답
            plan:
              - { minutes: [4, 25], text: Show the design., run: show x }
              - { minutes: [6, 15], text: Read the lesson. }
            mistakes:
              - { en: a guess, ko: 추측, leads_to: '{= 4 / 80ms}', measured: '{one: page.mean}', why: b, why_ko: 이유 }
            experiments:
              - { en: try, ko: 해 보기, variant: one, set: [web.cores=5], read: fast }
            questions:
              - { en: why, ko: 왜, answer: because }
            """;

    private static TeachingNotes notes(String text) {
        return TeachingNotesReader.notes("notes.yaml", text);
    }

    @Test
    void notesAreRead() {
        TeachingNotes notes = notes(NOTES);
        assertThat(notes.plan()).extracting(point -> point.command()).containsExactly("show x", "");
        assertThat(notes.experiments().get(0).command("ladder/x", TextLanguage.en))
                .isEqualTo("brownout run ladder/x --variant one --set web.cores=5");
        assertThat(LessonNumbers.source("{one: page.mean}")).isEqualTo("page.mean (one)");
    }

    @Test
    void minutesOfBothVersionsAreChecked() {
        assertThatThrownBy(() -> notes(NOTES.replace("[6, 15]", "[6, 16]")))
                .hasMessage("notes.yaml: the points of a version take 41 minutes instead of 40");
        assertThatThrownBy(() -> notes(NOTES.replace("[4, 25]", "[3, 25]")))
                .hasMessage("notes.yaml: the points of a version take 9 minutes instead of 10");
    }

    @Test
    void missingTextsAndUnknownKeysAreErrorsWithTheirLine() {
        assertThatThrownBy(() -> notes(NOTES.replace("ko: 왜, ", "")))
                .hasMessage("notes.yaml:10: 'ko' is missing, or no text");
        assertThatThrownBy(() -> notes(NOTES.replace("why_ko", "warum")))
                .hasMessageStartingWith("notes.yaml:6: unknown key 'warum'");
    }

    @Test
    void calculationsUseNumbersOfTheScenarioOnly() {
        LessonNumbers numbers = new LessonNumbers("cores: 4, service: 80 ms, load: 60/s", noResult());
        assertThat(numbers.text("{= 4 / 80ms} pages")).isEqualTo("50/s pages");
        assertThat(numbers.text("{= 100% * ((4 / 80ms) / (60/s))}")).isEqualTo("83.3 %");
        assertThatThrownBy(() -> numbers.text("{= 4 / 90ms}")).hasMessageContaining("'90ms' of ' 4 / 90ms' is not in");
        assertThatThrownBy(() -> numbers.text("{= 0/s}")).hasMessageContaining("'0/s' of ' 0/s' is not in");
    }

    @Test
    void measurementsNameTheirVariant() {
        assertThat(LessonNumbers.metrics(List.of("{one: page.mean} and {two: page.p99}"), "one"))
                .extracting(metric -> metric.text())
                .containsExactly("page.mean");
        assertThatThrownBy(() -> LessonNumbers.metrics(List.of("{page.mean}"), "one"))
                .hasMessageContaining("'page.mean' names no variant");
        LessonNumbers numbers = new LessonNumbers("", noResult());
        assertThatThrownBy(() -> numbers.text("{one: page.mean}")).hasMessageContaining("there is no variant 'one'");
    }

    private static RunResult noResult() {
        return new RunResult("", "", "", "", "", "", List.of(), List.of());
    }
}
