package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.Phrases;
import dev.brownout.translation.TextLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Warnings of the analytical model in Korean. */
@Tag("once")
class KoreanWarningsTest {
    private static final Path LIBRARY = Path.of("src/test/resources/dev/brownout/cli/warnings.txt");

    /** The scenario and the variants before a warning. */
    private static final Pattern ORIGIN = Pattern.compile("^[^:]+: warning: (in variants? .*?': )?");

    /** English words of warnings that are no names. */
    private static final Pattern ENGLISH = Pattern.compile(
            "\\b(slots?|held|each|offered|capacity|nodes?|of|the|is|are|waits?|after|share|messages|forever)\\b(?!=)");

    @Test
    void warningsOfTheLibraryHaveKoreanTexts() throws IOException {
        List<String> warnings = Files.readAllLines(LIBRARY).stream()
                .map(line -> ORIGIN.matcher(line).replaceFirst(""))
                .toList();
        assertThat(warnings).hasSizeGreaterThan(50);
        warnings.forEach(KoreanWarningsTest::isTranslated);
        warnings.forEach(warning -> assertThat(korean("in variants 'a' and 'b c': " + warning))
                .isEqualTo("변형 'a', 'b c': " + korean(warning)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web overloaded: 300/s offered, capacity 251/s (120 %): it has 40 slots (20 calls to db at a time for"
                        + " the users of each of 2 regions), each held for 159.5ms, including downstream calls",
                "api overloaded: 300/s offered, capacity 251/s (120 %): it has 10 slots (10 requests at a time for"
                        + " all users), each held for 40ms, including downstream calls",
                "work overloaded from 1m: 9/s offered, capacity 8/s (113 %), peak 2m to 3m: it has 8 slots (one"
                        + " message at a time from each of 8 partitions, at most 4 per node), each held for at least"
                        + " 1s, including downstream calls",
                "the rate_limit of web around its calls of db admits 100/s of 300/s from 1m",
                "the cycle a -> b amplifies its messages until a queue is full: each message creates one or more",
                "the mean of a distribution of web is infinite, as of pareto with an alpha of 1 or less: its"
                        + " measurements grow with the length of the run, and there is no estimate",
                "a and b share the messages of q: each message goes to one of them; to send all messages to each,"
                        + " publish to a queue per consumer",
                "page has a deadline of 5s, so its timeout of 10s never ends an attempt",
                "page times out after 300ms, but web can wait forever for db: bulkhead(max=3) around a timeout of 1s",
                "web -> db: hedge(after=1s attempts=2 cancel=true) never sends an attempt because of a late"
                        + " response: each attempt ends within 1s",
                "page: retry(attempts=3 backoff=5s) never repeats a call: its first wait is at least 5s, and"
                        + " each call ends within 2s"
            })
    void rareWarningsHaveKoreanTexts(String warning) {
        isTranslated(warning);
    }

    private static String korean(String warning) {
        return LanguageScope.in(TextLanguage.ko, () -> Phrases.sentence(warning));
    }

    private static void isTranslated(String warning) {
        String korean = korean(warning);
        assertThat(korean).as(warning).doesNotContain("(영어)").containsPattern("[가-힣]");
        assertThat(ENGLISH.matcher(korean).find()).as(korean).isFalse();
    }
}
