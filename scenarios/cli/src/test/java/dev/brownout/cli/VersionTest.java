package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.io.FileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class VersionTest {
    private static final String COMMIT = "7adfaba06fd2af32fb3585bd32c4c88cef4652cb";

    private static Properties versionProperties(String commit, String date, String archived) {
        Properties properties = new Properties();
        properties.setProperty("build.commit", commit);
        properties.setProperty("build.date", date);
        properties.setProperty("archived", archived);
        return properties;
    }

    @Test
    void versionOptionPrintsVersionAndEnvironment() {
        List<String> lines = Session.of("--version").out().lines().toList();
        assertThat(lines.get(0)).matches("brownout [0-9]+[.][0-9]+[.][0-9]+(-SNAPSHOT)?");
        assertThat(lines.get(1)).startsWith("build    ");
        assertThat(lines.get(2))
                .startsWith(
                        "formats  scenarios 1, price lists 1, assignments 1, result.json 1, run.json 1, baselines 1,"
                                + " experiment.json 1");
        assertThat(lines.get(3))
                .startsWith("Java     " + Runtime.version())
                .contains(System.getProperty("java.vendor"));
        assertThat(lines.get(4)).startsWith("system   " + System.getProperty("os.name"));
        assertThat(lines).hasSize(5);
    }

    @Test
    void releasesPageListsEachFormat() throws IOException {
        String page = Files.readString(Path.of("../../docs/releases.md"));
        for (FileFormat format : Version.formats()) {
            assertThat(page).contains("\n| " + format.name() + " | " + format.version() + " | ");
        }
    }

    @Test
    void buildNamesCommitAndUncommittedChanges() {
        assertThat(Version.build(versionProperties(COMMIT, "2026-11-21", ""))).hasValue("7adfaba06fd2 of 2026-11-21");
        assertThat(Version.build(versionProperties(COMMIT + "-dirty", "2026-11-21", "")))
                .hasValue("7adfaba06fd2 of 2026-11-21, with changes that are not committed");
    }

    @Test
    void buildFromAnArchiveNamesTheArchivedCommit() {
        assertThat(Version.build(versionProperties("", "", COMMIT + " 2026-11-21")))
                .hasValue("7adfaba06fd2 of 2026-11-21");
    }

    @Test
    void buildWithoutInformationIsEmpty() {
        assertThat(Version.build(versionProperties("", "", "$Format:%H %cs$"))).isEmpty();
        assertThat(Version.build(versionProperties("${build.commit}", "${build.date}", "$Format:%H %cs$")))
                .isEmpty();
        assertThat(Version.build(new Properties())).isEmpty();
    }

    /** The placeholder that git replaces in source archives is in the properties file filled by the build. */
    @Test
    void sourceArchiveContainsItsCommit() throws IOException {
        String file = "src/main/resources/dev/brownout/cli/version.properties";
        assertThat(Files.readString(Path.of(file))).contains("archived=$Format:%H %cs$");
        assertThat(Files.readString(Path.of("../../.gitattributes")))
                .contains("scenarios/cli/" + file + " export-subst");
    }
}
