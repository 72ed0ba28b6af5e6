package dev.brownout.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.sample.DatabaseSamples;
import dev.brownout.sample.SampleLines;
import dev.brownout.sample.Samples;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final String SECOND_SERVER = report(Samples.secondServer());
    private static final String FAILOVER = report(DatabaseSamples.failover());

    private static String report(RunResult result) {
        return Report.render(result, ChartBook.of(result));
    }

    @Test
    void sectionsOfTheReportAreInOrder() {
        String html = SECOND_SERVER;
        List<String> headings = matches("<h2 id=\"[a-z/-]+\">(.*?)</h2>", html);
        assertThat(headings).containsExactly("Timeline", "Latency", "Errors", "Resources", "Model check", "Scenario");
        assertThat(matches("<a href=\"#(part/[a-z-]+)\">", html))
                .hasSize(headings.size() + 1)
                .allSatisfy(id -> assertThat(html).contains(" id=\"" + id + "\""));
        assertThat(html).contains("Requested chart without data: nothing.known");
    }

    @Test
    void longTimelineIsFoldedAfterItsBeginning() {
        SampleLines restless = SampleLines.of("restless").add("availability", "ratio", Series.Kind.GAUGE, t -> 1);
        for (int i = 0; i < 70; i++) {
            restless.withEvent(40 + i, i % 2 == 0 ? "promoted" : "ejected");
        }
        for (int i = 0; i < 12; i++) {
            restless.withEvent(120 + i, "event " + i);
        }
        String html = report(SampleLines.result("availability", restless));
        assertThat(html).contains("<summary>4 more events</summary>").contains(" and 32 more</td>");
        assertThat(SECOND_SERVER).doesNotContain(" more events</summary>");
    }

    @Test
    void timelineHasAColumnForEachVariant() {
        String html = report(SampleLines.result(
                "availability",
                SampleLines.of("first").withEvent(40, "promoted"),
                SampleLines.of("second").withEvent(50, "promoted")));
        assertThat(html)
                .contains("<th>Event</th><th dir=\"auto\">first</th><th dir=\"auto\">second</th>")
                .contains("promoted</td><td><time>0:40</time></td><td><time>0:50</time></td>");
    }

    @Test
    void atMostTenChartsAreNotFolded() {
        RunResult result = manyCharts();
        String html = report(result);
        String unfolded = html.replaceAll("(?s)<details class=\"more\">.*?</details>\\s*</section>", "</section>");
        assertThat(matches("<figure id=\"(.*?)\"", html).size()).isGreaterThan(ReportCharts.MAXIMUM);
        assertThat(matches("<figure id=\"(.*?)\"", unfolded)).hasSizeLessThanOrEqualTo(ReportCharts.MAXIMUM);
        assertThat(ReportCharts.of(result, ChartBook.of(result)).placed().stream()
                        .filter(chart -> !chart.folded()))
                .first()
                .satisfies(chart -> assertThat(chart.chart().slug()).isEqualTo("c20-queue"));
    }

    /** Returns a result with 24 charts; those of c9 and c20 have an assertion. */
    private static RunResult manyCharts() {
        SampleLines lines =
                SampleLines.of("base").add("availability", "ratio", Series.Kind.GAUGE, t -> t < 50 ? 1 : 0.5);
        String[] charts = new String[24];
        for (int i = 0; i < charts.length; i++) {
            int slope = i + 1;
            charts[i] = "c" + i + ".queue";
            lines.add(charts[i], "1", Series.Kind.GAUGE, t -> slope * t);
        }
        return SampleLines.result(
                String.join(" vs ", charts),
                lines.sla("short", "c9.queue < 2", 100, 2, "1").sla("low", "c20.queue < 9", 99, 9, "1"));
    }

    @Test
    void constantChartsAreListed() {
        RunResult result = SampleLines.result(
                "web.queue vs db.queue",
                SampleLines.of("base")
                        .add("web.queue", "1", Series.Kind.GAUGE, t -> 3)
                        .add("db.queue", "1", Series.Kind.GAUGE, t -> t));
        String html = report(result);
        assertThat(html).contains("<summary>Unchanged: 1 chart</summary>").doesNotContain("<figure id=\"web-queue\"");
    }

    @Test
    void verdictLinksToItsChartAtTheFirstViolation() {
        String html = SECOND_SERVER;
        assertThat(html).contains("class=\"value\" data-at=\"");
    }

    private static List<String> matches(String pattern, String html) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void reportLoadsNoExternalResources() {
        String html = SECOND_SERVER;
        assertThat(html)
                .doesNotContain("<link")
                .doesNotContain(" src=")
                .doesNotContain("url(http")
                .doesNotContain("fetch(")
                .doesNotContain("import ");
    }

    @Test
    void reportRunsOneSmallScriptOnly() throws Exception {
        String html = SECOND_SERVER;
        List<String> scripts = Pattern.compile("<script type=\"(.*?)\".*?>(.*?)</script>", Pattern.DOTALL)
                .matcher(html)
                .results()
                .map(match -> match.group(1).equals("module") ? match.group(2) : match.group(1))
                .toList();
        assertThat(scripts).hasSize(2).first().isEqualTo("application/json");
        byte[] script = scripts.get(1).getBytes(StandardCharsets.UTF_8);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(script);
        assertThat(script).hasSizeBetween(10_000, 50_000);
        assertThat(html)
                .contains("default-src &#39;none&#39;")
                .contains("script-src &#39;sha256-" + Base64.getEncoder().encodeToString(digest) + "&#39;");
    }

    @Test
    void reportDataMatchesTheCharts() throws Exception {
        JsonNode data = new ObjectMapper().readTree(data(SECOND_SERVER));
        assertThat(data.path("variants")).hasSize(3);
        for (Chart chart : ChartBook.of(Samples.secondServer()).charts()) {
            for (Chart.Line line : chart.lines()) {
                List<JsonNode> drawn = new ArrayList<>();
                figure(data, chart.slug()).path("panels").path(line.panel()).forEach(part -> {
                    if (part.isArray()) {
                        part.findValues("values").forEach(drawn::add);
                    }
                });
                assertThat(drawn).as(chart.slug() + " " + line.label()).anySatisfy(number -> {
                    JsonNode values = data.path("columns").path(number.asInt());
                    assertThat(values).hasSameSizeAs(line.values());
                    for (int i = 0; i < values.size(); i++) {
                        double value = line.values().get(i);
                        if (Double.isNaN(value)) {
                            assertThat(values.get(i).isNull()).isTrue();
                        } else {
                            assertThat(values.get(i).asDouble())
                                    .isCloseTo(value, Offset.offset(Math.abs(value) * 1e-4));
                        }
                    }
                });
            }
        }
    }

    @Test
    void differingSettingsOfOtherVariantsAreListed() {
        String html = SECOND_SERVER;
        assertThat(html)
                .contains(">one big box: 5 settings, 1 differs from two boxes<")
                .contains(">two boxes and redispatch: 5 settings, 0 differ from two boxes<");
        assertThat(html.split(">components.lb.health.timeout<", -1)).hasSize(2);
    }

    @Test
    void lessonFollowsTheResultsWithTheCommandToReproduceThem() {
        ResultProvenance origin = new ResultProvenance("brownout run site --seed 7", "name: <site>");
        String html = Report.render(Samples.secondServer(), origin, ChartBook.EMPTY);
        assertThat(html.indexOf(Samples.secondServer().lesson())).isGreaterThan(html.indexOf("<table>"));
        assertThat(html).contains("<code>brownout run site --seed 7</code>").contains("name: &lt;site&gt;");
    }

    @Test
    void interactiveReportHasTheSameDataWithoutImages() {
        RunResult result = Samples.secondServer();
        String drawn = report(result);
        String html = Report.interactive(result, ResultProvenance.UNKNOWN, ChartBook.of(result));
        String image = "class=\"still\"[^>]*>\\s*<(svg)";
        assertThat(matches(image, drawn)).isNotEmpty();
        assertThat(matches(image, html)).isEmpty();
        assertThat(html).contains("Only in the report of the command brownout run: ");
        assertThat(figures(html)).isEqualTo(figures(drawn));
    }

    private static String figures(String html) {
        return data(html).replaceFirst("(?s).*\"figures\":", "");
    }

    private static String data(String html) {
        Matcher data =
                Pattern.compile("id=\"result\">(.*?)</script>", Pattern.DOTALL).matcher(html);
        assertThat(data.find()).isTrue();
        return data.group(1);
    }

    private static JsonNode figure(JsonNode data, String slug) {
        for (JsonNode figure : data.path("figures")) {
            if (figure.path("id").asText().equals(slug)) {
                return figure;
            }
        }
        throw new AssertionError(slug);
    }

    @Test
    void textOfTheScenarioIsEscapedInEveryWritingSystem() {
        String html = FAILOVER;
        assertThat(html)
                .contains("<h1 dir=\"auto\">기본 데이터베이스의 전원이 나가면</h1>")
                .contains("الكتابة تضيع 🙂")
                .contains("&lt;b&gt;&amp;amp;")
                .doesNotContain("<b>");
    }

    @Test
    void idsOfTheChartsDoNotCollide() {
        Matcher ids = Pattern.compile(" id=\"([^\"]+)\"").matcher(FAILOVER);
        assertThat(ids.results().map(match -> match.group(1)).toList())
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void controlCharactersDoNotReachThePage() {
        assertThat(HtmlBuilder.escape("a\u0000b\u001b\ud800c")).isEqualTo("a\ufffdb\ufffd\ufffdc");
    }
}
