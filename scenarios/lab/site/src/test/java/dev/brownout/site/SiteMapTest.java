package dev.brownout.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteMapTest {
    @TempDir
    private Path repository;

    private SiteMap map(String yaml, String... pages) throws IOException, InvalidSiteException {
        Map<String, String> files = new TreeMap<>(Map.of(SiteMap.FILE, yaml));
        for (String page : pages) {
            files.put(page, "# " + page + "\n");
        }
        return SiteMap.of(SiteFixture.docs(repository, files), Set.of());
    }

    @Test
    void pagesHaveTheOrderOfTheMapAndFoldersThatOfNames() throws IOException, InvalidSiteException {
        SiteMap map = map("""
                sections:
                  - title: One
                    pages: [z.md]
                  - title: Two
                    groups:
                      - { title: Words, folder: words }
                      - { title: Last, pages: [words/c.md] }
                """, "z.md", "words/a.md", "words/README.md", "words/b.md", "words/c.md");
        assertThat(map.pages()).containsExactly("z.md", "words/README.md", "words/a.md", "words/b.md", "words/c.md");
    }

    @Test
    void generatedPagesAreListedLikeFiles() throws IOException, InvalidSiteException {
        Map<String, String> files = Map.of(SiteMap.FILE, """
                sections:
                  - title: One
                    pages: [z.md]
                    groups: [{ title: Words, folder: words }]
                """, "z.md", "# z\n");
        Path docs = SiteFixture.docs(repository, files);
        assertThat(SiteMap.of(docs, Set.of("words/a.md")).pages()).containsExactly("z.md", "words/a.md");
        assertThatThrownBy(() -> SiteMap.of(docs, Set.of("words/a.md", "other.md")))
                .isInstanceOf(InvalidSiteException.class)
                .hasMessageContaining("other.md: the page is not in ");
    }

    @Test
    void questionsAreFurtherNamesOfExistingPages() throws IOException, InvalidSiteException {
        String sections = "sections:\n  - { title: A, pages: [a.md] }\n";
        assertThat(map("questions: { a.md: [what is it] }\n" + sections, "a.md").questions())
                .isEqualTo(Map.of("a.md", List.of("what is it")));
        assertThatThrownBy(() -> map("questions: { b.md: [what is it] }\n" + sections, "a.md"))
                .isInstanceOf(InvalidSiteException.class)
                .hasMessageContaining("unknown page 'b.md'");
    }

    @Test
    void unlistedPagesAreErrors() {
        assertThatThrownBy(() -> map("sections:\n  - { title: A, pages: [a.md] }\n", "a.md", "b.md"))
                .isInstanceOf(InvalidSiteException.class)
                .hasMessageContaining("b.md: the page is not in ");
    }

    @Test
    void missingAndRepeatedPagesAreErrorsWithTheirPlaces() {
        assertThatThrownBy(() -> map("sections:\n  - { title: A, pages: [a.md, a.md, aa.md] }\n", "a.md"))
                .isInstanceOf(InvalidSiteException.class)
                .hasMessageContaining("map.yaml:2:31: the page 'a.md' is listed twice")
                .hasMessageContaining("map.yaml:2:37: unknown page 'aa.md'");
    }

    @Test
    void unknownKeysAndEmptyFoldersAreErrors() {
        assertThatThrownBy(() -> map("""
                        sections:
                          - { titel: A, pages: [a.md] }
                          - { title: B, groups: [{ title: C, folder: x }] }
                        """, "a.md"))
                .isInstanceOf(InvalidSiteException.class)
                .hasMessageContaining("unknown key 'titel'")
                .hasMessageContaining("a section and a group need a title")
                .hasMessageContaining("the folder 'x' has no pages");
    }
}
