package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Search for the server of the command {@code mcp}, which is a jar of its own. */
class McpCommandTest {
    private static final String PROPERTY = "brownout.mcp";
    private static final String BUILD =
            "'mvn -pl scenarios/mcp -am -Dmaven.test.skip=true package' in a checkout builds it";

    @TempDir
    private Path folder;

    private Path jar;

    @BeforeEach
    void setJar() {
        jar = folder.resolve("brownout-mcp.jar");
        System.setProperty(PROPERTY, jar.toString());
    }

    @AfterEach
    void clearJar() {
        System.clearProperty(PROPERTY);
    }

    /** Writes a jar that names a class as the server. */
    private void write(String server) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            entries.putNextEntry(new ZipEntry("META-INF/services/dev.brownout.cli.mcp.ToolServer"));
            entries.write(server.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Session session(String... words) {
        return Session.of("one\ntwo\n", false, Map.of(), words);
    }

    @Test
    void serverOfTheJarAnswersOnStandardOutput() throws IOException {
        write(EchoToolServer.class.getName());
        Session session = session("mcp");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).isEqualTo("no folder: one\nno folder: two\n");
        assertThat(session.err()).isEmpty();
        Path data = Files.createDirectory(folder.resolve("data"));
        assertThat(session("mcp", "--folder", data.toString()).out()).startsWith("data: one\n");
    }

    @Test
    void missingJarIsAnErrorWithTheBuildCommand() {
        Session session = session("mcp");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.out()).isEmpty();
        assertThat(session.err().replaceAll("\\s+", " "))
                .contains("the server is a separate jar, and there is no " + jar)
                .contains(BUILD);
    }

    @Test
    void jarOfAnotherVersionIsAnError() throws IOException {
        write("dev.brownout.cli.NoSuchServer");
        Session session = session("mcp");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err().replaceAll("\\s+", " "))
                .contains(jar + " is of another version than the program")
                .contains(BUILD);
    }

    @Test
    void missingFolderIsAnError() {
        Session session = session("mcp", "--folder", "none/such");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("--folder none/such: there is no such folder");
    }

    /** The launcher of a checkout passes the place of the jar; the jar of an installed folder is beside the program. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
    void launcherOfACheckoutPassesThePlaceOfTheJar() throws Exception {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"17.0.1\"' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Path checkout = Files.createDirectories(folder.resolve("a checkout"));
        Files.createFile(Files.createDirectories(checkout.resolve("scenarios/cli/target"))
                .resolve("brownout.jar"));
        Path installed = Files.createDirectories(folder.resolve("installed/bin"));
        Files.createFile(
                Files.createDirectories(folder.resolve("installed/lib")).resolve("brownout.jar"));
        assertThat(started(checkout))
                .contains("-Dbrownout.mcp=" + checkout.toRealPath() + "/scenarios/mcp/target/brownout-mcp.jar ")
                .endsWith("mcp --folder a b\n");
        assertThat(started(installed)).doesNotContain("-Dbrownout.mcp").endsWith("mcp --folder a b\n");
    }

    private String started(Path own) throws IOException {
        Path launcher = Files.copy(PageCommands.ROOT.resolve("brownout"), own.resolve("brownout"));
        ProcessBuilder builder = new ProcessBuilder("sh", launcher.toString(), "mcp", "--folder", "a b");
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("XDG_CACHE_HOME", "/none");
        Process process = builder.redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
