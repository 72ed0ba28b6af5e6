package dev.brownout.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticleRendererTest {
    private static final String SCENARIO = """
            load: 10/s
            components:
              box: { kind: server, cores: 1, service: exp(20ms) }
            requests:
              page: { path: [box] }
            run: 1m
            """;

    private static String html(String markdown) {
        return html(markdown, Optional.empty());
    }

    private static String html(String markdown, Optional<String> engine) {
        return new ArticleRenderer(new ScenarioLinks(new LibraryLinks(Set.of())), engine)
                .html(new DocumentPage("guides/page.md", markdown));
    }

    @ParameterizedTest
    @CsvSource({
        "One word, one-word",
        "'`code` and *emphasis*', code-and-emphasis",
        "Which values meet the SLA?, which-values-meet-the-sla",
        "2. Write your own, 2-write-your-own",
        "a_b-c & d, a_b-c--d",
        "Little's law, littles-law",
        "Größe, größe",
        "'[link](x.md) here', link-here"
    })
    void headingsHaveTheAnchorsOfGithub(String heading, String anchor) {
        assertThat(html("# Title\n\n## " + heading + "\n")).contains("<h2 id=\"" + anchor + "\">");
    }

    @Test
    void repeatedHeadingsAreNumbered() {
        assertThat(html("# A\n\n## B\n\n## B\n\n## B\n"))
                .contains("<h2 id=\"b\">", "<h2 id=\"b-1\">", "<h2 id=\"b-2\">");
    }

    @Test
    void frontMatterIsNotShown() {
        assertThat(html("---\nname: x\ndescription: y\n---\n\n# Title\n"))
                .contains("<h1 id=\"title\">")
                .doesNotContain("<hr");
    }

    @Test
    void rawHtmlIsEscaped() {
        assertThat(html("A <script>alert(1)</script> & <b>b</b><br>x<sup>2</sup>\n\n<div onclick=\"x\">y</div>\n"))
                .contains("A &lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;b&lt;/b&gt;<br>x<sup>2</sup>")
                .contains("&lt;div onclick=")
                .doesNotContain("<script", "<div onclick");
    }

    @Test
    void tablesScrollAndRowsOfNamesHaveAnchors() {
        String table = html("| a | b |\n|---|---|\n| `pool_size`, `p` | x<br>y |\n| the `code` | z |\n");
        assertThat(table).contains("<div class=\"table\">\n<table>", "<tr id=\"row-pool_size\">", "x<br>y");
        assertThat(table.split("<tr id=", -1)).hasSize(2);
    }

    @Test
    void middleCellsOfRowsOfNamesHaveTheHeadingOfTheirColumn() {
        String rows = "| `a` | x | `1` | y |\n| b | x | 1 | y |\n";
        assertThat(html("| name | type | default | text |\n|---|---|---|---|\n" + rows))
                .contains("<td data-label=\"type\">x</td>", "<td data-label=\"default\"><code>1</code></td>")
                .containsOnlyOnce("data-label=\"type\"")
                .contains("<td>y</td>");
    }

    @Test
    void codeBlocksHaveNamesAndColours() {
        assertThat(html("```yaml my.yaml\nload: 1/s # slow\nbox: { kind: \"a: b\", b, memory: 1 }\n```\n"))
                .contains("<p class=\"file\">my.yaml</p>", "<code class=\"language-yaml\">")
                .contains("<span class=\"key\">load</span>: 1/s <span class=\"comment\"># slow</span>")
                .contains("<span class=\"key\">kind</span>: <span class=\"text\">&quot;a: b&quot;</span>, b,"
                        + " <span class=\"key\">memory</span>");
        assertThat(html("```console\n$ brownout run <x>\nPASS\n```\n"))
                .contains("<span class=\"command\">$ brownout run &lt;x&gt;</span>\nPASS");
        assertThat(html("    ./brownout run x  # ends\n"))
                .contains("<pre tabindex=\"0\"><code>./brownout run x  <span class=\"comment\"># ends</span>");
    }

    @Test
    void completeScenariosOpenInTheWorkbench() {
        String page = "```yaml\n" + SCENARIO + "```\n\n```yaml\nload: 1/s\n```\n";
        String link = "<a href=\"../../workbench/index.html#1.";
        assertThat(html(page)).doesNotContain("workbench");
        assertThat(html(page, Optional.of("../workbench")))
                .containsOnlyOnce(link)
                .contains("data-embed=\"../../workbench/embed.html?change#1.");
        assertThat(html(page.replace("kind: server", "kind: sever"), Optional.of("../workbench")))
                .doesNotContain("workbench");
        assertThat(html(page, Optional.of("https://example.com/")))
                .contains("href=\"https://example.com/index.html#1.");
    }
}
