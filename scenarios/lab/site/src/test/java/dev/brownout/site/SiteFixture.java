package dev.brownout.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The site of the documentation of this repository with two of the lessons, and small sites of given pages. */
final class SiteFixture {
    static final Path DOCS = Path.of("../../../docs");

    /** Lessons with a page on the sites of the tests. */
    static final List<Integer> LESSONS = List.of(1, 2);

    private static Map<String, byte[]> whole;

    private SiteFixture() {}

    /** Returns the files of the site of the repository by their paths. They are computed once. */
    static synchronized Map<String, byte[]> allFiles() {
        if (whole == null) {
            try {
                whole = files();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InvalidSiteException invalid) {
                throw new AssertionError(invalid.getMessage(), invalid);
            }
        }
        return whole;
    }

    /** Computes the files of the site of the repository. */
    static Map<String, byte[]> files() throws IOException, InvalidSiteException {
        return new SiteWriter(DOCS, SiteOptions.NONE, GeneratedPages.of(DOCS, LESSONS)).files();
    }

    /** Returns a file of the site of the repository. */
    static String text(String path) {
        return new String(allFiles().get(path), StandardCharsets.UTF_8);
    }

    /** Returns the path of the target of a link in the site. */
    static String target(String page, String link) {
        return Path.of("/" + page)
                .resolveSibling(link)
                .normalize()
                .toString()
                .substring(1)
                .replace('\\', '/');
    }

    /** Writes files into a folder {@code docs}, by their paths relative to it. Returns that folder. */
    static Path docs(Path repository, Map<String, String> files) throws IOException {
        Path docs = repository.resolve("docs");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = docs.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Path icon = repository.resolve("scenarios/src/main/resources/dev/brownout/page/site/icon.svg");
        Files.createDirectories(icon.getParent());
        Files.writeString(icon, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        return docs;
    }
}
