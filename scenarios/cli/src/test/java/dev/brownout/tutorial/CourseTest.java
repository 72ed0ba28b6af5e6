package dev.brownout.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.GeneratedFiles;
import dev.brownout.tutorial.CoursePage.RenderedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The course in the repository is byte-identical to the output generated from the ladder. */
@Tag("story")
class CourseTest {
    private static final Path DOCS = Path.of("../../docs");
    private static final Path PAGE = DOCS.resolve("course.md");
    private static final Path CHARTS = DOCS.resolve(CoursePage.CHARTS);
    private static final String COMMAND = "mvn -pl scenarios/cli -am test -Dtest=CourseTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dbrownout.write=true";
    private static final long MOST_BYTES = 1_500_000;

    private static RenderedPage now;

    @BeforeAll
    static void play() throws IOException {
        now = CoursePage.write(new Ladder(), COMMAND);
        if (Boolean.getBoolean("brownout.write")) {
            Files.createDirectories(CHARTS);
            for (String old : kept().keySet()) {
                Files.delete(CHARTS.resolve(old));
            }
            for (Map.Entry<String, String> chart : now.charts().entrySet()) {
                Files.writeString(CHARTS.resolve(chart.getKey()), chart.getValue());
            }
        }
    }

    @Test
    void pageIsUpToDate() throws IOException {
        GeneratedFiles.same(PAGE, now.text(), COMMAND);
    }

    @Test
    void chartsAreUpToDate() throws IOException {
        Map<String, String> kept = kept();
        assertThat(kept).containsOnlyKeys(now.charts().keySet());
        now.charts()
                .forEach((file, svg) -> assertThat(kept.get(file).equals(svg))
                        .as("%s must be up to date; regenerate it: %s", file, COMMAND)
                        .isTrue());
    }

    @Test
    void sizeIsLimited() {
        long bytes = now.text().length()
                + now.charts().values().stream().mapToLong(String::length).sum();
        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    private static Map<String, String> kept() throws IOException {
        Map<String, String> kept = new TreeMap<>();
        if (Files.isDirectory(CHARTS)) {
            try (Stream<Path> files = Files.list(CHARTS)) {
                for (Path file : (Iterable<Path>) List.copyOf(files.toList())) {
                    kept.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return kept;
    }
}
