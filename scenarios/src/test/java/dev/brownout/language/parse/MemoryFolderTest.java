package dev.brownout.language.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.language.diagnostic.ValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryFolderTest {
    private static final byte[] NO_TEXT = {(byte) 0xff, 'a'};

    @TempDir
    private Path folder;

    private ReferencedFiles disk;
    private ReferencedFiles memory;

    @BeforeEach
    void files() throws IOException {
        Map<String, byte[]> contents = new TreeMap<>(Map.of(
                "scenario.yaml",
                new byte[0],
                "times.csv",
                bytes("3 ms\n\n 4 ms \n"),
                "data/sizes.csv",
                bytes("1 kB\n"),
                "latin.csv",
                NO_TEXT));
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        disk = ReferencedFiles.ofFolder(folder.resolve("scenario.yaml"), opened -> {});
        memory = ReferencedFiles.ofProject(new MemoryFolder(contents));
    }

    @ParameterizedTest
    @ValueSource(strings = {"times.csv", "data/sizes.csv", "./data/../times.csv", "data//sizes.csv"})
    void textsAreThoseOnDisk(String name) {
        assertThat(memory.text(name, 100)).isEqualTo(disk.text(name, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.csv", "data", "data/missing.csv", "latin.csv", "..", "../..", "data/../..", "/"})
    void messagesAreThoseOnDisk(String name) {
        assertThat(message(memory, name, 100)).isEqualTo(message(disk, name, 100));
    }

    @Test
    void sizesAreLimitedAsOnDisk() {
        assertThat(message(memory, "times.csv", 3))
                .isEqualTo(message(disk, "times.csv", 3))
                .contains("it is larger than 3 bytes");
    }

    @Test
    void scenarioWithoutFolderNamesNoFiles() {
        assertThatThrownBy(() -> ReferencedFiles.withoutFolder().text("times.csv", 100))
                .isInstanceOf(ValueException.class)
                .hasMessageContaining("only a scenario in a file can name other files");
    }

    private static String message(ReferencedFiles files, String name, int mostBytes) {
        try {
            return "read: " + files.text(name, mostBytes);
        } catch (ValueException refusal) {
            return refusal.getMessage();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
