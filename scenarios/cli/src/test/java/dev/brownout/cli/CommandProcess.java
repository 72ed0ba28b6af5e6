package dev.brownout.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Java process that executes commands one after the other in its working folder. A process for each command would spend
 * most of its time on its start.
 */
final class CommandProcess implements AutoCloseable {
    /** Number of words that ends the process. */
    private static final int END = -1;

    private final Path folder;
    private final Process process;
    private final DataOutputStream commands;
    private final DataInputStream results;

    private CommandProcess(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        commands = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        results = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    /**
     * Exit code and output of a command.
     *
     * @param screen both outputs in order, without a redirected one
     * @param redirected standard output, if it is redirected
     */
    record Result(int code, String screen, String redirected) {}

    /** Starts a process with this working folder. */
    static CommandProcess withFolder(Path folder) throws IOException {
        return new CommandProcess(
                folder,
                new ProcessBuilder(JavaProcess.command(CommandProcess.class.getName()))
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** Executes a command and waits for its end. */
    Result run(List<String> words, boolean redirected) throws IOException {
        commands.writeInt(words.size());
        for (String word : words) {
            commands.writeUTF(word);
        }
        commands.writeBoolean(redirected);
        commands.flush();
        int code = results.readInt();
        return new Result(code, read(results), read(results));
    }

    /** Empties the working folder. */
    void clear() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        commands.writeInt(END);
        commands.close();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    /** Executes the commands that arrive at standard input. */
    public static void main(String[] args) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
        System.setIn(InputStream.nullInputStream());
        System.setOut(System.err);
        for (int words = in.readInt(); words != END; words = in.readInt()) {
            List<String> command = new ArrayList<>();
            for (int i = 0; i < words; i++) {
                command.add(in.readUTF());
            }
            ByteArrayOutputStream screen = new ByteArrayOutputStream();
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            Terminal terminal = Session.pipe(in.readBoolean() ? file : screen, screen);
            out.writeInt(Main.execute(terminal, command.toArray(String[]::new)));
            write(screen.toByteArray(), out);
            write(file.toByteArray(), out);
            out.flush();
        }
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String read(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
