package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the shell script starts Java: here one that only says what it was told. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @TempDir
    private Path home;

    @BeforeEach
    void aCheckoutAndAJava() throws Exception {
        Files.copy(ROOT.resolve("brownout"), home.resolve("brownout"));
        Files.createFile(
                Files.createDirectories(home.resolve("scenarios/cli/target")).resolve("cli-1-all.jar"));
        Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    }

    private String started(Map<String, String> more) throws Exception {
        return started(home.resolve("brownout"), more);
    }

    private String started(Path launcher, Map<String, String> more) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", launcher.toString(), "run", "it");
        List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "HOME", "XDG_CACHE_HOME")
                .forEach(builder.environment()::remove);
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().putAll(more);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void javaBeginsWithEnoughMemoryForAShortRun() throws Exception {
        assertThat(started(Map.of())).contains("-Xms64m").contains("-jar").endsWith("run it\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void whoeverLimitsMemoryByTheEnvironmentIsNotContradicted(String variable) throws Exception {
        assertThat(started(Map.of(variable, "-Xmx32m"))).doesNotContain("-Xms").endsWith("run it\n");
    }

    @Test
    void aNewerSourceOfAnyModuleInTheJarIsBuiltFirst() throws Exception {
        Path jar = home.resolve("scenarios/cli/target/cli-1-all.jar");
        Path maven = Files.createDirectories(home.resolve("bin")).resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        Map<String, String> path = Map.of("PATH", maven.getParent() + File.pathSeparator + System.getenv("PATH"));
        FileTime early = FileTime.from(Instant.now().minusSeconds(60));
        Files.setLastModifiedTime(Files.copy(ROOT.resolve("pom.xml"), home.resolve("pom.xml")), early);
        List<String> modules = Pattern.compile("<module>(.*)</module>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .filter(module -> !List.of("scenarios/testing", "scenarios/bom", "scenarios/distribution")
                        .contains(module))
                .toList();
        assertThat(modules).hasSizeGreaterThan(4);
        for (String module : modules) {
            Path sources = Files.createDirectories(home.resolve(module).resolve("src/main/java"));
            Path source = Files.createFile(sources.resolve("A.java"));
            Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(30)));
            assertThat(started(path)).as(module).contains("the sources have changed");
            for (Path old : List.of(source, sources, sources.getParent())) {
                Files.setLastModifiedTime(old, early);
            }
            assertThat(started(path)).as(module).doesNotContain("building");
        }
    }

    /** An installed folder as an archive has it, with a link to its launcher elsewhere. */
    private Path installed() throws Exception {
        Path folder = home.resolve("an installed folder");
        Path launcher = Files.createDirectories(folder.resolve("bin")).resolve("brownout");
        Files.copy(ROOT.resolve("brownout"), launcher);
        Files.createFile(Files.createDirectories(folder.resolve("lib")).resolve("brownout.jar"));
        Files.createSymbolicLink(home.resolve("link"), launcher);
        return folder;
    }

    @Test
    void anInstalledFolderRunsItsJarAndStaysAsItIs() throws Exception {
        Path folder = installed();
        assertThat(started(home.resolve("link"), Map.of()))
                .contains("-jar " + folder.toRealPath().resolve("lib/brownout.jar") + " run it")
                .doesNotContain("SharedArchiveFile", "building");
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(2);
        }
    }

    @Test
    void classesThatWerePackedWithTheJarAreUsed() throws Exception {
        Path classes = installed().toRealPath().resolve("lib/brownout-17.0.1.jsa");
        Files.writeString(classes, "classes");
        assertThat(started(home.resolve("link"), Map.of())).contains("-XX:SharedArchiveFile=" + classes + " -jar");
    }

    @Test
    void theJavaOfTheFolderGoesBeforeAnyOther() throws Exception {
        Path java = Files.createDirectories(installed().resolve("runtime/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho own java\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(java.resolveSibling("../release"), "JAVA_VERSION=\"21\"\n");
        assertThat(started(home.resolve("link"), Map.of())).isEqualTo("own java\n");
    }

    @Test
    void testsCompileAsLateAsTheLauncherDoes() throws Exception {
        String compilers = Pattern.compile("<compilers>(-XX:Tier4.*)</compilers>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        assertThat(started(Map.of())).startsWith(compilers + " ");
    }

    @Test
    void theManualKnowsEachVariableThatTheLauncherHeeds() throws Exception {
        Set<String> told =
                Arrays.stream(Variable.values()).map(Variable::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(Pattern.compile("\\$\\{([A-Z_]+):-")
                        .matcher(Files.readString(ROOT.resolve("brownout")))
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> !Variable.JAVA_TOOL_OPTIONS.meaning().contains(name)))
                .contains("JAVA_HOME", "TMPDIR", "XDG_CACHE_HOME")
                .allMatch(told::contains);
    }

    @Test
    void theMavenWrapperKnowsWhatItDownloads() throws Exception {
        assertThat(Files.readString(ROOT.resolve(".mvn/wrapper/maven-wrapper.properties")))
                .containsPattern("(?m)^distributionUrl=https://.*-bin\\.zip$")
                .containsPattern("(?m)^distributionSha256Sum=[0-9a-f]{64}$");
    }
}
