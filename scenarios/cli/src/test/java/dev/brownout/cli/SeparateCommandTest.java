package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Search for the commands in separate jars. */
class SeparateCommandTest {
    @TempDir
    private Path folder;

    private Object create(SeparateCommand command) throws UsageException {
        return command.create(Session.pipe(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()), folder);
    }

    /** Writes a jar that names a class as the provider. */
    private Path write(String jar, String provider) throws IOException {
        Path path = folder.resolve(jar);
        try (OutputStream file = Files.newOutputStream(path);
                JarOutputStream entries = new JarOutputStream(file)) {
            entries.putNextEntry(new ZipEntry("META-INF/services/" + CommandProvider.class.getName()));
            entries.write(provider.getBytes(StandardCharsets.UTF_8));
        }
        return path;
    }

    @Test
    void commandOfAJarGetsTheTerminal() throws Exception {
        write("brownout-mcp.jar", FixedCommandProvider.class.getName());
        assertThat(create(SeparateCommand.MCP)).isInstanceOf(Terminal.class);
    }

    @ParameterizedTest
    @EnumSource
    void missingJarIsAnErrorWithTheBuildCommand(SeparateCommand command) {
        String module = command.module();
        Path jar = folder.resolve("brownout-" + module.substring(module.lastIndexOf('/') + 1) + ".jar");
        assertThatThrownBy(() -> create(command))
                .hasMessage(
                        "brownout: '%s' is in a separate jar, and there is no %s; '.ci/compile %s' in a checkout"
                                + " builds it",
                        command.commandName(), jar, module);
        assertThat(Path.of("../..", module, "pom.xml")).exists();
    }

    @Test
    void jarOfAnotherVersionIsAnError() throws IOException {
        Path jar = write("brownout-mcp.jar", "dev.brownout.cli.NoSuchProvider");
        assertThatThrownBy(() -> create(SeparateCommand.MCP))
                .hasMessageContaining(jar + ", which is of another version than the program");
        Path other = write("brownout-verify.jar", FixedCommandProvider.class.getName());
        assertThatThrownBy(() -> create(SeparateCommand.VERIFY)).hasMessageContaining("is not in " + other);
    }

    @ParameterizedTest
    @EnumSource
    void helpListsTheCommandsWithoutTheirJars(SeparateCommand command) {
        assertThat(Session.of("--help").out().replaceAll("\\s+", " "))
                .contains(" " + command.commandName() + " " + command.description() + " ");
    }

    /** A copy of the program's classes has no jar beside it. */
    @Test
    void missingJarEndsTheProgramWithTheCodeOfBadInput() throws Exception {
        Path classes = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path copy = folder.resolve("classes");
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(classes.relativize(file).toString()));
            }
        }
        List<String> command = JavaProcess.command(Main.class.getName(), "verify", "--help");
        int path = command.indexOf("-cp") + 1;
        command.set(path, copy + File.pathSeparator + command.get(path));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("brownout: 'verify' is in a separate jar, and there is no " + folder);
        assertThat(process.waitFor()).isEqualTo(ExitCode.BAD_INPUT);
    }
}
