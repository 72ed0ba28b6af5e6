package dev.brownout.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageSplitterTest {
    private static String lines(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i + "\n").collect(Collectors.joining());
    }

    @Test
    void sectionsBecomePagesWithTheirHeadingsAsTitles() {
        Map<String, String> parts = PageSplitter.parts(
                "a/long.md", "# Long\n\nFirst.\n\n## One thing\n\nText.\n\n### Inner\n\n## Two\n\nMore.\n");
        assertThat(parts.keySet()).containsExactly("a/long.md", "a/long/one-thing.md", "a/long/two.md");
        assertThat(parts.get("a/long.md"))
                .isEqualTo("# Long\n\nFirst.\n\n- [One thing](long/one-thing.md)\n- [Two](long/two.md)\n");
        assertThat(parts.get("a/long/one-thing.md"))
                .isEqualTo("# One thing\n\nText.\n\n## Inner\n\nA part of [Long](long.md).\n");
    }

    @Test
    void headingsInCodeAreNoSections() {
        assertThat(PageSplitter.parts("a.md", "# A\n\n```text\n## no\n```\n\n## Yes\n"))
                .hasSize(2);
    }

    @Test
    void longSectionsAreSplitAtTheirOwnHeadings() {
        String text = "# A\n\n## B\n\nIntro.\n\n### C\n\n" + lines("- c", 150) + "\n### D\n\n" + lines("- d", 150);
        Map<String, String> parts = PageSplitter.parts("a.md", text);
        assertThat(parts.keySet()).containsExactly("a.md", "a/b.md", "a/c.md", "a/d.md");
        assertThat(parts.get("a/d.md")).startsWith("# D\n\n- d0\n");
    }

    @Test
    void longTablesAreSplitBetweenRowsAndKeepTheirHeader() {
        String text = "# A\n\n## B\n\n| x |\n|---|\n" + lines("| r", 450).replace("\n", " |\n");
        List<String> parts = List.copyOf(PageSplitter.parts("a.md", text).values());
        assertThat(parts).hasSize(4).allMatch(part -> part.lines().count() <= PageSplitter.MOST_LINES);
        assertThat(parts.get(1)).startsWith("# B\n\n| x |\n|---|\n| r0 |\n");
        assertThat(parts.get(2)).startsWith("# B (2)\n\n| x |\n|---|\n| r");
        String rows = parts.stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("| r"))
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(rows).isEqualTo(lines("| r", 450).replace("\n", " |\n"));
    }

    @Test
    void longListsAreSplitBetweenItems() {
        String text = "# A\n\n## B\n\n" + lines("- item\n  continued ", 150);
        List<String> parts = List.copyOf(PageSplitter.parts("a.md", text).values());
        assertThat(parts).hasSize(3).allMatch(part -> part.lines().count() <= PageSplitter.MOST_LINES);
        assertThat(parts.get(2)).startsWith("# B (2)\n\n- item\n  continued");
    }
}
