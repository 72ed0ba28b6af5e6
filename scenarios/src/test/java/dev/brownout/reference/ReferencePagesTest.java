package dev.brownout.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.section.LanguageDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pages of the reference. */
@Tag("once")
class ReferencePagesTest {
    private static final Path FOLDER = Path.of("../docs/reference");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(?:#([^)]*))?\\)");

    private final Manual manual = new Manual(LanguageDefinition.standard());
    private final Map<String, String> pages = ReferencePages.pages(manual);

    /** Resolves a relative link on a page. */
    private static String resolve(String page, String link) {
        if (link.isEmpty()) {
            return page;
        }
        return Path.of("/" + page)
                .getParent()
                .resolve(link)
                .normalize()
                .toString()
                .substring(1);
    }

    @Test
    void eachPageHasAtMostTwoHundredLines() {
        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertThat(page.getValue().lines().count()).as(page.getKey()).isLessThanOrEqualTo(200);
        }
    }

    @Test
    void eachSubjectHasItsPage() {
        String whole = String.join("\n", pages.values());
        for (ManualPage page : manual.pages()) {
            String expected =
                    page.group() == ManualChapter.METRICS ? "| `" + page.name() + "` |" : "# " + page.name() + "\n";
            assertThat(whole.contains(expected)).as(page.toString()).isTrue();
        }
        assertThat(pages).containsKeys("components/server.md", "policies/retry.md", "metrics/cache.md");
    }

    @Test
    void eachPageIsLinkedFromAnotherAndNoLinkIsBroken() {
        TreeSet<String> linked = new TreeSet<>(List.of("README.md"));
        pages.forEach((path, text) -> {
            Matcher link = LINK.matcher(text.replaceAll("`[^`]*`", ""));
            while (link.find()) {
                String target = resolve(path, link.group(1));
                if (!pages.containsKey(target)) {
                    // A page of the documentation that is not written here, such as those of the commands.
                    assertThat(FOLDER.resolve(path).resolveSibling(link.group(1)))
                            .as(path)
                            .exists();
                    continue;
                }
                if (link.group(2) != null) {
                    assertThat(pages.get(target)
                                    .lines()
                                    .filter(line -> line.startsWith("#"))
                                    .map(line -> ManualMarkdown.anchor(line.replaceFirst("^#+ ", ""))))
                            .as(path + " to " + target)
                            .contains(link.group(2));
                }
                if (!target.equals(path)) {
                    linked.add(target);
                }
            }
        });
        assertThat(linked).isEqualTo(pages.keySet());
    }
}
