package dev.brownout.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.YamlReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts in which two trees differ. */
class TreeDifferenceTest {
    private static Entries tree(String text) {
        return (Entries) YamlReader.read("tree", text, SourceLocation.FILE, new ProblemCollector());
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{ a: 1, b: 2 } | { b: '2', a: 1 } | []",
                "{ a: 1 } | { a: 2 } | [a]",
                "{ a: 1 } | { a: 1, b: { c: 1, d: 2 } } | [b.c, b.d]",
                "{ a: 1, b: { c: 1, d: 2 } } | { a: 1 } | [b]",
                "{ a: 1, b: { c: 1 } } | { a: 1, b: {} } | [b.c]",
                "{ a: 1 } | { a: 1, b: {} } | [b]",
                "{ a: 1, b: {} } | { a: 1 } | [b]",
                "{ a: 1, b: ~ } | { a: 1 } | [b]",
                "{ a: 1 } | { a: 1, b: ~ } | [b]",
                "{ a: 1, b: ~ } | { a: 1, b: } | []",
                "{ a: 1, b: 2 } | { a: 1, b: ~ } | [b]",
                "{ a: 1, b: '~' } | { a: 1 } | [b]",
                "{ a: [1, 2] } | { a: [1, 3] } | [a.1]",
                "{ a: [1, 2] } | { a: [1] } | [a]",
                "{ a: [{ b: 1 }] } | { a: [{ b: 1, c: 2 }] } | [a.0.c]",
                "{ a: { b: 1 } } | { a: 1 } | [a]",
                "{ a: 1 } | { a: { b: 1 } } | [a]",
                "{ components: { web: { nodes: 1 } } } | { components: { web: { nodes: 2 } } } | [web.nodes]",
            })
    void differencesAreTheSmallestParts(String first, String second, String paths) {
        assertThat(TreeDifference.differences(tree(first), tree(second)).stream()
                        .map(difference -> difference.path().toString())
                        .toList())
                .hasToString(paths);
    }
}
