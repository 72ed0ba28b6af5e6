package dev.brownout.cli;

import dev.brownout.io.BoundedFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Share;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The same command once more in a process of its own that has both compilers of Java. A launcher starts Java with the
 * first compiler alone, as the second takes more time than it saves in a run of seconds, and says so in a system
 * property; a process cannot get its second compiler later. Whoever has not said it, or was started by this, goes on
 * where it is.
 */
final class TieredRelaunch {
    /** Commands that run scenarios many times, which a launcher that knows them starts with both compilers. */
    static final List<String> COMMANDS = List.of("replicate", "compare", "sweep", "capacity", "serve", "verify");

    /** Commands that read files of real systems, which can be large. */
    static final List<String> READING = List.of("import", "calibrate");

    /** The system property in which a launcher says {@code first} of a process that has the first compiler alone. */
    static final String COMPILERS = "brownout.compilers";

    /** The system property that names the process whose place another one takes. */
    private static final String INSTEAD_OF = "brownout.instead.of";

    /** Options that overrule all before them, so that one start is followed by one more at the most. */
    private static final List<String> BOTH = List.of("-XX:TieredStopAtLevel=4", "-D" + COMPILERS + "=both");

    /** Variables whose options are among the arguments of the process already. */
    private static final List<String> HEEDED = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** From how many calls on a second process costs less, itself included: docs/performance.md has the measurement. */
    private static final double WORTH_IT = 10e6;

    /**
     * The size in bytes from which on a second process, its start included, costs less than reading with the first
     * compiler.
     */
    private static final long MUCH = 30_000_000;

    /** The compression ratio of gzip for logs and spans, about. */
    private static final long PACKED = 10;

    private TieredRelaunch() {}

    /** Returns whether files that a command line names are large enough to be read with both compilers. */
    static boolean readsMuch(List<String> args) {
        return args.stream().mapToLong(TieredRelaunch::bytes).sum() >= MUCH;
    }

    /** Returns the unpacked size of the file that a word or the value of an option names, in bytes; 0 for no file. */
    private static long bytes(String word) {
        String name = word.startsWith("-") ? word.substring(word.indexOf('=') + 1) : word;
        try {
            Path path = Path.of(name);
            long size = Files.isRegularFile(path) ? Files.size(path) : 0;
            return name.endsWith(".gz") ? size * PACKED : size;
        } catch (IOException | InvalidPathException other) {
            return 0;
        }
    }

    /** How many calls between users and components variants are expected to make together, as far as paper says. */
    static double calls(List<Variant> variants) {
        return variants.stream().mapToDouble(one -> calls(one.scenario())).sum();
    }

    private static double calls(Scenario scenario) {
        double together = scenario.load()
                .map(load -> load.expected(0, scenario.durationNanos()))
                .orElse(0.0);
        return scenario.requests().values().stream()
                .mapToDouble(request -> request.steps().size()
                        * request.rate()
                                .map(own -> own.expected(0, scenario.durationNanos()))
                                .orElseGet(
                                        () -> request.share().map(Share::ratio).orElse(1.0) * together))
                .sum();
    }

    /**
     * The same as {@link #run(List)} of a command that runs variants once, where that is much; nothing if it is not.
     */
    static OptionalInt run(List<Variant> variants, List<String> args) {
        return calls(variants) < WORTH_IT ? OptionalInt.empty() : run(args);
    }

    /**
     * Runs a command line with both compilers if this process has the first alone; the exit code, or nothing if it is
     * to be run here. Nothing must have been printed, written, or read that cannot be read again.
     */
    static OptionalInt run(List<String> args) {
        if (!System.getProperty(COMPILERS, "").equals("first") || args.stream().anyMatch(TieredRelaunch::namesStream)) {
            return OptionalInt.empty();
        }
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
        if (options.stream().anyMatch(option -> option.startsWith("-agent") || option.startsWith("-javaagent"))) {
            return OptionalInt.empty(); // A debugger, for one, has the port that the second process would ask for.
        }
        try {
            return OptionalInt.of(ended(again(options, args).start()));
        } catch (IOException impossible) {
            return OptionalInt.empty();
        }
    }

    /**
     * Whether a word or the value of an option is a stream that this process was started with, which nobody inherits.
     */
    private static boolean namesStream(String word) {
        try {
            return BoundedFile.isStream(Path.of(word.substring(word.indexOf('=') + 1)));
        } catch (InvalidPathException other) {
            return false;
        }
    }

    private static ProcessBuilder again(List<String> options, List<String> args) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(BOTH);
        words.add("-D" + INSTEAD_OF + "=" + ProcessHandle.current().pid());
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(Main.class.getName());
        words.addAll(args);
        ProcessBuilder again = new ProcessBuilder(words).inheritIO();
        again.environment().keySet().removeAll(HEEDED);
        return again;
    }

    /** The exit code of a process that has what this one was asked to do; it hears of whoever asks this one to end. */
    private static int ended(Process process) {
        ShutdownHook passedOn = ShutdownHook.heard(process::destroy);
        try {
            return process.waitFor();
        } catch (InterruptedException unasked) {
            throw new IllegalStateException("nobody interrupts the thread of a command", unasked);
        } finally {
            passedOn.close();
        }
    }

    /** Ends this process when the one ends in whose place it runs: nobody waits for its outcome any more. */
    static void endWithTheFirst() {
        String first = System.getProperty(INSTEAD_OF);
        if (first == null) {
            return;
        }
        Thread watch = new Thread(() -> {
            ProcessHandle.of(Long.parseLong(first))
                    .ifPresent(there -> there.onExit().join());
            System.exit(ExitCode.INTERRUPTED);
        });
        watch.setDaemon(true);
        watch.start();
    }
}
