package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.Phrases;
import dev.brownout.translation.TextLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The messages of all invalid scenarios in Korean: each has a Korean text without the English sentence. */
@Tag("once")
class KoreanBadInputsTest {
    private static final Path FOLDER = Path.of("../src/test/resources/bad");
    private static final Pattern PLACE = Pattern.compile("^[^:]+\\.yaml(:\\d+:\\d+)?: (warning: )?");

    /** English words outside of quotations, in a sequence. Settings of a scenario have a colon or an underscore. */
    private static final Pattern SENTENCE = Pattern.compile("(?<![\\w:.{\\[-])[a-z]{2,} [a-z]{2,} [a-z]{2,}");

    @Test
    void everyMessageOfAnInvalidScenarioIsInKorean() throws IOException {
        Set<String> unknown = new TreeSet<>();
        LanguageScope.in(TextLanguage.ko, () -> {
            for (String message : messages()) {
                String korean = Phrases.message(message);
                String unquoted = korean.replaceAll("'[^']*'", "");
                if (korean.contains("(영어)") || SENTENCE.matcher(unquoted).find()) {
                    unknown.add(message + "\n    " + korean);
                }
            }
            return "";
        });
        assertThat(String.join("\n", unknown)).isEmpty();
    }

    private static List<String> messages() throws IOException {
        List<String> messages = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".txt"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    messages.add(PLACE.matcher(line).replaceFirst(""));
                }
            }
        }
        return messages;
    }
}
