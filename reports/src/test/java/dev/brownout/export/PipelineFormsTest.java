package dev.brownout.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.sample.DatabaseSamples;
import dev.brownout.sample.Golden;
import dev.brownout.sample.Samples;
import dev.brownout.sample.TinySample;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Output formats for build servers and code reviews. */
class PipelineFormsTest {
    /** Returns the test report of a result that took 1.5 s, with the first assertion on line 12. */
    private static byte[] junit(RunResult result) {
        VariantResult first = result.variants().get(0);
        String assertion = first.evaluation().sla().keySet().iterator().next();
        TestRun run = new TestRun("shop/" + result.name() + ".yaml", Map.of(first.name(), Map.of(assertion, 12)), 1.5);
        return JunitXml.write(result, run);
    }

    static Stream<RunResult> results() {
        return Stream.of(Samples.secondServer(), DatabaseSamples.failover(), TinySample.stoppedResult());
    }

    @ParameterizedTest
    @MethodSource("results")
    void outputsMatchTheGoldenFiles(RunResult result) {
        Golden.check(result.name() + ".md", Markdown.write(result));
        Golden.check(result.name() + ".xml", new String(junit(result), StandardCharsets.UTF_8));
        Golden.check(result.name() + ".baseline.txt", Baseline.write(result));
    }

    @ParameterizedTest
    @MethodSource("results")
    void everyAssertionOfEveryVariantIsATestCase(RunResult result) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(junit(result)));
        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
        int assertions = result.variants().stream()
                .mapToInt(v -> v.evaluation().sla().size())
                .sum();
        int stopped = (int)
                result.variants().stream().filter(v -> !v.run().complete()).count();
        assertThat(document.getElementsByTagName("testcase").getLength())
                .isEqualTo(assertions + stopped)
                .isEqualTo(Integer.parseInt(suite.getAttribute("tests")));
        assertThat(document.getElementsByTagName("failure").getLength())
                .isEqualTo(Integer.parseInt(suite.getAttribute("failures")));
        assertThat(document.getElementsByTagName("error").getLength())
                .isEqualTo(stopped)
                .isEqualTo(Integer.parseInt(suite.getAttribute("errors")));
    }

    @ParameterizedTest
    @MethodSource("results")
    void rowsOfATableHaveAsManyCellsAsItsHeader(RunResult result) {
        for (String table : Markdown.write(result).split("\n\n", -1)) {
            List<Long> bars = table.lines()
                    .filter(line -> line.startsWith("|"))
                    .map(line -> line.replace("\\|", "")
                            .chars()
                            .filter(c -> c == '|')
                            .count())
                    .distinct()
                    .toList();
            assertThat(bars).hasSizeLessThanOrEqualTo(1);
        }
    }

    private static List<String> difference(String old, String now) {
        return Baseline.changes(old, now).stream()
                .flatMap(change -> change.lines().stream())
                .toList();
    }

    @Test
    void baselineDifferenceListsTheChangedLines() {
        String old = Baseline.write(Samples.secondServer());
        assertThat(difference(old, old)).isEmpty();
        String line = old.lines()
                .filter(l -> l.startsWith("  page.p99: "))
                .findFirst()
                .orElseThrow();
        String first = Samples.secondServer().variants().get(0).name();
        String now = old.replaceFirst(line, "  page.p99: 1 s");
        assertThat(difference(old, now))
                .containsExactly("- " + first + ": " + line.strip(), "+ " + first + ": page.p99: 1 s");
        assertThat(difference(old, old + "\nvariant: another\n  page.p50: 2 ms\n"))
                .containsExactly("+ variant: another", "+ another: page.p50: 2 ms");
        assertThat(difference(old + "\nvariant: another\n", old)).containsExactly("- variant: another");
    }
}
