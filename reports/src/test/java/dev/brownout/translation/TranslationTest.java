package dev.brownout.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.parallel.Workers;
import dev.brownout.rounds.MissingTranslations;
import dev.brownout.sentence.Sentence;
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

/** The messages of reports in each language, and the translations of sentences. */
@Tag("once")
class TranslationTest {
    private static final Pattern HANGUL = Pattern.compile("\\p{IsHangul}");
    private static final Pattern CALL = Pattern.compile("say\\('([^']*)'\\)");
    private static final Pattern KEY = Pattern.compile("'([^']*)':");

    private static final Pattern NUMBERED = Pattern.compile("[{<]([1-9])[}>]");

    /** A particle that depends on the sound before it, directly after a place. */
    private static final Pattern PARTICLE = Pattern.compile("[0-9][}>]'?(을|를|이|가|은|는|과|와|으로|로)(?![가-힣(])");

    private static <T> T korean(TextTask<T, RuntimeException> task) {
        return LanguageScope.in(TextLanguage.ko, task);
    }

    @Test
    void notationIsTheSameInEachLanguage() {
        assertThat(korean(() -> SentenceTranslation.marked("M/M/8/58"))).isEqualTo("M/M/8/58");
        assertThat(korean(() -> SentenceTranslation.marked("An unknown text."))).startsWith("(영어)");
    }

    @Test
    void everyFormIsKoreanWithPlacesOfTheEnglishOne() {
        SentenceTranslation.entries().forEach((english, korean) -> {
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
        SentenceTranslation.entries()
                .forEach((english, korean) -> assertThat(korean).as(english).doesNotContainPattern(PARTICLE));
    }

    @Test
    void sentenceHasTheFormOfItsLanguageWithTheSameArguments() {
        Sentence event = Sentence.of("{} takes over from {} ({} updates lost)", "db/2", "db/1", 12);
        assertThat(SentenceTranslation.text(event)).isEqualTo("db/2 takes over from db/1 (12 updates lost)");
        assertThat(korean(() -> SentenceTranslation.text(event))).isEqualTo("db/2 노드가 db/1에서 넘겨받음 (갱신 12개 손실)");
    }

    @Test
    void argumentIsTranslatedIfItIsASentence() {
        Sentence known = Sentence.of("no data: {}", Sentence.of("the scenario has no fault"));
        assertThat(korean(() -> SentenceTranslation.marked(known))).isEqualTo("자료 없음: 시나리오에 장애가 없습니다");
        Sentence unknown = Sentence.of("no data: {}", Sentence.of("'{}' is unknown here", "웹"));
        assertThat(korean(() -> SentenceTranslation.marked(unknown))).isEqualTo("자료 없음: (영어) '웹' is unknown here");
        assertThat(korean(() -> SentenceTranslation.isKnown(known))).isTrue();
        assertThat(korean(() -> SentenceTranslation.isKnown(unknown))).isFalse();
    }

    @Test
    void nameOfTheProgramIsKept() {
        Sentence message = Sentence.of("brownout: {}", Sentence.of("the scenario has no fault"));
        assertThat(korean(() -> SentenceTranslation.marked(message))).isEqualTo("brownout: 시나리오에 장애가 없습니다");
        assertThat(korean(() -> SentenceTranslation.marked(Sentence.quote("brownout: nothing is known"))))
                .isEqualTo("brownout: (영어) nothing is known");
    }

    @Test
    void sentenceWithoutAKoreanTextIsMarked() {
        assertThat(korean(() -> SentenceTranslation.marked("Nothing is known.")))
                .isEqualTo("(영어) Nothing is known.");
        assertThat(korean(() -> SentenceTranslation.text("name"))).isEqualTo("name");
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
        TreeSet<String> words = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(TranslationTest::text).forEach(text -> words.addAll(found(CALL, text)));
        }
        TreeSet<String> keys = new TreeSet<>(found(KEY, text(folder.resolve("words.js"))));
        keys.removeAll(List.of("up", "down", "primary", "replica", "copying", "unreachable"));
        words.removeAll(List.of("up", "down", "primary", "replica", "copying", "unreachable"));
        assertThat(words).containsAll(keys);
        words.removeAll(keys);
        MissingTranslations.write("report", words);
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
