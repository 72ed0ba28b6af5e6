package dev.brownout.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.OutcomeTone;
import java.util.List;
import org.junit.jupiter.api.Test;

/** HTML pages of experiments. */
class FindingsReportTest {
    @Test
    void pageSizeIsLimitedAndOmittedPicturesAreNamed() {
        Picture small = new Picture("small", "<svg/>");
        Picture large = new Picture("large", "<svg>" + "x".repeat(900_000) + "</svg>");
        Picture other = new Picture("other", "<svg>" + "y".repeat(900_000) + "</svg>");
        String page = page("A shop", List.of(small, large, other, small));
        assertThat(page.length()).isLessThan(2_000_000);
        assertThat(page)
                .contains("Too large for this page, in separate files: other.svg")
                .contains("<figure id=\"large\">");
        assertThat(page.split("<figure id=\"small\">", -1)).hasSize(3);
    }

    @Test
    void userTextIsEscaped() {
        String page = page("<b>& \"a shop\"", List.of());
        assertThat(page)
                .contains("<title>&lt;b&gt;&amp; &quot;a shop&quot;</title>", "<p class=\"verdict good\" dir=\"auto\">")
                .contains("&lt;i&gt; holds", "<code>brownout sweep &#39;&lt;u&gt;.yaml&#39;</code>")
                .doesNotContain("<b>", "<i>", "<u>");
    }

    @Test
    void pageWithoutAScriptForbidsScripts() {
        assertThat(page("A shop", List.of()))
                .contains("default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; base-uri")
                .doesNotContain("script");
    }

    private static String page(String title, List<Picture> pictures) {
        return FindingsReport.render(new ExperimentReport(
                title,
                "How much?",
                List.of("<i> holds", "more"),
                OutcomeTone.GOOD,
                List.of(ExperimentReport.charts(pictures, List.of("Does not move: x."))),
                "brownout sweep '<u>.yaml'",
                "12 runs"));
    }
}
