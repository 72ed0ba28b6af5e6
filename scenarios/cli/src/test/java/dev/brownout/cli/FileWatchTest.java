package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.screen.SanitizedPrintStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    private static final String WAITING = "waiting for changes of ";

    @TempDir
    private Path folder;

    private final AwaitedOutput out = new AwaitedOutput();
    private final AwaitedOutput err = new AwaitedOutput();

    /** Output of a command on another thread. */
    private static final class AwaitedOutput extends ByteArrayOutputStream {
        @Override
        public synchronized void write(int b) {
            super.write(b);
            notifyAll();
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            notifyAll();
        }

        /** Waits until the output contains a text. */
        synchronized void await(String text) throws InterruptedException {
            while (!toString(StandardCharsets.UTF_8).contains(text)) {
                wait();
            }
        }
    }

    /** A command that watches files, on a thread of its own. */
    private final class WatchingCommand {
        private final FutureTask<Integer> session;
        private final Thread thread;

        WatchingCommand(String... words) throws InterruptedException {
            Terminal terminal = new Terminal(
                    new SanitizedPrintStream(out),
                    new SanitizedPrintStream(err),
                    new BufferedReader(Reader.nullReader()),
                    false,
                    false,
                    Map.of(),
                    () -> 0);
            session = new FutureTask<>(() -> Main.execute(terminal, words));
            thread = new Thread(session);
            thread.setDaemon(true);
            thread.start();
            err.await(WAITING);
        }

        /** Interrupts the command. Returns its exit code. */
        int interrupted() throws Exception {
            thread.interrupt();
            return session.get();
        }
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /**
     * Saves a file as an editor does, by renaming another one, so that no reader sees a part of the text. Waits for the
     * end of the run that follows.
     */
    private void save(Path file, String text) throws Exception {
        out.reset();
        err.reset();
        Path other = Files.writeString(folder.resolve("saved~"), text);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        err.await(WAITING);
    }

    @Test
    void rerunsOnEverySaveAndWaitsOnErrors() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yaml"), TEXT);
        WatchingCommand command = new WatchingCommand("run", file.toString(), "--watch");
        assertThat(output()).contains("first");
        assertThat(errors()).contains(WAITING + file + "; Ctrl-C ends");
        save(file, replaceParts(TEXT, "first", "second"));
        assertThat(output()).contains("second");
        save(file, replaceParts(TEXT, "first", "third", "kind: server", "kind: sever"));
        assertThat(errors()).contains("did you mean 'server'?");
        assertThat(output()).doesNotContain("third");
        Files.delete(file);
        save(file, replaceParts(TEXT, "first", "fourth"));
        assertThat(output()).contains("fourth");
        assertThat(command.interrupted()).isEqualTo(ExitCode.INTERRUPTED);
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
        WatchingCommand command = new WatchingCommand("run", file.toString(), "--watch", "--prices", prices.toString());
        assertThat(errors())
                .contains("cannot read 'trace.txt'", WAITING + file + " or a file that it reads; Ctrl-C ends");
        save(trace, "1ms\n2ms\n");
        assertThat(output()).contains("first");
        save(parent, replaceParts(TEXT, "first", "second"));
        assertThat(output()).contains("second").doesNotContain("timed out");
        save(trace, "1ms\n2ms\n3s\n");
        assertThat(output()).contains("timed out");
        save(prices, "prises: 1\n");
        assertThat(errors()).contains("prises");
        save(prices, Session.of("prices").out());
        assertThat(output()).contains("second");
        assertThat(command.interrupted()).isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    void watchRequiresAFile() {
        assertThat(Session.of("run", "hello-world", "--watch").err()).contains("--watch needs a scenario file");
    }
}
