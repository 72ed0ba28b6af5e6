package dev.brownout.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exclusive use of an output folder by one command, and protection of files outside of it. */
class OutputFolderTest {
    private static final byte[] CONTENT = {'n', 'e', 'w'};

    @TempDir
    private Path parent;

    private OutputFolder lockedFolder() throws IOException {
        return OutputFolder.at(parent.resolve("out"), "brownout test");
    }

    private Path ownFolder() throws IOException {
        Path outside = Files.createDirectories(parent.resolve("outside"));
        return Files.writeString(outside.resolve("mine.svg"), "mine");
    }

    @Test
    void secondCommandIsRejectedWithTheHolderOfTheLock() throws IOException {
        try (OutputFolder first = lockedFolder()) {
            assertThat(first.doubt()).isEmpty();
            assertThatThrownBy(this::lockedFolder)
                    .isInstanceOf(FolderLockedException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("brownout test");
        }
        lockedFolder().close();
        try (Stream<Path> left = Files.list(parent.resolve("out"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void folderInsideIsRemovedUnlessItHasMoreFiles() throws IOException {
        try (OutputFolder out = lockedFolder()) {
            for (String name : List.of("trials/r1/a.txt", "trials/r2/a.txt", "trials/r2/b.txt")) {
                out.write(name, CONTENT);
            }
            ownFolder();
            Files.createSymbolicLink(parent.resolve("out/trials/r3"), parent.resolve("outside"));
            for (String inner : List.of("trials/r1", "trials/r2", "trials/r3", "trials/r4")) {
                out.remove(inner, List.of("a.txt", "mine.svg"));
            }
            try (Stream<Path> left = Files.walk(parent.resolve("out/trials"))) {
                assertThat(left.map(path -> path.getFileName().toString()))
                        .containsExactlyInAnyOrder("trials", "r2", "b.txt", "r3");
            }
            assertThat(parent.resolve("outside/mine.svg")).hasContent("mine");
        }
    }

    @Test
    void closedFolderRejectsWrites() throws IOException {
        OutputFolder first = lockedFolder();
        first.close();
        assertThatThrownBy(() -> first.write("late.txt", CONTENT)).isInstanceOf(IOException.class);
        try (OutputFolder second = lockedFolder()) {
            first.close();
            assertThatThrownBy(this::lockedFolder).isInstanceOf(FolderLockedException.class);
            assertThat(second.path().resolve("late.txt")).doesNotExist();
        }
    }

    @Test
    void folderOfAKilledProcessIsFree() throws IOException {
        Path out = Files.createDirectories(parent.resolve("out"));
        Files.writeString(out.resolve(".brownout.lock"), "process 1, running since long ago: brownout run x");
        try (OutputFolder folder = lockedFolder()) {
            assertThat(folder.doubt()).isEmpty();
            assertThat(out.resolve(".brownout.lock")).content().contains("brownout test");
            Path ownPath = ownFolder();
            Files.createSymbolicLink(out.resolve("left.txt.part"), ownPath);
            folder.write("left.txt", CONTENT);
            assertThat(out.resolve("left.txt.part")).doesNotExist();
            assertThat(ownPath).hasContent("mine");
        }
    }

    @Test
    void concurrentCommandsNeverHoldOneFolder() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Callable<Integer> one = () -> {
            int most = 0;
            for (int i = 0; i < 50; i++) {
                try (OutputFolder folder = lockedFolder()) {
                    most = Math.max(most, inside.incrementAndGet());
                    folder.write("a/b.txt", CONTENT);
                    inside.decrementAndGet();
                } catch (FolderLockedException held) {
                    refused.incrementAndGet();
                }
            }
            return most;
        };
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (var most : pool.invokeAll(List.of(one, one))) {
                assertThat(most.get()).isLessThanOrEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(refused.get()).isLessThan(100);
    }

    @Test
    void missingSupportForLocksIsReported() throws IOException {
        Path out = Files.createDirectories(parent.resolve("out")).toRealPath();
        try (FolderLock lock = FolderLock.of(out, "brownout test", channel -> {
            throw new IOException("No locks available");
        })) {
            assertThat(lock.doubt()).contains("No locks available");
        }
        assertThatThrownBy(() -> FolderLock.of(out, "brownout test", channel -> null))
                .isInstanceOf(FolderLockedException.class);
    }

    @Test
    void nothingIsWrittenThroughALinkOutOfTheFolder() throws IOException {
        Path ownPath = ownFolder();
        try (OutputFolder folder = lockedFolder()) {
            Files.createSymbolicLink(folder.path().resolve("charts"), ownPath.getParent());
            Files.createSymbolicLink(folder.path().resolve("result.json"), ownPath);
            assertThatThrownBy(() -> folder.write("charts/mine.svg", CONTENT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("leads out of the folder");
            assertThatThrownBy(() -> folder.write("charts/deep/mine.svg", CONTENT))
                    .hasMessageContaining("leads out of the folder");
            folder.write("result.json", CONTENT);
        }
        assertThat(ownPath).hasContent("mine");
        assertThat(ownPath.resolveSibling("deep")).doesNotExist();
        assertThat(parent.resolve("out/result.json")).hasContent("new").isRegularFile();
    }

    @Test
    void aLinkWithinTheFolderIsFollowed() throws IOException {
        try (OutputFolder folder = lockedFolder()) {
            Path real = Files.createDirectories(folder.path().resolve("real"));
            Files.createSymbolicLink(folder.path().resolve("charts"), Path.of("real"));
            folder.write("charts/x.svg", CONTENT);
            assertThat(real.resolve("x.svg")).hasContent("new");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside/mine.svg",
                "link/mine.svg",
                "/",
                "",
                ".",
                "..",
                "nothing/there.svg",
                "a\0b",
                "link",
                "mine.svg/x"
            })
    void filesOutsideTheFolderAreNotRemoved(String name) throws IOException {
        Path ownPath = ownFolder();
        try (OutputFolder folder = lockedFolder()) {
            Files.createSymbolicLink(folder.path().resolve("link"), ownPath.getParent());
            folder.remove(name);
            assertThat(ownPath).hasContent("mine");
            assertThat(folder.path().resolve("link")).exists();
        }
    }

    @Test
    void workingDirectoryIsAccepted() throws IOException {
        Path old = Files.createTempFile(Files.createDirectories(Path.of("target")), "old", ".svg");
        try (OutputFolder folder = OutputFolder.at(Path.of("."), "brownout test")) {
            folder.remove("target/" + old.getFileName());
            assertThat(old).doesNotExist();
            folder.write("target/" + old.getFileName(), CONTENT);
            assertThat(old).hasContent("new");
        } finally {
            Files.deleteIfExists(old);
        }
    }

    @Test
    void concurrentWritesOfAFileAreAtomicWithoutALock() throws Exception {
        Path file = parent.resolve("file");
        List<byte[]> contents = new ArrayList<>();
        IntStream.range(0, 4)
                .forEach(i -> contents.add(String.valueOf(i).repeat(20_000).getBytes(StandardCharsets.UTF_8)));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> writers = IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<Void>) () -> {
                        OutputFile.replace(file, contents.get(i % 4), false);
                        return null;
                    })
                    .toList();
            for (var written : pool.invokeAll(writers)) {
                written.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(contents).anyMatch(content -> Arrays.equals(content, read(file)));
        try (Stream<Path> left = Files.list(parent)) {
            assertThat(left).containsExactly(file);
        }
    }

    private static byte[] read(Path file) {
        try {
            return BoundedFile.bytes(file, 1_000_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void readsHaveASizeLimit() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "12345");
        assertThat(BoundedFile.text(file, 5)).isEqualTo("12345");
        assertThatThrownBy(() -> BoundedFile.text(file, 4))
                .satisfies(thrown ->
                        assertThat(FileError.words((IOException) thrown)).isEqualTo("it is larger than 4 bytes"));
        assertThatThrownBy(() -> BoundedFile.text(parent, 4))
                .satisfies(thrown ->
                        assertThat(FileError.words((IOException) thrown)).isEqualTo("it is a folder"));
        Files.write(file, new byte[] {'a', (byte) 0xe4});
        assertThatThrownBy(() -> BoundedFile.text(file, 4))
                .satisfies(thrown ->
                        assertThat(FileError.words((IOException) thrown)).isEqualTo("it is no text in UTF-8"));
    }
}
