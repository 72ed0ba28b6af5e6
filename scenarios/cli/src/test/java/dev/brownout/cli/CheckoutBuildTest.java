package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Build of a checkout by {@code .ci/compile}. Scripts replace Maven, the compiler, {@code javap} and {@code jar}. A
 * class file has the text of its source; the lines with {@code public} are its members.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the build is a shell script")
class CheckoutBuildTest {
    private static final String SEPARATE = "scenarios/lab/verify";
    private static final String MAVEN = """
            mkdir -p scenarios/cli/target/launcher scenarios/target/launcher/generated-sources
            echo library >a-1.jar
            for file in scenarios/cli/target/launcher scenarios/lab/verify/target/launcher-verify; do
                if [ -d $file ]; then echo "$PWD/reports/target/launcher/classes:$PWD/a-1.jar" >$file/libraries.txt; fi
            done
            sleep 0.2
            """;
    private static final String JAVA = """
            while [ "$1" != -cp ]; do shift; done
            echo "$2" >>classpath
            shift 2
            into=
            if [ "$1" = -d ]; then into=$2; shift 2; fi
            while [ $# != 0 ]; do
                source=${1%'[-d'}
                folder=$into
                if [ "$source" != "$1" ]; then folder=${2%]}; shift; fi
                shift
                find "$source" -name '*.java' | sort | while read -r source; do
                    if grep -q broken "$source"; then exit 1; fi
                    class=$folder/${source#*/java/}
                    mkdir -p "${class%/*}"
                    cp "$source" "${class%.java}.class"
                done || exit 1
            done
            """;
    private static final String JAVAP = "shift 2; grep -h public \"$@\"";
    private static final String JAR = """
            while [ "$1" != --file ]; do shift; done
            cp "$4" "$2"
            """;

    @TempDir
    private Path home;

    @BeforeEach
    void checkout() throws Exception {
        Path script = home.resolve(".ci/compile");
        Files.createDirectories(script.getParent());
        Files.copy(Path.of("../../.ci/compile"), script);
        for (String module : List.of("simulator-core", "reports", "scenarios", "scenarios/cli", SEPARATE)) {
            write(module + "/pom.xml", "");
            write(module + "/src/main/java/" + module.replace('/', '_') + ".java", "public a\n");
        }
        for (String file : List.of("pom.xml", "LICENSE", "NOTICE", "scenarios/library/a.yaml")) {
            write(file, "");
        }
        tool("mvn", MAVEN);
        tool("java", JAVA);
        tool("javap", JAVAP);
        tool("jar", JAR);
    }

    private Path write(String file, String text) throws Exception {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private void tool(String name, String lines) throws Exception {
        Path tool = write("jdk/bin/" + name, "#!/bin/sh\necho \"" + name + " $*\" >>'" + home + "/calls'\n" + lines);
        assertThat(tool.toFile().setExecutable(true)).isTrue();
    }

    private Process start(String... options) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("sh", home.resolve(".ci/compile").toString());
        builder.command().addAll(List.of(options));
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().merge("PATH", home + "/jdk/bin" + File.pathSeparator, (path, ours) -> ours + path);
        return builder.redirectErrorStream(true).start();
    }

    private String build(int code, String... options) throws Exception {
        Files.deleteIfExists(home.resolve("calls"));
        Process process = start(options);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isEqualTo(code);
        return printed;
    }

    private long calls(String tool) throws Exception {
        return Files.readAllLines(home.resolve("calls")).stream()
                .filter(line -> line.startsWith(tool + " "))
                .count();
    }

    private Path compiled(String name) {
        return home.resolve("reports/target/launcher/compiled/" + name + ".class");
    }

    @Test
    void firstBuildLoadsLibrariesAndCompilesAll() throws Exception {
        assertThat(build(0)).contains("Maven loads libraries", "ECJ compiles 4 sources");
        assertThat(home.resolve("scenarios/cli/target/brownout.jar"))
                .content()
                .contains("Main-Class: dev.brownout.cli.Main\n", "Class-Path: lib/a-1.jar\n");
        assertThat(home.resolve("scenarios/cli/target/lib/a-1.jar")).hasContent("library");
        assertThat(home.resolve("calls")).content().contains(" -Dtarget=target/launcher ");
    }

    @Test
    void separateCommandsAreCompiledAgainstTheProgram() throws Exception {
        assertThat(build(0, SEPARATE)).contains("ECJ compiles 4 sources", "ECJ compiles 1 sources");
        assertThat(home.resolve("scenarios/cli/target/brownout-verify.jar"))
                .content()
                .contains("Class-Path: lib/a-1.jar\n")
                .doesNotContain("Main-Class");
        assertThat(home.resolve("classpath"))
                .content()
                .contains("reports/target/launcher/compiled:", ":scenarios/cli/target/launcher/libraries/a-1.jar");
        assertThat(home.resolve("scenarios/lab/verify/target/launcher-verify/compiled/scenarios_lab_verify.class"))
                .exists();
        write("reports/src/main/java/reports.java", "public b\n");
        assertThat(build(0, SEPARATE)).contains("ECJ compiles 4 sources", "ECJ compiles 1 sources");
    }

    @Test
    void twoBuildsAtTheSameTimeCompileOnce() throws Exception {
        Process first = start();
        Process second = start();
        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(calls("mvn")).isEqualTo(1);
        assertThat(calls("java")).isEqualTo(1);
    }

    @Test
    void changedBodyIsCompiledAlone() throws Exception {
        build(0);
        write("reports/src/main/java/reports.java", "public a\nbody\n");
        assertThat(build(0, "--classes")).isEqualTo("ECJ compiles reports/src/main/java/reports.java\n");
        assertThat(compiled("reports")).hasContent("public a\nbody");
        assertThat(calls("mvn")).isZero();
        assertThat(build(0, "--classes")).isEmpty();
    }

    @Test
    void changedMemberRecompilesAll() throws Exception {
        build(0);
        write("reports/src/main/java/reports.java", "public b\n");
        assertThat(build(0)).contains("ECJ compiles 4 sources").doesNotContain("Maven");
        assertThat(compiled("reports")).hasContent("public b");
    }

    @Test
    void newAndDeletedSourcesRecompileAll() throws Exception {
        build(0);
        Path added = write("reports/src/main/java/B.java", "public b\n");
        assertThat(build(0)).contains("ECJ compiles 5 sources");
        Files.delete(added);
        assertThat(build(0)).contains("ECJ compiles 4 sources");
        assertThat(compiled("B")).doesNotExist();
    }

    @Test
    void changedResourceIsCopiedByMaven() throws Exception {
        build(0);
        write("scenarios/library/a.yaml", "new");
        assertThat(build(0)).contains("Maven loads libraries");
    }

    @Test
    void failedCompilationIsRepeated() throws Exception {
        build(0);
        for (String broken : List.of("public a\nbroken\n", "public b\nbroken\n")) {
            write("reports/src/main/java/reports.java", broken);
            build(1);
            build(1);
        }
        write("reports/src/main/java/reports.java", "public b\n");
        build(0);
        assertThat(compiled("reports")).hasContent("public b");
    }

    @Test
    void mavenWrapperPinsUrlAndChecksum() throws Exception {
        assertThat(Files.readString(Path.of("../../.mvn/wrapper/maven-wrapper.properties")))
                .containsPattern("(?m)^distributionUrl=https://.*-bin\\.zip$")
                .containsPattern("(?m)^distributionSha256Sum=[0-9a-f]{64}$");
    }
}
