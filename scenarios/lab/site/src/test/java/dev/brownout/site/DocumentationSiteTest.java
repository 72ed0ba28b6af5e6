package dev.brownout.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The site of the documentation of this repository: every page is listed, short, and has links that lead somewhere. */
@Tag("once")
class DocumentationSiteTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern MARKDOWN_LINK = Pattern.compile("]\\(([^()\\s]+)\\)");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
    private static final Pattern EXTERNAL_LINK = Pattern.compile("[a-z]+:.*");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|^ {4}.*?$|`[^`\n]*`");

    private static Map<String, String> texts(String extension) {
        Map<String, String> texts = new TreeMap<>();
        SiteFixture.allFiles().forEach((path, content) -> {
            if (path.endsWith(extension) && !path.startsWith(PageLinks.FILES)) {
                texts.put(path, new String(content, StandardCharsets.UTF_8));
            }
        });
        return texts;
    }

    private static Set<String> ids(String html) {
        Set<String> ids = new TreeSet<>();
        ID.matcher(html).results().map(id -> id.group(1)).forEach(ids::add);
        return ids;
    }

    @Test
    void linksOfAllHtmlPagesLeadSomewhere() {
        Map<String, String> pages = texts(".html");
        Map<String, Set<String>> ids = new TreeMap<>();
        pages.forEach((path, html) -> ids.put(path, ids(html)));
        List<String> broken = new ArrayList<>();
        pages.forEach((path, html) -> LINK.matcher(html)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !EXTERNAL_LINK.matcher(link).matches())
                .filter(link -> !leads(path, link, ids))
                .forEach(link -> broken.add(path + ": " + link)));
        assertThat(pages).hasSizeGreaterThan(300);
        assertThat(broken).isEmpty();
    }

    /** Screen readers and line breaks depend on the language of a text. */
    @Test
    void pagesInKoreanDeclareTheirLanguage() {
        Map<String, String> pages = texts(".html");
        pages.keySet().removeIf(path -> !path.startsWith("course/"));
        assertThat(pages.keySet())
                .filteredOn(path -> path.startsWith("course/ko/"))
                .hasSameSizeAs(SiteFixture.LESSONS);
        pages.forEach((path, html) ->
                assertThat(html.contains("<article lang=\"ko\">")).as(path).isEqualTo(path.startsWith("course/ko/")));
    }

    private static boolean leads(String page, String link, Map<String, Set<String>> ids) {
        String[] parts = link.split("#", 2);
        String target = parts[0].isEmpty() ? page : SiteFixture.target(page, parts[0]);
        return SiteFixture.allFiles().containsKey(target)
                && (parts.length == 1 || ids.getOrDefault(target, Set.of()).contains(parts[1]));
    }

    @Test
    void linksOfAllMarkdownPagesLeadSomewhere() {
        List<String> broken = new ArrayList<>();
        texts(".md")
                .forEach((path, text) -> MARKDOWN_LINK
                        .matcher(CODE.matcher(text).replaceAll(""))
                        .results()
                        .map(link -> link.group(1).replaceAll("#.*", ""))
                        .filter(link ->
                                !link.isEmpty() && !EXTERNAL_LINK.matcher(link).matches())
                        .filter(link -> !SiteFixture.allFiles().containsKey(SiteFixture.target(path, link)))
                        .forEach(link -> broken.add(path + ": " + link)));
        assertThat(broken).isEmpty();
    }

    @Test
    void anchorsOfAPageAreUnique() {
        texts(".html").forEach((path, html) -> {
            List<String> all = ID.matcher(html).results().map(id -> id.group(1)).toList();
            assertThat(all).as(path).doesNotHaveDuplicates();
        });
    }

    @Test
    void pagesHaveAtMostTwoHundredLines() {
        List<String> large = texts(".md").entrySet().stream()
                .filter(page -> page.getValue().lines().count() > PageSplitter.MOST_LINES)
                .map(page -> page.getKey() + ": " + page.getValue().lines().count())
                .toList();
        assertThat(large).isEmpty();
    }

    @Test
    void everyPageIsReachedFromHomeByTheNavigation() {
        Map<String, String> pages = texts(".html");
        Set<String> reached = new TreeSet<>();
        List<String> open = new ArrayList<>(List.of("index.html"));
        while (!open.isEmpty()) {
            String page = open.remove(open.size() - 1);
            if (reached.add(page)) {
                String menu = pages.get(page)
                        .replaceFirst("(?s).*?<nav id=\"menu\"", "")
                        .replaceFirst("(?s)</nav>.*", "");
                LINK.matcher(menu)
                        .results()
                        .map(link -> SiteFixture.target(page, link.group(1)))
                        .forEach(open::add);
            }
        }
        Set<String> expected = new TreeSet<>(pages.keySet());
        expected.removeAll(Set.of("404.html", "contents.html"));
        assertThat(reached).isEqualTo(expected);
    }

    @Test
    void everyDecisionIsInItsList() throws IOException {
        String list = Files.readString(SiteFixture.DOCS.resolve("decisions/README.md"));
        List<String> missing = new ArrayList<>();
        try (Stream<Path> pages = Files.list(SiteFixture.DOCS.resolve("decisions"))) {
            for (Path page : pages.sorted().toList()) {
                String name = page.getFileName().toString();
                String line = "- [" + Files.readAllLines(page).get(0).substring("# ".length()) + "](" + name + ")";
                if (!name.equals("README.md") && !list.contains(line + "\n")) {
                    missing.add(line);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyPageIsInTheListForPrograms() {
        Collection<String> listed = MARKDOWN_LINK
                .matcher(SiteFixture.text("llms.txt"))
                .results()
                .map(link -> link.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new TreeSet<>(texts(".md").keySet());
        expected.add("llms-full.txt");
        assertThat(listed).isEqualTo(expected);
    }

    @Test
    @Tag("change")
    void equalPagesGiveEqualBytes() throws IOException, InvalidSiteException {
        Map<String, byte[]> repeated = SiteFixture.files();
        assertThat(repeated.keySet()).isEqualTo(SiteFixture.allFiles().keySet());
        repeated.forEach((path, content) ->
                assertThat(content).as(path).isEqualTo(SiteFixture.allFiles().get(path)));
    }

    @Test
    void pagesRequestNothingFromAnotherHost() {
        Pattern loaded = Pattern.compile("<(?:script|img|link|iframe)[^>]*(?:src|href)=\"(?:https?:)?//[^\"]*\"");
        texts(".html")
                .forEach((path, html) -> assertThat(loaded.matcher(html)
                                .results()
                                .map(MatchResult::group)
                                .toList())
                        .as(path)
                        .isEmpty());
    }
}
