package dev.brownout.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Command in a process of its own, which is killed at the end of a run, before its result is stored. */
final class KilledCommand {
    /** Part of the line of the log about the end of a run. */
    private static final String END_OF_RUN = ", replication ";

    private KilledCommand() {}

    /** Executes a command on one thread, and kills it when it has stored the results of some runs. */
    static void killAfter(int runs, List<String> words) throws IOException, InterruptedException {
        List<String> command = JavaProcess.command(KilledCommand.class.getName(), Integer.toString(runs));
        command.addAll(words);
        command.addAll(List.of("--threads", "1", "--debug"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int blocked = process.getInputStream().read();
        process.destroyForcibly().waitFor();
        if (blocked < 0) {
            throw new IllegalStateException("the command has ended after less than " + (runs + 1) + " runs");
        }
    }

    /** Executes a command until it has finished one run more than it may store. */
    public static void main(String[] args) {
        int runs = Integer.parseInt(args[0]);
        OutputStream log = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                if (toString(StandardCharsets.UTF_8).split(END_OF_RUN, -1).length - 1 > runs) {
                    block();
                }
            }
        };
        Main.execute(Session.pipe(OutputStream.nullOutputStream(), log), Arrays.copyOfRange(args, 1, args.length));
    }

    private static void block() {
        System.out.write('b');
        System.out.flush();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }
}
