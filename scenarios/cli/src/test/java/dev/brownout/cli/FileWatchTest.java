package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.screen.SanitizedPrintStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Repeated runs of a scenario whenever its file is saved. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FileWatchTest {
    private static final String TEXT = """
            scenario: first
            load: 20/s
            components: { box: { kind: server, cores: 2, service: exp(20ms) } }
            requests: { page: { path: [box], timeout: 1s } }
            run: 5s
            sla: { up: availability >= 50% }
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static void awaits(ByteArrayOutputStream stream, String text) throws InterruptedException {
        while (!stream.toString(StandardCharsets.UTF_8).contains(text)) {
            Thread.sleep(20);
        }
    }

    private int watched(Path file, String... more) {
        List<String> words = new ArrayList<>(List.of("run", file.toString(), "--watch"));
        words.addAll(List.of(more));
        return Main.execute(
                new Terminal(
                        new SanitizedPrintStream(out),
                        new SanitizedPrintStream(err),
                        new BufferedReader(Reader.nullReader()),
                        false,
                        false,
                        Map.of()),
                words.toArray(String[]::new));
    }

    @Test
    void rerunsOnEverySaveAndWaitsOnErrors() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yaml"), TEXT);
        FutureTask<Integer> session = new FutureTask<>(() -> watched(file));
        Thread thread = new Thread(session);
        thread.start();
        awaits(out, "first");
        awaits(err, "waiting for changes of " + file + "; Ctrl-C ends");
        renamedOver(file, replaced(TEXT, "first", "second"));
        awaits(out, "second");
        Files.writeString(file, replaced(TEXT, "first", "third", "kind: server", "kind: sever"));
        awaits(err, "did you mean 'server'?");
        Files.delete(file);
        Files.writeString(file, replaced(TEXT, "first", "fourth"));
        awaits(out, "fourth");
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("third");
        thread.interrupt();
        assertThat(session.get()).isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    void rerunsWhenAReferencedFileIsSaved() throws Exception {
        Path parent = Files.writeString(folder.resolve("parent.yaml"), TEXT);
        Path trace = folder.resolve("trace.txt");
        Path prices = Files.writeString(
                folder.resolve("prices.yaml"), Session.of("prices").out());
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                use: parent.yaml
                components: { box: { service: file(trace.txt) } }
                """);
        FutureTask<Integer> session = new FutureTask<>(() -> watched(file, "--prices", prices.toString()));
        Thread thread = new Thread(session);
        thread.start();
        awaits(err, "cannot read 'trace.txt'");
        awaits(err, "waiting for changes of " + file + " or a file that it reads; Ctrl-C ends");
        Files.writeString(trace, "1ms\n2ms\n");
        awaits(out, "first");
        Files.writeString(parent, replaced(TEXT, "first", "second"));
        awaits(out, "second");
        Files.writeString(trace, "1ms\n2ms\n3s\n");
        awaits(out, "timed out");
        Files.writeString(prices, "prises: 1\n");
        awaits(err, "prises");
        Files.writeString(prices, Session.of("prices").out());
        Files.writeString(parent, replaced(TEXT, "first", "third"));
        awaits(out, "third");
        thread.interrupt();
        assertThat(session.get()).isEqualTo(ExitCode.INTERRUPTED);
    }

    private void renamedOver(Path file, String text) throws IOException {
        Path other = Files.writeString(folder.resolve("mine.yaml~"), text);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void watchRequiresAFile() {
        assertThat(Session.of("run", "hello-world", "--watch").err()).contains("--watch needs a scenario file");
    }
}
