package dev.brownout.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.format.TextSanitizer;
import dev.brownout.html.Report;
import dev.brownout.result.RunResult;
import dev.brownout.sample.Samples;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.Table;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.Summary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Validity of every output format for any names in a result. */
class HostileNamesTest {
    private static final String CONTROL =
            "\u0000\u0001\u001b[31m\u001b]0;owned\u0007\u009b2J\u202e\u2028\ufffe\r\n::error::";
    private static final String MARKUP = "=cmd|'/c calc'!A1 ]]> --> \"'><script>alert(1)</script> &lt; \\ ` ${x} %0A";

    /** Beginnings of the title, the question, the lesson and all user-defined names. */
    private static final List<String> PLACES =
            List.of("A second server", "Does a second", "Sixteen cores", "one big box", "bearable");

    /**
     * Returns a result with {@code text} in front of the title, the question, the lesson and all user-defined names.
     */
    private static RunResult named(String text) {
        return (RunResult) named(text, Samples.secondServer());
    }

    private static Object named(String text, Object value) {
        if (value instanceof String plain) {
            return PLACES.stream().anyMatch(plain::startsWith) ? text + plain : plain;
        }
        if (value instanceof Optional<?> some) {
            return some.map(inside -> named(text, inside));
        }
        if (value instanceof List<?> all) {
            return all.stream().map(inside -> named(text, inside)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> renamed = map instanceof SortedMap<?, ?> ? new TreeMap<>() : new LinkedHashMap<>();
            map.forEach((key, inside) -> renamed.put(named(text, key), named(text, inside)));
            return renamed;
        }
        return value instanceof Record record ? rebuilt(text, record) : value;
    }

    private static Record rebuilt(String text, Record record) {
        try {
            RecordComponent[] parts = record.getClass().getRecordComponents();
            Object[] values = new Object[parts.length];
            Class<?>[] types = new Class<?>[parts.length];
            for (int i = 0; i < parts.length; i++) {
                types[i] = parts[i].getType();
                values[i] = named(text, parts[i].getAccessor().invoke(record));
            }
            return record.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }

    private static Document parsed(String xml) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {CONTROL, MARKUP})
    void everyChartIsXml(String text) throws Exception {
        for (Chart chart : ChartBook.of(named(text)).charts()) {
            assertThat(parsed(chart.svg()).getDocumentElement().getTagName()).isEqualTo("svg");
            assertThat(parsed(chart.svg()).getElementsByTagName("script").getLength())
                    .isZero();
        }
    }

    private static Document junit(RunResult result, String name) throws Exception {
        byte[] xml = JunitXml.write(result, new TestRun(name + ".yaml", Map.of(), 1));
        return parsed(new String(xml, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {CONTROL, MARKUP})
    void aTestReportIsXmlWithOneCaseForEachAssertion(String text) throws Exception {
        Document document = junit(named(text), text);
        assertThat(document.getElementsByTagName("testcase").getLength())
                .isEqualTo(junit(Samples.secondServer(), "")
                        .getElementsByTagName("testcase")
                        .getLength());
    }

    @ParameterizedTest
    @ValueSource(strings = {CONTROL, MARKUP})
    void reportContainsNoForeignScripts(String text) throws IOException {
        RunResult result = named(text);
        String page = Report.render(result, ChartBook.of(result));
        assertThat(page.split("<script", -1))
                .as("only the two scripts of the report")
                .hasSize(3);
        assertThat(page.split("</script", -1)).hasSize(3);
        assertThat(page.codePoints()).allMatch(TextSanitizer::plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {CONTROL, MARKUP})
    void structureOfMarkdownIsUnchanged(String text) throws IOException {
        String markdown = Markdown.write(named(text));
        String usual = Markdown.write(Samples.secondServer());
        assertThat(markdown.lines().map(HostileNamesTest::cells).toList())
                .isEqualTo(usual.lines().map(HostileNamesTest::cells).toList());
        assertThat(markdown).doesNotContainPattern("[^\\\\]<script").doesNotContain("\u001b");
    }

    private static long cells(String line) {
        return line.replace("\\|", "").chars().filter(c -> c == '|').count();
    }

    @Test
    void markdownMentionsAreDisabled() throws IOException {
        assertThat(Markdown.write(named("@octocat ")))
                .contains("@<!-- -->octocat")
                .doesNotContain("@octocat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "=cmd|'/c calc'!A1", "=\"a,b\""})
    void noCellOfATableIsAFormula(String name) throws IOException {
        String series = new String(SeriesCsv.write(named(name)), StandardCharsets.UTF_8);
        assertThat(series.lines().filter(line -> line.contains("one big box")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("\"?'.*"));
        Table table =
                Table.of(List.of(name)).text(Column.text(name), cell -> cell).table();
        assertThat(new String(new Dataset(Map.of(), table).csv(), StandardCharsets.UTF_8).lines())
                .allSatisfy(line -> assertThat(line).matches("\"?'.*"));
    }

    @Test
    void numbersOfATableAreUnchanged() {
        Table table = Table.of(List.<Object>of("-1.5", -2.0, -3))
                .column(Column.text("a"), value -> Cell.of(value, "in words"))
                .table();
        assertThat(new String(new Dataset(Map.of(), table).csv(), StandardCharsets.UTF_8))
                .isEqualTo("a\n-1.5\n-2\n-3\n");
    }

    @Test
    void summaryLinesFitTheTerminal() throws IOException {
        String summary = Summary.render(named("v".repeat(200)), Options.plain());
        assertThat(summary.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void resultsKeepEveryCharacter() throws IOException {
        String all = IntStream.range(0, 0x2100)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(named(all).scenario()).isEqualTo(all + Samples.secondServer().scenario());
        assertThat(ResultJsonReader.read(ResultJson.write(named(all))).scenario())
                .isEqualTo(named(all).scenario());
    }
}
