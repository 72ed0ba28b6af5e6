package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.result.RunResult;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupted runs save their partial results. */
@Tag("slow")
class ShutdownHookTest {
    private static final String LONG = """
            scenario: A day
            load: 500/s
            components:
              box: { kind: server, cores: 4, service: exp(1ms) }
            requests:
              page: { path: [box] }
            run: 240h
            sla:
              up: availability >= 1%
            variants:
              one: {}
              two: {}
            """;

    @TempDir
    private Path folder;

    @Test
    void interruptedRunWritesAPartialResult() throws Exception {
        Path scenario = Files.writeString(folder.resolve("day.yaml"), LONG);
        Path out = folder.resolve("out");
        Process process = JavaProcess.withProgress(
                folder.resolve("out.txt"),
                Main.class.getName(),
                "run",
                scenario.toString(),
                "--threads",
                "1",
                "--out",
                out.toString());
        String message;
        try (InputStream progress = process.getErrorStream()) {
            assertThat(progress.read())
                    .as("the first character of the progress line")
                    .isEqualTo('\r');
            process.toHandle().destroy();
            message = new String(progress.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        RunResult result = ResultJsonReader.read(Files.readAllBytes(out.resolve("result.json")));
        assertThat(result.variants()).singleElement().satisfies(variant -> {
            assertThat(variant.name()).isEqualTo("one");
            assertThat(variant.run().complete()).isFalse();
            assertThat(variant.run().stopped().atNanos())
                    .isBetween(1L, variant.run().durationNanos() - 1);
            assertThat(variant.requests().get("page").good()).isPositive();
        });
        assertThat(Files.readString(folder.resolve("out.txt")))
                .containsSubsequence(
                        "The run ended early", "interrupted", "FAIL  ended early; until then 1 assertion met")
                .doesNotContain("PASS");
        assertThat(message).contains("brownout: interrupted; 0 of 2 variants completed");
        assertThat(out.resolve(".brownout.lock")).doesNotExist();
    }

    /**
     * Process that prints a character when it is ready and at each signal, and waits for the end of its input. Its
     * clock has passed a minute at each signal.
     */
    static final class SignalledProcess {
        private static final AtomicLong MINUTES = new AtomicLong();

        public static void main(String[] args) throws Exception {
            try (ShutdownHook interruption = ShutdownHook.recordingFirst(SignalledProcess::minuteLater)) {
                print('r');
                System.in.transferTo(OutputStream.nullOutputStream());
                System.exit(interruption.isInterrupted() ? ExitCode.SUCCESS : ExitCode.INTERNAL_ERROR);
            }
        }

        private static long minuteLater() {
            print('s');
            return TimeUnit.MINUTES.toNanos(MINUTES.incrementAndGet());
        }

        private static void print(char signal) {
            System.out.write(signal);
            System.out.flush();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
    void secondSignalEndsTheProcess(String signal) throws Exception {
        Process process = new ProcessBuilder(JavaProcess.command(SignalledProcess.class.getName())).start();
        String[] kill = {"sh", "-c", "kill -s " + signal + " " + process.pid()};
        try (InputStream printed = process.getInputStream()) {
            assertThat(printed.read()).isEqualTo('r');
            assertThat(new ProcessBuilder(kill).start().waitFor()).isZero();
            assertThat(printed.read()).isEqualTo('s');
            assertThat(new ProcessBuilder(kill).start().waitFor()).isZero();
            assertThat(printed.read()).isEqualTo('s');
            assertThat(process.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Process that keeps its handler from recording a signal until the end of its input, and then removes it. */
    static final class LateSignalProcess {
        public static void main(String[] args) throws Exception {
            ShutdownHook.endsProcess(Terminal.ofProcess());
            ShutdownHook interruption = ShutdownHook.recordingFirst();
            synchronized (interruption) {
                SignalledProcess.print('r');
                System.in.transferTo(OutputStream.nullOutputStream());
                interruption.close();
            }
            new CountDownLatch(1).await();
        }
    }

    /** A signal that is delivered while its handler is removed ends the process, as one behind it. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
    void signalAtTheRemovalOfTheHandlerEndsTheProcess() throws Exception {
        Process process = new ProcessBuilder(JavaProcess.command(LateSignalProcess.class.getName())).start();
        try (InputStream printed = process.getInputStream()) {
            assertThat(printed.read()).isEqualTo('r');
            process.toHandle().destroy();
            process.getOutputStream().close();
            assertThat(process.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void interruptedCommandWithoutResultHasTheSameExitCode() throws Exception {
        Path scenario = Files.writeString(folder.resolve("day.yaml"), LONG);
        Path kept = folder.resolve("kept");
        Process process = JavaProcess.withProgress(
                folder.resolve("out.txt"),
                Main.class.getName(),
                "baseline",
                "save",
                scenario.toString(),
                "--dir",
                kept.toString());
        try (InputStream progress = process.getErrorStream()) {
            assertThat(progress.read()).isEqualTo('\r');
            Session other = Session.of("baseline", "save", "hello-world", "--dir", kept.toString());
            assertThat(other.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(other.err())
                    .contains("cannot write to " + kept + ": another command is writing there, process " + process.pid()
                            + ", running since ")
                    .contains(" UTC: brownout baseline save " + scenario);
            process.toHandle().destroy();
            progress.readAllBytes();
        }
        assertThat(process.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(kept.resolve("day.txt")).doesNotExist();
        assertThat(Session.of("baseline", "save", "hello-world", "--dir", kept.toString())
                        .code())
                .as("the lock is released with its process")
                .isEqualTo(ExitCode.SUCCESS);
    }
}
