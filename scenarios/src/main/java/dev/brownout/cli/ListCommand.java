package dev.brownout.cli;

import dev.brownout.library.ShippedLibrary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the scenarios that come with the program: name, title, question. */
@Command(
        name = "list",
        description = "Lists the scenarios that come with the program.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private final Terminal terminal;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().print(new ShippedLibrary().listing());
        terminal.out().println();
        terminal.out().println("brownout run NAME runs one, brownout show NAME prints it");
        return ExitCode.HELD;
    }
}
