package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Start of Java by the shell script. Java is replaced by a script that prints its arguments. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final List<String> NOT_IN_THE_JAR = List.of(
            "simulator-core/rounds",
            "scenarios/testing",
            "scenarios/bom",
            "scenarios/mcp",
            "scenarios/imports",
            "scenarios/lab",
            "scenarios/web");

    @TempDir
    private Path home;

    @BeforeEach
    void aCheckoutAndAJava() throws Exception {
        Files.copy(ROOT.resolve("brownout"), home.resolve("brownout"));
        Files.createFile(
                Files.createDirectories(home.resolve("scenarios/cli/target")).resolve("brownout.jar"));
        java("jdk", "17.0.1", "echo \"$@\"");
    }

    /** Writes a Java of a version that executes a line of shell. */
    private Path java(String folder, String version, String line) throws Exception {
        Path java = Files.createDirectories(home.resolve(folder).resolve("bin")).resolve("java");
        String message = "echo 'openjdk version \"" + version + "\" 2021-10-19' >&2; exit";
        Files.writeString(java, "#!/bin/sh\nif [ \"$1\" = -version ]; then " + message + "; fi\n" + line + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return java;
    }

    private String started(Map<String, String> more, String... words) throws Exception {
        return started(home.resolve("brownout"), more, words);
    }

    private String started(Path launcher, Map<String, String> more, String... words) throws Exception {
        return outputOf(launcher, more, 0, words);
    }

    /**
     * Returns the output of the launcher, which ends with the creation of an archive in the background: stream 3, which
     * that inherits, is a copy of the output. The process here ends after that, as Java may close the output of a
     * process that has ended.
     */
    private String outputOf(Path launcher, Map<String, String> more, int code, String... words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                "bash", "-o", "pipefail", "-c", "sh \"$0\" \"$@\" 2>&1 3>&1 | /bin/cat", launcher.toString());
        builder.command().addAll(words.length == 0 ? List.of("run", "it") : List.of(words));
        List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "HOME", "XDG_CACHE_HOME", "LC_CTYPE")
                .forEach(builder.environment()::remove);
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().putAll(more);
        builder.environment().values().removeIf(String::isEmpty);
        Process process = builder.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isEqualTo(code);
        return text;
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void environmentSetsCollectorAndMemory(String variable) throws Exception {
        assertThat(started(Map.of(variable, "-XX:+UseZGC -Xmx32m")))
                .doesNotContain("GC ", "-Xm", "NewSize")
                .endsWith("run it\n");
        assertThat(started(Map.of(variable, "-Dx=y")))
                .contains(" -XX:+UseSerialGC ")
                .doesNotContain("-Xm");
    }

    @ParameterizedTest
    @CsvSource({
        "C, '', C.UTF-8",
        "POSIX, ko_KR.UTF-8, C.UTF-8",
        "'', '', C.UTF-8",
        "ko_KR.eucKR, C, ko_KR.eucKR",
        "'', ko_KR.UTF-8, ''"
    })
    void fileNamesAreInUtf8WithoutALocale(String all, String language, String expected) throws Exception {
        java("jdk", "17.0.1", "echo \"[${LC_ALL:-}]\"");
        assertThat(started(Map.of("LC_ALL", all, "LANG", language))).contains("[" + expected + "]");
    }

    /** Replaces the build by a line of shell. */
    private void build(String line) throws Exception {
        Path build = Files.createDirectories(home.resolve(".ci")).resolve("compile");
        Files.writeString(build, "#!/bin/sh\n" + line + "\n");
        assertThat(build.toFile().setExecutable(true)).isTrue();
        Files.setLastModifiedTime(build, hour(0));
    }

    private void sources(FileTime time) throws Exception {
        Files.setLastModifiedTime(
                Files.copy(ROOT.resolve("pom.xml"), home.resolve("pom.xml"), StandardCopyOption.REPLACE_EXISTING),
                time);
    }

    /** Returns a time of a file in a past year, a number of hours after midnight. */
    private static FileTime hour(int hours) {
        return FileTime.from(Instant.parse("2020-01-01T00:00:00Z").plus(hours, ChronoUnit.HOURS));
    }

    @Test
    void newerSourceOfAnyBundledModuleTriggersABuild() throws Exception {
        Path jar = home.resolve("scenarios/cli/target/brownout.jar");
        build("echo new >'" + jar + "'");
        FileTime early = hour(0);
        sources(early);
        List<String> modules = Pattern.compile("<module>(.*)</module>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .filter(module -> !NOT_IN_THE_JAR.contains(module))
                .toList();
        assertThat(modules).hasSizeGreaterThan(3);
        for (String module : modules) {
            Path sources = Files.createDirectories(home.resolve(module).resolve("src/main/java"));
            Path source = Files.createFile(sources.resolve("A.java"));
            Files.setLastModifiedTime(jar, hour(1));
            assertThat(started(Map.of())).as(module).contains("the sources have changed");
            for (Path old : List.of(source, sources, sources.getParent())) {
                Files.setLastModifiedTime(old, early);
            }
            assertThat(started(Map.of())).as(module).doesNotContain("building");
        }
    }

    @ParameterizedTest
    @EnumSource
    void separateCommandIsBuiltWhenItIsCalled(SeparateCommand command) throws Exception {
        build("cd '" + home + "'; touch \"scenarios/cli/target/brownout-${1##*/}.jar\"; echo \"$1\" >>built");
        sources(hour(0));
        started(Map.of());
        for (int i = 0; i < 2; i++) {
            assertThat(started(Map.of(), command.commandName(), "-h")).endsWith(command.commandName() + " -h\n");
        }
        assertThat(home.resolve("built")).hasContent(command.module());
    }

    @Test
    void changedSourceTriggersABuild() throws Exception {
        sources(hour(2));
        Path jar = home.resolve("scenarios/cli/target/brownout.jar");
        Files.setLastModifiedTime(Files.writeString(jar, "old\n"), hour(1));
        build("echo new >new && mv new '" + jar + "'");
        assertThat(started(Map.of())).startsWith("brownout: building (the sources have changed) ...\n");
        assertThat(jar).hasContent("new");
    }

    @Test
    void failedBuildPrintsItsOutput() throws Exception {
        sources(hour(2));
        Files.setLastModifiedTime(home.resolve("scenarios/cli/target/brownout.jar"), hour(1));
        build("echo no such compiler; exit 1");
        assertThat(outputOf(home.resolve("brownout"), Map.of(), ExitCode.INTERNAL_ERROR))
                .endsWith("brownout: the build failed:\nno such compiler\n");
    }

    private Path installed() throws Exception {
        Path folder = home.resolve("an installed folder");
        Path launcher = Files.createDirectories(folder.resolve("bin")).resolve("brownout");
        Files.copy(ROOT.resolve("brownout"), launcher);
        Files.createFile(Files.createDirectories(folder.resolve("lib")).resolve("brownout.jar"));
        Files.createSymbolicLink(home.resolve("link"), launcher);
        return folder;
    }

    @Test
    void installedFolderRunsItsJarUnmodified() throws Exception {
        Path folder = installed();
        assertThat(started(home.resolve("link"), Map.of()))
                .contains("-jar " + folder.toRealPath().resolve("lib/brownout.jar") + " run it")
                .doesNotContain("SharedArchiveFile", "building");
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(2);
        }
    }

    @Test
    void bundledClassArchiveIsUsed() throws Exception {
        Path classes = installed().toRealPath().resolve("lib/brownout-17.0.1.jsa");
        Files.writeString(classes, "classes");
        assertThat(started(home.resolve("link"), Map.of())).contains("-XX:SharedArchiveFile=" + classes + " -jar");
    }

    @Test
    void bundledJavaRuntimeTakesPrecedence() throws Exception {
        java(installed() + "/runtime", "21", "echo own java");
        assertThat(started(home.resolve("link"), Map.of())).isEqualTo("own java\n");
    }

    @Test
    void everyCommandHasTheCompilersOfEveryLauncher() throws Exception {
        String compilers = Pattern.compile("<both.compilers>(.*)</both.compilers>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        for (String command : List.of("run", "sweep", "serve")) {
            assertThat(started(home.resolve("brownout"), Map.of(), command, "it"))
                    .startsWith(compilers + " ")
                    .endsWith(" " + command + " it\n");
        }
    }

    @Test
    void javaOfJavaHomeElseOfThePathIsUsed() throws Exception {
        String path = java("path", "21", "echo path").getParent() + File.pathSeparator + System.getenv("PATH");
        assertThat(started(Map.of("PATH", path))).doesNotContain("path");
        assertThat(started(Map.of("PATH", path, "JAVA_HOME", ""))).isEqualTo("path\n");
    }

    @Test
    void missingAndOldJavaAreErrors() throws Exception {
        Path tools = Files.createDirectories(home.resolve("tools"));
        for (String tool : List.of("sh", "dirname", "readlink")) {
            for (String folder : List.of("/bin", "/usr/bin")) {
                Path existing = Path.of(folder, tool);
                if (Files.exists(existing) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), existing);
                }
            }
        }
        String needs = "brownout: needs Java 17 or newer";
        assertThat(refused(Map.of("JAVA_HOME", "", "PATH", tools.toString())))
                .isEqualTo(needs + ": no java on the PATH, and JAVA_HOME is not set\n");
        assertThat(refused(Map.of("JAVA_HOME", tools.toString())))
                .isEqualTo(needs + ": JAVA_HOME is " + tools + ", where there is no bin/java\n");
        for (String version : List.of("1.8.0_392", "11.0.2")) {
            Path old = java("old", version, "echo old");
            assertThat(refused(Map.of("JAVA_HOME", home.resolve("old").toString())))
                    .isEqualTo(needs + "; " + old + " is " + version + " (JAVA_HOME chooses another)\n");
        }
    }

    private String refused(Map<String, String> environment) throws Exception {
        return outputOf(home.resolve("brownout"), environment, ExitCode.BAD_INPUT);
    }

    /** Replaces Java by a script that writes an archive of classes if it gets the option for it. */
    private void archivingJava(String more) throws Exception {
        java("jdk", "17.0.1", """
                echo "$@"
                echo "$@" >>'%s'
                for word; do
                    case $word in -XX:ArchiveClassesAtExit=*) echo classes >"${word#*=}" ;; esac
                done
                %s""".formatted(home.resolve("told"), more));
    }

    @Test
    void classArchiveIsCreatedOnceByARunWithCharts() throws Exception {
        archivingJava("");
        Path target = home.toRealPath().resolve("scenarios/cli/target");
        Path archive = target.resolve("brownout-17.0.1.jsa");
        assertThat(started(Map.of())).doesNotContain(".jsa").endsWith("run it\n");
        assertThat(started(Map.of())).contains(" -XX:SharedArchiveFile=" + archive + " ");
        assertThat(Files.readAllLines(home.resolve("told")))
                .as("two runs, and one creation of the archive")
                .hasSize(3)
                .filteredOn(line -> line.contains("ArchiveClassesAtExit"))
                .singleElement()
                .asString()
                .contains(" run capstone ", " --out " + target);
        try (Stream<Path> left = Files.list(target)) {
            assertThat(left).hasSize(2);
        }
        Files.setLastModifiedTime(archive, hour(0));
        assertThat(started(Map.of())).as("the jar is newer").endsWith("run it\n");
        assertThat(Files.readAllLines(home.resolve("told"))).hasSize(5);
    }

    @Test
    void classArchiveOfAnInstalledFolderIsInTheCache() throws Exception {
        archivingJava("");
        installed();
        Path cache = home.resolve("cache/brownout");
        Map<String, String> environment =
                Map.of("XDG_CACHE_HOME", home.resolve("cache").toString());
        started(home.resolve("link"), environment);
        assertThat(started(home.resolve("link"), environment))
                .containsPattern(" -XX:SharedArchiveFile=" + cache + "/classes-17.0.1-\\d+.jsa -jar ");
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void simultaneousFirstStartsCreateOneArchive() throws Exception {
        archivingJava("sleep 0.5");
        String starts = "for start in 1 2 3 4; do sh '%s' run it >/dev/null 3>&1 & done; wait";
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", starts.formatted(home.resolve("brownout")));
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        assertThat(builder.start().waitFor()).isZero();
        assertThat(Files.readAllLines(home.resolve("told")))
                .filteredOn(line -> line.contains("ArchiveClassesAtExit"))
                .hasSize(1);
    }

    @Test
    void failedClassArchiveIsNotRepeated() throws Exception {
        java("jdk", "17.0.1", "echo \"$@\" | tee -a '" + home.resolve("told") + "'");
        started(Map.of());
        assertThat(started(Map.of())).doesNotContain(".jsa");
        assertThat(Files.readAllLines(home.resolve("told"))).hasSize(3);
    }

    @Test
    void startsWhereNoArchiveCanBeWritten() throws Exception {
        Path target = home.resolve("scenarios/cli/target");
        Files.createDirectory(target.resolve("brownout-17.0.1.jsa.making"));
        assertThat(started(Map.of())).endsWith("run it\n").doesNotContain(".jsa");
    }

    @Test
    void manualDocumentsEveryVariableOfTheLauncher() throws Exception {
        Set<String> reported = Arrays.stream(EnvironmentVariable.values())
                .map(EnvironmentVariable::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(Pattern.compile("\\$\\{([A-Z_]+):-")
                        .matcher(Files.readString(ROOT.resolve("brownout")))
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> Arrays.stream(EnvironmentVariable.values())
                                .noneMatch(one -> one.meaning().contains(name))))
                .contains("JAVA_HOME", "XDG_CACHE_HOME")
                .allMatch(reported::contains);
    }

    @Test
    void closedStandardStreamsAreHandled() throws Exception {
        String launcher = "JAVA_HOME='" + home.resolve("jdk") + "' sh '" + home.resolve("brownout") + "' run it ";
        for (String closed : List.of(">&-", ">&- 2>&- <&-", "2>&- <&-")) {
            Process process = new ProcessBuilder("sh", "-c", launcher + closed).start();
            int expected = closed.startsWith(">") ? ExitCode.BAD_INPUT : ExitCode.SUCCESS;
            assertThat(process.waitFor()).as(closed).isEqualTo(expected);
        }
    }
}
