package dev.brownout.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of commands: an output replaces some and leaves the rest. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and devices there need other names")
class OutputFileTest {
    private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @BeforeEach
    void aCommandBegins() {
        CommandFiles.begin();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path input() throws IOException {
        Path input = Files.writeString(folder.resolve("input.yaml"), "mine");
        BoundedFile.text(input, 100);
        return input;
    }

    /** Names of the input: its own, others of the same file, and links. */
    @ParameterizedTest
    @ValueSource(
            strings = {"input.yaml", "./input.yaml", "again/../input.yaml", "hard.yaml", "link.yaml", "chain.yaml"})
    void inputIsNotReplaced(String name) throws IOException {
        Path input = input();
        Files.createDirectory(folder.resolve("again"));
        Files.createLink(folder.resolve("hard.yaml"), input);
        Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("input.yaml"));
        Files.createSymbolicLink(folder.resolve("chain.yaml"), folder.resolve("link.yaml"));
        List<String> before = names();
        assertThatThrownBy(() -> OutputFile.write(folder.resolve(name), NEW))
                .hasMessageContaining("is an input of this command");
        assertThatThrownBy(() -> OutputFile.append(folder.resolve(name), NEW))
                .hasMessageContaining("is an input of this command");
        try (OutputFolder out = OutputFolder.at(folder, "brownout test")) {
            assertThatThrownBy(() -> out.write(Path.of(name).getFileName().toString(), NEW))
                    .hasMessageContaining("is an input of this command");
            out.remove("input.yaml");
        }
        assertThat(input).hasContent("mine");
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void inputThatALinkNamesIsNotReplaced() throws IOException {
        Path real = Files.writeString(folder.resolve("real.yaml"), "mine");
        BoundedFile.text(Files.createSymbolicLink(folder.resolve("link.yaml"), real), 100);
        assertThatThrownBy(() -> OutputFile.write(real, NEW)).hasMessageContaining("is an input");
        assertThat(real).hasContent("mine");
    }

    @Test
    void inputOfAnEarlierCommandIsReplaced() throws IOException {
        Path input = input();
        CommandFiles.begin();
        assertThat(OutputFile.write(input, NEW)).hasContent("new");
    }

    @Test
    void outputIsNotReplacedByAnotherOutputOfTheCommand() throws IOException {
        Path first = OutputFile.write(folder.resolve("a.log"), NEW);
        Files.createSymbolicLink(folder.resolve("b.log"), first);
        for (String name : List.of("a.log", "b.log")) {
            assertThatThrownBy(() -> OutputFile.write(folder.resolve(name), NEW))
                    .hasMessageContaining("another output of this command");
        }
        try (OutputFolder out = OutputFolder.at(folder, "brownout test")) {
            assertThatThrownBy(() -> out.write("a.log", NEW)).hasMessageContaining("another output of this command");
            assertThat(out.write("c.log", NEW)).hasContent("new");
            assertThat(out.write("c.log", NEW)).as("the folder's own file").hasContent("new");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"link", "chain"})
    void linkIsFollowedAndStays(String name) throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("inner/file"));
        Files.createSymbolicLink(folder.resolve("chain"), Path.of("inner/../link"));
        for (String content : List.of("first", "second")) {
            CommandFiles.begin();
            OutputFile.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
            assertThat(inner.resolve("file")).hasContent(content);
            assertThat(folder.resolve("link")).isSymbolicLink();
            assertThat(folder.resolve("chain")).isSymbolicLink();
        }
        Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
        assertThatThrownBy(() -> OutputFile.write(folder.resolve("circle"), NEW))
                .hasMessageContaining("circle of links");
    }

    @Test
    void deviceAndPipeAreWrittenAndStay() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);
        for (Path path : List.of(pipe, link)) {
            assertThat(OutputFile.isDirect(path)).isTrue();
            CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
                try {
                    return Files.readString(pipe);
                } catch (IOException failed) {
                    return failed.toString();
                }
            });
            OutputFile.write(path, NEW);
            assertThat(read.get()).isEqualTo("new");
        }
        try (OutputFolder out = OutputFolder.at(folder, "brownout test")) {
            assertThatThrownBy(() -> out.write("pipe", NEW)).hasMessageContaining("a pipe or a device");
        }
        OutputFile.write(Path.of("/dev/null"), NEW);
        OutputFile.write(Path.of("/dev/null"), NEW);
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
        assertThat(Files.readAttributes(pipe, "unix:*", LinkOption.NOFOLLOW_LINKS)
                        .get("isOther"))
                .isEqualTo(true);
    }

    @Test
    void permissionsStay() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        OutputFile.write(file, NEW);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void fileWithoutCommitStays() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        try (OutputFile opened = OutputFile.open(file)) {
            opened.stream().write(NEW);
            assertThat(file).hasContent("old");
        }
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("file");
    }
}
