package dev.brownout.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.Dataset;
import dev.brownout.export.Markdown;
import dev.brownout.html.Report;
import dev.brownout.result.RunResult;
import dev.brownout.sample.Samples;
import dev.brownout.summary.Block.FoldedTable;
import dev.brownout.summary.Block.Items;
import dev.brownout.summary.Block.Moment;
import dev.brownout.summary.Block.Moments;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.Block.Title;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.Summary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A section that is unknown to all output formats and written by each of them. */
class CustomSectionTest {
    private record Call(String caller, String callee, long sent, String cause) {}

    private static final Table CALLS = Table.of(List.of(new Call("page", "web|1", 72_000, "timed out & <gone>")))
            .text(Column.text("caller"), Call::caller)
            .text(Column.text("callee"), Call::callee)
            .column(Column.number("sent"), call -> Cell.count(call.sent()))
            .column(Column.text("most failed of"), call -> Cell.of(call.cause()).toned(OutcomeTone.BAD))
            .table();
    private static final Part PART = Part.of("Calls")
            .with(CALLS)
            .with(Note.of("Of the whole run."))
            .with(Note.warning("page: web is asked too often"))
            .with(Note.failure("web ended early"))
            .with(new Title("by hour"))
            .with(new Moments(List.of(new Moment("0:40", "nobody called")), 3))
            .with(new Items("Callers", List.of("page", "api")))
            .with(new FoldedTable("Everything", true, CALLS))
            .with(new Picture("calls", "<svg/>"));

    private final RunResult result = Samples.single();
    private final Page page = page();

    private Page page() {
        Page usual = Page.of(result);
        List<Part> parts = new ArrayList<>(usual.parts());
        parts.add(1, PART);
        return new Page(usual.ended(), usual.verdict(), parts);
    }

    @Test
    void summaryContainsTheSection() {
        assertThat(Summary.render(result, page, Options.plain())).contains("""

                Calls
                caller  callee    sent  most failed of
                page    web|1   72,000  ✗ timed out & <gone>
                Of the whole run.
                page: web is asked too often

                web ended early
                by hour
                   0:40  nobody called
                         ... and 3 more

                Callers
                page
                api
                Everything
                caller  callee    sent  most failed of
                page    web|1   72,000  ✗ timed out & <gone>
                """);
    }

    @Test
    void reportContainsTheSection() {
        String table = """
                <div class="table" tabindex="0" role="group" aria-label="Calls"><table><thead><tr>\
                <th dir="auto">caller</th><th dir="auto">callee</th>\
                <th class="number">sent</th><th dir="auto">most failed of</th></tr></thead><tbody>
                <tr><td dir="auto">page</td><td dir="auto">web|1</td><td class="number">72,000</td>\
                <td dir="auto"><span class="bad">timed out &amp; &lt;gone&gt;</span></td></tr>
                </tbody></table></div>
                """;
        assertThat(Report.render(result, page))
                .contains("<h3>Calls</h3>\n" + table + "<p>Of the whole run.</p>\n")
                .contains("<p dir=\"auto\">page: web is asked too often</p><p class=\"bad\">web ended early</p>")
                .contains("<h3 dir=\"auto\">by hour</h3>\n<ol class=\"story\">\n<li><time>0:40</time>")
                .contains("<h3>Callers</h3><ul>\n<li dir=\"auto\">page</li>\n<li dir=\"auto\">api</li>\n</ul>\n")
                .contains("<details><summary dir=\"auto\">Everything</summary>" + table.replace("Calls", "Everything")
                        + "</details>\n")
                .contains("<figure id=\"calls\">")
                .contains("<svg/></div></figure>\n");
    }

    @Test
    void markdownContainsTheSection() {
        String table = """

                | caller | callee | sent | most failed of |
                | --- | --- | --- | --- |
                | page | web\\|1 | 72,000 | ✗ timed out \\& \\<gone\\> |
                """;
        assertThat(Markdown.write(result, page)).contains(table + """

                        Of the whole run.

                        ⚠ page: web is asked too often

                        ⚠ web ended early

                        **by hour**

                        - 0:40 nobody called
                        - ... and 3 more

                        **Callers**

                        - page
                        - api

                        **Everything**
                        """ + table);
    }

    @Test
    void csvContainsTheRawNumbers() {
        Dataset data = new Dataset(Map.of("scenario", "shop"), CALLS);
        assertThat(new String(data.csv(), StandardCharsets.UTF_8))
                .isEqualTo("caller,callee,sent,most failed of\npage,web|1,72000,timed out & <gone>\n");
    }
}
