package dev.brownout.cli.log;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Level of detail of a command's log, with the option that selects it. The constants are in increasing order. */
public enum LogLevel {
    /** No log. */
    OFF("", ""),

    /** Files, Java runtime, duration of each phase, and warnings of libraries. */
    VERBOSE("--verbose", "log files, Java version and phase times to standard error"),

    /** The output of {@link #VERBOSE}, and details of each run. */
    DEBUG("--debug", "as --verbose, plus overrides, seed and thread of each run");

    private final String option;
    private final String description;

    LogLevel(String option, String description) {
        this.option = option;
        this.description = description;
    }

    /**
     * Adds the options to a command and its subcommands. A command that has an option of the same name keeps it; that
     * option selects the level too.
     */
    public static void addOptions(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        for (LogLevel level : values()) {
            if (level != OFF && !spec.optionsMap().containsKey(level.option)) {
                spec.addOption(OptionSpec.builder(level.option)
                        .type(boolean.class)
                        .arity("0")
                        .description(level.description)
                        .build());
            }
        }
        command.getSubcommands().values().forEach(LogLevel::addOptions);
    }

    /** Returns the highest level that a command line selects. */
    public static LogLevel of(ParseResult commandLine) {
        LogLevel highest = OFF;
        for (ParseResult part = commandLine; part != null; part = part.subcommand()) {
            for (LogLevel level : values()) {
                if (level.compareTo(highest) > 0 && part.hasMatchedOption(level.option)) {
                    highest = level;
                }
            }
        }
        return highest;
    }
}
