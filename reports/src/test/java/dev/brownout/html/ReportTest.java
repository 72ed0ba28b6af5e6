package dev.brownout.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.ChartBook;
import dev.brownout.result.RunResult;
import dev.brownout.sample.DatabaseSamples;
import dev.brownout.sample.Samples;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static String report(RunResult result) {
        return Report.render(result, ChartBook.of(result));
    }

    @Test
    void tellsVerdictThenStoryThenChartsThenNumbersThenScenario() {
        String html = report(Samples.secondServer());
        List<String> headings = Pattern.compile("<h2>(.*?)</h2>")
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(headings).containsExactly("Verdict", "What happened", "Charts", "Numbers", "The scenario");
        assertThat(html)
                .contains("missed, as it should be")
                .contains("a chart of nothing.known")
                .contains("no data, as it should be");
    }

    @Test
    void needsNothingFromOutside() {
        String html = report(Samples.secondServer());
        assertThat(html)
                .doesNotContain("<script")
                .doesNotContain("<link")
                .doesNotContain("src=")
                .doesNotContain("url(http");
    }

    @Test
    void escapesWhatTheScenarioSaysAndKeepsEveryScript() {
        String html = report(DatabaseSamples.failover());
        assertThat(html)
                .contains("<h1 dir=\"auto\">기본 데이터베이스의 전원이 나가면</h1>")
                .contains("الكتابة تضيع 🙂")
                .contains("&lt;b&gt;&amp;amp;")
                .doesNotContain("<b>");
    }

    @Test
    void idsOfTheChartsDoNotCollide() {
        Matcher ids = Pattern.compile(" id=\"([^\"]+)\"").matcher(report(DatabaseSamples.failover()));
        assertThat(ids.results().map(match -> match.group(1)).toList())
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void controlCharactersDoNotReachThePage() {
        assertThat(Markup.escaped("a\u0000b\u001b\ud800c")).isEqualTo("a\ufffdb\ufffd\ufffdc");
    }
}
