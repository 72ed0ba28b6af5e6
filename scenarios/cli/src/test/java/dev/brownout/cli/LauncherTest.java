package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaced;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Start of Java by the shell script. Java is replaced by a script that prints its arguments. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final List<String> NOT_IN_THE_JAR = List.of(
            "simulator-core/rounds",
            "scenarios/testing",
            "scenarios/bom",
            "scenarios/distribution",
            "scenarios/mcp",
            "scenarios/reality",
            "scenarios/site",
            "scenarios/spark",
            "scenarios/web");

    @TempDir
    private Path home;

    @BeforeEach
    void aCheckoutAndAJava() throws Exception {
        Files.copy(ROOT.resolve("brownout"), home.resolve("brownout"));
        Files.createFile(
                Files.createDirectories(home.resolve("scenarios/cli/target")).resolve("brownout.jar"));
        Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    }

    private String started(Map<String, String> more, String... words) throws Exception {
        return started(home.resolve("brownout"), more, words);
    }

    private String started(Path launcher, Map<String, String> more, String... words) throws Exception {
        return ended(launcher, more, 0, words);
    }

    /**
     * Returns the output of the launcher, which ends with the creation of an archive in the background: stream 3, which
     * that inherits, is a copy of the output.
     */
    private String ended(Path launcher, Map<String, String> more, int code, String... words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec sh \"$0\" \"$@\" 3>&1", launcher.toString());
        builder.command().addAll(words.length == 0 ? List.of("run", "it") : List.of(words));
        List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "HOME", "XDG_CACHE_HOME", "LC_CTYPE")
                .forEach(builder.environment()::remove);
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().putAll(more);
        builder.environment().values().removeIf(String::isEmpty);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(code);
        return said;
    }

    @Test
    void initialHeapFitsAShortRun() throws Exception {
        assertThat(started(Map.of()))
                .contains("-Xms96m -XX:NewSize=48m")
                .contains("-jar")
                .endsWith("run it\n");
    }

    @Test
    void parallelRunsGetALargerYoungGeneration() throws Exception {
        assertThat(started(Map.of(), "--color", "never", "sweep", "it")).contains("-Xms192m -Xmn128m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void memoryOptionsOfTheEnvironmentAreNotOverridden(String variable) throws Exception {
        assertThat(started(Map.of(variable, "-Xmx32m"))).doesNotContain("-Xms").endsWith("run it\n");
    }

    /** Replaces the build by a line of shell. */
    @ParameterizedTest
    @CsvSource({
        "JAVA_TOOL_OPTIONS, -XX:+UseG1GC",
        "JDK_JAVA_OPTIONS, -Xmx1g -XX:+UseParallelGC",
        "_JAVA_OPTIONS, -XX:+UseZGC -Dx=y"
    })
    void collectorOfTheEnvironmentIsTheOnlyOne(String variable, String options) throws Exception {
        assertThat(started(Map.of(variable, options))).doesNotContain("GC ");
        assertThat(started(Map.of(variable, "-Dx=y"))).contains("-XX:+UseSerialGC ");
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
        Files.writeString(home.resolve("jdk/bin/java"), "#!/bin/sh\necho \"[${LC_ALL:-}]\"\n");
        assertThat(started(Map.of("LC_ALL", all, "LANG", language))).contains("[" + expected + "]");
    }

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
        assertThat(modules).hasSizeGreaterThan(4);
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
    void upToDateJarOfMavenIsReused() throws Exception {
        sources(hour(0));
        Path jar = home.resolve("scenarios/cli/target/brownout.jar");
        Files.delete(jar);
        Files.writeString(jar.resolveSibling("cli-1-all.jar"), "made");
        build("exit 1");
        assertThat(started(Map.of())).doesNotContain("building");
        assertThat(jar).hasContent("made");
    }

    @Test
    void failedBuildPrintsItsOutput() throws Exception {
        sources(hour(2));
        Files.setLastModifiedTime(home.resolve("scenarios/cli/target/brownout.jar"), hour(1));
        build("echo no such compiler; exit 1");
        Map<String, String> environment = Map.of("TMPDIR", home.toString());
        assertThat(ended(home.resolve("brownout"), environment, ExitCode.INTERNAL_ERROR, "run", "it"))
                .contains("no such compiler\nbrownout: the build failed; its whole log is " + home);
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
        Path java = Files.createDirectories(installed().resolve("runtime/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho own java\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(java.resolveSibling("../release"), "JAVA_VERSION=\"21\"\n");
        assertThat(started(home.resolve("link"), Map.of())).isEqualTo("own java\n");
    }

    private static String property(String name) throws Exception {
        return Pattern.compile("<" + name + ">(.*)</" + name + ">")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void runStartsWithTheSharedCompilerOptions() throws Exception {
        String first = property("first.compiler");
        assertThat(first).contains("-XX:TieredStopAtLevel=1", "-D" + TieredRelaunch.COMPILERS + "=first");
        assertThat(started(Map.of())).startsWith(property("both.compilers") + " " + first + " ");
    }

    @Test
    void experimentCommandsStartWithBothCompilers() throws Exception {
        String both = property("both.compilers") + " -Xms";
        for (String command : TieredRelaunch.COMMANDS) {
            assertThat(started(home.resolve("brownout"), Map.of(), command, "it"))
                    .as(command)
                    .startsWith(both);
        }
        assertThat(started(home.resolve("brownout"), Map.of(), "--color", "always", "verify"))
                .startsWith(both);
        assertThat(started(home.resolve("brownout"), Map.of(), "run", "sweep"))
                .contains("=first ")
                .endsWith(" run sweep\n");
        assertThat(started(home.resolve("brownout"), Map.of(), "--version")).contains("=first ");
    }

    private Path javaOf(String folder, String version) throws Exception {
        Path java = Files.createDirectories(home.resolve(folder).resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$0 $*\" | tee -a '" + home.resolve("told") + "'\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve(folder).resolve("release"), "A=\"1\"\nJAVA_VERSION=\"" + version + "\"\nB=2\n");
        return java;
    }

    @Test
    void fastestJavaIsUsedWithoutJavaHome() throws Exception {
        Path launcher = home.resolve("brownout");
        Path installed = home.resolve("jvm");
        Files.writeString(launcher, replaced(Files.readString(launcher), "/usr/lib/jvm/", installed + "/"));
        Path onPath = javaOf("path", "17.0.1");
        String path = onPath.getParent() + File.pathSeparator + System.getenv("PATH");
        Map<String, String> none = Map.of("JAVA_HOME", "", "PATH", path);
        javaOf("jvm/a", "21.0.1");
        assertThat(started(none)).startsWith(onPath + " ");
        Path fast = javaOf("jvm/b", "25.0.1");
        javaOf("jvm/c", "25.0.1");
        assertThat(started(none)).startsWith(fast + " ");
        assertThat(started(Map.of("PATH", path)))
                .as("JAVA_HOME takes precedence")
                .doesNotContain(fast.toString());
        javaOf("path", "25");
        assertThat(started(none)).startsWith(onPath + " ");
    }

    @Test
    void classArchiveFormatMatchesTheJavaVersion() throws Exception {
        Path target = home.resolve("scenarios/cli/target");
        Path old = Files.writeString(target.resolve("brownout-17.0.1.jsa"), "classes");
        assertThat(started(Map.of())).contains("-Xshare:auto -XX:SharedArchiveFile=" + old.toRealPath() + " -jar");
        Path linked = Files.writeString(target.resolve("brownout-25.0.1.aot"), "classes");
        javaOf("new", "25.0.1");
        assertThat(started(Map.of("JAVA_HOME", home.resolve("new").toString())))
                .contains("-XX:AOTCache=" + linked.toRealPath() + " -jar")
                .doesNotContain("-Xshare");
    }

    @ParameterizedTest
    @CsvSource({
        "17.0.1, -XX:DumpLoadedClassList=, -Xshare:dump, .jsa",
        "25.0.1, -XX:AOTMode=record, -XX:AOTMode=create, .aot"
    })
    void classArchiveIsCreatedOnceFromARunWithCharts(String version, String recording, String making, String ending)
            throws Exception {
        javaOf("new", version);
        Path temporary = Files.createDirectories(home.resolve("temporary"));
        Map<String, String> environment =
                Map.of("JAVA_HOME", home.resolve("new").toString(), "TMPDIR", temporary.toString());
        started(environment);
        started(environment);
        List<String> told = Files.readAllLines(home.resolve("told"));
        assertThat(told).as("two runs, and one creation of the archive").hasSize(4);
        String recorded = one(told, recording);
        String made = one(told, making);
        assertThat(recorded).contains(" run capstone ", " --out " + temporary);
        assertThat(made).contains(home.toRealPath() + "/scenarios/cli/target/", ending + ".");
        for (String line : List.of(recorded, made)) {
            assertThat(line.contains("-XX:-AOTRecordTraining"))
                    .as("profiles of the first compiler alone would disable the second one in long runs")
                    .isEqualTo(ending.equals(".aot"));
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    private static String one(List<String> lines, String with) {
        List<String> found = lines.stream().filter(line -> line.contains(with)).toList();
        assertThat(found).as(with).hasSize(1);
        return found.get(0);
    }

    @Test
    void manualDocumentsEveryVariableOfTheLauncher() throws Exception {
        Set<String> told = Arrays.stream(EnvironmentVariable.values())
                .map(EnvironmentVariable::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(Pattern.compile("\\$\\{([A-Z_]+):-")
                        .matcher(Files.readString(ROOT.resolve("brownout")))
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> Arrays.stream(EnvironmentVariable.values())
                                .noneMatch(one -> one.meaning().contains(name))))
                .contains("JAVA_HOME", "TMPDIR", "XDG_CACHE_HOME")
                .allMatch(told::contains);
    }

    @Test
    void installedJavaIsUsedWithoutJavaOnThePath() throws Exception {
        Path launcher = home.resolve("brownout");
        Path installed = home.resolve("jvm");
        String text = replaced(Files.readString(launcher), "/usr/lib/jvm/", installed + "/");
        Files.writeString(launcher, replaced(text, "/opt/java/", home.resolve("none") + "/"));
        Path tools = Files.createDirectories(home.resolve("tools"));
        for (String tool : List.of("sh", "ls", "find", "cksum", "dirname", "readlink", "tee", "mktemp", "rm", "mv")) {
            for (String folder : List.of("/bin", "/usr/bin")) {
                Path there = Path.of(folder, tool);
                if (Files.exists(there) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), there);
                }
            }
        }
        Map<String, String> none = Map.of("JAVA_HOME", "", "PATH", tools.toString());
        assertThat(ended(launcher, none, ExitCode.INTERNAL_ERROR))
                .isEqualTo("brownout: needs Java 17 or newer: no java on the PATH, and JAVA_HOME is not set\n");
        Path old = javaOf("jvm/a", "11.0.1");
        Path usable = javaOf("jvm/b", "17.0.1");
        assertThat(started(none)).startsWith(usable + " ").doesNotContain(old.toString());
        Path fast = javaOf("jvm/c", "25.0.1");
        assertThat(started(none)).startsWith(fast + " ");
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
