package dev.brownout.cli;

import dev.brownout.sentence.Sentence;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command in a separate jar, so that the program is built and started without it. Its {@link CommandProvider} is on
 * the class path, or in a jar beside the program's.
 */
enum SeparateCommand {
    /** Tools for an assistant. */
    MCP("scenarios/mcp", "Serve the tools for an assistant: Model Context Protocol on stdio."),
    /** Import of logs, traces, metrics and configurations. */
    IMPORT("scenarios/imports", "Create a scenario from logs, traces, metrics or configuration."),
    /** Fit of a scenario to logs. */
    CALIBRATE("scenarios/imports", "Fit service times, cores, keys and arrivals to access logs."),
    /** Verification of the simulator. */
    VERIFY("scenarios/lab/verify", "Verify the simulator against theory and published results.");

    private final String module;
    private final String description;

    SeparateCommand(String module, String description) {
        this.module = module;
        this.description = description;
    }

    /** Returns the name of the command. */
    String commandName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the folder of the command's module in a checkout. */
    String module() {
        return module;
    }

    /** Returns the description in the help. */
    String description() {
        return description;
    }

    /** Creates the command with its options. */
    CommandSpec create(Terminal terminal) throws UsageException {
        CommandSpec command = CommandSpec.forAnnotatedObject(
                create(terminal, programLocation().getParent()));
        command.usageMessage().description(description);
        return command;
    }

    /**
     * Creates the command with its options.
     *
     * @param folder folder with the jar
     */
    Object create(Terminal terminal, Path folder) throws UsageException {
        ClassLoader own = SeparateCommand.class.getClassLoader();
        Path jar = folder.resolve("brownout-" + module.substring(module.lastIndexOf('/') + 1) + ".jar");
        try {
            Optional<Function<Terminal, Object>> onClassPath = constructor(own);
            if (onClassPath.isPresent()) {
                return onClassPath.get().apply(terminal);
            }
            if (!Files.isRegularFile(jar)) {
                throw failure("'{}' is in a separate jar, and there is no {}", jar);
            }
            return constructor(loader(jar, own))
                    .orElseThrow(() -> failure("'{}' is not in {}", jar))
                    .apply(terminal);
        } catch (ServiceConfigurationError | LinkageError other) {
            throw failure("'{}' is in {}, which is of another version than the program", jar);
        }
    }

    private Optional<Function<Terminal, Object>> constructor(ClassLoader loader) {
        return ServiceLoader.load(CommandProvider.class, loader).stream()
                .map(provider -> provider.get().commands().get(commandName()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Returns a class loader for a jar. It stays open, as the process ends with the command. */
    private static URLClassLoader loader(Path jar, ClassLoader parent) {
        try {
            return new URLClassLoader(new URL[] {jar.toUri().toURL()}, parent);
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private UsageException failure(String form, Path jar) {
        return new UsageException(
                "brownout: {}; '.ci/compile {}' in a checkout builds it",
                Sentence.of(form, commandName(), jar),
                module);
    }

    /** Returns the jar or folder of the program. */
    static Path programLocation() {
        CodeSource source = SeparateCommand.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI()).toRealPath();
        } catch (URISyntaxException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
