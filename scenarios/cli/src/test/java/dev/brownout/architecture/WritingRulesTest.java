package dev.brownout.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.architecture.Sources.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Names, comments and visible texts are in standard English. Counts of violations must not rise. The limits are in
 * {@code writing.txt}; {@code -Dbrownout.write=true} lowers them to the current counts.
 */
@Tag("once")
class WritingRulesTest {
    private static final Path LIMITS =
            Sources.ROOT.resolve("scenarios/cli/src/test/resources/dev/brownout/architecture/writing.txt");

    private static final List<Source> MAIN =
            Sources.java().stream().filter(Source::main).toList();

    /** Files that users read, by what they are. The history of changes and of names quotes old words. */
    private static final Map<String, List<Source>> VISIBLE = visible();

    private static Map<String, List<Source>> visible() {
        Map<String, List<Source>> files = new LinkedHashMap<>();
        files.put("messages and manual", MAIN);
        files.put(
                "pages and scripts",
                Sources.all().stream()
                        .filter(file -> file.path().contains("/src/main/resources/")
                                && !file.path().endsWith(".css"))
                        .toList());
        files.put(
                "library",
                Sources.all().stream()
                        .filter(file -> file.path().startsWith("scenarios/library/"))
                        .toList());
        files.put(
                "docs",
                Sources.all().stream()
                        .filter(file ->
                                file.path().endsWith(".md") && !file.path().startsWith("scenarios/"))
                        .toList());
        files.put("the Python package", Sources.python());
        return files;
    }

    private static Map<String, Double> counted(List<Source> files) {
        List<String> comments = WritingRules.comments(files);
        List<String> types = WritingRules.types(files);
        Map<String, Double> counts = new LinkedHashMap<>();
        counts.put(
                "words for people per 1,000 words of doc comments",
                rounded(1000.0 * WritingRules.people(comments) / WritingRules.words(comments)));
        counts.put(
                "doc comments that begin with a relative word, %",
                rounded(100.0 * WritingRules.relative(comments) / comments.size()));
        counts.put(
                "types named by a single word, %",
                rounded(100.0 * WritingRules.singleWords(types).size() / types.size()));
        counts.put("names of two or more types", (double)
                WritingRules.duplicates(types).size());
        counts.put("participles for names of types", (double)
                WritingRules.participles(files).size());
        VISIBLE.forEach((place, sources) -> {
            List<String> texts = WritingRules.visible(sources);
            counts.put(
                    "words for people per 1,000 words of " + place,
                    rounded(1000.0 * WritingRules.persons(texts) / WritingRules.words(texts)));
            counts.put("nonstandard words of " + place, (double) WritingRules.banned(texts));
        });
        return counts;
    }

    private static double rounded(double value) {
        return Math.round(100 * value) / 100.0;
    }

    private static Map<String, Double> limits() throws IOException {
        Map<String, Double> limits = new LinkedHashMap<>();
        for (String line : Files.readAllLines(LIMITS)) {
            int colon = line.lastIndexOf(": ");
            limits.put(line.substring(0, colon), Double.valueOf(line.substring(colon + 2)));
        }
        return limits;
    }

    @Test
    void countsDoNotExceedLimits() throws IOException {
        Map<String, Double> counts = counted(MAIN);
        Map<String, Double> limits = limits();
        assertThat(limits.keySet()).isEqualTo(counts.keySet());
        if (Boolean.getBoolean("brownout.write")) {
            counts.forEach((what, count) -> limits.merge(what, count, Math::min));
            Files.writeString(
                    LIMITS,
                    limits.entrySet().stream()
                            .map(limit -> limit.getKey() + ": " + limit.getValue() + "\n")
                            .collect(Collectors.joining()));
        }
        limits.forEach((what, limit) -> assertThat(counts.get(what)).as(what).isLessThanOrEqualTo(limit));
    }

    private static Source file(String name, String text) {
        return new Source("simulator-core/src/main/java/dev/brownout/" + name + ".java", text);
    }

    @Test
    void countsNonstandardComments() {
        List<String> comments = WritingRules.comments(List.of(
                file("a/One", "/** What somebody told. */ class One {}\n/**\n * The caller,\n * who waits.\n */\n"),
                file("a/Two", "/** Returns the queue. */\n/* What is no doc comment. */")));
        assertThat(comments).hasSize(3);
        assertThat(WritingRules.words(comments)).isEqualTo(3 + 4 + 3);
        assertThat(WritingRules.people(comments)).isEqualTo(2);
        assertThat(WritingRules.relative(comments)).isEqualTo(1);
    }

    @Test
    void countsNonstandardVisibleText() {
        List<String> texts = WritingRules.visible(List.of(
                file("a/One", "/** \"Who asks.\" */ class One { String a = \"He asks at once\"; String b = \"who\"; }"),
                new Source("docs/a.md", "The law of whoever waits. Little's law.\n")));
        assertThat(texts).hasSize(2);
        assertThat(WritingRules.persons(texts)).isEqualTo(2);
        assertThat(WritingRules.banned(texts)).isEqualTo(2);
    }

    @Test
    void countsNonstandardNames() {
        List<Source> files = List.of(
                file("a/Told", "record Told() { enum Asked { A } static class RingBuffer {} }"),
                file("b/Told", "class Told { private static final class Ring {} }"),
                file("b/HedgingPolicy", "/** The class Given says so. */ class HedgingPolicy {}"),
                file("b/package-info", ""));
        List<String> types = WritingRules.types(files);
        assertThat(types).containsExactly("Told", "Told", "HedgingPolicy");
        assertThat(WritingRules.singleWords(types)).hasSize(2);
        assertThat(WritingRules.duplicates(types)).containsExactly("Told");
        assertThat(WritingRules.participles(files)).containsExactly("Told", "Asked", "Told");
    }
}
