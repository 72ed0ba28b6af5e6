package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.random.KeyedRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random mutations of examples are read, or rejected with problems that have a position; no other exception is thrown.
 */
class MutationsTest {
    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "{",
            "}",
            "[",
            "]",
            ",",
            ": ",
            "- ",
            "$",
            "$(",
            "*",
            "&x ",
            "~",
            "null",
            "-1",
            "0",
            "9".repeat(40),
            "%",
            "\n",
            "  ",
            "\"",
            "'",
            "#",
            "|",
            ">",
            "!",
            "x10",
            "..",
            "/",
            "<<: ",
            "é",
            "한",
            "\t",
            "exp()",
            "mix()",
            "zipf(-1 0)",
            "uniform(0 0)",
            "path",
            "steps",
            "none",
            "users(0 think=1s)",
            "0s",
            "9999999999h");

    @ParameterizedTest
    @ValueSource(strings = {"cache-tier", "datacenter-outage", "load-balancer", "primary-failover", "one-box"})
    void mutantsAreReadOrRejected(String name) throws IOException {
        String text = Files.readString(Path.of("src/test/resources/examples", name + ".yaml"));
        Loader loader = new Loader(SampleVerbs.dialect(), none -> Optional.empty());
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, name));
        for (int i = 0; i < 60; i++) {
            String mutant = mutate(text, random);
            try {
                assertThat(loader.load(name, mutant, Overrides.NONE).variants()).isNotEmpty();
            } catch (InvalidScenarioException problems) {
                assertThat(problems.all()).as(mutant).isNotEmpty().allMatch(p -> p.line() >= 1 && p.column() >= 1);
            }
        }
    }

    private static String mutate(String text, KeyedRandom random) {
        int index = random.nextInt(text.length());
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, index) + text.substring(index + 1);
            case 1 -> text.substring(0, index) + piece + text.substring(index);
            default -> text.substring(0, index) + piece + text.substring(Math.min(text.length(), index + 5));
        };
    }
}
