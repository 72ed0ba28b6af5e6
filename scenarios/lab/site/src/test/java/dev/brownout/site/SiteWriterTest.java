package dev.brownout.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.library.ShippedLibrary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteWriterTest {
    private static final String MAP = """
            split: [long.md]
            sections:
              - title: Start
                pages: [README.md, guides/a.md]
              - title: Project
                pages: [long.md]
            """;

    private static final String HELLO = new ShippedLibrary().text("hello-world").orElseThrow();

    @TempDir
    private Path repository;

    private final Map<String, String> files = new TreeMap<>();
    private String printed;

    @BeforeEach
    void smallSite() {
        files.put("map.yaml", MAP);
        files.put("README.md", "# Home\n\nOne sentence. Another.\n\n[a](guides/a.md#part), [long](long.md#two)\n");
        files.put(
                "guides/a.md",
                "# Guide\n\n## Part\n\n[home](../README.md), [root](../../README.md), [log](../x.txt)\n");
        files.put("long.md", "# Long\n\n## One\n\n[two](#two) and [a](guides/a.md)\n\n## Two\n\nText.\n");
        files.put("x.txt", "x");
    }

    private int run(String... options) throws IOException {
        Path docs = SiteFixture.docs(repository, files);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        List<String> args =
                new ArrayList<>(List.of(docs.toString(), outputFolder().toString()));
        args.addAll(List.of(options));
        int code = SiteWriter.run(args, new PrintStream(errors, true, StandardCharsets.UTF_8));
        printed = errors.toString(StandardCharsets.UTF_8);
        return code;
    }

    private Path outputFolder() {
        return repository.resolve("out");
    }

    private String file(String path) throws IOException {
        return Files.readString(outputFolder().resolve(path));
    }

    @Test
    void linksLeadToPagesPartsAndCopies() throws IOException {
        assertThat(run()).as(() -> printed).isZero();
        assertThat(file("index.html")).contains("href=\"guides/a.html#part\"", "href=\"long/two.html\"");
        assertThat(file("guides/a.html"))
                .contains(
                        "<a href=\"../index.html\">home</a>",
                        "<a href=\"../index.html\">root</a>",
                        "href=\"../x.txt\"");
        assertThat(file("long/one.html"))
                .contains("<a href=\"two.html\">two</a> and <a href=\"../guides/a.html\">a</a>");
        assertThat(file("x.txt")).isEqualTo("x");
    }

    @Test
    void markdownHasTheLinksOfTheSite() throws IOException {
        run();
        assertThat(file("README.md")).contains("[a](guides/a.md#part), [long](long/two.md)");
        assertThat(file("guides/a.md")).contains("[home](../README.md), [root](../README.md), [log](../x.txt)");
        assertThat(file("long/one.md")).startsWith("# One\n\n[two](two.md) and [a](../guides/a.md)\n");
    }

    @Test
    void generatedPagesReplaceFilesAndHavePictures() throws IOException, InvalidSiteException {
        GeneratedPages generated = new GeneratedPages(
                Map.of("guides/a.md", "# Generated\n\n## Part\n\n![Chart](a.svg)\n"),
                Map.of("guides/a.svg", new byte[] {1}));
        Map<String, byte[]> site =
                new SiteWriter(SiteFixture.docs(repository, files), SiteOptions.NONE, generated).files();
        assertThat(site.get("guides/a.svg")).containsExactly(1);
        assertThat(new String(site.get("guides/a.html"), StandardCharsets.UTF_8))
                .contains("Generated", "src=\"a.svg\"");
    }

    @Test
    void llmsTextHasTheFormOfItsStandard() throws IOException {
        run("--base", "https://example.com/docs");
        assertThat(file("llms.txt")).isEqualTo("""
                # Brownout

                > One sentence.

                Each page is Markdown; the HTML page beside it has the extension .html. All texts in one file: \
                [llms-full.txt](https://example.com/docs/llms-full.txt)

                ## Start

                - [Home](https://example.com/docs/README.md): One sentence.
                - [Guide](https://example.com/docs/guides/a.md)

                ## Optional

                - [Long](https://example.com/docs/long.md)
                - [One](https://example.com/docs/long/one.md): two and a
                - [Two](https://example.com/docs/long/two.md): Text.
                """);
        assertThat(file("llms-full.txt"))
                .contains("<!-- https://example.com/docs/guides/a.md -->\n\n# Guide\n")
                .doesNotContain("# Long");
        assertThat(file("404.html")).contains("<base href=\"https://example.com/docs/\">");
    }

    @Test
    void brokenLinksAreErrorsWithTheirPlaces() throws IOException {
        files.put("guides/a.md", """
                # Guide

                [gone](gone.md)

                and [no heading](../README.md#gone)
                [out](../../../x)
                [script](javascript:x)
                """);
        files.put("README.md", "# Home\n\nOne.\n");
        assertThat(run()).isEqualTo(2);
        assertThat(printed.lines())
                .anyMatch(
                        line -> line.matches(".*guides/a.md:3: the link 'gone.md' leads to no file, or to no heading"))
                .anyMatch(line -> line.matches(".*guides/a.md:5: the link '../README.md#gone' leads to no .*"))
                .anyMatch(
                        line -> line.endsWith(": the link 'javascript:x' is neither a path nor an address of the web"))
                .hasSize(4);
        assertThat(outputFolder()).doesNotExist();
    }

    @Test
    void earlierSitesAreReplacedAndOtherFoldersAreNot() throws IOException {
        run();
        Files.writeString(outputFolder().resolve("old.html"), "old");
        assertThat(run()).isZero();
        assertThat(outputFolder().resolve("old.html")).doesNotExist();
        Files.delete(outputFolder().resolve("llms.txt"));
        assertThat(run()).isEqualTo(2);
        assertThat(printed).contains("has other files than a site");
        assertThat(outputFolder().resolve("index.html")).exists();
    }

    @Test
    void pageOfTheEngineIsCopiedAndLinked() throws IOException {
        Path engine = repository.resolve("engine");
        Files.createDirectories(engine.resolve("live"));
        for (String file : List.of("index.html", "embed.html", "live/live.js")) {
            Files.writeString(engine.resolve(file), file);
        }
        assertThat(run("--engine-folder", engine.toString())).isEqualTo(2);
        assertThat(printed).contains("engine.wasm: the file is missing; mvn -Pweb package builds");
        Files.writeString(engine.resolve("engine.wasm"), "program");
        files.put("guides/a.md", "# Guide\n\n## Part\n\n```yaml\n" + HELLO + "```\n");
        assertThat(run("--engine-folder", engine.toString())).as(() -> printed).isZero();
        assertThat(file("workbench/live/live.js")).isEqualTo("live/live.js");
        assertThat(file("guides/a.html")).contains("href=\"../workbench/index.html#1.");
    }

    @Test
    void wrongArgumentsAreErrors() throws IOException {
        assertThat(run("--engine")).isEqualTo(2);
        assertThat(printed).startsWith("usage: ");
    }
}
