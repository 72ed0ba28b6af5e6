package dev.brownout.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.parallel.Workers;
import dev.brownout.rounds.MissingTranslations;
import dev.brownout.translation.LanguageScope.TextTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The messages of reports in each language, and the phrases of results. */
@Tag("once")
class TranslationTest {
    private static final Pattern HANGUL = Pattern.compile("\\p{IsHangul}");
    private static final Pattern CALL = Pattern.compile("say\\('([^']*)'\\)");
    private static final Pattern KEY = Pattern.compile("'([^']*)':");

    private static final Pattern NUMBERED = Pattern.compile("[{<\\[]([1-9])[}>\\]]");

    /** A particle that depends on the sound before it, directly after a place. */
    private static final Pattern PARTICLE = Pattern.compile("[0-9][}>\\]]'?(을|를|이|가|은|는|과|와|으로|로)(?![가-힣(])");

    private static <T> T korean(TextTask<T, RuntimeException> task) {
        return LanguageScope.in(TextLanguage.ko, task);
    }

    @Test
    void notationIsTheSameInEachLanguage() {
        assertThat(korean(() -> Phrases.sentence("M/M/8/58"))).isEqualTo("M/M/8/58");
        assertThat(korean(() -> Phrases.sentence("An unknown text."))).startsWith("(영어)");
    }

    @Test
    void everyPhraseIsKoreanWithPlacesOfTheEnglishOne() {
        Phrases.entries().forEach((english, korean) -> {
            long places = Pattern.compile("\\{}").matcher(english).results().count();
            List<String> used = found(NUMBERED, korean);
            assertThat(used).as(english).allMatch(place -> Integer.parseInt(place) <= places);
            assertThat(HANGUL.matcher(korean).find() || korean.equals("ρ") || !used.isEmpty())
                    .as(english)
                    .isTrue();
        });
    }

    @Test
    void particleAfterAPlaceHasBothForms() {
        Phrases.entries()
                .forEach((english, korean) -> assertThat(korean).as(english).doesNotContainPattern(PARTICLE));
    }

    @Test
    void particleAfterAKoreanWordIsTheOneOfItsSound() {
        assertThat(korean(() -> Phrases.message("size '10ms' is a duration, not a size such as 64MB")))
                .isEqualTo("size '10ms': 크기가 아니라 시간입니다, 예: 64MB");
        assertThat(korean(() -> Phrases.message("'10ms' is a duration, not a percentage such as 95%")))
                .isEqualTo("'10ms': 백분율이 아니라 시간입니다, 예: 95%");
        assertThat(korean(() -> Phrases.message("web/13 does not exist: web has 12 nodes")))
                .isEqualTo("web/13이(가) 없습니다: web에는 노드가 12개 있습니다");
    }

    @Test
    void formWithTheLongestTextApplies() {
        assertThat(korean(() ->
                        Phrases.message("brownout: unknown key 'servce' in server 'web'; did you mean 'service'?")))
                .isEqualTo("brownout: server 'web'에 알 수 없는 키 'servce'; 혹시 'service'?");
    }

    @Test
    void messageWithinAMessageNeedsAKoreanText() {
        assertThat(korean(() -> Phrases.message("no data: the scenario has no fault")))
                .isEqualTo("자료 없음: 시나리오에 장애가 없습니다");
        assertThat(korean(() -> Phrases.message("no data: '웹' is unknown here")))
                .isEqualTo("(영어) no data: '웹' is unknown here");
    }

    @Test
    void messageOfASettingHasTheTextOfItsValue() {
        assertThat(korean(() -> Phrases.message("nodes '2.5' is not a whole number")))
                .isEqualTo("nodes '2.5': 정수가 아닙니다");
    }

    @Test
    void phraseOfAResultIsTranslatedByItsForm() {
        String warning = "web overloaded from 1m to 2m: 120/s offered, capacity 100/s (120 %)";
        assertThat(Phrases.sentence(warning)).isEqualTo(warning);
        assertThat(korean(() -> Phrases.sentence(warning))).isEqualTo("web 과부하 1m ~ 2m: 부하 120/s, 용량 100/s (120 %)");
        assertThat(korean(() -> Phrases.of("oldest age.max"))).isEqualTo("가장 오래된 나이.max");
    }

    @Test
    void sentenceWithoutAKoreanTextIsMarked() {
        assertThat(korean(() -> Phrases.sentence("Nothing is known."))).isEqualTo("(영어) Nothing is known.");
        assertThat(korean(() -> Phrases.of("name"))).isEqualTo("name");
    }

    @Test
    void languageEndsWithItsTaskAndAppliesToItsWorkers() {
        List<String> found = new ArrayList<>();
        korean(() -> {
            Workers.each(2, 4, number -> Messages.text("verdict.met"), found::add);
            return "";
        });
        assertThat(found).hasSize(4).containsOnly("충족");
        assertThat(Messages.text("verdict.met")).isEqualTo("met");
    }

    @Test
    void translatedWordsAreThoseOfTheScript() throws IOException {
        Path folder = Path.of("src/main/resources/dev/brownout/html/script");
        TreeSet<String> said = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(TranslationTest::text).forEach(text -> said.addAll(found(CALL, text)));
        }
        TreeSet<String> keys = new TreeSet<>(found(KEY, text(folder.resolve("words.js"))));
        keys.removeAll(List.of("up", "down", "primary", "replica", "copying", "unreachable"));
        said.removeAll(List.of("up", "down", "primary", "replica", "copying", "unreachable"));
        assertThat(said).containsAll(keys);
        said.removeAll(keys);
        MissingTranslations.write("report", said);
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
