package dev.brownout.cli;

import dev.brownout.cli.log.CommandLog;
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
 * Relaunch of a long command in a second process with both JIT compilers of Java. The launcher starts Java with the
 * first compiler (C1) alone, because the second (C2) costs more time than it saves in a run of a few seconds. A system
 * property marks such a process. A process cannot enable C2 later. A process without the property, or one that was
 * relaunched, continues itself.
 */
final class TieredRelaunch {
    /** Commands that run scenarios many times. A launcher that knows them starts them with both compilers. */
    static final List<String> COMMANDS = List.of(
            "grade",
            "replicate",
            "compare",
            "sweep",
            "capacity",
            "tune",
            "falsify",
            "stability",
            "reliability",
            "serve",
            "mcp",
            "verify");

    /** Commands that read files of real systems, which may be large. */
    static final List<String> READING = List.of("import", "calibrate");

    /** System property with which the launcher marks the compilers of a process: {@code first} for C1 alone. */
    static final String COMPILERS = "brownout.compilers";

    /** System property with the id of the process that a relaunched process replaces. */
    static final String INSTEAD_OF = "brownout.instead.of";

    /** Options that override all earlier ones, so that a process is relaunched at most once. */
    private static final List<String> BOTH = List.of("-XX:TieredStopAtLevel=4", "-D" + COMPILERS + "=both");

    /** Environment variables with options that the arguments of the process already contain. */
    private static final List<String> HEEDED = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /**
     * Number of calls from which a second process, including its start, saves time; docs/performance.md has the
     * measurement.
     */
    private static final double WORTH_IT = 10e6;

    /** Input size in bytes from which a second process, including its start, saves time. */
    private static final long MUCH = 30_000_000;

    /** Approximate compression ratio of gzip for logs and spans. */
    private static final long PACKED = 10;

    private TieredRelaunch() {}

    /** Returns whether the files on a command line are large enough to be read with both compilers. */
    static boolean readsMuch(List<String> args) {
        return args.stream().mapToLong(TieredRelaunch::bytes).sum() >= MUCH;
    }

    /**
     * Returns the unpacked size in bytes of the file named by a word or by the value of an option; 0 if it is not a
     * file.
     */
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

    /**
     * Returns the expected number of calls of all variants by an analytical estimate: the sum over request classes of
     * steps times arrivals.
     */
    static double calls(List<Variant> variants) {
        return variants.stream().mapToDouble(one -> calls(one.scenario())).sum();
    }

    private static double calls(Scenario scenario) {
        double scenarioArrivals = scenario.load()
                .map(load -> load.expected(0, scenario.durationNanos()))
                .orElse(0.0);
        return scenario.requests().values().stream()
                .mapToDouble(request -> request.steps().size()
                        * request.rate()
                                .map(own -> own.expected(0, scenario.durationNanos()))
                                .orElseGet(
                                        () -> request.share().map(Share::ratio).orElse(1.0) * scenarioArrivals))
                .sum();
    }

    /**
     * Runs a command that executes variants once in a second process if the variants make many calls; empty otherwise.
     */
    static OptionalInt run(List<Variant> variants, List<String> args) {
        double calls = calls(variants);
        CommandLog.debug("expected calls: {}; a second process saves time from {} on", (long) calls, (long) WORTH_IT);
        return calls < WORTH_IT ? OptionalInt.empty() : run(args);
    }

    /**
     * Runs a command line in a second process with both compilers if this process has only the first. Returns the exit
     * code, or empty if this process must run the command. The caller must not have printed or written anything, nor
     * read input that cannot be read again.
     */
    static OptionalInt run(List<String> args) {
        if (!System.getProperty(COMPILERS, "").equals("first") || args.stream().anyMatch(TieredRelaunch::namesStream)) {
            return OptionalInt.empty();
        }
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
        if (options.stream().anyMatch(option -> option.startsWith("-agent") || option.startsWith("-javaagent"))) {
            return OptionalInt.empty(); // An agent such as a debugger may already use the second process's port.
        }
        CommandLog.info("continues in a second process, with C1 and C2");
        try {
            return OptionalInt.of(ended(again(options, args).start()));
        } catch (IOException impossible) {
            return OptionalInt.empty();
        }
    }

    /**
     * Returns whether a word or the value of an option names an inherited stream, which a second process does not
     * inherit.
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

    /**
     * Waits for the second process and returns its exit code. The first signal to this process is forwarded to it. A
     * further one ends this process, and the second process with it.
     */
    private static int ended(Process process) {
        ShutdownHook passedOn = ShutdownHook.running(process::destroy);
        try {
            return process.waitFor();
        } catch (InterruptedException unasked) {
            throw new IllegalStateException("unexpected interrupt of the thread of a command", unasked);
        } finally {
            passedOn.close();
        }
    }

    /** Returns whether this process replaces another one, which waits for its end. */
    static boolean isRelaunched() {
        return System.getProperty(INSTEAD_OF) != null;
    }

    /** Ends this process when the process that it replaces ends, as its result is then no longer needed. */
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
