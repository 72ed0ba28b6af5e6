package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.format.DisplayWidth;
import dev.brownout.language.ScenarioFile;
import dev.brownout.reference.StepTexts;
import dev.brownout.terminal.TerminalWidth;
import dev.brownout.translation.TextLanguage;
import dev.brownout.tutorial.Ladder;
import dev.brownout.tutorial.Ladder.Rung;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The course in Korean: its texts, and the output of {@code learn --lang ko}. */
@Tag("once")
class KoreanCourseTest {
    private static final List<Rung> STEPS = new Ladder().rungs();

    private static final Map<String, String> PLAIN = Map.of("NO_COLOR", "1");
    private static final Pattern METRIC = Pattern.compile("\\{[^}]*}");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

    @Test
    void everyStepHasKoreanTextsWithTheSameNumbers() {
        for (Rung rung : STEPS) {
            StepTexts english = StepTexts.of(TextLanguage.en, rung.file());
            StepTexts korean = StepTexts.of(TextLanguage.ko, rung.file());
            assertThat(List.of(korean.title(), korean.question(), korean.answer(), korean.lesson()))
                    .as(rung.name())
                    .allMatch(text -> text.matches("(?s).*\\p{IsHangul}.*"));
            assertThat(metrics(korean.answer())).as(rung.name()).isEqualTo(metrics(english.answer()));
            assertThat(numbers(korean.question())).as(rung.name()).containsAll(numbers(english.question()));
            assertThat(numbers(korean.lesson())).as(rung.name()).containsAll(numbers(english.lesson()));
        }
    }

    /** The names that a student reads are in English, and each has a Korean explanation with the same numbers. */
    @Test
    void everyNameOfAStepHasAKoreanExplanation() {
        for (Rung rung : STEPS) {
            Set<String> names = new LinkedHashSet<>();
            for (ScenarioFile.Variant variant : rung.file().variants()) {
                names.addAll(variant.scenario().evaluation().predict().keySet());
                names.addAll(variant.scenario().evaluation().sla().keySet());
            }
            rung.file().variants().forEach(variant -> names.add(variant.name()));
            Map<String, String> korean =
                    StepTexts.of(TextLanguage.ko, rung.file()).names();
            assertThat(korean.keySet()).as(rung.name()).isEqualTo(names);
            korean.forEach((name, explanation) -> {
                assertThat(explanation).as(name).matches("(?s).*\\p{IsHangul}.*");
                assertThat(numbers(explanation)).as(name).isEqualTo(numbers(name));
            });
            assertThat(StepTexts.of(TextLanguage.en, rung.file()).names()).isEmpty();
        }
    }

    /** Returns the metrics of an answer, which have the same values in each language. */
    private static List<String> metrics(String answer) {
        return METRIC.matcher(answer)
                .results()
                .map(found -> found.group())
                .sorted()
                .toList();
    }

    private static List<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(found -> found.group()).toList();
    }

    @Test
    @Tag("change")
    void stepIsShownInKorean() {
        String shown = Session.of("learn", "12", "--lang", "ko", "--no-input").out();
        assertThat(shown)
                .startsWith("12단계 중 12단계: 사용자 데이터의 샤딩\n")
                .containsSubsequence("호출", "설계", "이전 단계에서 달라진 점: 모니터링과 자동 복구", "이름의 뜻", "추측, 예측, 측정", "배울 점")
                .contains("- queries of the shards: 샤드의 질의 수\n", "\nbrownout run ladder/12-shards --lang ko --out out ")
                .doesNotContain("Lesson", "Calls", "Design\n");
        assertThat(shown.lines()).allMatch(line -> DisplayWidth.width(line) <= TerminalWidth.current());
    }

    @Test
    @Tag("change")
    void guessPromptsAreInKorean() {
        String shown = Session.of("많이\n70%\n\n\n2\n없음\nq\n", true, PLAIN, "learn", "2", "--lang", "ko")
                .out();
        assertThat(shown)
                .startsWith("과정\n")
                .containsSubsequence(
                        "당신의 추측",
                        "올바르지 않은 입력입니다. 필요한 형식: 백분율, 예: 12.5%",
                        "추측: 위반하는 변형이 없다: 틀림, 위반하는 변형: 2",
                        "계속은 Enter")
                .contains("이어서: brownout learn 3 --lang ko");
    }

    @Test
    void unknownLanguageIsRejected() {
        Session session = Session.of("learn", "2", "--lang", "fr");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("--lang", "en, ko");
    }
}
