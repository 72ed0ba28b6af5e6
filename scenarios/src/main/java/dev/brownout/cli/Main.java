package dev.brownout.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code brownout} command, the entry point of the program. */
@Command(
        name = "brownout",
        description = "A flight simulator for system design.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeOnInvalidInput = Main.BAD_INPUT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every assertion holds", "1:internal error", "2:bad input or usage"})
public final class Main implements Runnable {
    static final int BAD_INPUT = 2;

    @Spec
    private CommandSpec spec;

    /** Runs the command line {@code args} and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do");
    }
}
