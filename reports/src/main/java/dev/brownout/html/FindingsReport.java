package dev.brownout.html;

import dev.brownout.summary.ExperimentReport;
import dev.brownout.translation.Messages;
import java.util.Locale;

/**
 * Renders the report of an experiment as one self-contained HTML page: findings, charts, metrics, and the command to
 * repeat it.
 */
public final class FindingsReport {
    private static final String[] ANY = {"dir", "auto"};

    private FindingsReport() {}

    /** Returns the page. */
    public static String render(ExperimentReport findings) {
        HtmlBuilder html = new HtmlBuilder();
        Report.begin(html, findings.title(), "", "experiment");
        html.open("header").element("h1", findings.title(), ANY);
        if (!findings.question().isBlank()) {
            html.element("p", findings.question(), "class", "question", "dir", "auto");
        }
        String tone = findings.tone().name().toLowerCase(Locale.ROOT);
        for (int i = 0; i < findings.sentences().size(); i++) {
            String sentence = findings.sentences().get(i);
            if (i == 0) {
                html.element("p", sentence, "class", "verdict " + tone, "dir", "auto");
            } else {
                html.element("p", sentence, ANY);
            }
        }
        html.close("header").line();
        html.open("main").line();
        HtmlPartWriter elements = new HtmlPartWriter(html);
        findings.parts().forEach(elements::part);
        html.open("p")
                .text(Messages.text("report.reproduce"))
                .element("code", findings.command())
                .close("p")
                .line();
        html.close("main").line();
        html.element("footer", findings.foot()).line();
        html.close("body").close("html").line();
        return html.toString();
    }
}
