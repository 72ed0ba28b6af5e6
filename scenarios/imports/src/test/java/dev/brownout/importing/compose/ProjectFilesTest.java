package dev.brownout.importing.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Included and extended Compose files, and files of variables. */
class ProjectFilesTest {
    @TempDir
    private Path folder;

    private void write(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private ImportResult of(String... names) throws Exception {
        return ImportedFiles.read(
                new ComposeImporter(),
                List.of(names).stream()
                        .map(name -> ImportSource.file(folder.resolve(name)))
                        .toList());
    }

    private static ImportSource source(String name, String text) {
        return new ImportSource(name, () -> new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    @Test
    void includedFilesAreReadWithTheirOwnVariables() throws Exception {
        write("all/compose.yaml", "include: [../front/compose.yaml, { path: [../data/db.yaml] }]");
        write("front/compose.yaml", """
                include: [{ path: more.yaml }]
                services: { web: { image: a/web, ports: ["80:80"], scale: "${WEBS:-1}", depends_on: [db, extra] } }
                """);
        write("front/.env", "WEBS=4");
        write("front/more.yaml", "services: { extra: { image: a/extra } }");
        write("data/db.yaml", "services: { db: { image: postgres } }");
        ImportResult imported = of("all/compose.yaml");
        assertThat(imported.scenario())
                .contains("nodes: 4   # origin: ../front/compose.yaml:2", "read: db", "call: extra")
                .contains("its image is postgres (../data/db.yaml:1)");
        assertThat(String.join("\n", imported.summary())).contains("include (3 settings): the included files are read");
    }

    @Test
    void givenFilesAreNotReadTwice() throws Exception {
        write("compose.yaml", "include: [front/compose.yaml]");
        write(
                "front/compose.yaml",
                "services: { web: { image: a/web, ports: ['80:80'], depends_on: [compose] },"
                        + " compose: { image: a/b } }");
        assertThat(of("compose.yaml", "front/compose.yaml").scenario()).containsOnlyOnce("  web:\n");
        ImportResult piped = ImportedFiles.read(
                new ComposeImporter(),
                List.of(
                        source("compose.yaml", "include: [front/part.yaml]"),
                        source("part.yaml", "services: { x: { image: a }, web: { image: a/web, ports: ['80:80'] } }"),
                        source("up/front/part.yaml", "services: { web: { image: a/web, ports: ['80:80'] } }")));
        assertThat(piped.scenario()).contains("  web:\n");
    }

    @Test
    void filesThatAreNotFollowedAreNamed() {
        assertThatThrownBy(() -> ImportedFiles.read(
                        new ComposeImporter(), List.of(source("a.yaml", "include: [../x.yaml, ../y.yaml]"))))
                .isInstanceOf(ImportException.class)
                .hasMessage("a.yaml: it includes two files that are not followed; import what 'docker compose config'"
                        + " prints: ../x.yaml (not found), ../y.yaml (not found)");
        assertThatThrownBy(() -> ImportedFiles.read(
                        new ComposeImporter(),
                        List.of(source(
                                "a.yaml",
                                "include: ['https://git.example/x.git#main', { path: 'oci://r.example/y' }, z.yaml]"))))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("a.yaml: it includes three files that are not followed;")
                .hasMessageContaining("https://git.example/x.git#main (a remote resource, which is not downloaded)")
                .hasMessageContaining("oci://r.example/y (a remote resource, which is not downloaded)");
    }

    @Test
    void servicesOfOtherFilesAreExtended() throws Exception {
        write("compose.yaml", """
                services:
                  web: { extends: { file: base/common.yaml, service: app }, ports: ["80:80"], scale: 3 }
                """);
        write("base/common.yaml", """
                services:
                  app: { extends: { file: deeper.yaml, service: root }, environment: { DB: "postgres://db/x" } }
                  other: { image: b/c, ports: ["81:81"] }
                """);
        write("base/deeper.yaml", "services: { root: { image: a/b, cpus: 2, scale: 9 } }");
        write("second.yaml", "services: { db: { image: postgres } }");
        ImportResult imported = of("compose.yaml", "second.yaml");
        assertThat(imported.scenario())
                .contains("nodes: 3 ", "cores: 2   # origin: deeper.yaml:1", "read: db")
                .doesNotContain("  other:", "  app:", "  root:");
        assertThat(imported.summary().get(0)).contains("(100 %)");
        assertThat(String.join("\n", imported.summary()))
                .contains("only the services of that file that another one extends are used");
    }

    @Test
    void cyclesOfFilesEnd() throws Exception {
        write(
                "a.yaml",
                "include: [b.yaml]\nservices: { web: { image: a/b, ports: ['1:1'],"
                        + " extends: { file: b.yaml, service: back } } }");
        write(
                "b.yaml",
                "include: [a.yaml]\nservices: { back: { image: c/d," + " extends: { file: a.yaml, service: web } } }");
        assertThat(of("a.yaml").scenario()).contains("  web:\n");
    }

    @Test
    void filesOfVariablesContainHosts() throws Exception {
        write("compose.yaml", """
                services:
                  web: { image: a/b, ports: ["80:80"], env_file: [web.env, { path: gone.env, required: false }] }
                  ledger: { image: a/data }
                """);
        write("web.env", "HOST_OF_DATA=ledger\nDATA=postgres://u:s3cr3t@${HOST_OF_DATA}:5432/x\n");
        ImportResult imported = of("compose.yaml");
        assertThat(imported.scenario())
                .contains("  ledger:\n", "origin: the scheme postgres of its address")
                .contains("read: ledger");
        assertThat(imported.scenario() + imported.summary()).doesNotContain("s3cr3t");
        assertThat(String.join("\n", imported.summary())).contains("a file of variables that is not found");
    }

    @Test
    void dotEnvOfTheFolderSetsVariables() throws Exception {
        write("compose.yaml", "services: { web: { image: a/b, ports: ['80:80'], scale: $N } }");
        write(".env", "N=5\n");
        assertThat(of("compose.yaml").scenario()).contains("nodes: 5 ");
        write("other.env", "N=6\n");
        assertThat(ImportedCompose.description(
                                List.of(ImportSource.file(folder.resolve("compose.yaml"))),
                                List.of(ImportSource.file(folder.resolve("other.env"))),
                                Map.of())
                        .result()
                        .scenario())
                .contains("nodes: 6 ");
    }

    @Test
    void tagsOfTheMergeAreListed() throws Exception {
        write("a.yaml", "services: { web: { image: a/b, ports: ['80:80'] } }");
        write("b.yaml", "services:\n  web:\n    ports: !override ['81:80']\n    image: 'a/c!reset'\n");
        assertThat(String.join("\n", of("a.yaml", "b.yaml").summary()))
                .contains("b.yaml:3: the tag !override is not followed")
                .doesNotContain("b.yaml:4: the tag");
    }
}
